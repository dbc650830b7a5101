// Grading of answers by what really happened.
#pragma once

#include <string>
#include <vector>

#include "model/line/history.h"
#include "tutorials/lesson.h"

namespace synod {

/// Answer of a learner: choices by number from 0, or what was clicked, or what was typed.
struct Answer {
  std::vector<std::size_t> choices;
  std::vector<std::string> clicked;  ///< "A1", "P1-A1" (the node of lower place first), "#17".
  std::string typed;

  friend bool operator==(const Answer&, const Answer&) = default;
};

/// All that can be clicked in `world`, where `ask` is asked.
std::vector<std::string> click_targets(const AskBlock& ask, const Cluster& world);

/// The condition that `ask` puts to one target; two for a link, one for each direction.
std::vector<Condition> conditions_of(const AskBlock& ask, const std::string& target);

/// Those of `targets` that are right, now that everything has played. A link is right where the
/// condition is true in one of its two directions.
Result<std::vector<std::string>> right_targets(const AskBlock& ask,
                                               const std::vector<std::string>& targets,
                                               const Cluster& world);

/// The field of a `type` question, in the form in which it is typed: "2.2", "blue", "{A1 A2}".
Result<std::string> right_text(const AskBlock& ask, const Cluster& world);
/// Whether `typed` says the same as the field.
Result<bool> is_right_text(const AskBlock& ask, const std::string& typed, const Cluster& world);

/// The right answer; `targets` are what could be clicked where it was asked. Says why where there
/// is none, or where it can't be told.
Result<Answer> right_answer(const AskBlock& ask, const std::vector<std::string>& targets,
                            const Cluster& world);

/// The moments behind `from`, up to `to`, whose events made `condition` what it is at `to`: the
/// last change of a field, the choice, the delivery, the crash.
std::vector<MomentId> moments_behind(const History& history, MomentId from, MomentId to,
                                     const Condition& condition);

}  // namespace synod
