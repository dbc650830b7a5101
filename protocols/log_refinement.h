// Refinement of Multi-Paxos: each slot of the log is an instance of Lamport's specification, and
// what a node knows to be chosen is chosen. docs/refinement.md says it in words.
//
// Leslie Lamport, "Paxos Made Simple", ACM SIGACT News 32 (4), 2001, section 3: a leader "uses the
// same proposal number for all instances", so one Prepare and one Promise stand for a message in
// each of infinitely many instances.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "model/world/cluster.h"
#include "model/world/event.h"
#include "protocols/paxos_spec.h"

namespace synod {

/// Follows a run of Multi-Paxos and takes each event to the actions that it stands for, slot by
/// slot. What was ever sent and voted for in a slot is the history variable. Until something is put
/// to the vote in a slot, nothing is sent there but requests for promises and promises, the same in
/// every such slot: one instance stands for them all.
class LogRefinement {
 public:
  struct State {
    PaxosSpec::State untouched;              ///< Each slot that is not among `slots`.
    std::map<Slot, PaxosSpec::State> slots;  ///< Where something was put to the vote.
    friend bool operator==(const State&, const State&) = default;
  };

  /// `start` must be a world of Multi-Paxos in which nothing has happened yet.
  explicit LogRefinement(const Cluster& start);

  /// Takes the actions that `event` stands for, which led to `after`; none for most. Where the
  /// specification does not allow them: says why. Then the run is followed no further.
  std::optional<Sentence> follow(const Event& event, const Cluster& after);

  /// Goes on from another moment, with what `state()` was there.
  void go_to(const State& state);

  const PaxosSpec& spec() const { return spec_; }
  const State& state() const { return state_; }

 private:
  using Why = std::optional<Sentence>;

  Why send(Slot slot, const SpecMessage& message);
  Why send_everywhere(SpecMessage message);
  Why follow_ballot(NodeId node, const Cluster& after);
  Why follow_deed(const Deed& deed);
  Why follow_message(const Event& event, const Message& message);
  Why follow_report(const Event& event, const Message& message);
  Why follow_answer(Slot slot, const SpecMessage& answer);
  Why follow_known(NodeId node, const SlotLog& log);
  Why follow_log(NodeId node, const SlotLog& log);
  PaxosSpec::State& instance(Slot slot);

  PaxosSpec spec_;
  State state_;
  /// Each node's log when it was looked at last: an event that changes none of it costs nothing.
  std::vector<std::optional<SlotLog>> looked_at_;
};

}  // namespace synod
