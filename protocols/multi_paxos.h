// Multi-Paxos: a log of decisions, a leader that makes them with one round trip each, and its
// replacement when it dies.
//
// Leslie Lamport, "Paxos Made Simple", ACM SIGACT News 32 (4), 2001, section 3 ("Implementing a
// State Machine"): one phase 1 for all slots, then phase 2 alone; holes are filled with no-ops.
// Robbert van Renesse and Deniz Altinbuken, "Paxos Made Moderately Complex", ACM Computing Surveys
// 47 (3), 2015: replicas, clients, and commands that take effect once. Tushar Chandra, Robert
// Griesemer and Joshua Redstone, "Paxos Made Live", PODC 2007, section 5.2: master leases. Tushar
// Chandra and Sam Toueg, "Unreliable Failure Detectors for Reliable Distributed Systems", JACM 43
// (2), 1996: suspicion that may be wrong, and timeouts that grow after each mistake.
#pragma once

#include <optional>

#include "protocols/multi_paxos_messages.h"

namespace synod {

struct MultiPaxos : MultiPaxosMessages {
  enum class Phase : std::uint8_t { follower, preparing, leading };
  static constexpr PhaseWord phase_words[] = {{SYNOD_TEXT("follower")},
                                              {SYNOD_TEXT("preparing"), Stage::candidate},
                                              {SYNOD_TEXT("leading"), Stage::leader}};

  struct Acceptor {
    Ballot promised;
    SlotLog log;     ///< What it accepted in each slot, and which of it is known chosen.
    NodeId follows;  ///< The node that it granted a lease to. On disk, so that a restart breaks no
                     ///< grant.

    static constexpr auto fields() {
      return std::tuple{
          field("promised", &Acceptor::promised,
                SYNOD_TEXT("The highest ballot it promised or accepted at, for every slot"))
              .on_disk()
              .means(Means::promised)
              .on_card(),
          field("log", &Acceptor::log,
                SYNOD_TEXT("What it accepted in each slot, and which of it it knows to be chosen"))
              .on_disk()
              .means(Means::log)
              .on_card(),
          field("follows", &Acceptor::follows,
                SYNOD_TEXT("Whom it granted a lease to: it refuses every other candidate"))
              .on_disk()};
    }
  };

  struct Proposer {
    std::uint32_t round = 0;  ///< The highest round used. On disk: no ballot is ever used twice.
    std::uint32_t seen = 0;   ///< The highest round heard of.
    NodeId leader;            ///< Who leads, as far as it knows.
    Phase phase = Phase::follower;
    Ballot ballot;
    NodeSet promises;
    SlotLog reported;  ///< The highest accepted pair of each slot among the Promises.
    VoteBook reports;  ///< Every accepted pair among the Promises, and the nodes that reported it.
    Slot next;         ///< The slot of the next new command.
    Slot recovered;    ///< The last slot that it took over from earlier leaders.
    Slot overdue;      ///< Open slots below it were put to the vote before the last heartbeat.
    VoteBook votes;    ///< The nodes that accepted in each open slot.
    Table waiting;     ///< Commands without a slot, by their place in the queue.
    bool lease = false;            ///< As far as its timers have told it: see holds_lease().
    std::int64_t lease_until = 0;  ///< When its lease ends, by its own clock.
    std::int64_t counted = 0;      ///< When the heartbeat left since which answers are counted.
    NodeSet alive;                 ///< The nodes that answered that one or a later one.

