// Minimising of a counterexample: leaves out the steps that it does not need.
#pragma once

#include <functional>
#include <vector>

#include "model/explore/explore.h"

namespace synod::explore {

/// Test of the world that the way must lead to.
using Reached = std::function<bool(const Cluster& world)>;

/// Leaves out events of `actions`, done from `start` on, as long as the rest can still be done and
/// the world at its end is still `reached`. No single event can be left out of the answer. A
/// message is known by what it says, as ids differ once events are left out; what was held and is
/// delivered is released first. Ends early, with what it has, once `cancelled` says so. Follows
/// Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002.
std::vector<Action> minimised(
    const Cluster& start, const std::vector<Action>& actions, const Reached& reached,
    const std::function<bool()>& cancelled = [] { return false; });

/// The whole of a run that ends in what `question` looks for, made as short as it can be: its goal
/// is reached, or else the invariant `broken` is violated.
Run made_smaller(
    Run run, const Question& question, const std::string& broken,
    const std::function<bool()>& cancelled = [] { return false; });

}  // namespace synod::explore
