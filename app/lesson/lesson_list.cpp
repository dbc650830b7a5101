#include "app/lesson/lesson_list.h"

#include <QCoreApplication>
#include <QLocale>
#include <set>

#include "app/parts/files_below.h"
#include "app/parts/head_words.h"
#include "app/parts/lesson_number.h"
#include "tutorials/packed_lesson.h"
#include "tutorials/translation.h"

namespace synod::app {

namespace fs = std::filesystem;

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(LessonList)
};

fs::path real_path(const fs::path& path) {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(path, error);
  return error ? path : real;
}

}  // namespace

fs::path in_own_language(const fs::path& lesson) {
  return lesson_in(lesson, QLocale().name().toStdString());
}

std::vector<ListedLesson> listed_lessons(const Course& course, bool is_open,
                                         const std::vector<fs::path>& folders) {
  std::vector<ListedLesson> lessons;
  std::set<fs::path> seen;
  for (const CoursePart& part : course.parts)
    for (const CourseLesson& lesson : part.lessons) {
      seen.insert(real_path(lesson.file));
      lessons.push_back({in_own_language(lesson.file), head_words(part.heading), false});
    }
  const QString others = is_open ? Texts::tr("Other lessons") : Texts::tr("Your lessons");
  for (const fs::path& folder : folders)
    for (const fs::path& file : files_below(folder, {".md", packed_lesson_ending}))
      if (!is_translation(file) && seen.insert(real_path(file)).second)
        lessons.push_back({in_own_language(file), others, is_open});
  return lessons;
}

QString listed_title(const Lesson& lesson) {
  const QString title = head_words(lesson.head.title);
  const QString number = lesson_number(lesson_name(lesson));
  const QString name =
      title.isEmpty() ? QString::fromStdString(fs::path(lesson.file).filename().string()) : title;
  return number.isEmpty() ? name : QStringLiteral("%1 · %2").arg(number, name);
}

}  // namespace synod::app
