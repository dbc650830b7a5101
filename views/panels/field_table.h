// Rows of a name and a value, as the inspector shows them.
#pragma once

#include <QWidget>
#include <functional>
#include <utility>
#include <vector>

#include "views/panels/pieces.h"

namespace synod::views {

/// One row. Where the last event changed the value, it stands out and shows what it was before.
struct FieldRow {
  QString name;
  Pieces value;
  QString help;  ///< Its tooltip.
  QString mark;  ///< A small word at the right: "disk".
  bool changed = false;
  bool asks = false;  ///< It can be asked why: by a click, or by Enter.

  friend bool operator==(const FieldRow&, const FieldRow&) = default;
};

class FieldTable : public QWidget {
  Q_OBJECT

 public:
  explicit FieldTable(QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  /// What a row's name means, for its tooltip; an empty answer where it is no term.
  using Meaning = std::function<QString(const QString& term)>;
  void set_meaning(Meaning meaning) { meaning_ = std::move(meaning); }
  /// The tooltip of a row: its help, and what its name means.
  QString tip(const FieldRow& row) const;
  /// The middle of a row, for tests and tours.
  QPoint row_point(int row) const;
  void set_rows(std::vector<FieldRow> rows, bool lines = true);
  const std::vector<FieldRow>& rows() const { return rows_; }
  /// The values stand this far from the left, at scale 1, or further where a name is longer.
  static constexpr double value_column = 78;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

 signals:
  /// Why does that row say what it says?
  void asked(int row);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  bool event(QEvent* event) override;

 private:
  void lay_out();
  double column() const;
  double value_width(const FieldRow& row) const;
  int row_at(QPoint point) const;
  bool asks(int row) const;
  void point_at(int row);
  void move_by(int step);
  void draw_question(QPainter& painter, const QRectF& line) const;

  Theme theme_ = Theme::light();
  std::vector<FieldRow> rows_;
  Meaning meaning_;
  std::vector<double> tops_;  ///< One more than there are rows: the last is the bottom.
  bool lines_ = true;
  int pointed_ = -1;  ///< The row that the pointer or the keyboard is on, where it can be asked.
};

}  // namespace synod::views
