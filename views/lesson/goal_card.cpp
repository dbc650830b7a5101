#include "views/lesson/goal_card.h"

#include <QHBoxLayout>

#include "views/panels/style.h"

namespace synod::views {

GoalCard::GoalCard(const LessonGoal& goal, const LessonLook& look, QWidget* parent)
    : LessonCard(look, parent) {
  setAccessibleName(tr("Goal"));
  if (goal.met) set_outline(theme().good);
  add_caption(goal.met    ? tr("✓ Reached")
              : goal.past ? tr("Passed over")
                          : tr("Your goal"),
              goal.met ? theme().good : theme().accent);
  add_text(goal.sentence, 10.2, QFont::DemiBold, theme().text)->setAccessibleName(tr("Goal"));
  QString counts = tr("%n actions so far", nullptr, goal.actions);
  if (goal.par > 0) counts = tr("%1 · par %2").arg(counts).arg(goal.par);
  if (goal.best > 0) counts = tr("%1 · your best %2").arg(counts).arg(goal.best);
  if (goal.met || !goal.past) add_note(counts, theme().text);
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

}  // namespace synod::views
