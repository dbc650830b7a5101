// Three-phase commit: nobody blocks where nodes crash, as long as messages are never slow.
//
// Dale Skeen, "Nonblocking Commit Protocols", SIGMOD 1981; Philip Bernstein, Vassos Hadzilacos and
// Nathan Goodman, "Concurrency Control and Recovery in Database Systems", 1987, section 7.5: the
// pre-commit between the votes and the decision, and the termination protocol by an elected
// coordinator (rules TR1 to TR4). A node that is silent for a timeout counts as crashed: in a
// partition that is wrong, and both sides may decide, differently. That any participant whose timer
// goes off leads the termination, that of two the one of the lower number goes on, that one
// transaction goes on at a time, that a Prepare tells how the one before ended, and that a
// participant in doubt about an earlier one votes no, are Synod's own choices.
#pragma once

#include <optional>
#include <tuple>

#include "protocols/bank.h"
#include "protocols/commit_parts.h"

namespace synod {

struct ThreePhaseCommit : CommitParts {
  /// "PC": all voted yes, so nobody needs to doubt any more.
  struct PreCommit {
    static constexpr const char* name = "precommit";
    static constexpr std::uint8_t kind = 7;
    Slot transaction;
    static constexpr auto fields() {
      return std::tuple{
          field("transaction", &PreCommit::transaction, SYNOD_TEXT("The transaction's number"))};
    }
  };

  /// "S": the state of a participant: uncertain, or ready to commit.
  struct Standing {
    static constexpr const char* name = "state";
    static constexpr std::uint8_t kind = 8;
    Slot transaction;
    Text stage;
    static constexpr auto fields() {
      return std::tuple{
          field("transaction", &Standing::transaction, SYNOD_TEXT("The transaction's number")),
          field("stage", &Standing::stage, SYNOD_TEXT("Uncertain, or ready to commit"))
              .means(Means::value)};
    }
  };

  using Messages =
      std::tuple<Prepare, Vote, Decision, Ack, Ask, Begin, Outcome, PreCommit, Standing>;

  // What a participant may be between its vote and the decision.
  static constexpr const char* ready = "ready";
  static constexpr const char* uncertain = "uncertain";

  struct Participant {
    Slot current;            ///< The transaction that all below is about.
    Text vote;               ///< Yes is on disk before it leaves.
    Text outcome;            ///< Commit or abort; "ready" between the pre-commit and the decision.
    bool refuses = false;    ///< It votes no, by a person's wish.
    bool recovered = false;  ///< It crashed in doubt: it may only ask, and decides nothing.
    NodeId leads;            ///< Ends the transaction in the coordinator's place.
    NodeSet heard;           ///< Of the leader: who told how far it is,
    NodeSet prepared;        ///< and who of them is ready to commit.
    Table past;              ///< How earlier transactions ended, for those that ask late.
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
          field("outcome", &Participant::outcome,
                SYNOD_TEXT("Commit or abort; ready where it knows that all voted yes"))
              .on_disk()
              .means(Means::decided)
              .on_card(),
          field("refuses", &Participant::refuses, SYNOD_TEXT("It votes no on what comes next")),
          field("recovered", &Participant::recovered,
                SYNOD_TEXT("It crashed in doubt, and may only ask")),
          field("leads", &Participant::leads,
                SYNOD_TEXT("Who ends the transaction in the coordinator's place"))
              .means(Means::leader),
          field("heard", &Participant::heard, SYNOD_TEXT("Who told it how far it is")),
          field("ready", &Participant::prepared, SYNOD_TEXT("Who of them is ready to commit")),
          field("past", &Participant::past, SYNOD_TEXT("How the transactions before ended"))
              .on_disk()
              .rare()};
    }
    static constexpr auto fields() {
      return std::tuple_cat(own_fields(), fields_of(&Participant::account, Roles::all()));
    }

    bool decided() const { return outcome == Text(commit) || outcome == Text(abort); }
    bool is_ready() const { return outcome == Text(ready); }
    bool in_doubt() const { return vote == Text(yes) && !decided(); }
    /// In doubt, and bound to ask: it can't lead a termination.
    bool only_asks() const { return recovered && in_doubt(); }
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
  /// A participant is blocked where it crashed in doubt, so that it may only ask, and nobody can be
  /// reached that knows the decision or may make it. Whoever did not crash is never: it decides for
  /// itself whom it takes for down (Skeen 1981; Bernstein, Hadzilacos and Goodman, section 7.5: the
  /// protocol is nonblocking unless all fail).
  static std::optional<Sentence> blocked(const Cluster& world, NodeId node);
  static State fresh(NodeId self, const Setup& setup);
  static std::optional<Sentence> refuses(const State& state, NodeId self, const Request& request,
                                         const Setup& setup);
  static void propose(State& state, const Request& request, Out& out);
  static void timeout(State& state, std::uint8_t timer, Out& out);
  static void started(State& state, Out& out);

  static void on(State& state, NodeId from, const Prepare& prepare, Out& out);
  static void on(State& state, NodeId from, const Vote& vote, Out& out);
  static void on(State& state, NodeId from, const PreCommit& precommit, Out& out);
  static void on(State& state, NodeId from, const Ack& ack, Out& out);
  static void on(State& state, NodeId from, const Decision& decision, Out& out);
  static void on(State& state, NodeId from, const Ask& ask, Out& out);
  static void on(State& state, NodeId from, const Standing& standing, Out& out);
  static void on(State& state, NodeId from, const Begin& wanted, Out& out);
  static void on(State& state, NodeId from, const Outcome& outcome, Out& out);
};

}  // namespace synod
