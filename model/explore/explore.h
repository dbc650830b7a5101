// Every order in which things may happen from a moment on: does anything break, can a goal be
// reached?
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/explore/bounds.h"
#include "model/explore/search.h"
#include "model/line/run.h"
#include "model/scenario/command.h"

namespace synod::explore {

/// What is looked for.
struct Question {
  /// A condition that some state shall fulfil. Where there is none, a state that breaks an
  /// invariant is looked for.
  std::optional<Condition> goal;
  /// The one invariant that shall be broken; empty for any.
  std::string invariant;
};

/// What an exploration found out.
struct Answer {
  SearchResult search;
  /// Where `search.end` is `found`: a shortest way from the moment that was explored to what was
  /// looked for. A held message that is delivered on it is released first.
  std::vector<Action> actions;
  /// Whether no way is shorter. Not known where quiet steps were merged and the search without that
  /// came to a limit.
  bool shortest = true;
  /// Where an invariant broke at the end of the way: its name.
  std::string broken;
  /// The chance that two different states had the same fingerprint, so that something was missed:
  /// at most n^2 / 2^(bits + 1) for n states (the birthday bound).
  double collision = 0;
};

/// Whether a goal is reached in `world`. A goal that can't be asked there is not.
bool is_reached(const Cluster& world, const Condition& goal);

/// What each node is asked for, where `bounds` leaves it open: what it was asked for last in `run`,
/// else a value of its own.
std::vector<std::vector<Text>> asked_for(const Run& run, const Bounds& bounds);

/// Why nothing can be explored so; nothing where it can.
std::optional<Sentence> explore_problem(const Run& run, const Question& question,
                                        const Bounds& bounds);

/// Explores from the end of `run` on, breadth first. Says why where it can't be done, as
/// `explore_problem` does; but a goal that no run can reach is looked for in vain. What a protocol
/// does must depend on no clock and on no chance: what is found is done once more in the real
/// world, and where that ends otherwise, that is an error.
Result<Answer> explore(const Run& run, const Question& question, const Bounds& bounds,
                       const SearchLimits& limits, SearchProgress& progress);

}  // namespace synod::explore
