// Card of commands as they are played.
#pragma once

#include <QWidget>

#include "views/kit/theme.h"
#include "views/lesson/lesson_page.h"

namespace synod::views {

/// The lines of a block; the one that is played next is marked.
class ScriptCard : public QWidget {
  Q_OBJECT

 public:
  ScriptCard(const LessonScript& script, const Theme& theme, QWidget* parent = nullptr);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  int line_height() const;
  QFont mono() const;

  LessonScript script_;
  Theme theme_;
};

}  // namespace synod::views
