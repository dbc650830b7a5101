// Quiet steps: those that no other node can see, merged with the next visible one.
//
// In a lossy network what was sent once can always arrive, again and again. So what makes a node
// send nothing, and shows the observer nothing, can as well happen later: right before the next
// step of that node that is not quiet. That goes for deliveries, and for crashes, restarts and
// wipes. No run is lost when quiet steps are taken only there; what invariants are about, which is
// what the observer sees, stays the same. And where a quiet step and the one that follows can
// change places, the quiet one can happen later still, so that the pair need not be looked at in
// this order; where the outcome is the same without it, it need not happen at all. (Persistent sets
// and sleep sets use the same idea: Godefroid, "Partial-Order Methods for the Verification
// of Concurrent Systems", 1996.)
#pragma once

#include <deque>
#include <functional>
#include <span>
#include <vector>

#include "model/explore/faults.h"
#include "model/explore/parts.h"

namespace synod::explore {

/// A step of one node that is not quiet, and the quiet ones before it.
struct LoudStep {
  std::vector<Happening> before;
  Happening happening;
  const Outcome* outcome = nullptr;
  PartId faults = 0;  ///< Those that are left when all of it is done.
};

/// Situation of a node: its state, and what may happen to it.
struct Surroundings {
  PartId part = 0;                   ///< Where it stands.
  std::span<const PartId> messages;  ///< These may arrive, any number of times.
  PartId faults = 0;                 ///< Those that are left.
  Key128 key;                        ///< Stands for all of the above.
};

/// Finds the loud steps of a node. For one thread.
class QuietSteps {
 public:
  using OutcomeOf = std::function<const Outcome&(PartId part, const Happening& happening)>;
  /// What may happen to a node besides arrivals, as far as its part tells.
  using Others = std::function<std::vector<Happening>(PartId part)>;

  QuietSteps(OutcomeOf outcome_of, Others others)
      : outcome_of_(std::move(outcome_of)), others_(std::move(others)) {}

  /// Every loud step that a node may take, after any number of quiet ones. The answer stays where
  /// it is.
  const std::vector<LoudStep>& loud_steps(const Surroundings& around);
  std::uint64_t bytes() const;

 private:
  /// Where quiet steps lead.
  struct Quiet {
    PartId part = 0;
    PartId faults = 0;
    std::uint32_t steps = 0;  ///< From where the node stands.
    std::vector<Happening> way;
  };
  /// One quiet step from `quiet_[from]` to `quiet_[to]`.
  struct Edge {
    std::size_t from;
    std::size_t to;
    Happening happening;
  };

  std::vector<Happening> all_that_may_happen(const Quiet& at, const Surroundings& around) const;
  void add_quiet(std::size_t from, const Happening& happening, PartId after, PartId faults);
  void add_loud(std::size_t at, const Happening& happening, const Outcome& outcome, PartId faults,
                std::vector<LoudStep>& all);
  bool may_come_sooner(std::size_t at, const Happening& happening, const Outcome& outcome);

  struct Hash {
    std::size_t operator()(const Key128& key) const { return key.hash(); }
  };
  OutcomeOf outcome_of_;
  Others others_;
  tsl::robin_map<Key128, const std::vector<LoudStep>*, Hash> known_;
  std::deque<std::vector<LoudStep>> lists_;
  std::vector<Quiet> quiet_;
  std::vector<Edge> edges_;
};

}  // namespace synod::explore
