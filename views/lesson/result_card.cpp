#include "views/lesson/result_card.h"

#include <QHBoxLayout>

#include "views/kit/plain_text.h"
#include "views/kit/style.h"
#include "views/lesson/lesson_text.h"

namespace synod::views {

namespace {

constexpr int most_letters = 90;

QString shortened(const QString& text) {
  if (text.size() <= most_letters) return text;
  return text.left(text.lastIndexOf(' ', most_letters)) + QStringLiteral(" …");
}

}  // namespace

ResultCard::ResultCard(const LessonEnd& end, const LessonLook& look, QWidget* parent)
    : LessonCard(look, parent) {
  setAccessibleName(tr("How it went"));
  if (!end.results.isEmpty()) add_caption(tr("How it went"), theme().accent);
  for (const QString& line : end.results) add_note(line, theme().text);
  add_ways_on(end);
  if (!end.left_over.empty()) add_left_over(end);
}

void ResultCard::add_left_over(const LessonEnd& end) {
  add_caption(tr("Resume"), theme().accent);
  for (const LessonLeftOver& item : end.left_over) {
    QHBoxLayout* row = add_buttons();
    QPushButton* button =
        add_button(row, tr("Step %1").arg(item.number),
                   tr("Back to where this was asked: %1").arg(without_marks(item.text)));
    button->setAccessibleName(tr("Step %1: %2").arg(item.number).arg(without_marks(item.text)));
    connect(button, &QPushButton::clicked, this,
            [this, step = item.step, block = item.block] { emit take_up_wanted(step, block); });
    QLabel* label = plain_label(tr("%1: %2").arg(item.how, shortened(without_marks(item.text))));
    label->setWordWrap(true);
    dress(*label, theme().font(9), theme().text);
    row->addWidget(label, 1);
  }
}

void ResultCard::add_ways_on(const LessonEnd& end) {
  add_caption(tr("What next"), theme().accent);
  if (!end.next_lesson.isEmpty()) add_note(tr("Next: %1.").arg(end.next_lesson), theme().text);
  add_note(tr("Or play freely: the start page has clusters and runs to try things in."),
           theme().text);
  QHBoxLayout* row = add_buttons();
  if (!end.next_lesson.isEmpty()) {
    QPushButton* next =
        add_button(row, tr("Next lesson"), tr("Open the lesson %1").arg(end.next_lesson));
    connect(next, &QPushButton::clicked, this, &ResultCard::next_lesson_wanted);
  }
  if (end.missed_in_part > 0) {
    QPushButton* review =
        add_button(row, tr("Review (%1)").arg(end.missed_in_part),
                   tr("Ask once more what you missed in this part: %1").arg(end.part));
    connect(review, &QPushButton::clicked, this,
            [this, part = end.part] { emit review_wanted(part); });
  }
  QPushButton* leave = add_button(row, tr("Start page"), tr("Leave the lesson"));
  connect(leave, &QPushButton::clicked, this, &ResultCard::leave_wanted);
  row->addStretch();
}

}  // namespace synod::views
