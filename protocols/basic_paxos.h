// Basic Paxos: one decision.
//
// Leslie Lamport, "Paxos Made Simple", ACM SIGACT News 32 (4), 2001, section 2. Phase 1a and 1b, 2a
// and 2b are the message names of "The Part-Time Parliament" as that paper's readers use them.
// Refusals are sent as Nack, a common optimisation (section 2.5). Ballots are pairs of a round and
// a proposer (section 2.5: "different proposers choose their numbers from disjoint sets").
#pragma once

#include <optional>
#include <tuple>

#include "model/world/protocol.h"

namespace synod {

struct BasicPaxos {
  /// "1a": a proposer asks for promises at its ballot.
  struct Prepare {
    static constexpr const char* name = "prepare";
    static constexpr std::uint8_t kind = 0;
    Ballot ballot;
    static constexpr auto fields() {
      return std::tuple{field(
          "ballot", SYNOD_TEXT("The ballot that it asks promises for"),
          [](auto& m) -> auto& { return m.ballot; })};
    }
  };

  /// "1b": an acceptor promises, and reports what it accepted last.
  struct Promise {
    static constexpr const char* name = "promise";
    static constexpr std::uint8_t kind = 1;
    Ballot ballot;
    Vote accepted;
    static constexpr auto fields() {
      return std::tuple{field(
                            "ballot", SYNOD_TEXT("The ballot that is promised"),
                            [](auto& m) -> auto& { return m.ballot; }),
                        field(
                            "accepted", SYNOD_TEXT("What the acceptor accepted last"),
                            [](auto& m) -> auto& { return m.accepted; })};
    }
  };

  /// "2a": a proposer asks acceptors to accept a value at its ballot.
  struct Accept {
    static constexpr const char* name = "accept";
    static constexpr std::uint8_t kind = 2;
    Ballot ballot;
    Text value;
    static constexpr auto fields() {
      return std::tuple{field(
                            "ballot", SYNOD_TEXT("The ballot of the proposal"),
                            [](auto& m) -> auto& { return m.ballot; }),
                        field(
                            "value", SYNOD_TEXT("The value of the proposal"),
                            [](auto& m) -> auto& { return m.value; })};
    }
  };

  /// "2b": an acceptor accepted; for the proposer and every learner.
  struct Accepted {
    static constexpr const char* name = "accepted";
    static constexpr std::uint8_t kind = 3;
    Ballot ballot;
    Text value;
    static constexpr auto fields() {
      return std::tuple{field(
                            "ballot", SYNOD_TEXT("The ballot that was accepted"),
                            [](auto& m) -> auto& { return m.ballot; }),
                        field(
                            "value", SYNOD_TEXT("The value that was accepted"),
                            [](auto& m) -> auto& { return m.value; })};
    }
  };

  /// "N": an acceptor refuses, and says what it promised.
  struct Nack {
    static constexpr const char* name = "nack";
    static constexpr std::uint8_t kind = 4;
    Ballot ballot;
    Ballot promised;
    static constexpr auto fields() {
      return std::tuple{field(
                            "ballot", SYNOD_TEXT("The ballot that is refused"),
                            [](auto& m) -> auto& { return m.ballot; }),
                        field(
                            "promised", SYNOD_TEXT("The higher ballot that the acceptor promised"),
                            [](auto& m) -> auto& { return m.promised; })};
    }
  };

  using Messages = std::tuple<Prepare, Promise, Accept, Accepted, Nack>;

  enum class Phase : std::uint8_t { idle, preparing, accepting, done };

  struct Proposer {
    std::uint32_t round =
        0;  ///< The highest round used. On disk, so that no ballot is ever used twice.
    std::uint32_t seen = 0;  ///< The highest round heard of.
    Ballot ballot;
    Text own;
    Phase phase = Phase::idle;
    NodeSet promises;
    Vote reported;  ///< The highest accepted pair among the Promises.
    NodeId reported_by;
    VoteBook reports;  ///< Every pair that was reported. Kept where a variant asks for it.
    Text value;
    NodeSet accepts;
  };

  struct Acceptor {
    Ballot promised;
    Vote accepted;
  };

  struct Learner {
    VoteBook heard;
    Text learned;
  };

