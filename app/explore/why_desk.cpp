#include "app/explore/why_desk.h"

#include <QApplication>
#include <QStackedWidget>
#include <utility>

#include "app/parts/actions.h"
#include "app/parts/window_parts.h"
#include "app/play/player.h"
#include "views/canvas/canvas.h"
#include "views/clients/clients_view.h"
#include "views/kit/translated.h"
#include "views/log/log_view.h"
#include "views/panels/alarm_bar.h"
#include "views/panels/inspector.h"
#include "views/panels/story.h"
#include "views/panels/timeline.h"
#include "views/why/why_panel.h"

namespace synod::app {

namespace {

/// An answer that comes faster than this comes without a word that it is being looked for.
constexpr int why_patience_ms = 50;

}  // namespace

/// One question under way. The thread that answers it sees nothing else.
struct WhyDesk::Search {
  views::Question question;
  Run run;
  std::atomic<bool> cancelled = false;
  std::optional<Result<Why>> answer;

  void work() {
    if (cancelled) return;
    answer = views::answer_to(question, run, &cancelled);
  }
};

WhyDesk::WhyDesk(Session& session, Player& player, Shared& shared, const WindowParts& parts,
                 const Actions& actions, QWidget& window)
    : QObject(&window),
      session_(session),
      player_(player),
      shared_(shared),
      parts_(parts),
      escape_(new QShortcut(Qt::Key_Escape, &window)) {
  pool_.setMaxThreadCount(1);
  patience_.setSingleShot(true);
  patience_.setInterval(why_patience_ms);
  escape_->setEnabled(false);
  parts_.canvas->set_reason(&shared_.reason);
  parts_.story->set_reason(&shared_.reason);
  parts_.timeline->set_reason(&shared_.reason);
  connect(&patience_, &QTimer::timeout, this, [this] {
    parts_.why->show_search();
    show_panel(true);
  });
  connect(&shared_.reason, &views::Reason::changed, this,
          [this] { show_panel(shared_.reason.active()); });
  connect(actions[Command::why], &QAction::triggered, this, [this] {
    // What is pointed at, be it elsewhere; else what is marked on the canvas.
    const views::Target& hovered = shared_.selection.hovered();
    const views::Target marked = parts_.canvas->current();
    ask_about(hovered.exists() ? hovered : marked.exists() ? marked : shared_.selection.pinned());
  });
  connect(actions[Command::why_not], &QAction::triggered, this, &WhyDesk::ask_why_not_chosen);
  connect(escape_, &QShortcut::activated, this, &WhyDesk::end);
  connect(escape_, &QShortcut::activatedAmbiguously, this, &WhyDesk::end);
  connect(parts_.why, &views::WhyPanel::done, this, &WhyDesk::end);
  connect(parts_.inspector, &views::Inspector::why_requested, this, &WhyDesk::ask_about);
  connect(parts_.inspector, &views::Inspector::question_asked, this, &WhyDesk::ask);
  connect(parts_.alarm, &views::AlarmBar::why_requested, this, [this](const std::string& broken) {
    ask(views::question_about_violation(session_.history(), broken));
  });
  connect(parts_.canvas, &views::Canvas::why_requested, this, &WhyDesk::ask_about);
  connect(parts_.story, &views::Story::why_requested, this, &WhyDesk::ask_about);
  connect(parts_.log, &views::LogView::why_requested, this, &WhyDesk::ask_about);
  connect(parts_.clients, &views::ClientsView::why_requested, this, &WhyDesk::ask_about);
  connect(parts_.clients, &views::ClientsView::violation_asked, this,
          [this] { ask(views::question_about_violation(session_.history(), "linearizable")); });
  connect(&session_, &Session::exchanged, this, &WhyDesk::end);
  connect(&player_, &Player::frame_changed, this, &WhyDesk::look);
}

WhyDesk::~WhyDesk() {
  cancel();
  pool_.waitForDone();
}

void WhyDesk::ask_about(const views::Target& target) {
  const Result<views::Question> question = views::question_about(target, shared_.line);
  if (!question) {
    emit refused(views::translated(question.error()));
    return;
  }
  ask(*question);
}

void WhyDesk::ask_why_not_chosen() {
  ask(views::question_about_missing(session_.history()));
}

void WhyDesk::ask(const views::Question& question) {
  if (future_hidden_ && is_future(question.moment)) {
    emit refused(tr("That is still covered: reveal it first, with R, or ask about the present."));
    return;
  }
  cancel();
  player_.pause();
  // What is told of another branch is seen on that branch.
  const auto& line = session_.history().line();
  const EventNumber depth = session_.history().moment(question.moment).depth;
  if (depth >= line.size() || line[depth] != question.moment) player_.go_to(question.moment);
  search_ = std::make_shared<Search>();
  search_->question = question;
  search_->run = run_of(session_.history(), question.moment);
  patience_.start();
  pool_.start([this, search = search_] {
    search->work();
    QMetaObject::invokeMethod(
        this, [this, search] { finish(search); }, Qt::QueuedConnection);
  });
}

void WhyDesk::finish(const std::shared_ptr<Search>& search) {
  if (search != search_) return;
  patience_.stop();
  search_.reset();
  if (!search->answer || !*search->answer) {
    parts_.why->show_reason();
    show_panel(shared_.reason.active());
    if (search->answer) emit refused(views::translated(search->answer->error()));
    return;
  }
  shared_.reason.show(**std::move(search->answer), session_.history(), search->question.moment);
}

void WhyDesk::cancel() {
  patience_.stop();
  if (search_ != nullptr) search_->cancelled = true;
  search_.reset();
}

void WhyDesk::end() {
  cancel();
  shared_.reason.clear();
  show_panel(false);
}

/// The explanation ends where its end is no longer on the line, and a search for one where that is
/// about what was covered meanwhile.
void WhyDesk::look() {
  if (future_hidden_ && search_ != nullptr && is_future(search_->question.moment)) {
    cancel();
    show_panel(shared_.reason.active());
  }
  if (shared_.reason.active() && !shared_.reason.is_on_line_of(session_.history()))
    shared_.reason.clear();
  if (!future_hidden_ || !shared_.reason.active()) return;
  const std::optional<MomentId> end = shared_.reason.moment_of(shared_.reason.length());
  if (end && is_future(*end)) shared_.reason.clear();
}

void WhyDesk::hide_future(bool hidden) {
  future_hidden_ = hidden;
  look();
}

/// Not on the way to the present: later on it, or on another branch.
bool WhyDesk::is_future(MomentId moment) const {
  const History& history = session_.history();
  const EventNumber depth = history.moment(moment).depth;
  return depth > history.moment(history.present()).depth || history.line()[depth] != moment;
}

void WhyDesk::show_panel(bool shown) {
  const bool was = parts_.right->currentWidget() == parts_.why;
  escape_->setEnabled(shown);
  if (shown && !parts_.right->isVisibleTo(parts_.right->parentWidget())) {
    parts_.right->show();
    unfolded_ = true;
  }
  if (!shown && std::exchange(unfolded_, false)) parts_.right->hide();
  if (was == shown) return;
  const bool focused = parts_.why->isAncestorOf(QApplication::focusWidget());
  parts_.right->setCurrentWidget(shown ? static_cast<QWidget*>(parts_.why) : parts_.inspector);
  // Not lost with the panel that had it.
  if (!shown && focused) parts_.canvas->setFocus();
}

}  // namespace synod::app
