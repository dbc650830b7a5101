// Stages of an exploration: small bounds first, then wider ones, up to what was asked for.
#pragma once

#include <functional>
#include <vector>

#include "model/explore/explore.h"

namespace synod::explore {

/// A stage that was looked at as a whole: nothing that was looked for is in any of its states.
struct Stage {
  Bounds bounds;
  SearchResult search;
};

/// What is known once a search in stages has ended. Each stage allows all that the one before it
/// allows, so the last of `held` says most.
struct StagedAnswer {
  std::vector<Stage> held;
  /// Of the stage that ended it: the last one, or the one in which something was found or a limit
  /// came. What is found is a shortest way within these bounds.
  Bounds bounds;
  Answer answer;  ///< Of that stage.
  /// Where something was found: whether no way is shorter within the bounds that were asked for
  /// either.
  bool shortest_of_all = false;
};

/// What happens while a search in stages runs, on the thread that runs it. Either may be empty.
struct StageWatcher {
  std::function<void(const Bounds&)> begins;
  std::function<void(const Stage&)> held;
};

/// The bounds of each stage, the narrowest first and `bounds` last. First nobody is asked, and
/// nothing goes wrong. Then one proposer or client may be asked, then two, until each may be asked
/// once; then one fault of each kind may happen that `bounds` allows; then each may be asked once
/// more, and so on. That any message may be lost or repeated (`lossy`) holds in every stage.
/// A stage that could show nothing new is left out: one from a start where nothing is under way,
/// and one that asks a node that is down for good.
std::vector<Bounds> stages_of(const Run& run, const Bounds& bounds);

/// Explores one stage after the other until one finds what is looked for or comes to a limit, which
/// counts for each stage by itself. A limit of depth ends no more than its stage. A way that
/// is found in a narrow stage is compared with all shorter ways of the widest, for a short
/// time at most. Errors as in `explore_problem`.
Result<StagedAnswer> explore_in_stages(const Run& run, const Question& question,
                                       const Bounds& bounds, const SearchLimits& limits,
                                       SearchProgress& progress, const StageWatcher& watcher = {});

}  // namespace synod::explore
