#include "views/lesson/result_card.h"

#include <QHBoxLayout>

namespace synod::views {

ResultCard::ResultCard(const LessonEnd& end, const LessonLook& look, QWidget* parent)
    : LessonCard(look, parent) {
  setAccessibleName(tr("How it went"));
  if (!end.results.isEmpty()) add_caption(tr("How it went"), theme().accent);
  for (const QString& line : end.results) add_note(line, theme().text);
  if (!end.left_over.empty()) add_left_over(end);
  add_ways_on(end);
}

void ResultCard::add_left_over(const LessonEnd& end) {
  add_caption(tr("Take up again"), theme().accent);
  for (const LessonLeftOver& item : end.left_over) {
    add_text(tr("%1 — *%2*").arg(item.text, item.how), 10, QFont::Normal, theme().text);
    QHBoxLayout* row = add_buttons();
    QPushButton* button = add_button(row, tr("Go to step %1").arg(item.number),
                                     tr("Back to where this was asked: %1").arg(item.text));
    connect(button, &QPushButton::clicked, this,
            [this, step = item.step, block = item.block] { emit take_up_wanted(step, block); });
    row->addStretch();
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
  QPushButton* leave = add_button(row, tr("Start page"), tr("Leave the lesson"));
  connect(leave, &QPushButton::clicked, this, &ResultCard::leave_wanted);
  row->addStretch();
}

}  // namespace synod::views
