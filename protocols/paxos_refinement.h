// Refinement of Basic Paxos: which of its states and messages stand for which of Lamport's
// specification. docs/refinement.md says it in words.
//
// Martin Abadi and Leslie Lamport, "The Existence of Refinement Mappings", Theoretical Computer
// Science 82 (2), 1991: a mapping takes each step of the protocol to a step of the specification or
// to none, and where the protocol forgets what the specification keeps, a history variable that
// changes nothing remembers it.
#pragma once

#include <optional>
#include <vector>

#include "model/world/cluster.h"
#include "model/world/event.h"
#include "protocols/paxos_spec.h"

namespace synod {

/// What an acceptor of Basic Paxos holds, in the words of the specification: both are on its disk.
PaxosSpec::Acceptor spec_acceptor(const State& node);
/// What a message of Basic Paxos is in the specification; nothing for a refusal, and for a promise
/// that repeats an answer after the vote at the same ballot.
std::optional<SpecMessage> spec_message(const Message& message);

/// Follows a run of Basic Paxos and takes each event to the actions that it stands for. The
/// messages that were ever sent are the history variable; a node's answers to itself are among
/// them.
class PaxosRefinement {
 public:
  /// `start` must be a world of Basic Paxos in which nothing has happened yet.
  explicit PaxosRefinement(const Cluster& start);

  /// Takes the actions that `event` stands for, which led to `after`; none for most. Where the
  /// specification does not allow them: says why. Then the run is followed no further.
  std::optional<Sentence> follow(const Event& event, const Cluster& after);

  /// Goes on from another moment, with what `state()` was there.
  void go_to(const PaxosSpec::State& state) { state_ = state; }

  const PaxosSpec& spec() const { return spec_; }
  const PaxosSpec::State& state() const { return state_; }

 private:
  std::vector<SpecMessage> sent_by(const Event& event) const;

  PaxosSpec spec_;
  PaxosSpec::State state_;
  std::vector<PaxosSpec::Acceptor> held_;
};

}  // namespace synod
