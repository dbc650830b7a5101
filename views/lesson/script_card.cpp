#include "views/lesson/script_card.h"

#include <QFontDatabase>
#include <QPainter>

namespace synod::views {

namespace {
constexpr int padding = 8;
}

ScriptCard::ScriptCard(const LessonScript& script, const Theme& theme, QWidget* parent)
    : QWidget(parent), script_(script), theme_(theme) {
  setFixedHeight(static_cast<int>(script.lines.size()) * line_height() + 2 * padding);
  setAccessibleName(tr("What is played"));
  setAccessibleDescription(script.lines.value(script.next));
  setToolTip(tr("What is played, one command a line; Next plays the marked one"));
}

QFont ScriptCard::mono() const {
  QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
  font.setPointSizeF(8.8 * theme_.scale);
  return font;
}

int ScriptCard::line_height() const {
  return static_cast<int>(QFontMetrics(mono()).height() * 1.35);
}

void ScriptCard::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QFontMetrics metrics(mono());
  painter.setFont(mono());
  for (int i = 0; i < script_.lines.size(); ++i) {
    const QRect row(0, padding + i * line_height(), width(), line_height());
    if (i == script_.next) {
      painter.setPen(Qt::NoPen);
      painter.setBrush(theme_.soft);
      painter.drawRoundedRect(row, 5, 5);
      painter.setBrush(theme_.accent);
      painter.drawRoundedRect(QRectF(row.left(), row.top() + 3, 3, row.height() - 6), 1.5, 1.5);
    }
    painter.setPen(i < script_.next ? theme_.muted : theme_.text);
    const QRect text = row.adjusted(12, 0, -8, 0);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(script_.lines[i], Qt::ElideRight, text.width()));
    if (i < script_.next)
      painter.drawText(row.adjusted(0, 0, -6, 0), Qt::AlignRight | Qt::AlignVCenter, "✓");
  }
}

}  // namespace synod::views