  /// A node plays one of the roles, or all of them.
  struct State {
    static constexpr const char* name = "node";
    Acceptor acceptor;
    Proposer proposer;
    Learner learner;

    static constexpr auto fields();
  };

  static ProtocolInfo info();
  static State fresh(NodeId self, const Setup& setup);
  static std::optional<Sentence> refuses(const State& state, NodeId self, const Request& request,
                                         const Setup& setup);
  static void propose(State& state, const Request& request, Out& out);
  static void timeout(State& state, std::uint8_t timer, Out& out);
  static void started(State& state, Out& out);
  /// Who promised, and what, matters until the value is picked; votes for what is learned do not
  /// matter.
  static void forget(State& state, const Setup& setup);

  static void on(State& state, NodeId from, const Prepare& prepare, Out& out);
  static void on(State& state, NodeId from, const Promise& promise, Out& out);
  static void on(State& state, NodeId from, const Accept& accept, Out& out);
  static void on(State& state, NodeId from, const Accepted& accepted, Out& out);
  static void on(State& state, NodeId from, const Nack& nack, Out& out);
};

inline FieldValue to_field(BasicPaxos::Phase phase) {
  constexpr const char* words[] = {"idle", "preparing", "accepting", "done"};
  return Text(words[static_cast<std::size_t>(phase)]);
}

constexpr auto BasicPaxos::State::fields() {
  return std::tuple{
      field(
          "promised", Kept::disk, Role::acceptor,
          SYNOD_TEXT("The highest ballot it promised or accepted at"),
          [](auto& s) -> auto& { return s.acceptor.promised; }),
      field(
          "accepted", Kept::disk, Role::acceptor, SYNOD_TEXT("What it accepted last"),
          [](auto& s) -> auto& { return s.acceptor.accepted; }),
      round_field(
          "round", Kept::disk, Role::proposer,
          SYNOD_TEXT("The highest round it used, so that it uses none twice"),
          [](auto& s) -> auto& { return s.proposer.round; }),
      round_field(
          "seen", Kept::memory, Role::proposer, SYNOD_TEXT("The highest round it heard of"),
          [](auto& s) -> auto& { return s.proposer.seen; }),
      field(
          "ballot", Kept::memory, Role::proposer, SYNOD_TEXT("Its present ballot"),
          [](auto& s) -> auto& { return s.proposer.ballot; }),
      field(
          "phase", Kept::memory, Role::proposer, SYNOD_TEXT("What it is doing at its ballot"),
          [](auto& s) -> auto& { return s.proposer.phase; }),
      field(
          "own", Kept::memory, Role::proposer, SYNOD_TEXT("The value that its client asked for"),
          [](auto& s) -> auto& { return s.proposer.own; }),
      field(
          "promises", Kept::memory, Role::proposer, SYNOD_TEXT("Who promised its present ballot"),
          [](auto& s) -> auto& { return s.proposer.promises; }),
      field(
          "reported", Kept::memory, Role::proposer,
          SYNOD_TEXT("The highest accepted pair among its Promises"),
          [](auto& s) -> auto& { return s.proposer.reported; }),
      field(
          "reporter", Kept::memory, Role::proposer, SYNOD_TEXT("Who reported that pair"),
          [](auto& s) -> auto& { return s.proposer.reported_by; }),
      rare_field(
          "reports", Role::proposer, SYNOD_TEXT("Every accepted pair that was reported to it"),
          [](auto& s) -> auto& { return s.proposer.reports; }),
      field(
          "value", Kept::memory, Role::proposer,
          SYNOD_TEXT("The value that it proposes at its present ballot"),
          [](auto& s) -> auto& { return s.proposer.value; }),
      field(
          "accepts", Kept::memory, Role::proposer, SYNOD_TEXT("Who accepted at its present ballot"),
          [](auto& s) -> auto& { return s.proposer.accepts; }),
      field(
          "heard", Kept::memory, Role::learner, SYNOD_TEXT("Which acceptances it was told of"),
          [](auto& s) -> auto& { return s.learner.heard; }),
      field(
          "learned", Kept::memory, Role::learner,
          SYNOD_TEXT("The value that it knows to be chosen"),
          [](auto& s) -> auto& { return s.learner.learned; }),
  };
}

}  // namespace synod
