// Run: one way through a history by itself, as its start and its actions.
#pragma once

#include <vector>

#include "model/line/history.h"

namespace synod {

/// A start and the actions that followed. Cheap to copy, and independent of the history that it was
/// taken from, so that long work can be done on it elsewhere. Event n is `actions[n - 1]`.
struct Run {
  Cluster start;
  std::vector<Action> actions;
};

/// The way from the start of `history` to `end`.
Run run_of(const History& history, MomentId end);

/// The way through the present to the end of the line.
Run line_of(const History& history);

/// `run`, and what is done after it.
Run followed_by(Run run, const std::vector<Action>& actions);

/// The world at the end of a run.
Cluster end_of(const Run& run);

/// A history with nothing but a run in it; its end is the present.
History history_of(const Run& run);

}  // namespace synod
