// Steps that nobody else can see, taken together with the next that somebody can.
//
// In a lossy network what was sent once can always arrive, again and again. So a delivery that
// makes its receiver send nothing, and of which the observer sees nothing, can as well happen
// later: right before the next step of that node that is not quiet. No run is lost when quiet steps
// are taken only there; what invariants are about, which is what the observer sees, stays the same.
// And where the quiet step and the one that follows can change places, the quiet one can happen
// later still, so that the pair need not be looked at in this order. (Persistent sets and sleep
// sets rest on the same thought: Godefroid, "Partial-Order Methods for the Verification of
// Concurrent Systems", 1996.)
#pragma once

#include <deque>
#include <functional>
#include <span>
#include <vector>

#include "model/explore/parts.h"

namespace synod::explore {

/// A step of one node that is not quiet, and the quiet ones before it.
struct LoudStep {
  std::vector<PartId> heard;  ///< The messages that arrive quietly before, in this order.
  Happening happening;
  const Outcome* outcome = nullptr;
};

/// Finds the loud steps of a node. For one thread.
class QuietSteps {
 public:
  using OutcomeOf = std::function<const Outcome&(PartId part, const Happening& happening)>;

  explicit QuietSteps(OutcomeOf outcome_of) : outcome_of_(std::move(outcome_of)) {}

  /// Every loud step that a node in `part` may take, where `messages` may arrive and `others` may
  /// happen to it, after any number of quiet ones. `key` stands for all three. The answer stays
  /// where it is.
  const std::vector<LoudStep>& loud_steps(const Key128& key, PartId part,
                                          std::span<const PartId> messages,
                                          std::span<const Happening> others);

 private:
  /// A way on which a node hears quietly.
  struct Quiet {
    PartId part = 0;
    std::uint32_t steps = 0;  ///< From where the node stands.
    std::vector<PartId> heard;
  };
  /// One quiet step: `quiet_[from]` hears `message` and becomes `quiet_[to]`.
  struct Edge {
    std::size_t from;
    std::size_t to;
    PartId message;
  };

  void close(PartId part, std::span<const PartId> messages);
  void add_edge(std::size_t from, PartId message, PartId after);
  void add_loud(std::size_t at, const Happening& happening, std::vector<LoudStep>& all);
  bool may_come_sooner(std::size_t at, const Happening& happening, const Outcome& outcome);

  struct Hash {
    std::size_t operator()(const Key128& key) const { return key.hash(); }
  };
  OutcomeOf outcome_of_;
  tsl::robin_map<Key128, const std::vector<LoudStep>*, Hash> known_;
  std::deque<std::vector<LoudStep>> lists_;
  std::vector<Quiet> quiet_;
  std::vector<Edge> edges_;
};

}  // namespace synod::explore
