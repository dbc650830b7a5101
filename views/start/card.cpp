#include "views/start/card.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QTextLayout>

namespace synod::views {

namespace {

constexpr double corner = 8;
constexpr double padding = 12;
constexpr double title_points = 10.5;
constexpr double text_points = 9;
constexpr int title_lines = 2;
/// Of title and text together.
constexpr int lines_in_all = 3;

double picture_height(int width) {
  return width / 2.0;
}

QFont title_font(const Theme& theme) {
  return theme.font(title_points, QFont::DemiBold);
}

}  // namespace

QStringList folded(const QString& text, const QFont& font, double width, int lines) {
  QTextLayout layout(text, font);
  QStringList result;
  layout.beginLayout();
  for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
    line.setLineWidth(width);
    const QString rest = text.mid(line.textStart());
    if (result.size() == lines - 1) {
      result << QFontMetricsF(font).elidedText(rest, Qt::ElideRight, width);
      break;
    }
    result << rest.left(line.textLength()).trimmed();
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

int Card::height_for(int width, const Theme& theme) {
  const double title = QFontMetricsF(title_font(theme)).height();
  const double text = QFontMetricsF(theme.font(text_points)).height();
  return static_cast<int>(picture_height(width) + title_lines * title +
                          (lines_in_all - title_lines + 1) * text +
                          (2 * padding + 10) * theme.scale);
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
  shape.addRoundedRect(box, px(corner), px(corner));
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
  double y = box.top();
  const auto write = [&](const QString& text, const QFont& font, const QColor& color, int most) {
    painter.setFont(font);
    painter.setPen(color);
    const QFontMetricsF metrics(font);
    const QStringList lines = folded(text, font, box.width(), most);
    for (const QString& line : lines) {
      painter.drawText(QPointF(box.left(), y + metrics.ascent()), line);
      y += metrics.height();
    }
    return static_cast<int>(lines.size());
  };
  const QString title = entry_.mark.isEmpty() ? entry_.title : entry_.mark + "  " + entry_.title;
  const int used = write(title, title_font(theme_), theme_.text, title_lines);
  y += px(3);
  write(entry_.text, theme_.font(text_points), theme_.muted, lines_in_all - used);
  QString facts = entry_.facts;
  if (entry_.done) {
    facts = tr("✓ done · %1").arg(facts);
  } else if (entry_.begun()) {
    facts = tr("step %1 of %2 · %3").arg(entry_.step + 1).arg(entry_.steps).arg(facts);
  }
  y = box.bottom() - QFontMetricsF(theme_.font(text_points)).height();
  write(facts, theme_.font(text_points), entry_.done ? theme_.good : theme_.muted, 1);
}

}  // namespace synod::views