    static constexpr auto fields() {
      return std::tuple{
          field("round", &Proposer::round,
                SYNOD_TEXT("The highest round it used, so that it uses none twice"))
              .on_disk(),
          field("seen", &Proposer::seen, SYNOD_TEXT("The highest round it heard of")),
          field("leader", &Proposer::leader, SYNOD_TEXT("Who leads, as far as it knows"))
              .means(Means::leader),
          field("phase", &Proposer::phase, SYNOD_TEXT("What it is doing at its ballot"))
              .phases(phase_words),
          field("ballot", &Proposer::ballot, SYNOD_TEXT("Its present ballot")).means(Means::number),
          field("promises", &Proposer::promises, SYNOD_TEXT("Who promised its present ballot"))
              .means(Means::elects),
          field("reported", &Proposer::reported,
                SYNOD_TEXT("The highest accepted pair of each slot among its Promises")),
          field("reports", &Proposer::reports,
                SYNOD_TEXT("Who reported what of each slot among its Promises")),
          field("next", &Proposer::next, SYNOD_TEXT("The slot of its next new command")),
          field("recovered", &Proposer::recovered,
                SYNOD_TEXT("The last slot that it took over from earlier leaders")),
          field("overdue", &Proposer::overdue,
                SYNOD_TEXT(
                    "Open slots below this one are put to the vote again at its next heartbeat")),
          field("votes", &Proposer::votes,
                SYNOD_TEXT("Who accepted in each slot that is put to the vote")),
          field("waiting", &Proposer::waiting,
                SYNOD_TEXT("Commands that wait for a slot, in their order"))
              .means(Means::waiting),
          field("lease", &Proposer::lease,
                SYNOD_TEXT("It holds a lease: nobody else can lead, so its store is up to date")),
          field("lease_until", &Proposer::lease_until,
                SYNOD_TEXT("When its lease ends, in milliseconds of its own clock")),
          field("counted", &Proposer::counted,
                SYNOD_TEXT("When the heartbeat left since which it counts answers, for its lease")),
          field("alive", &Proposer::alive, SYNOD_TEXT("Who answered that heartbeat or a later one"))
              .shown_by(Role::learner)};
    }
  };

  struct Detector {
    NodeSet suspects;
    std::int64_t timeout = 0;  ///< How much silence makes it suspect, in simulated milliseconds.
    std::uint32_t mistakes = 0;
    bool put_off = false;  ///< A candidate made it wait again since it last heard of a leader.

    static constexpr auto fields() {
      return std::tuple{
          field("suspects", &Detector::suspects, SYNOD_TEXT("Whom it holds for dead"))
              .means(Means::suspects),
          field("timeout", &Detector::timeout,
                SYNOD_TEXT("How many milliseconds of silence make it suspect")),
          field("mistakes", &Detector::mistakes,
                SYNOD_TEXT("How often it suspected a node that it heard from again")),
          field("put_off", &Detector::put_off,
                SYNOD_TEXT("A candidate made it wait anew since it last heard of a leader"))};
    }
  };

  using Machine = service::Machine;
  using Client = service::Client;

  /// A node is a replica, which proposes, accepts and learns, or a client.
  struct State {
    static constexpr const char* name = "node";
    Acceptor acceptor;
    Proposer proposer;
    Detector detector;
    Machine machine;
    Client client;

    static constexpr auto fields() {
      return std::tuple_cat(
          fields_of(&State::acceptor, Role::acceptor), fields_of(&State::proposer, Role::proposer),
          fields_of(&State::detector, Role::learner), fields_of(&State::machine, Role::learner),
          fields_of(&State::client, Role::client));
    }
  };

  /// The command that fills a hole.
  static constexpr const char* noop = "no-op";

  static ProtocolInfo info();
  static State fresh(NodeId self, const Setup& setup);
  static std::optional<Sentence> refuses(const State& state, NodeId self,
                                         const synod::Request& request, const Setup& setup);
  static void propose(State& state, const synod::Request& request, Out& out);
  static void timeout(State& state, std::uint8_t timer, Out& out);
  static void started(State& state, Out& out);

  static void on(State& state, NodeId from, const Request& request, Out& out);
  static void on(State& state, NodeId from, const Reply& reply, Out& out);
  static void on(State& state, NodeId from, const Redirect& redirect, Out& out);
  static void on(State& state, NodeId from, const Prepare& prepare, Out& out);
  static void on(State& state, NodeId from, const Promise& promise, Out& out);
  static void on(State& state, NodeId from, const Accept& accept, Out& out);
  static void on(State& state, NodeId from, const Accepted& accepted, Out& out);
  static void on(State& state, NodeId from, const Nack& nack, Out& out);
  static void on(State& state, NodeId from, const Heartbeat& heartbeat, Out& out);
  static void on(State& state, NodeId from, const Alive& alive, Out& out);
  static void on(State& state, NodeId from, const Ask& ask, Out& out);
  static void on(State& state, NodeId from, const Tell& tell, Out& out);
};

inline FieldValue to_field(MultiPaxos::Phase phase) {
  return Text(MultiPaxos::phase_words[static_cast<std::size_t>(phase)].word);
}

}  // namespace synod
