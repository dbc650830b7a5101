#include "app/classroom/classroom.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

#include "app/classroom/classroom_projector.h"
#include "app/cluster/bookmarks.h"
#include "app/lesson/lesson_controller.h"
#include "app/parts/actions.h"
#include "app/parts/appearance.h"
#include "views/canvas/canvas.h"
#include "views/classroom/story_line.h"
#include "views/panels/script_view.h"

namespace synod::app {

namespace {

/// The menu of the window with that action in it.
QMenu* menu_with(const QMainWindow& window, QAction* action) {
  for (QAction* entry : window.menuBar()->actions())
    if (entry->menu() != nullptr && entry->menu()->actions().contains(action)) return entry->menu();
  return nullptr;
}

}  // namespace

Classroom::Classroom(QMainWindow& window, Session& session, Player& player, Shared& shared,
                     const WindowParts& parts, const Actions& actions, Appearance& appearance,
                     LessonController& lessons)
    : QObject(&window),
      window_(window),
      session_(session),
      player_(player),
      shared_(shared),
      parts_(parts),
      actions_(actions),
      appearance_(appearance),
      projector_(new Projector(window, parts, actions, appearance)),
      bookmarks_(new BookmarkCommands(window, session, player, parts)) {
  wire_menu(window);
  wire_looks();
  wire_remote(lessons);
  // Another history is another class.
  connect(&session_, &Session::exchanged, this, [this] {
    spotlit_ = {};
    known_size_ = 0;
  });
  QApplication::instance()->installEventFilter(this);
}

void Classroom::wire_menu(QMainWindow& window) {
  const auto on = [this](Command command, auto&& what) {
    connect(actions_[command], &QAction::triggered, this, what);
  };
  on(Command::projector, [this](bool wanted) { projector_->set_on(wanted); });
  on(Command::spotlight, [this] { move_spotlight(); });
  on(Command::hide_answers, [this](bool hidden) { hide_answers(hidden); });
  on(Command::reveal, [this] { reveal(); });
  on(Command::bookmark, [this] { bookmarks_->edit_here(); });
  if (QMenu* menu = menu_with(window, actions_[Command::bookmark]))
    menu->addMenu(bookmarks_->menu());
  window.addActions(bookmarks_->jumps());
  tell_keys();
}

/// Keys of which several do one thing.
void Classroom::tell_keys() {
  const auto tell = [this](const QString& keys, const QString& what) {
    auto* row = new QAction(what, this);
    row->setProperty("keys", keys);
    row->setProperty("group", actions_[Command::bookmark]->property("group"));
    keyed_ << row;
  };
  tell(tr("Ctrl+1 to Ctrl+9"), tr("Go to a bookmark by its number"));
}

void Classroom::wire_looks() {
  connect(actions_[Command::larger_text], &QAction::triggered, &appearance_,
          &Appearance::enlarge_text);
  connect(actions_[Command::smaller_text], &QAction::triggered, &appearance_,
          &Appearance::shrink_text);
  connect(actions_[Command::normal_text], &QAction::triggered, &appearance_,
          [this] { appearance_.set_text_size(1); });
  QAction* still = actions_[Command::reduced_motion];
  still->setChecked(appearance_.reduced_motion());
  player_.set_reduced_motion(appearance_.reduced_motion());
  connect(still, &QAction::triggered, &appearance_, &Appearance::reduce_motion);
  connect(&appearance_, &Appearance::motion_changed, &player_, &Player::set_reduced_motion);
}

/// A remote sends the keys that turn slides. In a lesson those are the lesson's own.
void Classroom::wire_remote(LessonController& lessons) {
  auto* leave = new QAction(this);
  leave->setShortcut(Qt::Key_Escape);
  leave->setEnabled(false);
  window_.addAction(leave);
  connect(leave, &QAction::triggered, projector_, &Projector::leave);
  QAction* stop = actions_[Command::remote_stop];
  connect(stop, &QAction::triggered, this, &Classroom::remote_stop);
  const auto refresh = [=, this, &lessons] {
    const bool shown = projector_->on();
    for (QAction* action : {stop, leave}) action->setEnabled(shown);
    for (Command command : {Command::lesson_next, Command::lesson_back})
      actions_[command]->setEnabled(shown || lessons.is_open());
  };
  connect(projector_, &Projector::changed, this, refresh);
  connect(projector_, &Projector::changed, this, [this](bool shown) {
    if (!shown) spotlit_ = {};
    emit changed();
  });
  connect(&lessons, &LessonController::opened, this, refresh);
}

// --- what is shown -----------------------------------------------------------------------------

views::Frame Classroom::staged(const views::Frame& frame) {
  views::Frame shown = frame;
  if (hiding_) look_for_answers(frame);
  shown.answers_hidden = answers_hidden();
  if (shown.answers_hidden) shown.covered = answers_;
  shown.spotlit = spotlit_;
  return shown;
}

void Classroom::show_frame(const views::Frame& frame) {
  if (projector_->on()) projector_->story_line().show_frame(frame);
  const bool recorded = session_.history().moment(frame.moment).preferred != 0;
  parts_.script->cover(frame.answers_hidden && recorded);
  bookmarks_->hide_future(frame.answers_hidden);
}

/// What the next event will change: the recorded one, or what is due.
void Classroom::look_for_answers(const views::Frame& frame) {
  const History& history = session_.history();
  const MomentId next = history.moment(frame.moment).preferred;
  if (known_size_ == history.size() && known_moment_ == frame.moment && known_next_ == next) return;
  // What was revealed stays so until something else comes next.
  revealed_ = false;
  known_size_ = history.size();
  known_moment_ = frame.moment;
  known_next_ = next;
  answers_.clear();
  const std::optional<Event> event = next != 0 ? history.event(next) : history.preview();
  asked_ = event.has_value();
  if (!event) return;
  for (const Change& change : event->changes) answers_.push_back({change.node, change.field.name});
}

void Classroom::hide_answers(bool hidden) {
  hiding_ = hidden;
  revealed_ = false;
  known_size_ = 0;
  actions_[Command::reveal]->setEnabled(hidden);
  emit changed();
}

void Classroom::reveal() {
  if (!hiding_) return;
  revealed_ = !revealed_;
  emit changed();
}

// --- hands -------------------------------------------------------------------------------------

NodeId Classroom::pointed_node() const {
  const views::Target target = parts_.canvas->current();
  return target.kind == views::Target::Kind::node ? target.node : NodeId();
}

void Classroom::move_spotlight() {
  const NodeId node = pointed_node();
  if (!node.exists() && !spotlit_.exists()) {
    emit refused(tr("Point at a node first: the spotlight falls on it."));
    return;
  }
  spotlit_ = node == spotlit_ ? NodeId() : node;
  emit changed();
}

void Classroom::remote_stop() {
  answers_hidden() ? reveal() : actions_[Command::play]->trigger();
}

/// The keys for the size of text work in dialogs and in windows of their own too, where the main
/// window's do not reach.
bool Classroom::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress || !watched->isWidgetType()) return false;
  if (static_cast<QWidget*>(watched)->window() == &window_) return false;
  const auto* key = static_cast<QKeyEvent*>(event);
  const QKeySequence pressed(key->keyCombination());
  for (const Command command :
       {Command::larger_text, Command::smaller_text, Command::normal_text}) {
    if (!actions_[command]->shortcuts().contains(pressed)) continue;
    actions_[command]->trigger();
    return true;
  }
  return false;
}

}  // namespace synod::app
