#include "app/explore/outlook_desk.h"

#include <QAction>
#include <QSettings>

#include "app/parts/appearance.h"
#include "app/play/player.h"
#include "app/session/session.h"
#include "views/canvas/canvas.h"
#include "views/canvas/outlook_chips.h"
#include "views/kit/plain_text.h"
#include "views/kit/translated.h"

namespace synod::app {

namespace {

constexpr auto setting = "view/outlook";
constexpr int rest_ms = 30;
/// So many answers are kept.
constexpr std::size_t most_known = 5'000;

}  // namespace

OutlookDesk::OutlookDesk(Session& session, Player& player, views::Canvas& canvas, QAction& action,
                         const Appearance& appearance, QObject* parent)
    : QObject(parent),
      session_(session),
      player_(player),
      canvas_(canvas),
      action_(action),
      chips_(new views::OutlookChips(&canvas)) {
  rest_.setSingleShot(true);
  rest_.setInterval(rest_ms);
  connect(&rest_, &QTimer::timeout, this, &OutlookDesk::look);
  connect(&job_, &OutlookJob::looked, this, &OutlookDesk::take);
  connect(chips_, &views::OutlookChips::way_requested, this, &OutlookDesk::open_way);
  connect(&canvas_, &views::Canvas::laid_out, this,
          [this] { chips_->set_place(canvas_.area_below_badge()); });
  connect(&appearance, &Appearance::changed, chips_, &views::OutlookChips::set_theme);
  connect(&action_, &QAction::toggled, this, &OutlookDesk::refresh);
  connect(&action_, &QAction::triggered, this, &OutlookDesk::remember);
  connect(&session_, &Session::exchanged, this, &OutlookDesk::take_session);
  chips_->set_theme(appearance.theme());
  take_session();
}

void OutlookDesk::remember(bool on) {
  // What is wanted in a lesson says nothing about other runs.
  if (!session_.in_lesson()) QSettings().setValue(setting, on);
}

void OutlookDesk::take_session() {
  job_.abandon();
  rest_.stop();
  known_.clear();
  shown_ = 0;
  answered_ = false;
  const Cluster& world = session_.history().world();
  const auto problem = explore::outlook_problem(world);
  possible_ = !problem;
  action_.setEnabled(possible_);
  // Another scene of a lesson leaves the switch as it is.
  const bool in_lesson = session_.in_lesson();
  if (!in_lesson || !in_lesson_)
    action_.setChecked(possible_ && !in_lesson && QSettings().value(setting, true).toBool());
  in_lesson_ = in_lesson;
  const QString help = action_.statusTip();
  action_.setToolTip(views::plain_tip(
      problem ? tr("%1. Not here: %2.").arg(help, views::translated(*problem)) : help));
  refresh();
}

void OutlookDesk::show_frame(const views::Frame& frame, bool question_waits) {
  const bool hidden = question_waits || frame.answers_hidden;
  const bool settled = answered_ || job_.looking() || player_.moving();
  if (frame.moment == shown_ && hidden == hidden_ && settled) return;
  hidden_ = hidden;
  if (frame.moment != shown_) {
    shown_ = frame.moment;
    answered_ = false;
    job_.abandon();
  }
  refresh();
}

void OutlookDesk::refresh() {
  const bool on = possible_ && action_.isChecked();
  const Shape& shape = session_.history().world().shape();
  canvas_.keep_free_below_badge(
      on ? views::OutlookChips::height_for(shape.with(Role::proposer).size()) : 0);
  chips_->set_place(canvas_.area_below_badge());
  const auto& asked = session_.history().world().observer.asked();
  if (!on || hidden_ || asked.empty()) {
    job_.abandon();
    rest_.stop();
    answered_ = false;
    return chips_->show_nothing();
  }
  if (const auto known = known_.find(shown_); known != known_.end()) {
    answered_ = true;
    rest_.stop();
    return chips_->show_outlook(known->second);
  }
  if (!job_.looking()) chips_->show_searching(explore::values_asked(session_.history().world()));
  if (!job_.looking() && !player_.moving()) rest_.start();
}

void OutlookDesk::look() {
  const History& history = session_.history();
  if (player_.moving() || history.present() != shown_) return;
  job_.look(run_of(history, shown_));
}

void OutlookDesk::take(const explore::Outlook& outlook) {
  if (known_.size() >= most_known) known_.clear();
  known_[shown_] = outlook;
  refresh();
}

/// Stands before the first event of the way: it can be stepped through, and taken back.
void OutlookDesk::open_way(const Text& value, const explore::Forecast& forecast) {
  const explore::Forecast wanted = forecast;  // The chip may tell something else meanwhile.
  const MomentId start = shown_;
  player_.go_to(start);
  for (const Action& action : wanted.way)
    if (!session_.act(action)) return;
  const QString what = value.exists() ? tr("%1 is chosen").arg(QString::fromStdString(value.str()))
                                      : tr("Two values are chosen");
  const MomentId end = session_.history().present();
  if (session_.bookmarks().at(end) == nullptr) session_.put_bookmark(end, what);
  player_.go_to(start);
  canvas_.setFocus();  // What follows is a step.
  emit notice(tr("Ahead lies a branch at whose end a bookmark says: %1. Step, or play.").arg(what));
}

}  // namespace synod::app
