#include "app/session/session.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>
#include <filesystem>
#include <functional>
#include <utility>

#include "app/session/kept_session.h"
#include "app/session/recent_files.h"
#include "app/session/scenario_run.h"
#include "model/files/read_file.h"
#include "model/files/write_file.h"
#include "model/line/pruned_history.h"
#include "protocols/catalog.h"
#include "views/kit/cast_words.h"
#include "views/kit/translated.h"

namespace synod::app {

namespace {

/// Between a change and its autosave: a burst of changes is written once.
constexpr int pause_ms = 300;
/// More than a usual command of a script.
constexpr std::size_t usual_line = 200;

std::size_t hash_of(std::string_view text) {
  return std::hash<std::string_view>()(text);
}

bool same_file(const QString& a, const QString& b) {
  std::error_code error;
  return std::filesystem::equivalent(a.toStdString(), b.toStdString(), error);
}

History fresh_history(const Setup& setup) {
  return History(make_cluster(*find_protocol(setup.protocol), setup));
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
  if (!verdict.error)
    return Run{*std::move(verdict.history), std::move(verdict.bookmarks), std::move(verdict.own)};
  emit refused(told(*verdict.error));
  return std::nullopt;
}

Session::Session(const QString& autosave_folder, QObject* parent)
    : QObject(parent),
      history_(fresh_history(first_setup())),
      autosave_(autosave_folder),
      keep_problem_(autosave_.problem()),
      recording_(autosave_.writer()) {
  pause_.setSingleShot(true);
  connect(&pause_, &QTimer::timeout, this, &Session::flush);
  connect(&autosave_, &Autosave::written, this, &Session::tell_keeping);
  connect(&recording_, &Recording::refused, this, &Session::refused);
}

Session::~Session() {
  settle();
  autosave_.wait();  // The writer tells the recording how it went.
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
  const QString protocol = views::translated(history_.world().protocol->info().title);
  if (!shape.apart()) return tr("%1 · %n nodes", nullptr, shape.together).arg(protocol);
  return QStringLiteral("%1 · %2").arg(protocol, views::cluster_letters(shape));
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
  take({fresh_history(setup), {}, {}}, {});
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
  take({std::move(history), {}, {}}, {}, title);
}

bool Session::save_as(const QString& path) {
  const std::string text = script_.file_text(history_, bookmarks_);
  if (is_too_long(size_of(text), script_bounds_)) {
    emit refused(tr("This run would take %1 bytes, more than a file may have that opens again: it "
                    "is not saved. Remove bookmarks, or begin again from where it was shorter.")
                     .arg(text.size()));
    return false;
  }
  const auto written = write_file(path.toStdString(), text);
  if (!written) {
    emit refused(tr("%1 can't be written: %2. Save it somewhere else.")
                     .arg(path, views::translated(written.error())));
    return false;
  }
  file_ = QFileInfo(path).absoluteFilePath();
  file_hash_ = hash_of(text);
  modified_ = false;
  remember_file(file_);
  pause_.start(pause_ms);
  emit changed();
  return true;
}

bool Session::file_changed_outside() const {
  if (file_.isEmpty() || file_hash_ == 0) return false;
  const auto now = read_text_file(file_.toStdString(), max_scenario_bytes);
  return now ? hash_of(*now) != file_hash_ : QFileInfo(file_).isFile();
}

std::optional<std::string> Session::kept() {
  auto text = autosave_.read();
  if (!text) return std::nullopt;
  if (*text && !(*text)->empty()) return **std::move(text);
  const QString why = *text ? tr("its file is empty") : views::translated(text->error());
  const QString copy = autosave_.set_damaged_aside();
  claimed_ = true;
  emit damaged(tr("The last session can't be read: %1. What there is of it is kept in %2.")
                   .arg(why, QDir::toNativeSeparators(copy)),
               {});
  return std::nullopt;
}

bool Session::restore() {
  const std::optional<std::string> text = kept();
  return text && restore(*text, run_kept_text(*text, bounds_));
}

bool Session::restore(const std::string& kept, Verdict verdict) {
  claimed_ = true;
  if (verdict.cancelled) {
    autosave_.set_aside();
    emit refused(tr("The last session was not opened: it is in the menu File, Earlier sessions."));
    return false;
  }
  if (verdict.error) {
    const QString copy = autosave_.set_damaged_aside();
    const std::string_view script = read_kept(kept).script;
    const auto whole_lines = static_cast<std::size_t>(script.data() + script.size() - kept.data());
    emit damaged(tr("The last session can't be read to its end. %1. A copy is kept in %2.")
                     .arg(told(*verdict.error), QDir::toNativeSeparators(copy)),
                 kept.substr(0, whole_lines));
    return false;
  }
  const KeptHead head = read_kept(kept).head;
  put_in(*run_of(std::move(verdict)));
  file_ = head.file;
  file_hash_ = static_cast<std::size_t>(head.file_hash);
  example_ = head.example;
  modified_ = head.changed;
  if (!file_.isEmpty()) {
    const auto saved = read_text_file(file_.toStdString(), max_scenario_bytes);
    modified_ = !saved || *saved != script_.file_text(history_, bookmarks_);
  }
  tell_opened();
  emit bookmarks_changed();
  emit changed();
  return true;
}

Result<std::string> Session::earlier_text(const QString& path) {
  return read_text_file(path.toStdString(), max_scenario_bytes + max_head_bytes);
}

Result<std::string> Session::previous() {
  const QList<EarlierSession> sessions = earlier();
  if (sessions.isEmpty()) return say(SYNOD_TEXT("there is no such file"));
  return earlier_text(sessions.front().path);
}

bool Session::open_previous() {
  const Result<std::string> text = previous();
  if (text) return open_earlier(*text, run_kept_text(*text, bounds_));
  emit refused(tr("There is no previous run."));
  return false;
}

bool Session::open_earlier(const std::string& text, Verdict verdict) {
  std::optional<Run> run = run_of(std::move(verdict));
  if (!run) return false;
  take(*std::move(run), {}, read_kept(text).head.title);
  modified_ = true;
  emit changed();
  return true;
}

void Session::keep_beside(const History& history, const QString& title) {
  if (!autosave_.enabled()) return;
  auto text = std::make_shared<std::string>(head_text({.title = title, .changed = true}));
  *text += GrowingScript().text(history, {});
  if (text->back() != '\n') *text += '\n';
  *text += foot_text(history.size() - 1);
  autosave_.add_earlier(std::move(text));
}

void Session::record_to(const QString& path) {
  recording_.begin(path);
  flush();
  if (same_file(path, file_)) recording_.keep_apart();
}

void Session::go_on_recording() {
  if (recording_.on() && !pause_.isActive()) pause_.start(pause_ms);
}

History& Session::begin_lesson(const QString& title) {
  if (!in_lesson()) {
    settle();
    journal_.clear();
    recording_.set_apart();
    kept_.emplace(Kept{history_, bookmarks_, own_, file_, modified_});
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
  script_ = GrowingScript();
  recording_.exchanged();
  go_on_recording();
  tell_opened();
  emit bookmarks_changed();
}

void Session::end_lesson() {
  if (!in_lesson()) return;
  settle();
  recording_.set_apart();
  put_in({std::move(kept_->history), std::move(kept_->bookmarks), kept_->own});
  file_ = kept_->file;
  modified_ = kept_->modified;
  kept_.reset();
  tell_opened();
  emit bookmarks_changed();
  emit changed();
}

bool Session::may_grow() {
  const std::uint64_t events = history_.size() - 1;
  if (history_.size() - measured_ > script_bounds_.bytes / 16 / usual_line) measure();
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
  return keep_place(history_.seek(moment));
}

bool Session::back() {
  return keep_place(history_.back());
}

bool Session::forward() {
  return keep_place(history_.forward());
}

/// Where one stands is kept as well: it is where one wants to go on.
bool Session::keep_place(bool moved) {
  if (moved && !in_lesson() && !pause_.isActive()) pause_.start(pause_ms);
  return moved;
}

bool Session::put_bookmark(MomentId moment, const QString& note) {
  if (moment >= history_.size()) return false;
  Bookmarks more = bookmarks_;
  if (!more.put(moment, note.toStdString())) {
    emit refused(tr("There are %1 bookmarks: remove one first.").arg(max_bookmarks));
    return false;
  }
  if (!fits_with(more)) {
    emit refused(tr("This run is as long as a file may be that opens again: no bookmark fits in."));
    return false;
  }
  bookmarks_ = std::move(more);
  emit bookmarks_changed();
  touch();
  return true;
}

void Session::remove_bookmark(MomentId moment) {
  if (!bookmarks_.remove(moment)) return;
  emit bookmarks_changed();
  touch();
}

bool Session::remove_branch(MomentId first) {
  if (in_lesson()) {
    emit refused(tr("In a lesson every branch stays: the lesson may come back to it."));
    return false;
  }
  if (own_ != nullptr && first <= own_->last) {
    emit refused(
        tr("That branch stands in the file that was opened, and stays. Take it out of the "
           "file's text instead."));
    return false;
  }
  Run before{history_, bookmarks_, own_};
  PrunedHistory pruned = without_branch(history_, first);
  Bookmarks marks;
  for (const Bookmark& mark : bookmarks_.list())
    if (const auto moved = pruned.moved[mark.moment]) marks.put(*moved, mark.note);
  exchange({std::move(pruned.history), std::move(marks), own_});
  removed_ = std::move(before);
  return true;
}

void Session::undo_removal() {
  if (removed_) exchange(*std::exchange(removed_, std::nullopt));
}

/// The same session with other moments.
void Session::exchange(Run run) {
  put_in(std::move(run));
  tell_opened();
  emit bookmarks_changed();
  touch();
}

void Session::take(Run run, const QString& file, const QString& example) {
  settle();
  kept_.reset();
  removed_.reset();
  recording_.set_apart();
  autosave_.set_aside();
  claimed_ = true;
  file_hash_ = run.own != nullptr && !file.isEmpty() ? hash_of(run.own->text) : 0;
  put_in(std::move(run));
  file_ = file;
  example_ = example;
  modified_ = false;
  pause_.start(pause_ms);
  tell_opened();
  emit bookmarks_changed();
  emit changed();
}

void Session::tell_opened() {
  emit exchanged();
  emit opened();
}

void Session::put_in(Run run) {
  history_ = std::move(run.history);
  bookmarks_ = std::move(run.bookmarks);
  own_ = std::move(run.own);
  script_ = GrowingScript(own_);
  journal_.clear();
  recording_.exchanged();
  script_is_long_ = false;
  measured_ = 0;
}

void Session::touch() {
  removed_.reset();
  if (in_lesson()) {
    go_on_recording();
    return emit changed();
  }
  modified_ = true;
  if (!pause_.isActive()) pause_.start(pause_ms);
  emit changed();
}

void Session::measure() {
  const ScriptSize size = script_.size(history_, bookmarks_);
  script_is_long_ = is_nearly_too_long(size, script_bounds_);
  script_bytes_ = size.bytes;
  measured_ = history_.size();
}

/// Where there is room, nobody counts.
bool Session::fits_with(const Bookmarks& bookmarks) const {
  if (measured_ != 0 && !script_is_long_ && script_bytes_ < script_bounds_.bytes / 2) return true;
  return !is_too_long(GrowingScript(own_).size(history_, bookmarks), script_bounds_);
}

std::string Session::kept_head() const {
  return head_text({.file = file_,
                    .example = example_,
                    .title = title(),
                    .changed = modified_,
                    .own_bytes = script_.own_bytes(),
                    .file_hash = file_hash_});
}

void Session::flush() {
  pause_.stop();
  // A lesson's run is none that anybody goes on with, but it is recorded where that is asked for.
  if (!in_lesson() && (autosave_.enabled() || recording_.on())) {
    measure();
    keep();
  }
  recording_.record(recorded_run(), script_bounds_);
}

void Session::keep() {
  if (!claimed_) {
    // The last session is still to come: leaving before it is there must not lose it.
    if (has_nothing()) return;
    autosave_.set_aside();
    claimed_ = true;
  }
  if (!autosave_.enabled()) return;
  const auto lines = kept_head() == written_head_ ? journal_.more(history_, bookmarks_)
                                                  : std::optional<std::string>();
  if (!lines) return keep_whole();
  autosave_.append(*lines + foot_text(history_.size() - 1));
}

void Session::keep_whole() {
  std::string script = script_.text(history_, bookmarks_);
  if (!script.empty() && script.back() != '\n') script += '\n';
  journal_.begin(history_, bookmarks_, script);
  written_head_ = kept_head();
  autosave_.write(written_head_ + script + foot_text(history_.size() - 1));
}

/// What is kept and recorded is written whole, as nothing is added to it any more.
void Session::settle() {
  if (pause_.isActive()) flush();
  if (journal_.has_more()) keep_whole();
  recording_.finish(recorded_run(), script_bounds_);
}

void Session::tell_keeping(const QString& problem) {
  if (!problem.isEmpty()) {
    // Where nothing could be added, the whole may still find its place.
    if (journal_.has_more()) pause_.start(pause_ms);
    journal_.clear();
  }
  if (problem == keep_problem_) return;
  keep_problem_ = problem;
  emit keeping_changed();
}

}  // namespace synod::app
