// Base of a lesson's cards.
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <QWidget>

#include "views/kit/theme.h"
#include "views/lesson/lesson_text.h"

namespace synod::views {

/// What every piece of a lesson's panel needs.
struct LessonLook {
  Theme theme;
  PicturePlace pictures;
  const LessonTerms* terms = nullptr;
};

/// Where Space is a key of the window, the button that has the focus still takes it for itself. It
/// gets the focus by Tab only: a click leaves the keys with the window.
void keep_space(QWidget& button);

/// A rounded ground that stands out quietly from the panel.
class LessonCard : public QWidget {
  Q_OBJECT

 public:
  explicit LessonCard(const LessonLook& look, QWidget* parent = nullptr);

 signals:
  void term_clicked(const QString& id);

 protected:
  void paintEvent(QPaintEvent* event) override;

  const Theme& theme() const { return look_.theme; }
  /// A line around the ground, for what was reached.
  void set_outline(const QColor& color);
  QVBoxLayout* column() { return column_; }
  QLabel* add_caption(const QString& text, const QColor& color);
  LessonText* add_text(const QString& markdown, double points, int weight, const QColor& color);
  QLabel* add_note(const QString& text, const QColor& color);
  /// Buttons side by side, as wide as they need to be.
  QHBoxLayout* add_buttons();
  QPushButton* add_button(QHBoxLayout* row, const QString& text, const QString& help);

 private:
  LessonLook look_;
  QVBoxLayout* column_;
  QColor outline_;
};

}  // namespace synod::views
