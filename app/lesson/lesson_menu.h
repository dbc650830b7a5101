// Lesson menu: which lesson, where in it, and how it is taken.
#pragma once

#include <QAction>
#include <QList>
#include <QMenu>

#include "app/lesson/lesson_controller.h"
#include "app/lesson/lesson_windows.h"
#include "app/parts/actions.h"

namespace synod::app {

/// Stands in the menu bar, and behind the button in the head of the panel.
class LessonMenu : public QMenu {
  Q_OBJECT

 public:
  LessonMenu(LessonController& lessons, LessonWindows& windows, OpenCourse& course,
             const Actions& actions, QWidget* parent);

  QAction* home() const { return home_; }
  QAction* teacher() const { return teacher_; }

 signals:
  /// Something to tell in a line of the window.
  void told(const QString& what);
  /// A course shall be opened; empty for the built-in one.
  void course_wanted(const QString& path);
  /// A scenario that came with the lesson shall be opened.
  void scenario_wanted(const std::string& text, const QString& title);
  /// A hand-out of the lesson that is open shall be made.
  void hand_out_wanted();

 private:
  QAction* add(const QString& name, const QString& help);
  /// The window's, from the table of keys.
  QAction* add(Command command);
  void add_lists();
  void add_reviews();
  void add_ways();
  void add_forms();
  void add_reading();
  void add_memory();
  void fill_lessons(QMenu* menu);
  void fill_courses(QMenu* menu);
  void add_course(QMenu& menu, const QString& title, const QString& path);
  void fill_reviews(QMenu* menu);
  void add_review(QMenu& menu, const QString& name, const QString& part, int missed);
  void fill_scenarios(QMenu* menu);
  void fill_steps(QMenu* menu);
  void fill_forms();
  void ask_for_file();
  void open_own_folder();
  void ask_for_course();
  void export_progress();
  void import_progress();
  void hand_in();
  QString ask_for_name(const QString& title, const QString& label);
  void forget();
  void refresh();

  LessonController& lessons_;
  LessonWindows& windows_;
  OpenCourse& course_;
  const Actions& actions_;
  QList<QAction*> in_lesson_;  ///< Those that need one.
  QList<QAction*> of_lesson_;  ///< Those that need one that is no review.
  QList<QAction*> forms_;
  QMenu* steps_ = nullptr;
  QMenu* scenarios_ = nullptr;
  QMenu* forms_menu_ = nullptr;
  QAction* home_ = nullptr;
  QAction* teacher_ = nullptr;
};

}  // namespace synod::app
