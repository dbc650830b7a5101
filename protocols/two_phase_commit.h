// Two-phase commit: all participants of a transaction commit it, or none does.
//
// Jim Gray, "Notes on Data Base Operating Systems", 1978, section 5.8.3.3; Philip Bernstein, Vassos
// Hadzilacos and Nathan Goodman, "Concurrency Control and Recovery in Database Systems", 1987,
// section 7.4: the records on disk, the timeouts, and the cooperative termination protocol. One
// transaction goes on at a time, and the coordinator remembers its last decision: Synod's own
// choices.
#pragma once

#include <optional>
#include <tuple>

#include "protocols/bank.h"
#include "protocols/commit_parts.h"

namespace synod {

struct TwoPhaseCommit : CommitParts {
  using Messages = std::tuple<Prepare, Vote, Decision, Ack, Ask, Begin, Outcome>;

  struct Participant {
    Slot current;  ///< The transaction that its vote and its outcome are about.
    Text vote;     ///< Yes is on disk before it leaves: from then on others decide.
    Text outcome;
    bool refuses = false;  ///< It votes no, by a person's wish.
    bank::Account account;

    static constexpr auto own_fields() {
      return std::tuple{
          field("current", &Participant::current,
                SYNOD_TEXT("The transaction that its vote is about"))
              .on_disk(),
          field("vote", &Participant::vote, SYNOD_TEXT("How it voted"))
              .on_disk()
              .means(Means::vote)
              .on_card(),
          field("outcome", &Participant::outcome, SYNOD_TEXT("What it knows to be decided"))
              .on_disk()
              .means(Means::decided)
              .on_card(),
          field("refuses", &Participant::refuses, SYNOD_TEXT("It votes no on what comes next"))};
    }
    static constexpr auto fields() {
      return std::tuple_cat(own_fields(), fields_of(&Participant::account, Roles::all()));
    }

    /// It voted yes, and does not know what was decided (Bernstein, Hadzilacos and Goodman: its
    /// uncertainty period).
    bool in_doubt() const { return vote == Text(yes) && !outcome.exists(); }
  };

  struct State {
    static constexpr const char* name = "node";
    Coordinator coordinator;
    Participant participant;
    Client client;

    static constexpr auto fields() {
      return std::tuple_cat(fields_of(&State::coordinator, Role::proposer),
                            fields_of(&State::participant, Role::acceptor),
                            fields_of(&State::client, Role::client));
    }
  };

  static ProtocolInfo info();
  static std::optional<Sentence> blocked(const Cluster& world, NodeId node);
  static State fresh(NodeId self, const Setup& setup);
  static std::optional<Sentence> refuses(const State& state, NodeId self, const Request& request,
                                         const Setup& setup);
  static void propose(State& state, const Request& request, Out& out);
  static void timeout(State& state, std::uint8_t timer, Out& out);
  static void started(State& state, Out& out);

  static void on(State& state, NodeId from, const Prepare& prepare, Out& out);
  static void on(State& state, NodeId from, const Vote& vote, Out& out);
  static void on(State& state, NodeId from, const Decision& decision, Out& out);
  static void on(State& state, NodeId from, const Ack& ack, Out& out);
  static void on(State& state, NodeId from, const Ask& ask, Out& out);
  static void on(State& state, NodeId from, const Begin& wanted, Out& out);
  static void on(State& state, NodeId from, const Outcome& outcome, Out& out);
};

}  // namespace synod
