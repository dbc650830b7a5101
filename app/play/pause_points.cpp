#include "app/play/pause_points.h"

#include <QSettings>

#include "views/kit/error_bar.h"
#include "views/kit/plain_text.h"

namespace synod::app {

namespace {

QString setting_for(const QString& key) {
  return QStringLiteral("play/pause-at-") + key;
}

QString why(Milestone milestone) {
  switch (milestone) {
    case Milestone::violation: return PausePoints::tr("Paused: an invariant is violated.");
    case Milestone::chosen: return PausePoints::tr("Paused: something is decided.");
    case Milestone::adoption: return PausePoints::tr("Paused: a value must be adopted.");
    case Milestone::quorum: return PausePoints::tr("Paused: a quorum is reached.");
    case Milestone::goal: return PausePoints::tr("Paused: the goal is reached.");
  }
  return {};
}

}  // namespace

PausePoints::PausePoints(Player& player, const Actions& actions, views::ErrorBar& bar,
                         QWidget& window)
    : QObject(&window), player_(player), bar_(bar), menu_(new QMenu(&window)) {
  menu_->setToolTipsVisible(true);
  add(Milestone::quorum, "quorum", tr("A &quorum reached"),
      tr("A proposer has heard from as many nodes as it needs"));
  add(Milestone::adoption, "adoption", tr("A value that must be &adopted"),
      tr("A proposer has heard of a value that it must propose in place of its own"));
  add(Milestone::chosen, "chosen", tr("A &decision"),
      tr("Something is decided: a value, the first command of a log, or the end of a transaction"));
  add(Milestone::goal, "goal", tr("A &goal reached"), tr("The goal of a lesson is reached"));
  add(Milestone::violation, "violation", tr("A &violation"), tr("An invariant is broken"));
  actions[Command::pause_at]->setMenu(menu_);
  take_over();
  connect(&player_, &Player::paused_at, this, &PausePoints::tell);
  // What it says is over once it plays on, or goes elsewhere.
  connect(&player_, &Player::playing_changed, this, [this](bool playing) {
    if (playing && std::exchange(told_, false)) bar_.show_message({});
  });
}

void PausePoints::add(Milestone milestone, const char* key, const QString& name,
                      const QString& help) {
  QAction* entry = menu_->addAction(name);
  entry->setCheckable(true);
  entry->setChecked(QSettings().value(setting_for(key), true).toBool());
  entry->setToolTip(views::plain_tip(help));
  entry->setStatusTip(help);
  entries_.insert(milestone, entry);
  connect(entry, &QAction::toggled, this, [this, key](bool on) {
    QSettings().setValue(setting_for(key), on);
    take_over();
  });
}

std::set<Milestone> PausePoints::pauses() const {
  std::set<Milestone> pauses;
  for (auto each = entries_.begin(); each != entries_.end(); ++each)
    if (each.value()->isChecked()) pauses.insert(each.key());
  return pauses;
}

void PausePoints::take_over() {
  player_.set_pauses(pauses());
  emit changed(pauses());
}

void PausePoints::tell(Milestone milestone) {
  // What happened stands in the story and in the caption: the bar lies over the canvas, so it is
  // short.
  bar_.show_notice(why(milestone), tr("Play on"), [this] { player_.play(); });
  told_ = true;
}

}  // namespace synod::app
