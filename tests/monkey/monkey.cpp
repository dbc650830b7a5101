#include "tests/monkey/monkey.h"

#include <QApplication>
#include <QDir>
#include <QDirIterator>
#include <QDropEvent>
#include <QFile>
#include <QMenu>
#include <QMimeData>
#include <QTabWidget>
#include <QTest>
#include <QUrl>

#include "app/lesson/lesson_controller.h"
#include "app/open/file_commands.h"
#include "app/open/open_desk.h"
#include "app/session/kept_session.h"
#include "app/session/scenario_run.h"
#include "app/system/machine.h"
#include "model/files/read_file.h"
#include "tests/monkey/qt_messages.h"
#include "tests/places.h"

namespace synod::monkey {

namespace {

constexpr std::size_t most_told = 60;
/// A run that is longer is checked no more, as that would take most of the time.
constexpr std::size_t longest_checked = 20'000;
constexpr int longest_wait_ms = 120'000;

void copy_all(const QString& from, const char* pattern, const QString& to) {
  QDirIterator files(from, {pattern}, QDir::Files, QDirIterator::Subdirectories);
  while (files.hasNext()) {
    const QString file = files.next();
    QFile::copy(file, to + '/' + QFileInfo(file).fileName());
  }
}

std::optional<QString> difference(const Verdict& made, const History& history, const char* what) {
  if (made.error)
    return QStringLiteral("%1 can't be run: line %2: %3")
        .arg(what)
        .arg(made.error->line)
        .arg(QString::fromStdString(made.error->why.str()));
  if (made.history->size() != history.size() || made.history->present() != history.present())
    return QStringLiteral("%1 makes %2 moments and ends at %3; there are %4, and here is %5")
        .arg(what)
        .arg(made.history->size())
        .arg(made.history->present())
        .arg(history.size())
        .arg(history.present());
  if (fingerprint(made.history->world()) != fingerprint(history.world()))
    return QStringLiteral("%1 makes another world").arg(what);
  return std::nullopt;
}

}  // namespace

Monkey::Monkey(std::uint64_t seed, QString folder)
    : hand_(seed),
      folder_(std::move(folder)),
      dialogs_(hand_, folder_ + "/files", [this](const QString& what) { note(what); }) {
  QDir().mkpath(folder_ + "/files");
  copy_all(SYNOD_SOURCE_DIR "/tutorials/scenarios", "*.synod", folder_ + "/files");
  copy_all(SYNOD_SOURCE_DIR "/tutorials/lessons", "*.md", folder_ + "/files");
  open_window();
}

Monkey::~Monkey() {
  dialogs_.close_all(*window_);
}

void Monkey::note(const QString& what) {
  done_.push_back(what);
  if (done_.size() > most_told) done_.pop_front();
}

QStringList Monkey::last_actions() const {
  return {done_.begin(), done_.end()};
}

void Monkey::open_window() {
  window_ = std::make_unique<app::MainWindow>(folder_ + "/autosave", [this] { return now_; });
  window_->files().restore([](bool) {});
  window_->show();
  turn();
}

/// Lets the window do what is due, a frame later.
void Monkey::turn() {
  now_ += 16;
  QApplication::processEvents();
  if (window_->player().playing()) window_->player().tick();
}

void Monkey::settle() {
  dialogs_.close_all(*window_);
  (void)QTest::qWaitFor([this] { return !window_->open_desk().busy(); }, longest_wait_ms);
  turn();
}

void Monkey::act() {
  struct Choice {
    int weight;
    Act act;
  };
  static constexpr Choice choices[] = {
      {40, &Monkey::hand_on_window}, {12, &Monkey::command},   {14, &Monkey::act_on_cluster},
      {8, &Monkey::go_somewhere},    {4, &Monkey::choose_tab}, {3, &Monkey::bookmark},
      {4, &Monkey::play_a_while},    {2, &Monkey::open_file},  {1, &Monkey::drop_file},
      {2, &Monkey::resize},          {1, &Monkey::restart}};
  int all = 0;
  for (const Choice& choice : choices) all += choice.weight;
  int left = hand_.below(all);
  for (const Choice& choice : choices) {
    if (left < choice.weight) {
      (this->*choice.act)();
      break;
    }
    left -= choice.weight;
  }
  turn();
  // Whoever closed the window opens the program again.
  if (!window_->isVisible()) restart();
}

void Monkey::hand_on_window() {
  switch (hand_.below(10)) {
    case 0:
    case 1:
    case 2:
    case 3: return note(hand_.press_key(*window_));
    case 4: return note(hand_.drag(*window_));
    case 5: return note(hand_.turn_wheel(*window_));
    case 6:
      if (QWidget* focus = window_->focusWidget()) note(hand_.type(*focus));
      return;
    default: return note(hand_.click(*window_));
  }
}

void Monkey::command() {
  std::vector<QAction*> usable;
  for (QAction* action : window_->findChildren<QAction*>())
    if (action->isEnabled() && !action->isSeparator() && action->menu() == nullptr)
      usable.push_back(action);
  QAction* action = hand_.one_of(usable);
  note("command: " + action->text());
  action->trigger();
}

QString Monkey::any_file() {
  const QStringList all = QDir(folder_ + "/files").entryList(QDir::Files, QDir::Name);
  return folder_ + "/files/" + all[hand_.below(static_cast<int>(all.size()))];
}

void Monkey::open_file() {
  const QString file = any_file();
  note("open " + file);
  if (file.endsWith(".md"))
    window_->lessons().open(file);
  else
    window_->files().open_file(file);
}

void Monkey::drop_file() {
  const QString file = any_file();
  note("drop " + file);
  QMimeData data;
  data.setUrls({QUrl::fromLocalFile(file)});
  QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
  QApplication::sendEvent(window_.get(), &enter);
  QDropEvent drop({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
  QApplication::sendEvent(window_.get(), &drop);
}

void Monkey::choose_tab() {
  QTabWidget& tabs = *window_->parts().tabs;
  const int tab = hand_.below(tabs.count());
  note("tab " + tabs.tabText(tab));
  tabs.setCurrentIndex(tab);
}

void Monkey::resize() {
  const QSize size(300 + hand_.below(1'700), 200 + hand_.below(1'000));
  note(QStringLiteral("resize to %1x%2").arg(size.width()).arg(size.height()));
  window_->resize(size);
}

void Monkey::act_on_cluster() {
  const std::vector<Action> all = enabled(window_->session().history().world());
  if (all.empty()) return note("nothing can happen");
  const Action& action = hand_.one_of(all);
  note(QStringLiteral("verb %1").arg(static_cast<int>(action.verb)));
  window_->player().act(action);
}

void Monkey::go_somewhere() {
  const auto moment = hand_.below(static_cast<int>(window_->session().history().size()));
  note(QStringLiteral("go to %1").arg(moment));
  window_->player().go_to(static_cast<MomentId>(moment));
}

void Monkey::bookmark() {
  const auto moment =
      static_cast<MomentId>(hand_.below(static_cast<int>(window_->session().history().size())));
  note(QStringLiteral("bookmark at %1").arg(moment));
  if (hand_.below(3) == 0)
    window_->session().remove_bookmark(moment);
  else
    window_->session().put_bookmark(moment, QStringLiteral("note %1 \n <b>").arg(moment));
}

void Monkey::play_a_while() {
  note("play a while");
  window_->player().toggle();
  for (int i = hand_.below(40); i > 0; --i) turn();
}

/// The program ends and is started again.
void Monkey::restart() {
  note("restart");
  settle();
  window_->close();
  window_.reset();
  open_window();
  settle();
}

// --- is all well? ------------------------------------------------------------------------------

std::optional<QString> Monkey::problem() {
  settle();
  if (const QStringList said = take_qt_messages(); !said.isEmpty())
    return "Qt says: " + said.join(QStringLiteral(" | "));
  if (QApplication::activeModalWidget() != nullptr)
    return QStringLiteral("a dialog does not go: ") + name_of(*QApplication::activeModalWidget());
  if (window_->open_desk().busy()) return QStringLiteral("a file is opened without end");
  if (window_->session().history().size() > longest_checked) {
    note("a new cluster");
    window_->session().start(app::Session::first_setup());
    return std::nullopt;
  }
  if (auto wrong = script_problem()) return wrong;
  return kept_problem();
}

std::optional<QString> Monkey::script_problem() const {
  const app::Session& session = window_->session();
  return difference(app::run_scenario_text(session.script().toStdString(), session.bounds()),
                    session.history(), "the script");
}

std::optional<QString> Monkey::kept_problem() {
  app::Session& session = window_->session();
  if (session.in_lesson()) return std::nullopt;
  // Nothing may happen between what is written and what it is held against: no events from here on.
  session.flush();
  session.wait_for_writing();
  if (!session.keep_problem().isEmpty()) return session.keep_problem();
  const auto kept =
      read_text_file((folder_ + "/autosave/session-1.synod").toStdString(), max_scenario_bytes);
  // Before anything happened nothing needs to be kept.
  if (!kept && session.history().size() == 1) return std::nullopt;
  if (!kept) return QString::fromStdString("nothing is kept: " + kept.error().str());
  return difference(app::run_kept_text(*kept, session.bounds()), session.history(), "what is kept");
}

}  // namespace synod::monkey
