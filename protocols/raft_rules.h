// Rules of Raft that a wrong variant may change, one function a rule, and functions that its parts
// share. For protocols/raft*.cpp alone. What stands in RaftRules is the protocol.
#pragma once

#include <algorithm>
#include <array>
#include <vector>

#include "protocols/raft.h"

namespace synod::raft {

using State = Raft::State;
using Server = Raft::Server;
using Phase = Raft::Phase;
using service::answer_again;
using service::client_of;

class RaftRules {
 public:
  virtual ~RaftRules() = default;

  /// Section 3.4: a server votes for one candidate a term, first come, first served.
  virtual bool has_vote_for(const Server& voter, NodeId candidate) const {
    return !voter.voted_for.exists() || voter.voted_for == candidate;
  }
  /// Section 3.6.1: "the voter denies its vote if its own log is more up-to-date than that of the
  /// candidate": its last term is higher, or equal and its log longer.
  virtual bool is_up_to_date(const Server& voter, Slot last, const Ballot& last_term) const;
  /// Section 3.4: a candidate counts votes of its own term.
  virtual bool counts(const Server& candidate, const Ballot& term) const {
    return term.round == candidate.term.round;
  }
  /// How many of `servers` make a majority.
  virtual std::size_t majority(std::size_t servers) const { return servers / 2 + 1; }
  /// What a crash takes of what should be on disk (figure 3.1): nothing.
  virtual void lose(Server&) const {}
  /// Section 3.4: a follower waits anew when its leader is heard of or it gives a vote, and then
  /// alone.
  virtual bool waits_anew_for_anything() const { return false; }
  /// Section 3.5: whether a follower removes `held` and all behind it for `entry`: where they
  /// conflict, that is where their terms differ.
  virtual bool removes(const LogEntry& held, const Vote& entry) const {
    return held.vote.ballot.round != entry.ballot.round;
  }
  /// The same for all that stands behind the entries of a message: no, as later ones may have come
  /// before (figure 3.1, AppendEntries, step 3).
  virtual bool removes_the_rest() const { return false; }
  /// Figure 3.1, AppendEntries, step 5: "commitIndex = min(leaderCommit, index of last new entry)".
  virtual Slot commit_of_follower(Slot leader, Slot last_new) const {
    return std::min(leader, last_new);
  }
  /// Section 3.5: up to where the follower's log is the leader's: where its answer says.
  virtual Slot matched(Slot answered, const SlotLog& log) const {
    static_cast<void>(log);
    return answered;
  }
  /// Section 3.6.2: "only log entries from the leader's current term are committed by counting
  /// replicas".
  virtual bool commits_by_counting(const Ballot& entry, const Ballot& current) const {
    return entry.round == current.round;
  }
  /// Section 6.4, step 1: a leader answers reads once an entry of its own term is committed; then
  /// it knows all that is.
  virtual bool knows_what_is_committed(const Server& leader) const;
  /// Section 4.2.2: a leader that is no member of its own latest configuration leads on, but does
  /// not count itself.
  virtual bool counts_itself_outside() const { return false; }
  /// Ongaro, "bug in single-server membership changes", raft-dev, 10 July 2015: a leader changes
  /// members once an entry of its own term is committed.
  virtual bool may_change_members(const Server& leader) const;
  /// Section 6.4, step 3: it answers reads once a majority confirmed that it leads.
  virtual bool reads_unconfirmed() const { return false; }
};

/// The rules of the protocol.
inline constinit const RaftRules plain_rules;
/// The rules of a variant, which must be a known one.
const RaftRules& variant_rules(const std::string& name);
/// The rules that a setup asks for with `option bug`.
inline const RaftRules& rules_of(const Setup& setup) {
  const std::string& bug = setup.options.bug;
  return bug.empty() ? plain_rules : variant_rules(bug);
}
inline const RaftRules& rules_of(const Out& out) {
  return rules_of(out.setup());
}
/// Every variant of Raft, in the order in which people choose from them.
std::vector<Variant> raft_variants();

inline NodeSet servers(const Out& out) {
  return out.shape().with(Role::acceptor);
}
inline bool is_client(const Out& out, NodeId node) {
  return out.shape().roles(node).has(Role::client);
}
/// For notes, which print counts.
inline std::size_t shown(Slot slot) {
  return slot.number;
}
inline std::size_t shown(const TermNumber& term) {
  return term.round;
}
inline Slot after(Slot slot) {
  return {slot.number + 1};
}
inline Slot before(Slot slot) {
  return {slot.number - 1};
}
/// That term as `owner`'s, who stands or leads at it.
inline Ballot owned(const Ballot& term, NodeId owner, const Out& out) {
  return Ballot::term(term.round, out.shape().number(owner));
}
/// The last slot of its log, a snapshot counted.
Slot last_slot(const Server& server);
/// The term of what stands in `slot`; none for a hole, for slot 0 and for what it removed.
Ballot term_of(const Server& server, Slot slot);

/// Sends what waits here to the leader: "proxying" (section 6.2).
void pass_on(State& state, Out& out);

// --- Elections: raft_election.cpp ---

/// Waits for a leader from now on, for a time drawn from `timeout` to twice of it.
/// Who is no member, and knows that to be committed, does not wait.
void wait_for_leader(const Server& server, Out& out);
/// Its wait for a leader is over: it stands for the next term, or asks first whether it should.
void miss_leader(State& state, Out& out);
/// It hears from a leader, and keeps that in mind where others may ask (sections 4.2.3 and 9.6).
void hear_leader(Server& server, Out& out);
/// Stands for the next term; `handed` says that the leader asked it to.
void stand(State& state, bool handed, Out& out);
/// A leader looks whether a majority answered it since it last looked (section 6.2).
void check_quorum(State& state, Out& out);
/// Takes over a higher term, at which it follows. False where `term` is no higher one.
bool take_term(State& state, const Ballot& term, Out& out);
/// Ceases to stand or to lead at its term.
void step_down(State& state, Out& out);

// --- The log: raft_log.cpp ---

/// A leader appends a command to its log and sends it to those who wait for nothing else.
void append(State& state, const Text& command, Out& out);
/// AppendEntries with as many of the entries that `to` lacks as a message may carry; the snapshot
/// where the leader has them no more.
void send_entries(State& state, NodeId to, Out& out);
/// Tells every other server that this one leads, and sets the timer of the next heartbeat. Whom it
/// sent nothing since the last one, it sends what that one lacks.
void send_heartbeat(State& state, Out& out);
/// Whom this server hears at its own term, leads there.
void follow(State& state, NodeId leader, Out& out);
/// Tells every other server at once that this one leads, whenever the next heartbeat is due.
void say_that_it_leads(const State& state, Out& out);

// --- Members: raft_members.cpp ---

/// The members at the start; none where all servers are.
NodeSet first_members(const Setup& setup);
/// Whose votes and logs count for this server: the members that its log names, committed or not
/// (section 4.1). Without those of a joint configuration before.
NodeSet members(const Server& server, const Shape& shape);
/// Whom it asks for votes and sends its log to: members, of both configurations where it is joint,
/// and whoever is to become one; without itself.
NodeSet others(const Server& server, const Out& out);
/// Whether `nodes` are a majority of the members; of both configurations where it is joint.
bool is_quorum(const Server& server, NodeSet nodes, const Out& out);
/// How many of the members make a majority, for notes.
std::size_t majority(const Server& server, const Out& out);
/// The last slot that a quorum holds, by what this leader knows of their logs.
Slot on_a_majority(const Server& leader, const Out& out);
/// Whether it is no member, and knows that to be committed: it neither stands nor waits to.
bool is_outside(const Server& server, const Out& out);
/// Whether an entry, or what a person asks for, changes members: "+S4", "-S1", "+S4-S1"; or ends a
/// joint configuration: "only S2 S3 S4".
bool names_members(const Text& command);
/// Takes over what `command`, written to `slot`, says of the members; nothing where it says
/// nothing. A leader sends its log to these from now on, and tells the observer who they are.
void take_members(Server& server, Slot slot, const Text& command, Out& out);
/// Takes the members from its snapshot and its log anew.
void find_members(Server& server, const Out& out);
/// The single changes that a person may ask a leader for.
void add_member_wishes(std::vector<Wish>& wishes);
/// Why a leader can't change members so; nothing where it can.
std::optional<Sentence> change_problem(const Server& server, NodeId self, const Text& change,
                                       const Setup& setup);
/// A leader brings new members up to date, and appends the change then (sections 4.1 and 4.2.1).
void change_members(State& state, const Text& change, Out& out);
/// A server answered: whoever joins may hold enough by now.
void go_on_changing(State& state, Out& out);
/// A round of bringing servers up to date took longer than an election timeout.
void begin_next_round(State& state, Out& out);
/// A leader ends a joint configuration that it knows committed.
void end_joint(State& state, Out& out);
/// What follows where a leader knows its latest configuration committed: the end of a joint one, or
/// of its own lead.
void finish_change(State& state, Out& out);
/// Tells the observer whose votes count at its term.
void tell_members(const Server& leader, Out& out);
/// Who ceases to lead changes no members any more.
void forget_change(Server& server, Out& out);

// --- Log compaction: raft_snapshot.cpp ---

/// Replaces what is committed by a snapshot where enough came together.
void compact(State& state, Out& out);
/// Takes the state machine from a snapshot on its disk, where there is one.
void restore(State& state, Out& out);
void send_snapshot(const Server& leader, NodeId to, Out& out);

// --- Handing the lead over: raft_transfer.cpp ---

/// What a person asks a leader for: the server that shall lead; none where it is a command.
NodeId successor(const Text& request, const Shape& shape);
/// Whether a person may mean a server by that word: "S7", in a cluster of five as well.
bool names_server(const Text& request);
/// The servers that a person may ask a leader to hand its lead to.
std::vector<Wish> successor_wishes();
/// Why it can't; nothing where it can.
std::optional<Sentence> hand_over_problem(const Server& server, NodeId self, NodeId to,
                                          const Shape& shape);
/// A leader takes no commands from now on, and asks `to` to stand once its log is its own.
void hand_over(State& state, NodeId to, Out& out);
/// `from` answered: it may be the one that shall lead, and hold all by now.
void go_on_handing_over(State& state, NodeId from, Out& out);
/// It took too long: the leader goes on as before.
void give_up_handing_over(State& state, Out& out);

// --- Reads without a slot: raft_read.cpp ---

/// A server is asked by `client` for what stands under a key. False where that takes a slot of the
/// log, or the leader.
bool read(State& state, NodeId client, const Text& command, Out& out);
/// A leader goes on with the reads that wait, as far as it may.
void go_on_reading(State& state, Out& out);
/// Its heartbeats begin a new round where a lease depends on it.
void begin_lease_round(State& state, Out& out);
/// `from` answered a message of that round of heartbeats.
void confirm_round(State& state, NodeId from, std::uint32_t round, Out& out);
/// Who ceases to lead has no reads to answer.
void forget_reads(Server& server);

}  // namespace synod::raft
