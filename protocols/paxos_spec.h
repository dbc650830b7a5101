// Lamport's abstract specification of Paxos, run beside a protocol as its measure.
//
// Leslie Lamport, "Paxos.tla" (tlaplus/Examples, specifications/Paxos), action by action. It knows
// no network, no proposers and no crashes: messages are a set that only grows, and what is in it
// can be read by everybody for ever.
#pragma once

#include <optional>
#include <vector>

#include "model/base/sentence.h"
#include "model/base/setup.h"
#include "model/data/ballot.h"

namespace synod {

/// An element of the specification's set `msgs`.
struct SpecMessage {
  enum class Kind : std::uint8_t {
    prepare,   ///< "1a": `bal`.
    promise,   ///< "1b": `acceptor` takes part in `bal` and reports `vote`, its maxVBal and maxVal.
    accept,    ///< "2a": `vote.value` at `bal`.
    accepted,  ///< "2b": `acceptor` votes for `vote`, which is at `bal`.
    learned,   ///< None of Paxos.tla's: the learner `acceptor` knows that `vote.value` is chosen.
  };
  Kind kind = Kind::prepare;
  Ballot bal;
  NodeId acceptor;
  Vote vote;

  friend auto operator<=>(const SpecMessage&, const SpecMessage&) = default;
};

/// The specification for one cluster: its acceptors, its quorums and its order of ballots.
///  1. Each action sends one message, which names it.
///  2. Quorums are of two kinds, as in Howard, Malkhi and Spiegelman, "Flexible Paxos", 2016: any
///     `q1` acceptors for Phase2a, any `q2` for Learn. Paxos.tla assumes that any two meet, so
///     q1 + q2 must be more than there are acceptors.
class PaxosSpec {
 public:
  struct Acceptor {
    Ballot max_bal;  ///< The highest ballot that it took part in; none for -1.
    Vote max_vote;   ///< maxVBal and maxVal.
    friend bool operator==(const Acceptor&, const Acceptor&) = default;
  };
  struct State {
    std::vector<Acceptor> acceptors;  ///< By the index of the node; fresh where it is no acceptor.
    std::vector<SpecMessage> msgs;    ///< In their order, each once.
    friend bool operator==(const State&, const State&) = default;
  };

  explicit PaxosSpec(const Setup& setup);

  const Setup& setup() const { return setup_; }
  /// Init.
  State init() const { return {std::vector<Acceptor>(setup_.shape.size()), {}}; }
  /// Whether `message` is among those that were sent.
  static bool was_sent(const State& state, const SpecMessage& message);
  /// Takes the action that sends `message`, which was not sent yet. Where it can't be taken: says
  /// why and changes nothing.
  std::optional<Sentence> send(State& state, const SpecMessage& message) const;
  /// Sends all of `messages`, phase by phase, but for those that were sent before.
  std::optional<Sentence> send_all(State& state, std::vector<SpecMessage> messages) const;
  /// Why no acceptor of `state` may hold what `held` says; nothing where all hold just that.
  std::optional<Sentence> differs(const State& state, const std::vector<Acceptor>& held) const;
  /// Why no actions lead from one state to the other; nothing where some do, or where the two are
  /// the same (a stuttering step).
  std::optional<Sentence> refuses(State from, const State& to) const;

 private:
  using Kind = SpecMessage::Kind;

  std::optional<Sentence> promise(State& state, const SpecMessage& message) const;
  std::optional<Sentence> accept(const State& state, const SpecMessage& message) const;
  std::optional<Sentence> vote(State& state, const SpecMessage& message) const;
  std::optional<Sentence> learn(const State& state, const SpecMessage& message) const;
  bool shows_safe(const State& state, const SpecMessage& accept) const;
  bool lower(const Ballot& a, const Ballot& b) const { return lower_(a, b); }
  std::string name(NodeId node) const { return setup_.shape.name(node); }

  Setup setup_;
  bool (*lower_)(const Ballot& a, const Ballot& b);
};

}  // namespace synod
