// Label of one line that ends in an ellipsis where it is too long.
#pragma once

#include <QLabel>
#include <QPainter>

namespace synod::views {

/// Its text is plain and one line. The middle is left out: both ends of a title say something.
class ElidedLabel : public QLabel {
 public:
  explicit ElidedLabel(QWidget* parent = nullptr) : QLabel(parent) { setTextFormat(Qt::PlainText); }

  /// What can be read at its present width.
  QString shown() const { return fontMetrics().elidedText(text(), Qt::ElideMiddle, width()); }

 protected:
  void paintEvent(QPaintEvent* /*event*/) override {
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(contentsRect(), static_cast<int>(alignment() | Qt::TextSingleLine), shown());
  }
};

}  // namespace synod::views
