// Parts that commit protocols share: their nodes, their messages, and a coordinator that begins a
// transaction and asks for votes.
#pragma once

#include <optional>
#include <string_view>
#include <tuple>

#include "model/world/protocol.h"
#include "protocols/commit_client.h"

namespace synod {

/// A transaction manager T and resource managers R (Gray and Lamport, "Consensus on Transaction
/// Commit", ACM TODS 31 (1), 2006, section 2).
inline constexpr Cast commit_cast{
    .proposer = {"coordinators", 'T', Role::proposer, SYNOD_TEXT("Coordinator"),
                 SYNOD_TEXT("Coordinators"),
                 SYNOD_TEXT("Asks all participants for their votes, and decides."), 1, 1, 1},
    .acceptor = {"participants", 'R', Roles(Role::acceptor) | Role::learner,
                 SYNOD_TEXT("Participant"), SYNOD_TEXT("Participants"),
                 SYNOD_TEXT("Votes, and does what is decided."), 1, 8, 3},
    .client = {"clients", 'C', Role::client, SYNOD_TEXT("Client"), SYNOD_TEXT("Clients"),
               SYNOD_TEXT("Begins transactions, and waits for what becomes of them."), 0, 8, 0},
    .acceptors_talk = true,
};

/// Messages, coordinator and beginning of a transaction: a commit protocol derives from it and adds
/// what is its own. Bernstein, Hadzilacos and Goodman, "Concurrency Control and Recovery in
/// Database Systems", 1987, chapter 7.
struct CommitParts {
  // Votes and outcomes.
  static constexpr const char* yes = "yes";
  static constexpr const char* no = "no";
  static constexpr const char* commit = "commit";
  static constexpr const char* abort = "abort";

  /// Timers that every commit protocol has: the coordinator waits for votes, or for
  /// acknowledgements; a participant for what comes next; a client for the outcome.
  enum Wait : std::uint8_t {
    for_votes,
    for_acks,
    for_decision,
    for_answer = commit_client::for_answer
  };
  using Begin = commit_client::Begin;
  using Outcome = commit_client::Outcome;
  using Client = commit_client::Client;

  /// "P": the coordinator asks for votes.
  struct Prepare {
    static constexpr const char* name = "prepare";
    static constexpr std::uint8_t kind = 0;
    Slot transaction;
    Text what;
    Text before;  ///< How the transaction before ended, where the coordinator tells that with it.
    static constexpr auto fields() {
      return std::tuple{
          field("transaction", &Prepare::transaction, SYNOD_TEXT("The transaction's number")),
          field("what", &Prepare::what, SYNOD_TEXT("What it is to do")).means(Means::value),
          field("before", &Prepare::before, SYNOD_TEXT("How the transaction before ended")).rare()};
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

  /// "D": what was decided; from the coordinator, or from a participant that knows.
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

  /// "K": a participant has on its disk what it was told.
  struct Ack {
    static constexpr const char* name = "ack";
    static constexpr std::uint8_t kind = 3;
    Slot transaction;
    static constexpr auto fields() {
      return std::tuple{
          field("transaction", &Ack::transaction, SYNOD_TEXT("The transaction's number"))};
    }
  };

  /// "?": a participant asks the others how it stands.
  struct Ask {
    static constexpr const char* name = "ask";
    static constexpr std::uint8_t kind = 4;
    Slot transaction;
    static constexpr auto fields() {
      return std::tuple{
          field("transaction", &Ask::transaction, SYNOD_TEXT("The transaction's number"))};
    }
  };

  enum class Phase : std::uint8_t { idle, asking, preparing, telling, done };
  static constexpr PhaseWord phase_words[] = {{SYNOD_TEXT("idle")},
                                              {SYNOD_TEXT("asking")},
                                              {SYNOD_TEXT("preparing")},
                                              {SYNOD_TEXT("telling")},
                                              {SYNOD_TEXT("done")}};

  struct Coordinator {
    Slot transaction;  ///< The last one that it began. On disk before any Prepare leaves.
    Text decision;     ///< About that one. On disk before any Decision leaves.
    Phase phase = Phase::idle;
    Text what;
    NodeSet yes;
    NodeSet acks;
    commit_client::Served served;

    bool busy() const { return phase != Phase::idle && phase != Phase::done; }

    static constexpr auto own_fields() {
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
          field("acks", &Coordinator::acks, SYNOD_TEXT("Who acknowledged what it told last"))
              .means(Means::decides)};
    }
    static constexpr auto fields() {
      return std::tuple_cat(own_fields(), fields_of(&Coordinator::served, Roles::all()));
    }
  };

  static MessageKind begin_message() {
    return {Begin::name, SYNOD_TEXT("Begin"), "B", SYNOD_TEXT("A client asks for a transaction")};
  }
  static MessageKind outcome_message() {
    return {Outcome::name, SYNOD_TEXT("Outcome"), "O",
            SYNOD_TEXT("A client hears what became of its transaction")};
  }
  /// Fills in what all commit protocols share: their nodes, their judge and their words.
  static void put_common(ProtocolInfo& info);
  /// Why `self` can't take the request now; nothing where it can.
  static std::optional<Sentence> request_problem(const Coordinator& coordinator,
                                                 const Client& client, NodeId self,
                                                 const synod::Request& request, const Setup& setup);
  /// Why a participant is blocked: it is in doubt, and of all whom it may ask none can be reached
  /// that knows the decision or may make it (Bernstein, Hadzilacos and Goodman, section 7.3).
  static std::optional<Sentence> blocked_by(const Cluster& world, NodeId node,
                                            bool (*in_doubt)(const Cluster&, NodeId));
  /// A coordinator begins a transaction. It tells with it how the one before ended, `before`, where
  /// that was not acknowledged.
  static void begin(Coordinator& coordinator, const Text& what, const Text& before, Out& out);
  /// A coordinator hears a client.
  static void on(Coordinator& coordinator, NodeId from, const Begin& wanted, const Text& before,
                 Out& out);
  /// A coordinator that is free begins what the client asked for that waits longest, if one does.
  static void go_on(Coordinator& coordinator, const Text& before, Out& out);
  /// A person tells a participant how to vote from now on. True where it is to vote no.
  static bool take_wish(const Text& wish, Out& out);
  /// Whether the rule is left out that `name`, a wrong variant, stands for.
  static bool has_bug(const Out& out, std::string_view name) {
    return out.setup().options.bug == name;
  }
  static NodeSet participants(const Out& out) { return out.shape().column(Role::acceptor); }
  /// The coordinator and the participants.
  static NodeSet members(const Shape& shape) {
    return shape.column(Role::proposer) | shape.column(Role::acceptor);
  }
  static bool is_participant(const Out& out) {
    return out.shape().roles(out.self()).has(Role::acceptor);
  }
  static bool is_client(const Out& out) { return out.shape().roles(out.self()).has(Role::client); }
  /// Starts the timer, for as long as silence makes a node suspect another.
  static void wait(Out& out, std::uint8_t timer) {
    out.set_timer(timer, SimTime{out.setup().options.timeout});
  }
};

inline FieldValue to_field(CommitParts::Phase phase) {
  return Text(CommitParts::phase_words[static_cast<std::size_t>(phase)].word);
}

}  // namespace synod
