#include "views/charts/time_chart.h"

#include <QApplication>
#include <QGraphicsScene>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "views/charts/chart_marks.h"
#include "views/charts/chart_style.h"
#include "views/kit/cover.h"
#include "views/kit/plain_text.h"
#include "views/kit/style.h"

namespace synod::views {

namespace {

/// How far, in pixels, a line and its markers may reach out of the plot.
constexpr double future_edge = 5;

}  // namespace

TimeChart::TimeChart(const LineTrace* line, Selection* selection, QWidget* parent)
    : QChartView(new QChart, parent), line_(line), selection_(selection) {
  setRenderHint(QPainter::Antialiasing);
  setFrameShape(QFrame::NoFrame);
  setFocusPolicy(Qt::StrongFocus);
  setMinimumSize(80, 60);
  viewport()->setCursor(Qt::IBeamCursor);
  dress_chart(*chart());
  viewport()->setMouseTracking(true);
  if (selection_ != nullptr)
    connect(selection_, &Selection::changed, viewport(), qOverload<>(&QWidget::update));
  connect(scene(), &QGraphicsScene::changed, this, &TimeChart::draw_anew);
}

void TimeChart::set_theme(const Theme& theme) {
  theme_ = theme;
  setBackgroundBrush(theme.panel);
  rebuild();
}

void TimeChart::set_plot(Plot plot) {
  plot_ = std::move(plot);
  setAccessibleName(chart_title(plot_.kind));
  rebuild();
  tell();
}

void TimeChart::rebuild() {
  empty_chart(*chart());
  frame_ = frame_of(plot_, theme_, viewport()->size());
  fill_chart(*chart(), plot_, frame_, theme_);
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

void TimeChart::hide_future(bool hidden) {
  if (hidden == future_hidden_) return;
  future_hidden_ = hidden;
  draw_anew();
}

double TimeChart::x_of(double ms) const {
  return frame_.plot.left() + frame_.plot.width() * std::clamp(ms / plot_.end, 0.0, 1.0);
}

double TimeChart::time_at(double x) const {
  return std::clamp((x - frame_.plot.left()) / frame_.plot.width(), 0.0, 1.0) * plot_.end;
}

// --- words -------------------------------------------------------------------------------------

QString TimeChart::values_at(EventNumber event) const {
  const auto events = line_->trace().events();
  if (events.empty()) return {};
  event = std::min(event, static_cast<EventNumber>(events.size() - 1));
  if (future_hidden_ && event > position_ + 1e-9) return cover_text();
  return tr("Step %1 · %2 ms").arg(event).arg(events[event].time.ms) + QLatin1Char('\n') +
         plot_.told_at(event, future_hidden_).join(QLatin1Char('\n'));
}

void TimeChart::tell() {
  setAccessibleDescription(chart_help(plot_.kind) + QStringLiteral(". ") +
                           values_at(static_cast<EventNumber>(position_ + 1e-9))
                               .replace(QLatin1Char('\n'), QStringLiteral("; ")));
}

// --- pictures ----------------------------------------------------------------------------------

void TimeChart::resizeEvent(QResizeEvent* event) {
  QChartView::resizeEvent(event);
  frame_ = frame_of(plot_, theme_, viewport()->size());
  fit_chart(*chart(), frame_);
  draw_anew();
}

void TimeChart::drawBackground(QPainter* painter, const QRectF& rect) {
  QChartView::drawBackground(painter, rect);
  draw_gaps(*painter, plot_, frame_, theme_);
}

void TimeChart::drawForeground(QPainter* painter, const QRectF&) {
  draw_marks(*painter, plot_, frame_, theme_, !future_hidden_);
  draw_chart_frame(*painter, plot_, frame_, theme_);
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
  if (hasFocus()) draw_focus_frame(painter, theme_, viewport()->rect().adjusted(0, 0, -1, -1));
}

void TimeChart::draw_cursor(QPainter& painter) {
  const QRectF& plot = frame_.plot;
  const double x = x_of(now_);
  // What is still to come stands behind a veil; nothing can be seen through a cover.
  const QRectF future(QPointF(x, plot.top()), plot.bottomRight());
  QColor veil = theme_.panel;
  veil.setAlphaF(future_hidden_ ? 1.0F : 0.55F);
  painter.fillRect(future, veil);
  // Markers of the last event stand out of the plot by half of their size.
  if (future_hidden_ && future.width() >= 1) {
    painter.fillRect(future.adjusted(0, -future_edge, future_edge, future_edge), theme_.panel);
    draw_cover(painter, theme_, future);
  }
  painter.setRenderHint(QPainter::Antialiasing);
  draw_pointed(painter);
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

/// The event that is pointed at, here or elsewhere.
void TimeChart::draw_pointed(QPainter& painter) {
  const std::optional<EventNumber> event = pointed_event();
  if (!event) return;
  const double x = x_of(static_cast<double>(line_->trace().events()[*event].time.ms));
  painter.setPen(QPen(theme_.accent, 2 * theme_.scale, Qt::DashLine));
  painter.drawLine(QPointF(x, frame_.plot.top()), QPointF(x, frame_.plot.bottom()));
}

std::optional<EventNumber> TimeChart::pointed_event() const {
  if (selection_ == nullptr || line_->history() == nullptr) return {};
  const MomentId moment = moment_of(selection_->hovered(), *line_->history());
  if (moment == 0) return {};
  const EventNumber depth = line_->history()->moment(moment).depth;
  const auto events = line_->trace().events();
  if (depth >= events.size() || events[depth].moment != moment) return {};
  return depth;
}

// --- hands -------------------------------------------------------------------------------------

void TimeChart::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  setFocus(Qt::MouseFocusReason);
  pressed_ = event->position();
  scrubbing_ = false;
}

void TimeChart::mouseMoveEvent(QMouseEvent* event) {
  if (!event->buttons().testFlag(Qt::LeftButton)) return point_at(event->position());
  const double way = (event->position() - pressed_).manhattanLength();
  scrubbing_ = scrubbing_ || way >= QApplication::startDragDistance();
  if (scrubbing_) emit scrubbed(event_near(line_->trace(), time_at(event->position().x())));
}

EventNumber TimeChart::event_at(QPointF at) const {
  const auto marked = marked_event(plot_, frame_, theme_, at);
  const EventNumber event = marked.value_or(event_near(line_->trace(), time_at(at.x())));
  return std::min(event, line_->trace().length());
}

void TimeChart::point_at(QPointF at) {
  if (selection_ == nullptr) return;
  const auto events = line_->trace().events();
  const bool inside = frame_.plot.contains(at) && events.size() > 1;
  const EventNumber event = inside ? std::max<EventNumber>(1, event_at(at)) : 0;
  selection_->hover(inside ? Target::at_event(events[event].moment) : Target());
}

void TimeChart::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || std::exchange(scrubbing_, false)) return;
  const auto events = line_->trace().events();
  if (events.empty()) return;
  emit moment_requested(events[event_at(event->position())].moment);
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
  if (event->type() == QEvent::Leave) point_at({-1, -1});
  if (event->type() != QEvent::ToolTip) return QChartView::viewportEvent(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const QString text =
      frame_.plot.contains(help->pos()) ? values_at(event_at(help->pos())) : chart_help(plot_.kind);
  QToolTip::showText(help->globalPos(), plain_tip(text), viewport());
  return true;
}

}  // namespace synod::views
