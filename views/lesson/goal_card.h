// Card of a goal that a learner reaches by acting.
#pragma once

#include "views/lesson/lesson_card.h"

namespace synod::views {

/// The goal as a sentence; lights up once it is reached. Counts actions, gives hints.
class GoalCard : public LessonCard {
  Q_OBJECT

 public:
  GoalCard(const LessonGoal& goal, const LessonLook& look, QWidget* parent = nullptr);

  /// Whether `goal` says the same as this card but for its counts, which can go on in place.
  bool differs_in_counts_only(const LessonGoal& goal) const;
  void set_counts(const LessonGoal& goal);

 signals:
  void hint_wanted();
  void solution_wanted();
  void again_wanted();

 private:
  QString counts() const;

  LessonGoal goal_;
  QLabel* counts_ = nullptr;
};

}  // namespace synod::views
