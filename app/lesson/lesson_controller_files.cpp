// Opening lessons, leaving them, and taking them up again when their file changed.
#include <QFileInfo>
#include <QSettings>
#include <algorithm>

#include "app/lesson/lesson_controller.h"
#include "app/lesson/lesson_end.h"
#include "protocols/catalog.h"
#include "tutorials/glossary.h"
#include "tutorials/lesson_check.h"
#include "tutorials/packed_lesson.h"
#include "tutorials/translation.h"
#include "views/canvas/canvas.h"
#include "views/kit/translated.h"
#include "views/lesson/lesson_panel.h"

namespace synod::app {

QString LessonController::told(const std::vector<LessonProblem>& problems) {
  const LessonProblem& first = problems.front();
  const QString file = QFileInfo(QString::fromStdString(first.file)).fileName();
  const QString reason = views::translated(first.why);
  QString why = first.line == 0 ? tr("%1: %2").arg(file, reason)
                                : tr("%1, line %2, column %3: %4")
                                      .arg(file)
                                      .arg(first.line)
                                      .arg(first.column)
                                      .arg(reason);
  if (problems.size() == 1) return why;
  return tr("%1 (and %n more)", nullptr, static_cast<int>(problems.size()) - 1).arg(why);
}

QString LessonController::load(const QString& path, Lesson& lesson, QString& source) {
  const LessonWorld world{find_protocol, Glossary::built_in().ids()};
  ParsedLesson parsed = load_lesson(path.toStdString());
  const std::vector<LessonProblem> problems = check_lesson(parsed, world);
  if (!problems.empty()) return told(problems);
  source = QString::fromStdString(parsed.text);
  lesson = std::move(parsed.lesson);
  return {};
}

/// A lesson that is being written; a packed one is finished. The folder too: many editors put
/// another file in the place of the one that they save.
void LessonController::watch() {
  if (!watcher_.files().isEmpty()) watcher_.removePaths(watcher_.files());
  if (!watcher_.directories().isEmpty()) watcher_.removePaths(watcher_.directories());
  if (file_.isEmpty() || is_packed_lesson(file_.toStdString())) return;
  watcher_.addPath(file_);
  watcher_.addPath(QFileInfo(file_).absolutePath());
}

ProgressBook::Key LessonController::key() const {
  return {lesson_name(run_->lesson()), run_->form()};
}

bool LessonController::open(const QString& path) {
  Lesson lesson;
  QString source;
  if (const QString why = load(path, lesson, source); !why.isEmpty()) {
    emit refused(why);
    return false;
  }
  const std::string stem = lesson_name(lesson);
  const int form = QSettings().value("lesson/form/" + QString::fromStdString(stem), 0).toInt();
  const auto& forms = lesson.head.forms;
  const auto wanted = static_cast<LessonForm>(std::clamp(form, 0, 2));
  const bool has = std::find(forms.begin(), forms.end(), wanted) != forms.end();
  const LessonForm taken = has || forms.empty() ? wanted : forms.front();
  const LessonProgress* progress = keeper_.find({stem, taken});
  if (!name_student(lesson, progress)) return false;
  rest();
  review_.reset();
  file_ = QFileInfo(path).absoluteFilePath();
  source_ = source;
  watch();
  start(std::move(lesson), taken, progress);
  return true;
}

/// Nothing moves, so nothing is remembered of what is left.
void LessonController::rest() {
  player_.pause();
  set_running(false);
  run_.reset();
}

void LessonController::open_review(LessonReview review) {
  rest();
  Lesson lesson = review.lesson;
  review_ = std::move(review);
  student_.clear();
  file_.clear();
  source_.clear();
  watch();
  start(std::move(lesson), LessonForm::worked, nullptr);
}

/// An assignment has a student's name, by which it is drawn. False where none is given.
bool LessonController::name_student(const Lesson& lesson, const LessonProgress* progress) {
  QString name;
  if (lesson.head.assignment) {
    if (progress != nullptr) name = QString::fromStdString(progress->student);
    if (name.isEmpty() && ask_name_) name = ask_name_();
    if (name.isEmpty()) {
      emit refused(tr("This lesson is an assignment: open it again and give your name."));
      return false;
    }
  }
  student_ = name;
  return true;
}

void LessonController::start(Lesson lesson, LessonForm form, const LessonProgress* progress) {
  std::optional<LessonProgress> known;
  if (progress != nullptr) known = *progress;
  // Whoever has come to the end begins at the front again; an assignment is to be handed in first.
  if (known && known->done && (known->handed_in || !lesson.head.assignment)) {
    known->step = 0;
    ++known->run;
  }
  const bool teaches = teaching_.on;
  teaching_ = {};
  teaching_.on = teaches;
  put_on_stage(std::move(lesson), form, [&](LessonRun& run) {
    if (known) run.restore(*known);
  });
  canvas_.setFocus();
}

void LessonController::put_on_stage(Lesson lesson, LessonForm form, const Restore& restore) {
  rest();
  busy_ = true;
  problem_.clear();
  at_end_ = false;
  warned_ = false;
  played_ = {};
  History& stage = session_.begin_lesson(lesson_title(lesson));
  run_ = std::make_unique<LessonRun>(std::move(lesson), form, find_protocol, stage,
                                     student_.toStdString());
  restore(*run_);
  since_noted_.start();
  scene_ = run_->scene();
  session_.stage_exchanged();
  busy_ = false;
  panel_.show();
  emit opened(true);
  refresh();
}

/// Takes the changed file up at the very place. One that is broken is told of until it is mended.
void LessonController::reload() {
  if (!is_open()) return;
  watch();
  Lesson lesson;
  QString source;
  QString why = QFileInfo::exists(file_)
                    ? load(file_, lesson, source)
                    : tr("%1 is no longer there. What was read of it stays.").arg(file_);
  if (!why.isEmpty()) {
    problem_ = why;
    emit refused(why);
    return refresh();
  }
  // Something else in the folder changed.
  if (source == source_ && problem_.isEmpty()) return;
  source_ = source;
  const LessonPlace place = run_->place();
  LessonProgress progress = run_->progress();
  progress.done = false;
  put_on_stage(std::move(lesson), run_->form(),
               [&](LessonRun& run) { run.restore(progress, place); });
}

void LessonController::take_up_progress() {
  if (!is_open() || review_) return;
  const LessonProgress* known = keeper_.find(key());
  if (known == nullptr) return;
  const LessonProgress progress = *known;
  const LessonPlace place = run_->place();
  Lesson lesson = run_->lesson();
  put_on_stage(std::move(lesson), run_->form(),
               [&](LessonRun& run) { run.restore(progress, place); });
}

void LessonController::close() {
  if (!is_open()) return;
  player_.pause();
  drop();
  session_.end_lesson();
}

void LessonController::drop() {
  set_running(false);
  run_.reset();
  review_.reset();
  file_.clear();
  watch();
  canvas_.ask_for(views::Target::Kind::none);
  panel_.hide();
  emit opened(false);
}

void LessonController::choose_form(LessonForm form) {
  if (!is_open() || form == run_->form()) return;
  Lesson lesson = run_->lesson();
  const std::string stem = lesson_name(lesson);
  QSettings().setValue("lesson/form/" + QString::fromStdString(stem), static_cast<int>(form));
  start(std::move(lesson), form, keeper_.find({stem, form}));
}

void LessonController::teach(bool on) {
  teaching_.on = on;
  if (is_open()) refresh();
}

HandIn LessonController::hand_in(const std::string& student) const {
  return {student, key().first, run_->lesson().version, run_->form(), run_->progress()};
}

void LessonController::handed_in() {
  if (!is_open() || run_->tells()) return;
  const bool at_end = at_end_;
  at_rest([this] { run_->hand_in(); });
  at_end_ = at_end;
  refresh();
}

void LessonController::reset() {
  if (!is_open()) return;
  keeper_.reset(key().first);
  Lesson lesson = run_->lesson();
  start(std::move(lesson), run_->form(), nullptr);
}

}  // namespace synod::app
