// Functions that the parts of Multi-Paxos share. For protocols/multi_paxos*.cpp alone.
#pragma once

#include "protocols/log_options.h"
#include "protocols/multi_paxos.h"

namespace synod::multi {

using State = MultiPaxos::State;
using Phase = MultiPaxos::Phase;
using service::answer_again;
using service::client_of;

/// The timers, in the order of their words in `MultiPaxos::info()`.
enum Timer : std::uint8_t { suspicion, heartbeat, retry, lease, grant };

using service::longest_queue;

inline NodeSet replicas(const Out& out) {
  return out.shape().with(Role::acceptor);
}
inline NodeSet others(const Out& out) {
  return replicas(out) - NodeSet{out.self()};
}
inline bool is_client(const Out& out, NodeId node) {
  return out.shape().roles(node).has(Role::client);
}
inline bool detects(const Out& out) {
  return detector_of(out.setup().options) != Detector::off;
}
inline Slot after(Slot slot) {
  return {slot.number + 1};
}

inline bool is_known(const State& state, Slot slot) {
  const LogEntry* entry = state.acceptor.log.find(slot);
  return entry != nullptr && entry->chosen;
}

// --- The candidate: multi_paxos_candidate.cpp ---

/// The first round above all that the node has used or heard of, in any of its roles.
std::uint32_t next_round(const State& state);
/// Phase 1 for every slot from the first that it does not know chosen on.
void start_ballot(State& state, std::uint32_t round, Out& out);
/// Ceases to lead or to try; `leader` is the node that does instead, as far as it knows.
void step_down(State& state, NodeId leader, Out& out);
/// The same for a ballot that has no promises yet.
void give_way(State& state, NodeId candidate, Out& out);

// --- The leader: multi_paxos_leader.cpp ---

/// Sends `entries` to every replica, itself included, `batch` of them in a message.
void put_to_vote(const State& state, const SlotLog& entries, Out& out);
/// Sets the timer of a leader that waits for votes. With a failure detector, where refusals are
/// silent, a leader learns that its ballot is over only from nothing being chosen any more; without
/// one and with `retry`, that timer sends lost Accepts again.
void wait_for_progress(const State& state, Out& out);
/// That timer went off at a leader: it steps down where it got nothing chosen, or asks again.
void look_for_progress(State& state, Out& out);
/// Whether `command` waits in the queue.
bool is_waiting(const State& state, const Text& command);
/// Puts `command` at the end of the queue, unless it waits or is put to the vote already.
void enqueue(State& state, const Text& command, Out& out);
/// Gives waiting commands their slots, as far as the pipeline has room.
void serve(State& state, Out& out);
/// Hands waiting commands on to the leader that this node follows.
void pass_on(State& state, Out& out);
/// Sends Accepts that nobody answered for a whole heartbeat once more.
void put_to_vote_again(State& state, Out& out);
/// The same for all open slots, where no heartbeat does it: a client asked again.
void ask_for_votes_again(State& state, Out& out);
/// The first slot that this leader does not know chosen at its ballot or below. All before it a
/// follower may take for chosen where it accepted at this very ballot: see learn_below().
Slot vouched_for(const State& state);

// --- The log: multi_paxos_log.cpp ---

/// Comes to know that `vote` was chosen in `slot`. False where it knew.
bool learn(State& state, Slot slot, const Vote& vote, Out& out);
/// Learns what lies below the leader's first unchosen slot and was accepted at its ballot; asks the
/// leader for what was not.
void learn_below(State& state, NodeId leader, const Ballot& ballot, Slot first_unchosen, Out& out);
/// Applies what is known without a gap.
void apply_known(State& state, Out& out);

// --- The detector: multi_paxos_detector.cpp ---

/// Begins to wait for a sign of life of the leader, from now on.
void watch(State& state, Out& out);
/// Takes `leader` for the leader, trusts it and waits for its next sign of life.
void follow(State& state, NodeId leader, Out& out);
/// Makes way for a candidate. It is no leader yet: it puts the wait for one off once, and no more
/// until a leader is heard of.
void make_way(State& state, NodeId candidate, Out& out);
/// A sign of life: where `node` was suspected, that was a mistake.
void trust(State& state, NodeId node, Out& out);
/// Sends a heartbeat now and sets the timer of the next.
void send_heartbeat(State& state, Out& out);
void suspect(State& state, Out& out);
/// Whether this acceptor granted a lease to someone other than `candidate`. What a leader granted
/// to itself binds it only while it holds the lease: else it breaks nobody's by giving way.
bool bound_to_another(const State& state, NodeId candidate, const Out& out);
void grant_runs_out(State& state, Out& out);
void lease_runs_out(State& state, Out& out);
/// Whether this leader holds a lease now, by its own clock: timers may be late.
bool holds_lease(const MultiPaxos::Proposer& leader, SimTime now);
/// Refuses, and says why.
void refuse(const State& state, NodeId from, const Ballot& ballot, bool lease, Out& out);

// --- Clients: multi_paxos_client.cpp ---

/// Tells the client of `command` its result, where this node leads.
void reply(const State& state, const KeyCommand& command, const Text& result, Out& out);

}  // namespace synod::multi
