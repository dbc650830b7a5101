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
      return std::tuple{
          field("ballot", &Prepare::ballot, SYNOD_TEXT("The ballot that it asks promises for"))
              .means(Means::number)};
    }
  };

  /// "1b": an acceptor promises, and reports what it accepted last.
  struct Promise {
    static constexpr const char* name = "promise";
    static constexpr std::uint8_t kind = 1;
    Ballot ballot;
    Vote accepted;
    static constexpr auto fields() {
      return std::tuple{
          field("ballot", &Promise::ballot, SYNOD_TEXT("The ballot that is promised"))
              .means(Means::number),
          field("accepted", &Promise::accepted, SYNOD_TEXT("What the acceptor accepted last"))
              .means(Means::value)};
    }
  };

  /// "2a": a proposer asks acceptors to accept a value at its ballot.
  struct Accept {
    static constexpr const char* name = "accept";
    static constexpr std::uint8_t kind = 2;
    Ballot ballot;
    Text value;
    static constexpr auto fields() {
      return std::tuple{field("ballot", &Accept::ballot, SYNOD_TEXT("The ballot of the proposal"))
                            .means(Means::number),
                        field("value", &Accept::value, SYNOD_TEXT("The value of the proposal"))
                            .means(Means::value)};
    }
  };

  /// "2b": an acceptor accepted; for the proposer and every learner.
  struct Accepted {
    static constexpr const char* name = "accepted";
    static constexpr std::uint8_t kind = 3;
    Ballot ballot;
    Text value;
    static constexpr auto fields() {
      return std::tuple{
          field("ballot", &Accepted::ballot, SYNOD_TEXT("The ballot that was accepted"))
              .means(Means::number),
          field("value", &Accepted::value, SYNOD_TEXT("The value that was accepted"))
              .means(Means::value)};
    }
  };

  /// "N": an acceptor refuses, and says what it promised.
  struct Nack {
    static constexpr const char* name = "nack";
    static constexpr std::uint8_t kind = 4;
    Ballot ballot;
    Ballot promised;
    static constexpr auto fields() {
      return std::tuple{field("ballot", &Nack::ballot, SYNOD_TEXT("The ballot that is refused"))
                            .means(Means::number),
                        field("promised", &Nack::promised,
                              SYNOD_TEXT("The higher ballot that the acceptor promised"))};
    }
  };

  using Messages = std::tuple<Prepare, Promise, Accept, Accepted, Nack>;

  enum class Phase : std::uint8_t { idle, preparing, accepting, done };
  static constexpr PhaseWord phase_words[] = {{SYNOD_TEXT("idle")},
                                              {SYNOD_TEXT("preparing"), Stage::candidate},
                                              {SYNOD_TEXT("accepting")},
                                              {SYNOD_TEXT("done")}};

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

    static constexpr auto fields() {
      return std::tuple{
          field("round", &Proposer::round,
                SYNOD_TEXT("The highest round it used, so that it uses none twice"))
              .on_disk()
              .means(Means::round),
          field("seen", &Proposer::seen, SYNOD_TEXT("The highest round it heard of"))
              .means(Means::round),
          field("ballot", &Proposer::ballot, SYNOD_TEXT("Its present ballot")).means(Means::number),
          field("phase", &Proposer::phase, SYNOD_TEXT("What it is doing at its ballot"))
              .phases(phase_words),
          field("own", &Proposer::own, SYNOD_TEXT("The value that its client asked for"))
              .means(Means::wants),
          field("promises", &Proposer::promises, SYNOD_TEXT("Who promised its present ballot"))
              .means(Means::elects),
          field("reported", &Proposer::reported,
                SYNOD_TEXT("The highest accepted pair among its Promises")),
          field("reporter", &Proposer::reported_by, SYNOD_TEXT("Who reported that pair")),
          field("reports", &Proposer::reports,
                SYNOD_TEXT("Every accepted pair that was reported to it"))
              .rare(),
          field("value", &Proposer::value,
                SYNOD_TEXT("The value that it proposes at its present ballot"))
              .means(Means::proposes),
          field("accepts", &Proposer::accepts, SYNOD_TEXT("Who accepted at its present ballot"))
              .means(Means::decides)};
    }
  };

  struct Acceptor {
    Ballot promised;
    Vote accepted;

    static constexpr auto fields() {
      return std::tuple{field("promised", &Acceptor::promised,
                              SYNOD_TEXT("The highest ballot it promised or accepted at"))
                            .on_disk()
                            .means(Means::promised)
                            .on_card(),
                        field("accepted", &Acceptor::accepted, SYNOD_TEXT("What it accepted last"))
                            .on_disk()
                            .means(Means::vote)
                            .on_card()};
    }
  };

  struct Learner {
    VoteBook heard;
    Text learned;

    static constexpr auto fields() {
      return std::tuple{
          field("heard", &Learner::heard, SYNOD_TEXT("Which acceptances it was told of")),
          field("learned", &Learner::learned, SYNOD_TEXT("The value that it knows to be chosen"))
              .means(Means::decided)};
    }
  };

  /// A node plays one of the roles, or all of them.
  struct State {
    static constexpr const char* name = "node";
    Acceptor acceptor;
    Proposer proposer;
    Learner learner;

    static constexpr auto fields() {
      return std::tuple_cat(fields_of(&State::acceptor, Role::acceptor),
                            fields_of(&State::proposer, Role::proposer),
                            fields_of(&State::learner, Role::learner));
    }
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
  return Text(BasicPaxos::phase_words[static_cast<std::size_t>(phase)].word);
}

}  // namespace synod
