#include "app/session.h"

#include <QFile>
#include <QFileInfo>
#include <QSettings>

#include "app/recent_files.h"
#include "app/scenario_run.h"
#include "model/files/write_file.h"
#include "model/scenario/parser.h"
#include "protocols/catalog.h"
#include "views/translated.h"

namespace synod::app {

namespace {

/// Between a change and its autosave: a burst of changes is written once.
constexpr int pause_ms = 300;
/// The first line of an autosave may name the file that the session belongs to, or the scenario
/// that it was opened from to step through.
constexpr auto file_mark = "# file: ";
constexpr auto example_mark = "# scenario: ";

History fresh_history(const Setup& setup) {
  return History(make_cluster(*find_protocol(setup.protocol), setup));
}

/// What stands behind `mark` on the first line of an autosave, if that begins so.
QString marked(std::string_view kept, std::string_view mark) {
  if (!kept.starts_with(mark)) return {};
  kept.remove_prefix(mark.size());
  const std::string_view line = kept.substr(0, kept.find('\n'));
  return QString::fromUtf8(line.data(), static_cast<qsizetype>(line.size()));
}

QString told(const ScenarioError& error) {
  const QString name = QFileInfo(QString::fromStdString(error.file)).fileName();
  if (error.line == 0) return Session::tr("%1: %2").arg(name, views::translated(error.why));
  return Session::tr("%1, line %2, column %3: %4")
      .arg(name)
      .arg(error.line)
      .arg(error.column)
      .arg(views::translated(error.why));
}

}  // namespace

std::optional<Session::Run> Session::run_of(Verdict verdict) {
  if (!verdict.error) return Run{*std::move(verdict.history), std::move(verdict.bookmarks)};
  emit refused(told(*verdict.error));
  return std::nullopt;
}

Session::Session(const QString& autosave_folder, QObject* parent)
    : QObject(parent), history_(fresh_history(first_setup())), autosave_(autosave_folder) {
  pause_.setSingleShot(true);
  connect(&pause_, &QTimer::timeout, this, &Session::flush);
}

Session::~Session() {
  if (pause_.isActive()) flush();
}

Setup Session::first_setup() {
  Setup setup;
  setup.shape = {.proposers = 2, .acceptors = 3, .learners = 1};
  return setup;
}

QString Session::title() const {
  if (in_lesson()) return lesson_title_;
  if (!file_.isEmpty()) return QFileInfo(file_).fileName();
  if (!example_.isEmpty()) return example_;
  const Shape& shape = setup().shape;
  const QString protocol = QString::fromUtf8(history_.world().protocol->info().title);
  if (!shape.apart()) return tr("%1 · %n nodes", nullptr, shape.together).arg(protocol);
  return tr("%1 · %2 P, %3 A, %4 L", "numbers of proposers, acceptors and learners")
      .arg(protocol)
      .arg(shape.proposers)
      .arg(shape.acceptors)
      .arg(shape.learners);
}

QByteArray Session::script_bytes() const {
  return QByteArray::fromStdString(script_.text(history_, bookmarks_));
}

bool Session::start(const Setup& setup) {
  const Protocol* protocol = find_protocol(setup.protocol);
  const std::optional<Sentence> problem =
      protocol == nullptr ? say(SYNOD_TEXT("there is no protocol '%1'"), setup.protocol)
                          : setup_problem(protocol->info(), setup);
  if (problem) {
    emit refused(views::translated(*problem));
    return false;
  }
  take({fresh_history(setup), {}}, {});
  return true;
}

bool Session::open_example(const QString& path, const QString& title,
                           const std::function<bool()>& agreed) {
  return open_example(run_scenario_file(path.toStdString(), bounds_), title, agreed);
}

bool Session::open_example(Verdict verdict, const QString& title,
                           const std::function<bool()>& agreed) {
  std::optional<Run> run = run_of(std::move(verdict));
  if (!run || (agreed && !agreed())) return false;
  run->history.seek(0);
  take(*std::move(run), {}, title);
  return true;
}

bool Session::open(const QString& path, const std::function<bool()>& agreed) {
  return open(run_scenario_file(path.toStdString(), bounds_), path, agreed);
}

bool Session::open(Verdict verdict, const QString& path, const std::function<bool()>& agreed) {
  std::optional<Run> run = run_of(std::move(verdict));
  if (!run || (agreed && !agreed())) return false;
  take(*std::move(run), QFileInfo(path).absoluteFilePath());
  remember_file(file_);
  return true;
}

void Session::open_run(History history, const QString& title) {
  take({std::move(history), {}}, {}, title);
}

bool Session::save_as(const QString& path) {
  const auto written = write_file(path.toStdString(), script_bytes().toStdString());
  if (!written) {
    emit refused(tr("%1 can't be written: %2. Save it somewhere else.")
                     .arg(path, views::translated(written.error())));
    return false;
  }
  file_ = QFileInfo(path).absoluteFilePath();
  modified_ = false;
  remember_file(file_);
  pause_.start(pause_ms);
  emit changed();
  return true;
}

bool Session::restore() {
  const std::optional<std::string> text = kept();
  return text && restore(*text, run_scenario_text(*text, bounds_));
}

bool Session::restore(const std::string& kept, Verdict verdict) {
  std::optional<Run> run = run_of(std::move(verdict));
  if (!run) {
    autosave_.set_aside();
    return false;
  }
  history_ = std::move(run->history);
  script_.clear();
  bookmarks_ = std::move(run->bookmarks);
  file_ = marked(kept, file_mark);
  example_ = marked(kept, example_mark);
  QFile saved(file_);
  modified_ =
      file_.isEmpty() || !saved.open(QIODevice::ReadOnly) || saved.readAll() != script_bytes();
  emit opened();
  emit bookmarks_changed();
  emit changed();
  return true;
}

Result<std::string> Session::previous() const {
  return read_text_file(autosave_.previous().toStdString(), max_scenario_bytes);
}

bool Session::open_previous() {
  const Result<std::string> text = previous();
  if (text) return open_previous(*text, run_scenario_text(*text, bounds_));
  emit refused(tr("There is no run from before this one."));
  return false;
}

bool Session::open_previous(const std::string& text, Verdict verdict) {
  std::optional<Run> run = run_of(std::move(verdict));
  if (!run) return false;
  take(*std::move(run), marked(text, file_mark), marked(text, example_mark));
  modified_ = true;
  return true;
}

void Session::record_to(const QString& path) {
  record_file_ = path;
  flush();
}

History& Session::begin_lesson(const QString& title) {
  if (!in_lesson()) {
    if (pause_.isActive()) flush();
    kept_.emplace(Kept{history_, bookmarks_, file_, modified_});
  }
  lesson_title_ = title;
  file_.clear();
  modified_ = false;
  bookmarks_.clear();
  emit bookmarks_changed();
  return history_;
}

void Session::stage_exchanged() {
  // Their moments are no longer there.
  bookmarks_.clear();
  script_.clear();
  emit opened();
  emit bookmarks_changed();
}

void Session::end_lesson() {
  if (!in_lesson()) return;
  pause_.stop();
  history_ = std::move(kept_->history);
  script_.clear();
  bookmarks_ = std::move(kept_->bookmarks);
  file_ = kept_->file;
  modified_ = kept_->modified;
  kept_.reset();
  emit opened();
  emit bookmarks_changed();
  emit changed();
}

bool Session::may_grow() {
  const std::uint64_t events = history_.size() - 1;
  // A little is kept back, so that what was grown here opens again on the same machine.
  RunBounds inner = bounds_;
  inner.bytes -= inner.bytes / 16;
  if (!script_is_long_ && !bound_reached(inner, events, history_)) return true;
  emit refused(
      tr("This run has %n events and is as long as a run may be. Save it, and go on in a "
         "new one; going back and forward is still possible.",
         nullptr, static_cast<int>(events)));
  return false;
}

bool Session::act(const Action& action) {
  if (!may_grow()) return false;
  const std::size_t before = history_.size();
  const Result<MomentId> reached = history_.act(action);
  if (!reached) {
    emit refused(views::translated(reached.error()));
    return false;
  }
  if (history_.size() != before) touch();
  return true;
}

bool Session::step() {
  if (history_.moment(history_.present()).preferred == 0 && next_due(history_.world()) &&
      !may_grow())
    return false;
  if (!history_.step()) return false;
  touch();
  return true;
}

bool Session::go_to(MomentId moment) {
  return history_.seek(moment);
}

bool Session::back() {
  return history_.back();
}

bool Session::forward() {
  return history_.forward();
}

bool Session::put_bookmark(MomentId moment, const QString& note) {
  if (moment >= history_.size()) return false;
  if (!bookmarks_.put(moment, note.toStdString())) {
    emit refused(tr("There are %1 bookmarks: remove one first.").arg(max_bookmarks));
    return false;
  }
  emit bookmarks_changed();
  touch();
  return true;
}

void Session::remove_bookmark(MomentId moment) {
  if (!bookmarks_.remove(moment)) return;
  emit bookmarks_changed();
  touch();
}

void Session::take(Run run, const QString& file, const QString& example) {
  if (pause_.isActive()) flush();
  kept_.reset();
  autosave_.set_aside();
  history_ = std::move(run.history);
  script_.clear();
  bookmarks_ = std::move(run.bookmarks);
  file_ = file;
  example_ = example;
  modified_ = false;
  script_is_long_ = false;
  pause_.start(pause_ms);
  emit opened();
  emit bookmarks_changed();
  emit changed();
}

void Session::touch() {
  if (in_lesson()) return emit changed();
  modified_ = true;
  if (!pause_.isActive()) pause_.start(pause_ms);
  emit changed();
}

void Session::flush() {
  pause_.stop();
  if (in_lesson()) return;
  const QByteArray text = script_bytes();
  script_is_long_ = is_nearly_too_long({text.data(), static_cast<std::size_t>(text.size())});
  QByteArray head;
  if (!example_.isEmpty()) head = example_mark + example_.toUtf8() + '\n';
  if (!file_.isEmpty()) head = file_mark + file_.toUtf8() + '\n';
  autosave_.write(head + text);
  if (record_file_.isEmpty()) return;
  const auto written = write_file(record_file_.toStdString(), text.toStdString());
  if (!written)
    emit refused(tr("%1 can't be written: %2. Nothing is recorded.")
                     .arg(record_file_, views::translated(written.error())));
}

}  // namespace synod::app
