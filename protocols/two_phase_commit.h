// Two-phase commit: all take part in a transaction, or nobody does.
//
// Jim Gray, "Notes on Data Base Operating Systems", 1978, section 5.8.3.3; Philip Bernstein, Vassos
// Hadzilacos and Nathan Goodman, "Concurrency Control and Recovery in Database Systems", 1987,
// section 7.4: the records on disk, the timeouts, and the cooperative termination protocol. One
// transaction goes on at a time, and the coordinator remembers its last decision: Synod's own
// choices.
#pragma once

#include <optional>
#include <tuple>

#include "model/world/protocol.h"

namespace synod {

struct TwoPhaseCommit {
  /// "P": the coordinator asks for votes.
  struct Prepare {
    static constexpr const char* name = "prepare";
    static constexpr std::uint8_t kind = 0;
    Slot transaction;
    Text what;
    static constexpr auto fields() {
      return std::tuple{
          field("transaction", &Prepare::transaction, SYNOD_TEXT("The transaction's number")),
          field("what", &Prepare::what, SYNOD_TEXT("What it is to do")).means(Means::value)};
    }
  };

  /// "V": a participant votes.
  struct Vote {
    static constexpr const char* name = "vote";
    static constexpr std::uint8_t kind = 1;
    Slot transaction;
    Text vote;
    static constexpr auto fields() {
      return std::tuple{
          field("transaction", &Vote::transaction, SYNOD_TEXT("The transaction's number")),
          field("vote", &Vote::vote, SYNOD_TEXT("Yes or no")).means(Means::value)};
    }
  };

  /// "D": what was decided; from the coordinator, or from a participant that was asked.
  struct Decision {
    static constexpr const char* name = "decision";
    static constexpr std::uint8_t kind = 2;
    Slot transaction;
    Text outcome;
    static constexpr auto fields() {
      return std::tuple{
          field("transaction", &Decision::transaction, SYNOD_TEXT("The transaction's number")),
          field("outcome", &Decision::outcome, SYNOD_TEXT("Commit or abort")).means(Means::value)};
    }
  };

  /// "K": a participant has the decision on its disk.
  struct Ack {
    static constexpr const char* name = "ack";
    static constexpr std::uint8_t kind = 3;
    Slot transaction;
    static constexpr auto fields() {
      return std::tuple{
          field("transaction", &Ack::transaction, SYNOD_TEXT("The transaction's number"))};
    }
  };

  /// "?": a participant in doubt asks the others what was decided.
  struct Ask {
    static constexpr const char* name = "ask";
    static constexpr std::uint8_t kind = 4;
    Slot transaction;
    static constexpr auto fields() {
      return std::tuple{
          field("transaction", &Ask::transaction, SYNOD_TEXT("The transaction's number"))};
    }
  };

  using Messages = std::tuple<Prepare, Vote, Decision, Ack, Ask>;

  enum class Phase : std::uint8_t { idle, asking, telling, done };
  static constexpr PhaseWord phase_words[] = {{"idle"}, {"asking"}, {"telling"}, {"done"}};

  struct Coordinator {
    Slot transaction;  ///< The last one that it began. On disk before anybody is asked.
    Text decision;     ///< About that one. On disk before anybody is told.
    Phase phase = Phase::idle;
    Text what;
    NodeSet yes;
    NodeSet acks;

    static constexpr auto fields() {
      return std::tuple{
          field("transaction", &Coordinator::transaction,
                SYNOD_TEXT("The last transaction that it began"))
              .on_disk(),
          field("decision", &Coordinator::decision, SYNOD_TEXT("What it decided about that one"))
              .on_disk(),
          field("phase", &Coordinator::phase, SYNOD_TEXT("What it is doing about that one"))
              .phases(phase_words),
          field("what", &Coordinator::what, SYNOD_TEXT("What that one is to do"))
              .means(Means::proposes),
          field("yes", &Coordinator::yes, SYNOD_TEXT("Who voted yes")).means(Means::elects),
          field("acks", &Coordinator::acks, SYNOD_TEXT("Who has the decision on its disk"))
              .means(Means::decides)};
    }
  };

  struct Participant {
    Slot current;  ///< The transaction that its vote and its outcome are about.
    Text vote;     ///< Yes is on disk before it leaves: from then on others decide.
    Text outcome;
    bool refuses = false;  ///< It votes no, by a person's wish.

    static constexpr auto fields() {
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

    /// It voted yes, and does not know what was decided (Bernstein, Hadzilacos and Goodman: its
    /// uncertainty period).
    bool in_doubt() const { return vote == Text("yes") && !outcome.exists(); }
  };

  struct State {
    static constexpr const char* name = "node";
    Coordinator coordinator;
    Participant participant;

    static constexpr auto fields() {
      return std::tuple_cat(fields_of(&State::coordinator, Role::proposer),
                            fields_of(&State::participant, Role::acceptor));
    }
  };

  static ProtocolInfo info();
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
};

inline FieldValue to_field(TwoPhaseCommit::Phase phase) {
  return Text(TwoPhaseCommit::phase_words[static_cast<std::size_t>(phase)].word);
}

}  // namespace synod
