// Course that is open in the window, from one start of the program to the next.
#pragma once

#include <QObject>
#include <QString>
#include <optional>

#include "app/lesson/lesson_list.h"
#include "tutorials/course.h"

namespace synod::app {

/// One course at a time. Where none was opened it is the built-in one: all lessons that came with
/// the program.
class OpenCourse : public QObject {
  Q_OBJECT

 public:
  explicit OpenCourse(QObject* parent = nullptr);

  /// Opens the course in that file, and remembers it. False where it can't be read: the present one
  /// stays.
  bool open(const QString& path);
  /// Back to the built-in one.
  void close();
  bool is_open() const { return opened_.has_value(); }
  /// The file of the course that was opened; empty where none was.
  QString file() const;
  const Course& course() const { return opened_ ? *opened_ : built_in_; }
  const Course& built_in() const { return built_in_; }
  /// Why the course from before can't be opened, as a sentence; empty where it can.
  const QString& problem() const { return problem_; }

  /// All lessons that the program finds.
  std::vector<ListedLesson> lessons() const;
  /// The courses in the person's own folder of lessons, by name.
  static std::vector<std::filesystem::path> own_courses();
  /// The lesson that comes behind `file`: in the course that is open, else in the built-in one,
  /// else in its folder. Empty where it is the last.
  QString behind(const QString& file) const;

 signals:
  void changed();
  void refused(const QString& why);

 private:
  /// Why it can't be opened; empty where it can, and is.
  QString take(const QString& path);

  Course built_in_;
  std::optional<Course> opened_;
  QString problem_;
};

}  // namespace synod::app
