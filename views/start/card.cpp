#include "views/start/card.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QTextLayout>
#include <cmath>

namespace synod::views {

namespace {

constexpr double card_corner = 8;
constexpr double padding = 12;
constexpr double title_points = 10.5;
constexpr double text_points = 9;
constexpr double below_title = 3;
constexpr double above_facts = 8;

double picture_height(int width) {
  return width / 2.0;
}

QFont title_font(const Theme& theme) {
  return theme.font(title_points, QFont::DemiBold);
}

}  // namespace

QStringList folded(const QString& text, const QFont& font, double width) {
  QTextLayout layout(text, font);
  QTextOption option;
  option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  layout.setTextOption(option);
  QStringList result;
  layout.beginLayout();
  for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
    line.setLineWidth(width);
    result << text.mid(line.textStart(), line.textLength()).trimmed();
  }
  layout.endLayout();
  return result;
}

Card::Card(StartEntry entry, PictureQueue& pictures, QWidget* parent)
    : QAbstractButton(parent), entry_(std::move(entry)), pictures_(pictures) {
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::PointingHandCursor);
  setAttribute(Qt::WA_Hover);
  const QString name = entry_.mark.isEmpty() ? entry_.title : entry_.mark + ": " + entry_.title;
  QStringList told{entry_.text, entry_.facts};
  if (entry_.done) {
    told << tr("Done");
  } else if (entry_.begun()) {
    told << tr("Begun: step %1 of %2").arg(entry_.step + 1).arg(entry_.steps);
  }
  told.removeAll(QString());
  setAccessibleName(name);
  setAccessibleDescription(told.join(". "));
  setToolTip(QStringLiteral("<p><b>%1</b></p><p>%2</p>")
                 .arg(name.toHtmlEscaped(), told.join('\n').toHtmlEscaped().replace('\n', "<br>")));
}

void Card::set_theme(const Theme& theme) {
  theme_ = theme;
  update();
}

QString Card::facts() const {
  if (entry_.done) return tr("✓ done · %1").arg(entry_.facts);
  if (entry_.begun())
    return tr("step %1 of %2 · %3").arg(entry_.step + 1).arg(entry_.steps).arg(entry_.facts);
  return entry_.facts;
}

std::array<Card::Words, 3> Card::words_for(double width) const {
  const QString title = entry_.mark.isEmpty() ? entry_.title : entry_.mark + "  " + entry_.title;
  const QFont small = theme_.font(text_points);
  const QColor end = entry_.done ? theme_.good : theme_.muted;
  return {Words{folded(title, title_font(theme_), width), title_font(theme_), theme_.text},
          Words{folded(entry_.text, small, width), small, theme_.muted},
          Words{folded(facts(), small, width), small, end}};
}

int Card::height_for(int width) const {
  double height = picture_height(width) + px(2 * padding + below_title + above_facts);
  for (const Words& words : words_for(width - 2 - 2 * px(padding))) height += words.height();
  return static_cast<int>(std::ceil(height));
}

void Card::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
    click();
    return;
  }
  QAbstractButton::keyPressEvent(event);
}

void Card::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
  QPainterPath shape;
  shape.addRoundedRect(box, px(card_corner), px(card_corner));
  painter.fillPath(shape, isDown() ? theme_.soft : theme_.raised);
  painter.save();
  painter.setClipPath(shape);
  draw_picture(painter, {box.left(), box.top(), box.width(), picture_height(width())});
  painter.restore();
  draw_words(painter, box.adjusted(px(padding), picture_height(width()) + px(padding) - 2,
                                   -px(padding), -px(padding) + 2));
  const bool marked = hasFocus() || underMouse();
  painter.setPen(QPen(marked ? theme_.accent : theme_.divider, hasFocus() ? 2 : 1));
  painter.setBrush(Qt::NoBrush);
  painter.drawPath(shape);
}

void Card::draw_picture(QPainter& painter, const QRectF& box) {
  painter.fillRect(box, theme_.canvas);
  const QPixmap pixmap = pictures_.picture(entry_, {box.size().toSize(), devicePixelRatioF()});
  if (!pixmap.isNull()) painter.drawPixmap(box, pixmap, QRectF(pixmap.rect()));
  draw_progress(painter, {box.left(), box.bottom() - px(3), box.width(), px(3)});
}

/// How far the learner has come, along the lower edge of the picture.
void Card::draw_progress(QPainter& painter, const QRectF& box) {
  painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme_.divider);
  if (!entry_.begun() || entry_.steps == 0) return;
  const double share = entry_.done ? 1 : static_cast<double>(entry_.step) / entry_.steps;
  painter.fillRect(QRectF(box.left(), box.top(), box.width() * share, box.height()),
                   entry_.done ? theme_.good : theme_.accent);
}

void Card::draw_words(QPainter& painter, const QRectF& box) {
  const auto write = [&](const Words& words, double y) {
    painter.setFont(words.font);
    painter.setPen(words.color);
    const QFontMetricsF metrics(words.font);
    for (const QString& line : words.lines) {
      painter.drawText(QPointF(box.left(), y + metrics.ascent()), line);
      y += metrics.height();
    }
    return y;
  };
  const auto [title, text, facts] = words_for(box.width());
  write(text, write(title, box.top()) + px(below_title));
  write(facts, box.bottom() - facts.height());
}

}  // namespace synod::views
