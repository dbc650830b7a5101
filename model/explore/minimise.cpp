#include "model/explore/minimise.h"

#include <algorithm>
#include <optional>

#include "model/explore/walk_way.h"

namespace synod::explore {

namespace {

using Meanings = std::vector<Meaning>;

Meanings meanings_of(Cluster world, const std::vector<Action>& actions) {
  Meanings meanings;
  for (const Action& action : actions) {
    meanings.push_back(meaning_of(world, action));
    act(world, action);
  }
  return meanings;
}

/// The actions that do all that is meant, where that can be done and leads where it must.
std::optional<std::vector<Action>> done_all(Cluster world, const Meanings& meanings,
                                            const Reached& reached) {
  std::vector<Action> done;
  for (const Meaning& meaning : meanings)
    if (!redo(world, meaning, done)) return std::nullopt;
  if (!reached(world)) return std::nullopt;
  return done;
}

Meanings without(const Meanings& all, std::size_t first, std::size_t count) {
  Meanings rest(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(first));
  rest.insert(rest.end(), all.begin() + static_cast<std::ptrdiff_t>(first + count), all.end());
  return rest;
}

}  // namespace

std::vector<Action> minimised(const Cluster& start, const std::vector<Action>& actions,
                              const Reached& reached, const std::function<bool()>& cancelled) {
  Meanings meanings = meanings_of(start, actions);
  std::vector<Action> best = actions;
  std::size_t size = std::max<std::size_t>(1, meanings.size() / 2);
  for (bool shorter = true; shorter || size > 1;) {
    if (!shorter) size = std::max<std::size_t>(1, size / 2);
    shorter = false;
    // From the end: what comes late depends on what comes early.
    for (std::size_t end = meanings.size(); end > 0;) {
      if (cancelled()) return best;
      const std::size_t count = std::min(size, end);
      Meanings rest = without(meanings, end - count, count);
      if (auto done = done_all(start, rest, reached)) {
        best = std::move(*done);
        meanings = std::move(rest);
        shorter = true;
      }
      end -= count;
    }
  }
  return best;
}

Run made_smaller(Run run, const Question& question, const std::string& broken,
                 const std::function<bool()>& cancelled) {
  const auto reached = [&](const Cluster& world) {
    return question.goal ? is_reached(world, question)
                         : world.observer.violation(broken) != nullptr;
  };
  run.actions = minimised(run.start, run.actions, reached, cancelled);
  return run;
}

}  // namespace synod::explore
