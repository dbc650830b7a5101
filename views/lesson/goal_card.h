// Something to reach by acting.
#pragma once

#include "views/lesson/lesson_card.h"

namespace synod::views {

/// The goal as a sentence; lights up once it is reached. Counts actions, gives hints.
class GoalCard : public LessonCard {
  Q_OBJECT

 public:
  GoalCard(const LessonGoal& goal, const LessonLook& look, QWidget* parent = nullptr);

 signals:
  void hint_wanted();
  void solution_wanted();
  void again_wanted();
};

}  // namespace synod::views
