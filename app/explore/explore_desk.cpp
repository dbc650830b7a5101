#include "app/explore/explore_desk.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMainWindow>
#include <QScreen>

#include "app/explore/why_desk.h"
#include "app/open/file_commands.h"
#include "app/parts/actions.h"
#include "app/parts/appearance.h"
#include "app/play/player.h"
#include "app/system/machine.h"
#include "model/scenario/script.h"
#include "views/canvas/canvas.h"
#include "views/explore/explore_panel.h"
#include "views/panels/timeline.h"
#include "views/why/question.h"

namespace synod::app {

namespace {

constexpr int poll_ms = 100;
/// Between the edges of the window and the dialog, once it makes room.
constexpr int gap = 12;

}  // namespace

ExploreDesk::ExploreDesk(QMainWindow& window, Session& session, Player& player, WhyDesk& why,
                         FileCommands& files, const Actions& actions, const Appearance& appearance)
    : QObject(&window),
      window_(window),
      session_(session),
      player_(player),
      why_(why),
      files_(files),
      appearance_(appearance) {
  poll_.setInterval(poll_ms);
  connect(actions[Command::explore], &QAction::triggered, this, &ExploreDesk::open);
  connect(&poll_, &QTimer::timeout, this, [this] { panel_->show_figures(job_.figures()); });
  connect(&job_, &ExploreJob::explored, this, &ExploreDesk::take);
  connect(&job_, &ExploreJob::minimised, this, &ExploreDesk::open_smaller);
  connect(&player_, &Player::frame_changed, this, &ExploreDesk::show_start);
  connect(&session_, &Session::exchanged, this, [this] {
    shown_.reset();
    if (auto* timeline = window_.findChild<views::Timeline*>()) timeline->set_loop({});
  });
}

views::ExplorePanel& ExploreDesk::panel() {
  if (panel_ == nullptr) make_panel();
  return *panel_;
}

void ExploreDesk::make_panel() {
  panel_ = new views::ExplorePanel(&window_);
  panel_->set_theme(appearance_.theme());
  panel_->set_memory_limit(memory_budget());
  connect(&appearance_, &Appearance::changed, panel_, &views::ExplorePanel::set_theme);
  connect(panel_, &views::ExplorePanel::start_requested, this, &ExploreDesk::search);
  connect(panel_, &views::ExplorePanel::cancel_requested, &job_, &ExploreJob::cancel);
  connect(&job_, &ExploreJob::stage_began, panel_, &views::ExplorePanel::show_stage_begun);
  connect(&job_, &ExploreJob::stage_held, panel_, &views::ExplorePanel::show_stage_held);
  connect(panel_, &views::ExplorePanel::branch_requested, this, [this] {
    if (open_branch()) give_way();
  });
  connect(panel_, &views::ExplorePanel::why_requested, this, &ExploreDesk::ask_why);
  connect(panel_, &views::ExplorePanel::copy_requested, this, &ExploreDesk::copy_script);
  connect(panel_, &views::ExplorePanel::smaller_requested, this, &ExploreDesk::make_smaller);
}

void ExploreDesk::open() {
  panel().fold(false);
  panel_->show();
  panel_->raise();
  panel_->activateWindow();
  show_start();
}

void ExploreDesk::show_start() {
  const History& history = session_.history();
  if (panel_ == nullptr || !panel_->isVisible() || shown_ == history.present()) return;
  shown_ = history.present();
  const EventNumber depth = history.moment(*shown_).depth;
  panel_->set_start(history.world(),
                    depth == 0 ? tr("From the start.") : tr("From step %1.").arg(depth));
}

void ExploreDesk::search(const views::ExploreRequest& request) {
  start_ = session_.history().present();
  asked_ = request;
  asked_.run = run_of(session_.history(), start_);
  job_.explore(asked_);
  poll_.start();
}

void ExploreDesk::take(const views::ExploreAnswer& answer) {
  poll_.stop();
  answer_ = answer;
  panel_->show_answer(asked_, answer);
}

Run ExploreDesk::whole_run() const {
  return followed_by(asked_.run, answer_.way());
}

/// Whether the history in the window is the one that was explored.
bool ExploreDesk::stands_in_window() const {
  const History& history = session_.history();
  if (start_ >= history.size()) return false;
  const Run run = run_of(history, start_);
  return *run.start.setup == *asked_.run.start.setup && run.actions == asked_.run.actions;
}

/// Stands before the first event of the way. False where the person would rather stay.
bool ExploreDesk::open_branch() {
  if (!stands_in_window()) {
    History history = history_of(whole_run());
    const auto start = static_cast<EventNumber>(asked_.run.actions.size());
    start_ = history.at_depth(start);
    history.seek(start_);
    files_.open_run(std::move(history), tr("What was found"));
    if (!stands_in_window()) return false;
  } else {
    player_.go_to(start_);
    for (const Action& action : answer_.way())
      if (!session_.act(action)) return false;
    player_.go_to(start_);
  }
  mark_turns();
  return true;
}

/// A livelock is drawn as a loop, and its ends can be gone to like any bookmark.
void ExploreDesk::mark_turns() {
  if (answer_.turn.empty()) return;
  const std::vector<MomentId>& line = session_.history().line();
  std::size_t depth = asked_.run.actions.size() + answer_.found.actions.size();
  std::vector<MomentId> turns{line[depth]};
  turns.push_back(line[depth += answer_.turn.size()]);
  if (!answer_.next_turn.empty()) turns.push_back(line[depth += answer_.next_turn.size()]);
  session_.put_bookmark(turns[0], tr("Here the loop begins"));
  session_.put_bookmark(turns[1], tr("Here it has come round"));
  if (auto* timeline = window_.findChild<views::Timeline*>()) timeline->set_loop(turns);
}

void ExploreDesk::ask_why() {
  if (!open_branch()) return;
  const History& history = session_.history();
  player_.go_to(history.line()[asked_.run.actions.size() + answer_.way().size()]);
  give_way();
  why_.ask(views::question_about_violation(session_.history(), answer_.found.broken));
}

void ExploreDesk::copy_script() {
  QGuiApplication::clipboard()->setText(
      QString::fromStdString(script_text(history_of(whole_run()))));
  panel_->tell(tr("Copied."));
}

void ExploreDesk::make_smaller() {
  if (asked_.bounds.synchronous)
    return panel_->tell(tr("It stays as it is: a smaller run might not keep to time any more."));
  panel_->show_shrinking();
  job_.minimise(whole_run(), asked_, answer_.found.broken);
}

void ExploreDesk::open_smaller(const Run& run, bool whole) {
  panel_->show_answer(asked_, answer_);
  if (!whole) return panel_->tell(tr("Cancelled: the run is as it was."));
  const std::size_t before = asked_.run.actions.size() + answer_.found.actions.size();
  if (run.actions.size() == before)
    return panel_->tell(tr("It is as small as it gets: all %1 events are needed.").arg(before));
  History history = history_of(run);
  history.seek(0);
  files_.open_run(std::move(history), tr("What was found, made smaller"));
  panel_->tell(tr("%1 events are enough, of %2: they stand in the window as a run of their own.")
                   .arg(run.actions.size())
                   .arg(before));
  give_way();
}

/// The window has the keyboard, and its canvas, again.
void ExploreDesk::give_way() {
  panel_->fold(true);
  const QRect room = window_.geometry() & window_.screen()->availableGeometry();
  QRect place = panel_->frameGeometry();
  place.moveBottomRight(room.bottomRight() - QPoint(gap, gap));
  panel_->move(place.topLeft());
  window_.activateWindow();
  if (auto* canvas = window_.findChild<views::Canvas*>()) canvas->setFocus();
}

}  // namespace synod::app
