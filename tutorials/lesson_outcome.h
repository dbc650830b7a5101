// Outcome of a prediction, beside what really happened.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tutorials/lesson_grade.h"

namespace synod {

/// Outcome of an answer.
struct Outcome {
  bool right = false;
  Answer expected;                    ///< The right answer.
  std::vector<std::string> feedback;  ///< One for each choice that was made; else one.
  std::string rule;
  std::optional<Sentence> actual;  ///< What is the case, where the answer was wrong.
  std::vector<MomentId> moments;   ///< The events that made it so, in the history they belong to.

  friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// The outcome of a quiz, which needs no world.
Outcome quiz_outcome(const AskBlock& ask, const Answer& answer);

/// The outcome of a prediction, now that `history` has played from `before` to its present.
/// `targets` are what could be clicked where it was asked. Where a choice has a condition, the
/// world decides whether it is right. Says why where that can't be told.
Result<Outcome> prediction_outcome(const AskBlock& ask, const Answer& answer,
                                   const std::vector<std::string>& targets, const History& history,
                                   MomentId before);

}  // namespace synod
