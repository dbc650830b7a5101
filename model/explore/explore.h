// Explorer of every order of events from a moment on: finds violations and ways to a goal.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/explore/bounds.h"
#include "model/explore/search.h"
#include "model/line/run.h"
#include "model/scenario/command.h"

namespace synod::explore {

/// Question to the explorer: violations or a goal to look for.
struct Question {
  /// The goal: a condition that some state must fulfil. Without one, a state that breaks an
  /// invariant is looked for.
  std::optional<Condition> goal;
  /// The invariant to break; empty for any.
  std::string invariant;
  /// What happens last of all, before the goal is looked at: no part of the way that is found.
  std::vector<Action> last = {};
};

/// Result of an exploration.
struct Answer {
  SearchResult search;
  /// Where `search.end` is `found`: a shortest way from the moment that was explored to what was
  /// looked for. A held message that is delivered on it is released first.
  std::vector<Action> actions;
  /// Whether no way is shorter. Not known where quiet steps were merged and the search without that
  /// came to a limit.
  bool shortest = true;
  /// The name of the invariant that is broken at the end of the way, if any.
  std::string broken;
  /// The chance that two different states had the same fingerprint, so that something was missed:
  /// at most n^2 / 2^(bits + 1) for n states (the birthday bound).
  double collision = 0;
};

/// Whether a goal is reached in `world`. A goal that can't be asked there is not.
bool is_reached(const Cluster& world, const Condition& goal);
/// The same once what `question` has last has happened.
bool is_reached(Cluster world, const Question& question);

/// The values that nodes are asked for, where `bounds` leaves it open: the last one that a node was
/// asked for in `run`, else a different value for each node.
std::vector<std::vector<Text>> asked_for(const Run& run, const Bounds& bounds);

/// Why this can't be explored; nothing where it can.
std::optional<Sentence> explore_problem(const Run& run, const Question& question,
                                        const Bounds& bounds);

/// Explores from the end of `run` on, breadth first. Says why where it can't be done, as
/// `explore_problem` does; but a goal that no run can reach is no error, and is searched for. What
/// a protocol does must depend on no clock and on no chance: what is found is done once more in the
/// real world, and where that ends otherwise, that is an error.
Result<Answer> explore(const Run& run, const Question& question, const Bounds& bounds,
                       const SearchLimits& limits, SearchProgress& progress);

}  // namespace synod::explore
