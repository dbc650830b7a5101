// Row of a choice: a real radio or check button that looks like a row.
#pragma once

#include <QAbstractButton>

#include "views/kit/theme.h"

namespace synod::views {

/// How a choice looks once the question is graded.
enum class ChoiceMark : std::uint8_t { open, right, wrong, missed, faded };

/// A row with a ring or a box, and its text in as many lines as it needs. Marked with a tick or a
/// cross once it is known, never by colour alone.
class ChoiceRow : public QAbstractButton {
  Q_OBJECT

 public:
  /// `exclusive`: one of several, as with radio buttons.
  ChoiceRow(const QString& text, bool exclusive, QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  /// From now on it shows how it was graded, and can't be changed.
  void set_mark(ChoiceMark mark);
  /// The share of a class that chose it, 0 to 1, as a bar along its foot; below 0 for none.
  void set_share(double share);

  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void enterEvent(QEnterEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  int height_at(int width) const;
  void fit();
  QFont text_font() const;
  QRect text_rect(int width) const;
  void draw_sign(class QPainter& painter, const QRectF& box) const;

  Theme theme_ = Theme::light();
  ChoiceMark mark_ = ChoiceMark::open;
  bool exclusive_;
  double share_ = -1;
};

}  // namespace synod::views
