#include "views/panels/field_table.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <algorithm>

#include "views/kit/plain_text.h"

namespace synod::views {

namespace {

constexpr double padding = 8;  ///< Left and right of a row, within its highlight.
constexpr double above = 3.5;  ///< Above and below a row's value.

}  // namespace

FieldTable::FieldTable(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setMouseTracking(true);
  tops_.push_back(0);
}

void FieldTable::set_theme(const Theme& theme) {
  theme_ = theme;
  lay_out();
}

void FieldTable::set_rows(std::vector<FieldRow> rows, bool lines) {
  rows_ = std::move(rows);
  lines_ = lines;
  QStringList words;
  for (const FieldRow& row : rows_) {
    words << QStringLiteral("%1: %2").arg(row.name, plain(row.value));
    if (!row.mark.isEmpty()) words.back() += QStringLiteral(" (%1)").arg(row.mark);
  }
  const bool any =
      std::any_of(rows_.begin(), rows_.end(), [](const FieldRow& row) { return row.asks; });
  setFocusPolicy(any ? Qt::TabFocus : Qt::NoFocus);
  if (!asks(pointed_)) point_at(-1);
  setAccessibleDescription(words.join(QStringLiteral("; ")));
  lay_out();
}

double FieldTable::column() const {
  const QFontMetricsF metrics(theme_.font(9.5));
  double wide = value_column * theme_.scale;
  for (const FieldRow& row : rows_)
    wide = std::max(wide, metrics.horizontalAdvance(row.name) + (padding + 12) * theme_.scale);
  // A long word of another language must leave room for the values.
  return std::min(wide, width() * 0.48);
}

double FieldTable::value_width(const FieldRow& row) const {
  double wide = width() - column() - padding * theme_.scale;
  if (!row.mark.isEmpty())
    wide -= QFontMetricsF(theme_.font(8)).horizontalAdvance(row.mark) + 6 * theme_.scale;
  return wide;
}

void FieldTable::lay_out() {
  tops_.assign(1, 0);
  for (const FieldRow& row : rows_)
    tops_.push_back(tops_.back() + PieceLine(theme_, row.value, value_width(row), 9.5).height() +
                    2 * above * theme_.scale);
  updateGeometry();
  update();
}

QSize FieldTable::sizeHint() const {
  return {static_cast<int>(240 * theme_.scale), static_cast<int>(tops_.back() + 1)};
}

void FieldTable::resizeEvent(QResizeEvent* event) {
  if (event->size().width() != event->oldSize().width()) lay_out();
}

void FieldTable::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const double edge = padding * theme_.scale;
  const double left = column();
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const FieldRow& row = rows_[i];
    const QRectF box(0, tops_[i], width(), tops_[i + 1] - tops_[i]);
    if (row.changed) {
      painter.setPen(Qt::NoPen);
      painter.setBrush(theme_.soft);
      painter.drawRoundedRect(box.adjusted(0, 0.5, 0, -0.5), 5, 5);
    } else if (lines_ && i + 1 < rows_.size() && !rows_[i + 1].changed) {
      painter.setPen(theme_.divider);
      painter.drawLine(QPointF(edge, box.bottom()), QPointF(width() - edge, box.bottom()));
    }
    const QFont small = theme_.font(9.5);
    const double line = QFontMetricsF(small).height() + (5 + 2 * above) * theme_.scale;
    painter.setFont(small);
    painter.setPen(theme_.muted);
    const QRectF name(edge, box.top(), left - edge - 4, line);
    painter.drawText(name, Qt::AlignVCenter | Qt::TextSingleLine,
                     QFontMetricsF(small).elidedText(row.name, Qt::ElideRight, name.width() + 1));
    const PieceLine value(theme_, row.value, value_width(row), 9.5);
    value.draw(painter, {left, box.top() + above * theme_.scale});
    if (static_cast<int>(i) == pointed_) {
      draw_question(painter, {0, box.top(), width() - edge, line});
      continue;
    }
    if (row.mark.isEmpty()) continue;
    painter.setFont(theme_.font(8));
    painter.setPen(theme_.muted);
    painter.drawText(QRectF(0, box.top(), width() - edge, line), Qt::AlignVCenter | Qt::AlignRight,
                     row.mark);
  }
}

