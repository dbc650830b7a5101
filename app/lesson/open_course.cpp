#include "app/lesson/open_course.h"

#include <QFileInfo>
#include <QSettings>

#include "app/parts/files_below.h"
#include "app/system/data_folders.h"
#include "app/system/shipped_folder.h"
#include "tutorials/packed_lesson.h"
#include "tutorials/translation.h"
#include "views/kit/translated.h"

namespace synod::app {

namespace fs = std::filesystem;

namespace {

constexpr auto course_setting = "lesson/course";

/// Those that stand in one folder, by name.
std::vector<fs::path> lessons_beside(const fs::path& lesson) {
  std::vector<fs::path> files = files_below(lesson.parent_path(), {".md", packed_lesson_ending});
  std::erase_if(files, [&](const fs::path& file) {
    return file.parent_path() != lesson.parent_path() || is_translation(file);
  });
  return files;
}

/// Those that are there: a course may name lessons that are still to come.
std::vector<fs::path> present_lessons(const Course& course) {
  std::vector<fs::path> files = lessons_of(course);
  std::error_code error;
  std::erase_if(files, [&](const fs::path& file) { return !fs::exists(file, error); });
  return files;
}

}  // namespace

OpenCourse::OpenCourse(QObject* parent) : QObject(parent) {
  const fs::path folder = shipped_folder("lessons");
  built_in_ = load_course(folder / "synod.synodcourse", folder).course;
  if (const QString last = QSettings().value(course_setting).toString(); !last.isEmpty())
    problem_ = take(last);
}

QString OpenCourse::file() const {
  return opened_ ? QString::fromStdString(opened_->file) : QString();
}

QString OpenCourse::take(const QString& path) {
  const QString file = QFileInfo(path).absoluteFilePath();
  ParsedCourse parsed = load_course(file.toStdString(), shipped_folder("lessons"));
  if (parsed.problems.empty()) {
    opened_ = std::move(parsed.course);
    return {};
  }
  const LessonProblem& first = parsed.problems.front();
  const QString name = QFileInfo(file).fileName();
  const QString why = views::translated(first.why);
  return first.line == 0 ? tr("The course %1 can't be opened: %2").arg(name, why)
                         : tr("The course %1 can't be opened: line %2, column %3: %4")
                               .arg(name)
                               .arg(first.line)
                               .arg(first.column)
                               .arg(why);
}

bool OpenCourse::open(const QString& path) {
  if (const QString why = take(path); !why.isEmpty()) {
    emit refused(why);
    return false;
  }
  problem_.clear();
  QSettings().setValue(course_setting, file());
  emit changed();
  return true;
}

void OpenCourse::close() {
  opened_.reset();
  problem_.clear();
  QSettings().remove(course_setting);
  emit changed();
}

std::vector<ListedLesson> OpenCourse::lessons() const {
  return listed_lessons(course(), is_open(), lesson_folders());
}

std::vector<fs::path> OpenCourse::own_courses() {
  return files_below(lesson_folders().back(), {course_ending});
}

QString OpenCourse::behind(const QString& file) const {
  const fs::path lesson = original_of(file.toStdString());
  LessonBehind next = lesson_behind(present_lessons(course()), lesson);
  if (!next.found) next = lesson_behind(present_lessons(built_in_), lesson);
  if (!next.found) next = lesson_behind(lessons_beside(lesson), lesson);
  if (next.file.empty()) return {};
  return QString::fromStdString(in_own_language(next.file).string());
}

}  // namespace synod::app
