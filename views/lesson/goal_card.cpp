#include "views/lesson/goal_card.h"

#include <QHBoxLayout>

#include "views/kit/style.h"

namespace synod::views {

GoalCard::GoalCard(const LessonGoal& goal, const LessonLook& look, QWidget* parent)
    : LessonCard(look, parent), goal_(goal) {
  setAccessibleName(tr("Goal"));
  if (goal.met) set_outline(theme().good);
  add_caption(goal.met    ? tr("✓ Reached")
              : goal.past ? tr("Passed over")
                          : tr("Your goal"),
              goal.met ? theme().good : theme().accent);
  add_text(goal.sentence, 10.2, QFont::DemiBold, theme().text)->setAccessibleName(tr("Goal"));
  if (goal.met || !goal.past) counts_ = add_note(counts(), theme().text);
  if (!goal.warning.isEmpty()) add_note(goal.warning, theme().bad);
  for (int i = 0; i < goal.hints.size(); ++i)
    add_text(tr("*Hint %1.* %2").arg(i + 1).arg(goal.hints[i]), 10, QFont::Normal, theme().text);
  QHBoxLayout* row = add_buttons();
  if (goal.more_hints) {
    QPushButton* hint = add_button(row, tr("Hint"), tr("One more hint"));
    connect(hint, &QPushButton::clicked, this, &GoalCard::hint_wanted);
  }
  if (goal.has_solution) {
    QPushButton* solution =
        add_button(row, goal.solution_shown ? tr("Solution again") : tr("Show solution"),
                   tr("Play one way to reach it, event by event"));
    connect(solution, &QPushButton::clicked, this, &GoalCard::solution_wanted);
  }
  if (goal.acted) {
    QPushButton* again =
        add_button(row, tr("Try again"), tr("Back to where the goal began (Backspace)"));
    connect(again, &QPushButton::clicked, this, &GoalCard::again_wanted);
  }
  row->addStretch();
}

QString GoalCard::counts() const {
  QString counts =
      goal_.actions == 1 ? tr("1 action so far") : tr("%n actions so far", nullptr, goal_.actions);
  if (goal_.past)
    counts = goal_.actions == 1 ? tr("1 action") : tr("%n actions", nullptr, goal_.actions);
  if (goal_.par > 0) counts = tr("%1 · par %2").arg(counts).arg(goal_.par);
  if (goal_.best > 0 && !goal_.past) counts = tr("%1 · your best %2").arg(counts).arg(goal_.best);
  return counts;
}

bool GoalCard::differs_in_counts_only(const LessonGoal& goal) const {
  LessonGoal same = goal;
  same.actions = goal_.actions;
  same.holds = goal_.holds;
  return same == goal_ && counts_ != nullptr;
}

void GoalCard::set_counts(const LessonGoal& goal) {
  goal_ = goal;
  counts_->setText(counts());
}

}  // namespace synod::views
