#include "app/lesson/lesson_end.h"

#include <QCoreApplication>
#include <algorithm>

#include "app/parts/head_words.h"
#include "app/parts/lesson_number.h"
#include "tutorials/translation.h"

namespace synod::app {

namespace {

using How = LessonItem::How;

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(LessonEnd)
};

QStringList results_of(const LessonResult& result) {
  QStringList lines;
  const std::size_t questions = result.count(false);
  const std::size_t goals = result.count(true);
  if (questions > 0) {
    lines.append(Texts::tr("%1 of %2 answers right at once")
                     .arg(result.count(false, How::right))
                     .arg(questions));
    if (const std::size_t later = result.count(false, How::right_in_end); later > 0)
      lines.append(Texts::tr("%1 right after another try").arg(later));
  }
  if (goals > 0)
    lines.append(
        Texts::tr("%1 of %2 goals reached").arg(result.count(true, How::right)).arg(goals));
  for (const LessonItem& item : result.items)
    if (item.actions && item.par && *item.actions > *item.par)
      lines.append(
          Texts::tr("One goal took %1 actions; %2 are enough").arg(*item.actions).arg(*item.par));
  return lines;
}

/// Of an assignment, as long as nothing is told of it.
QStringList done_of(const LessonResult& result) {
  QStringList lines;
  const std::size_t questions = result.count(false);
  const std::size_t goals = result.count(true);
  if (questions > 0)
    lines.append(Texts::tr("%1 of %2 questions answered")
                     .arg(questions - result.count(false, How::open))
                     .arg(questions));
  if (goals > 0)
    lines.append(
        Texts::tr("%1 of %2 goals reached").arg(result.count(true, How::right)).arg(goals));
  return lines;
}

QString how_of(const LessonItem& item) {
  if (item.goal) return Texts::tr("Not reached");
  return item.how == How::wrong ? Texts::tr("Not right yet") : Texts::tr("Passed over");
}

}  // namespace

views::LessonEnd end_of(const LessonRun& run, const QString& next_lesson, bool for_class) {
  views::LessonEnd end{.results = {}, .left_over = {}, .next_lesson = next_lesson};
  if (for_class) return end;
  const LessonResult result = run.result();
  end.results = run.tells() ? results_of(result) : done_of(result);
  const auto& steps = run.steps();
  for (const LessonItem& item : result.items) {
    const auto at = std::find(steps.begin(), steps.end(), item.place.first);
    if (at == steps.end() || (item.how != How::open && item.how != How::wrong)) continue;
    if (!run.tells() && !item.goal) continue;
    end.left_over.push_back({item.place.first, item.place.second,
                             static_cast<int>(at - steps.begin()) + 1,
                             QString::fromStdString(item.text), how_of(item)});
  }
  return end;
}

QString lesson_title(const Lesson& lesson) {
  const QString name = head_words(lesson.head.title);
  const QString number = lesson_number(lesson_name(lesson));
  return number.isEmpty() ? name : Texts::tr("Lesson %1 · %2").arg(number, name);
}

}  // namespace synod::app
