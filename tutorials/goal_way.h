// Ways to a goal, and whether they count.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "tutorials/lesson.h"

namespace synod {

/// The first verb of `way` that the goal forbids; nothing where none is.
inline std::optional<Verb> forbidden_on(const GoalBlock& goal, const std::vector<Verb>& way) {
  for (Verb verb : way)
    if (std::find(goal.forbid.begin(), goal.forbid.end(), verb) != goal.forbid.end()) return verb;
  return std::nullopt;
}

/// The first verb that stands in `way` more often than the goal allows; nothing where none does.
inline std::optional<Verb> too_often_on(const GoalBlock& goal, const std::vector<Verb>& way) {
  for (const auto& [verb, most] : goal.most)
    if (std::count(way.begin(), way.end(), verb) > static_cast<std::ptrdiff_t>(most)) return verb;
  return std::nullopt;
}

}  // namespace synod
