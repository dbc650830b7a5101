// Card of a lesson's result, and where to go from its end.
#pragma once

#include "views/lesson/lesson_card.h"

namespace synod::views {

/// Results, what was left over with a button each that takes it up again, and the ways on.
class ResultCard : public LessonCard {
  Q_OBJECT

 public:
  ResultCard(const LessonEnd& end, const LessonLook& look, QWidget* parent = nullptr);

 signals:
  void take_up_wanted(std::size_t step, std::size_t block);
  void next_lesson_wanted();
  void review_wanted(const QString& part);
  void leave_wanted();

 private:
  void add_left_over(const LessonEnd& end);
  void add_ways_on(const LessonEnd& end);
};

}  // namespace synod::views
