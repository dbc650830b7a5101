// Menu of the level of detail: how much the window tells, as chosen, or as a lesson has it.
#pragma once

#include <QAction>
#include <QMenu>
#include <array>
#include <optional>

#include "views/kit/level_of_detail.h"

namespace synod::app {

class Appearance;

/// The levels of detail, of which one is chosen. What is chosen is remembered; in a lesson it is
/// remembered for that lesson alone, and after the lesson the level from before is back.
class DetailMenu : public QMenu {
  Q_OBJECT

 public:
  DetailMenu(Appearance& appearance, QWidget* parent);

  QAction* entry(views::LevelOfDetail level) const {
    return entries_[static_cast<std::size_t>(level)];
  }
  /// A lesson is open that has `level`: it is shown where nobody chose another in that lesson.
  /// `name` is the lesson's, by which its level is remembered.
  void begin_lesson(const QString& name, views::LevelOfDetail level);
  void end_lesson();

 private:
  void add(views::LevelOfDetail level, const QString& name, const QString& help);
  void choose(views::LevelOfDetail level);
  void show_level(views::LevelOfDetail level);

  Appearance& appearance_;
  std::array<QAction*, 3> entries_{};
  /// Of the lesson that is open.
  struct Lesson {
    QString setting;
    views::LevelOfDetail level;
  };
  std::optional<Lesson> lesson_;
};

}  // namespace synod::app
