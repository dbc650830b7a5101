#include "app/parts/detail_menu.h"

#include <QActionGroup>
#include <QSettings>
#include <algorithm>
#include <utility>

#include "app/parts/appearance.h"
#include "views/kit/plain_text.h"

namespace synod::app {

namespace {

using views::LevelOfDetail;

constexpr auto own_setting = "view/detail";
/// What the settings' file says, in the order of the levels.
constexpr std::array level_words{"basic", "intermediate", "full"};

/// The level that is kept there; `other` where there is none.
LevelOfDetail kept_level(const QString& name, LevelOfDetail other) {
  const QString word = QSettings().value(name).toString();
  const auto* known = std::find(level_words.begin(), level_words.end(), word);
  if (known == level_words.end()) return other;
  return static_cast<LevelOfDetail>(known - level_words.begin());
}

void keep_level(const QString& name, LevelOfDetail level) {
  QSettings().setValue(name, level_words[static_cast<std::size_t>(level)]);
}

}  // namespace

DetailMenu::DetailMenu(Appearance& appearance, QWidget* parent)
    : QMenu(tr("D&etail"), parent), appearance_(appearance) {
  setToolTipsVisible(true);
  menuAction()->setToolTip(tr("How much the window tells of what happens"));
  new QActionGroup(this);
  add(LevelOfDetail::basic, tr("&Basic"),
      tr("Nodes, messages and values, in plain words. Left out: numbers such as ballots and their "
         "colours, names of rules, invariants, and the tabs Diagram, Votes and Charts"));
  add(LevelOfDetail::intermediate, tr("&Intermediate"),
      tr("Numbers such as ballots, their colours, and the diagram too. Left out: names of rules, "
         "invariants, and the tabs Votes and Charts"));
  add(LevelOfDetail::full, tr("&Full"),
      tr("All that there is: names of rules, invariants and every tab too"));
  show_level(kept_level(own_setting, LevelOfDetail::full));
}

void DetailMenu::add(LevelOfDetail level, const QString& name, const QString& help) {
  QAction* entry = findChild<QActionGroup*>()->addAction(name);
  entry->setCheckable(true);
  entry->setToolTip(views::plain_tip(help));
  entry->setStatusTip(help);
  connect(entry, &QAction::triggered, this, [this, level] { choose(level); });
  addAction(entry);
  entries_[static_cast<std::size_t>(level)] = entry;
}

void DetailMenu::choose(LevelOfDetail level) {
  // What the lesson has needs no remembering: the lesson may change.
  if (lesson_ && level == lesson_->level)
    QSettings().remove(lesson_->setting);
  else
    keep_level(lesson_ ? lesson_->setting : QString(own_setting), level);
  show_level(level);
}

void DetailMenu::begin_lesson(const QString& name, LevelOfDetail level) {
  lesson_ = Lesson{"lesson/detail/" + name, level};
  show_level(kept_level(lesson_->setting, level));
}

void DetailMenu::end_lesson() {
  lesson_.reset();
  show_level(kept_level(own_setting, LevelOfDetail::full));
}

void DetailMenu::show_level(LevelOfDetail level) {
  entry(level)->setChecked(true);
  appearance_.show_detail(level);
}

}  // namespace synod::app
