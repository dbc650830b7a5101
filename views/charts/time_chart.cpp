#include "views/charts/time_chart.h"

#include <QApplication>
#include <QGraphicsScene>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QValueAxis>
#include <algorithm>
#include <cmath>

#include "views/charts/chart_style.h"

namespace synod::views {

TimeChart::TimeChart(const LineTrace* line, QWidget* parent)
    : QChartView(new QChart, parent), line_(line) {
  setRenderHint(QPainter::Antialiasing);
  setFrameShape(QFrame::NoFrame);
  setFocusPolicy(Qt::StrongFocus);
  setMinimumSize(80, 60);
  viewport()->setCursor(Qt::IBeamCursor);
  connect(scene(), &QGraphicsScene::changed, this, &TimeChart::draw_anew);
}

void TimeChart::set_theme(const Theme& theme) {
  theme_ = theme;
  setBackgroundBrush(theme.panel);
  dress_chart(*chart(), theme);
  rebuild();
}

void TimeChart::set_plot(Plot plot) {
  plot_ = std::move(plot);
  setAccessibleName(chart_title(plot_.kind));
  rebuild();
  tell();
}

void TimeChart::rebuild() {
  chart()->removeAllSeries();
  for (QAbstractAxis* axis : chart()->axes()) {
    chart()->removeAxis(axis);
    delete axis;
  }
  fill_chart(*chart(), plot_, theme_);
  draw_anew();
}

void TimeChart::draw_anew() {
  picture_ = {};
  viewport()->update();
}

void TimeChart::set_moment(double now, double position) {
  if (now == now_ && position == position_) return;
  const bool other_event = std::floor(position) != std::floor(position_);
  now_ = now;
  position_ = position;
  if (other_event) tell();
  viewport()->update();
}

double TimeChart::x_of(double ms) const {
  const QRectF plot = chart()->plotArea();
  const double x = plot.left() + plot.width() * std::clamp(ms / plot_.end, 0.0, 1.0);
  return mapFromScene(chart()->mapToScene(x, 0)).x();
}

double TimeChart::time_at(double x) const {
  const QRectF plot = chart()->plotArea();
  const double inside = chart()->mapFromScene(mapToScene(static_cast<int>(x), 0)).x();
  return std::clamp((inside - plot.left()) / std::max(1.0, plot.width()), 0.0, 1.0) * plot_.end;
}

// --- words -------------------------------------------------------------------------------------

QString TimeChart::values_at(EventNumber event) const {
  const auto events = line_->trace().events();
  if (events.empty()) return {};
  event = std::min(event, static_cast<EventNumber>(events.size() - 1));
  return tr("Step %1 · %2 ms").arg(event).arg(events[event].time.ms) + QLatin1Char('\n') +
         plot_.told_at(event).join(QLatin1Char('\n'));
}

void TimeChart::tell() {
  setAccessibleDescription(chart_help(plot_.kind) + QStringLiteral(". ") +
                           values_at(static_cast<EventNumber>(position_ + 1e-9))
                               .replace(QLatin1Char('\n'), QStringLiteral("; ")));
}

// --- pictures ----------------------------------------------------------------------------------

void TimeChart::resizeEvent(QResizeEvent* event) {
  QChartView::resizeEvent(event);
  draw_anew();
}

void TimeChart::paintEvent(QPaintEvent*) {
  if (picture_.isNull()) {
    picture_ = QPixmap(viewport()->size() * devicePixelRatioF());
    picture_.setDevicePixelRatio(devicePixelRatioF());
    picture_.fill(theme_.panel);
    QPainter painter(&picture_);
    painter.setRenderHint(QPainter::Antialiasing);
    render(&painter, viewport()->rect(), viewport()->rect());
    ++pictures_;
  }
  QPainter painter(viewport());
  painter.drawPixmap(0, 0, picture_);
  draw_cursor(painter);
  if (!hasFocus()) return;
  painter.setPen(QPen(theme_.accent, 1, Qt::DotLine));
  painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
}

void TimeChart::draw_cursor(QPainter& painter) {
  const QRectF plot = chart()->mapToScene(chart()->plotArea()).boundingRect();
  if (plot.width() < 2) return;
  const double x = plot.left() + plot.width() * std::clamp(now_ / plot_.end, 0.0, 1.0);
  // What is still to come stands behind a veil.
  QColor veil = theme_.panel;
  veil.setAlphaF(0.55F);
  painter.fillRect(QRectF(QPointF(x, plot.top()), plot.bottomRight()), veil);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(theme_.text, 1.6 * theme_.scale));
  painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
  const double half = 5 * theme_.scale;
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme_.text);
  painter.drawPolygon(QPolygonF{QPointF(x - half, plot.top()), QPointF(x + half, plot.top()),
                                QPointF(x, plot.top() + 1.3 * half)});
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setBrush(Qt::NoBrush);
}

// --- hands -------------------------------------------------------------------------------------

void TimeChart::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  setFocus(Qt::MouseFocusReason);
  pressed_ = event->position();
  scrubbing_ = false;
}

void TimeChart::mouseMoveEvent(QMouseEvent* event) {
  if (!event->buttons().testFlag(Qt::LeftButton)) return;
  const double way = (event->position() - pressed_).manhattanLength();
  scrubbing_ = scrubbing_ || way >= QApplication::startDragDistance();
  if (scrubbing_) emit scrubbed(event_near(line_->trace(), time_at(event->position().x())));
}

void TimeChart::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || std::exchange(scrubbing_, false)) return;
  const auto events = line_->trace().events();
  if (events.empty()) return;
  emit moment_requested(events[event_near(line_->trace(), time_at(event->position().x()))].moment);
}

void TimeChart::keyPressEvent(QKeyEvent* event) {
  const auto events = line_->trace().events();
  const std::size_t last = events.empty() ? 0 : events.size() - 1;
  const auto at = std::min(last, static_cast<std::size_t>(position_ + 1e-9));
  std::size_t wanted = at;
  switch (event->key()) {
    case Qt::Key_Left: wanted = at == 0 ? 0 : at - 1; break;
    case Qt::Key_Right: wanted = std::min(last, at + 1); break;
    case Qt::Key_Home: wanted = 0; break;
    case Qt::Key_End: wanted = last; break;
    default: return event->ignore();
  }
  if (!events.empty()) emit moment_requested(events[wanted].moment);
}

bool TimeChart::viewportEvent(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QChartView::viewportEvent(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const QRectF plot = chart()->mapToScene(chart()->plotArea()).boundingRect();
  const QString text = plot.contains(help->pos())
                           ? values_at(event_near(line_->trace(), time_at(help->pos().x())))
                           : chart_help(plot_.kind);
  QToolTip::showText(help->globalPos(), text, viewport());
  return true;
}

}  // namespace synod::views