/// In the place of the mark: a question mark that says that a click asks why.
void FieldTable::draw_question(QPainter& painter, const QRectF& line) const {
  const double r = 8.5 * theme_.scale;
  const QPointF at(line.right() - r, line.center().y());
  painter.setPen(QPen(theme_.accent, 1.3 * theme_.scale));
  painter.setBrush(hasFocus() ? theme_.soft : theme_.raised);
  painter.drawEllipse(at, r, r);
  painter.setFont(theme_.font(8.5, QFont::Bold));
  painter.setPen(theme_.accent);
  painter.drawText(QRectF(at.x() - r, at.y() - r, 2 * r, 2 * r), Qt::AlignCenter,
                   QStringLiteral("?"));
}

// --- hands -------------------------------------------------------------------------------------

int FieldTable::row_at(QPoint point) const {
  const auto above_it = std::upper_bound(tops_.begin(), tops_.end(), point.y());
  const auto row = static_cast<int>(above_it - tops_.begin()) - 1;
  return row < static_cast<int>(rows_.size()) ? row : -1;
}

QPoint FieldTable::row_point(int row) const {
  const auto i = static_cast<std::size_t>(row);
  return {width() / 2, static_cast<int>((tops_[i] + tops_[i + 1]) / 2)};
}

bool FieldTable::asks(int row) const {
  return row >= 0 && row < static_cast<int>(rows_.size()) &&
         rows_[static_cast<std::size_t>(row)].asks;
}

void FieldTable::point_at(int row) {
  const int wanted = asks(row) ? row : -1;
  if (wanted == pointed_) return;
  pointed_ = wanted;
  setCursor(pointed_ >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
  update();
}

void FieldTable::mouseMoveEvent(QMouseEvent* event) {
  point_at(row_at(event->pos()));
}

void FieldTable::mouseReleaseEvent(QMouseEvent* event) {
  const int row = row_at(event->pos());
  if (event->button() == Qt::LeftButton && asks(row)) emit asked(row);
}

void FieldTable::leaveEvent(QEvent*) {
  if (!hasFocus()) point_at(-1);
}

void FieldTable::move_by(int step) {
  for (int row = pointed_ + step; row >= 0 && row < static_cast<int>(rows_.size()); row += step)
    if (asks(row)) {
      point_at(row);
      return;
    }
}

void FieldTable::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Down: return move_by(1);
    case Qt::Key_Up: return move_by(-1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (asks(pointed_)) emit asked(pointed_);
      return;
    default: QWidget::keyPressEvent(event);
  }
}

void FieldTable::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  if (pointed_ < 0) move_by(1);
}

void FieldTable::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  point_at(-1);
}

QString FieldTable::tip(const FieldRow& row) const {
  const QString meaning = meaning_ ? meaning_(row.name) : QString();
  if (meaning.isEmpty()) return row.help;
  // As rich text, so that long meanings are wrapped.
  const QString help = row.help.isEmpty() ? QString() : "<p>" + row.help.toHtmlEscaped() + "</p>";
  return help + "<p>" + meaning.toHtmlEscaped().replace('\n', "<br>") + "</p>";
}

bool FieldTable::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const int row = row_at(help->pos());
  if (const QString text = row >= 0 ? tip(rows_[static_cast<std::size_t>(row)]) : QString();
      !text.isEmpty()) {
    QToolTip::showText(help->globalPos(), plain_tip(text), this);
  } else {
    QToolTip::hideText();
  }
  return true;
}

}  // namespace synod::views
