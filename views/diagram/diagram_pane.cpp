#include "views/diagram/diagram_pane.h"

#include <QPainter>
#include <QScrollBar>
#include <algorithm>
#include <cmath>

#include "views/kit/style.h"
#include "views/kit/translated.h"

namespace synod::views {

namespace {

// Lengths at scale 1.
constexpr double least_step = 0.01;
constexpr double most_step = 400;
constexpr double most_fitting_step = 90;
constexpr double least_gap_right = 13;
constexpr double most_gap_right = 160;
constexpr double least_gap_down = 66;
constexpr double most_gap_down = 190;

/// Labels of so many messages find their places in about 4 ms.
constexpr std::size_t labels_at_once = 2'000;

/// A line that is seen as a whole and grows gets so much more room at a time, and keeps still
/// meanwhile.
constexpr double headroom = 1.25;

// Where the present may stand, as parts of what is seen.
constexpr double follow_from = 0.1;
constexpr double follow_to = 0.8;

}  // namespace

DiagramPane::DiagramPane(Selection* selection, Reason* reason, const LineTrace* line,
                         QWidget* parent)
    : QAbstractScrollArea(parent), selection_(selection), reason_(reason), line_(line) {
  setFrameShape(QFrame::NoFrame);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Space-time diagram"));
  viewport()->setMouseTracking(true);
  viewport()->grabGesture(Qt::PinchGesture);
  label_pump_.setInterval(0);
  connect(&label_pump_, &QTimer::timeout, this, &DiagramPane::place_more_labels);
  connect(selection_, &Selection::changed, viewport(), qOverload<>(&QWidget::update));
  connect(reason_, &Reason::changed, this, &DiagramPane::redraw);
  set_theme(theme_);
}

void DiagramPane::set_theme(const Theme& theme) {
  theme_ = theme;
  for (QScrollBar* bar : {horizontalScrollBar(), verticalScrollBar()})
    bar->setStyleSheet(scroll_style(theme));
  paint_ground(*this, theme, theme.panel);
  paint_ground(*viewport(), theme, theme.panel);
  stale_ = true;
  redraw();
}

void DiagramPane::set_filter(TrafficFilter* filter) {
  filter_ = filter;
  connect(filter_, &TrafficFilter::changed, this, [this] {
    stale_ = true;
    redraw();
  });
}

void DiagramPane::line_exchanged() {
  stale_ = true;
  layout_ = {};
  zoom_ = 1;
  fitted_ = false;
  position_ = 0;
  present_ = 0;
  horizontalScrollBar()->setValue(0);
  verticalScrollBar()->setValue(0);
  redraw();
}

void DiagramPane::show_frame(const Frame& frame) {
  const bool moved = frame.position != position_ || frame.answers_hidden != answers_hidden_;
  position_ = frame.position;
  answers_hidden_ = frame.answers_hidden;
  if (!isVisible()) {
    present_ = frame.moment;
    stale_ = true;
    return;
  }
  if (frame.moment != present_ || accessibleDescription().isEmpty()) {
    present_ = frame.moment;
    QStringList words;
    if (frame.last != nullptr)
      for (const Note& note : frame.last->notes) words << translated(note.text);
    setAccessibleDescription(tr("Event %1 of %2. %3")
                                 .arg(static_cast<EventNumber>(position_))
                                 .arg(shown() ? trace().length() : 0)
                                 .arg(words.join(u' ')));
  }
  const bool changed = look_at_line();
  if ((moved || changed) && grip_ == Grip::none) follow();
  if (moved || changed) viewport()->update();
}

// --- places --------------------------------------------------------------------------------------

bool DiagramPane::look_at_line() {
  if (!shown()) return false;
  const std::size_t version = line_->version();
  if (version == version_ && !stale_) return false;
  version_ = version;
  const bool grew = !stale_ && layout_.follow();
  if (grew && !outgrown()) {
    labels_.follow(labels_at_once);
    place_labels_later();
    set_ranges();
    still_ = {};
    return true;
  }
  room_to_grow_ = grew ? headroom : 1;
  stale_ = false;
  lay_out();
  return true;
}

bool DiagramPane::outgrown() const {
  return fitted_ && layout_.length() > (right() ? field().width() : field().height()) + 1;
}

const DiagramLayout& DiagramPane::diagram() {
  look_at_line();
  return layout_;
}

DiagramMeasure DiagramPane::measure() const {
  DiagramMeasure measure = diagram_measure(theme_, direction_, scale_);
  const double room = (right() ? field().height() : field().width()) - measure.after;
  const double count = line_gaps(line_->history()->world().shape());
  if (right()) {
    measure.before = px(30);
    measure.gap = std::clamp((room - measure.before) / std::max(count, 1.0), px(least_gap_right),
                             px(most_gap_right));
  } else {
    measure.gap = std::clamp((room - measure.before) / std::max(count, 1.0), px(least_gap_down),
                             px(most_gap_down));
  }
  measure.step = std::clamp(measure.step * zoom_, least_step, px(most_step));
  return measure;
}

DiagramLayout::Hides DiagramPane::hidden() const {
  if (filter_ == nullptr) return {};
  return [this](const TracedMessage& message) { return filter_->hides(message.kind, message.to); };
}

void DiagramPane::lay_out() {
  const Cluster& world = line_->history()->world();
  if (filter_ != nullptr) filter_->set_protocol(world.protocol->info(), world.shape());
  names_ = DiagramPainter::names_extent(world, theme_, direction_);
  axis_ = DiagramPainter::axis_extent(theme_, direction_);
  if (fitted_) zoom_ = fitting_step() / diagram_measure(theme_, direction_, scale_).step;
  layout_ = DiagramLayout(trace(), world.shape(), measure(), hidden());
  labels_ = DiagramLabels(trace(), layout_, label_measure(world, theme_), {}, labels_at_once);
  place_labels_later();
  set_ranges();
  still_ = {};
}

void DiagramPane::place_labels_later() {
  if (!labels_.unfinished())
    label_pump_.stop();
  else if (!label_pump_.isActive())
    label_pump_.start();
}

void DiagramPane::place_more_labels() {
  if (!shown() || !isVisible()) return label_pump_.stop();
  if (look_at_line()) return;
  const double from = along_offset();
  const double to = from + (right() ? field().width() : field().height());
  const double before = labels_.placed_to();
  labels_.follow(labels_at_once);
  if (before <= to && labels_.placed_to() >= from) redraw();
  place_labels_later();
}

void DiagramPane::finish() {
  if (!shown()) return;
  look_at_line();
  labels_.follow();
  place_labels_later();
  redraw();
}

double DiagramPane::fitting_step() const {
  const DiagramMeasure usual = diagram_measure(theme_, direction_, scale_);
  const double seen = right() ? field().width() : field().height();
  const double steps = steps_of(trace(), scale_) * room_to_grow_ + diagram_tail;
  const double step = (seen - usual.lead) / steps;
  return std::clamp(step, least_step, px(most_fitting_step));
}

void DiagramPane::set_ranges() {
  // Lines that were spread to fit need no bar; one that comes and goes would make them jump.
  const double least = px(right() ? least_gap_right : least_gap_down);
  const Qt::ScrollBarPolicy across =
      layout_.measure().gap > least ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded;
  setHorizontalScrollBarPolicy(right() ? Qt::ScrollBarAsNeeded : across);
  setVerticalScrollBarPolicy(right() ? across : Qt::ScrollBarAsNeeded);
  const QSizeF whole = layout_.size();
  const QSizeF seen = field().size();
  const auto set = [](QScrollBar* bar, double length, double room) {
    bar->setRange(0, std::max(0, static_cast<int>(std::ceil(length - room - 0.5))));
    bar->setPageStep(static_cast<int>(room));
    bar->setSingleStep(24);
  };
  set(horizontalScrollBar(), whole.width(), seen.width());
  set(verticalScrollBar(), whole.height(), seen.height());
}

/// What is left of the viewport for lines and arrows.
QRectF DiagramPane::field() const {
  const QRectF whole(viewport()->rect());
  return right() ? whole.adjusted(names_, 0, 0, -axis_) : whole.adjusted(axis_, names_, 0, 0);
}

QScrollBar* DiagramPane::along_bar() const {
  return right() ? horizontalScrollBar() : verticalScrollBar();
}

double DiagramPane::along_offset() const {
  return along_bar()->value();
}

double DiagramPane::across_offset() const {
  return (right() ? verticalScrollBar() : horizontalScrollBar())->value();
}

QPointF DiagramPane::field_place(QPointF along_across) const {
  return layout_.to_page(along_across) -
         QPointF(horizontalScrollBar()->value(), verticalScrollBar()->value()) + field().topLeft();
}

QPointF DiagramPane::diagram_place(QPointF point) const {
  return layout_.to_page(point - field().topLeft() +
                         QPointF(horizontalScrollBar()->value(), verticalScrollBar()->value()));
}

QPoint DiagramPane::place_of(MomentId moment) {
  look_at_line();
  const auto number = number_of(trace(), moment);
  return number ? field_place(layout_.place(*number)).toPoint() : QPoint(-1, -1);
}

QPoint DiagramPane::place_of(MessageId message) {
  look_at_line();
  const TracedMessage* traced = trace().message(message);
  if (traced == nullptr) return {-1, -1};
  const MessageWay way = layout_.way(*traced);
  return field_place((way.from + way.to) / 2).toPoint();
}

QPoint DiagramPane::place_of(NodeId node) {
  look_at_line();
  const QRectF inner = field();
  const double line = layout_.line(node) - across_offset();
  return right() ? QPointF(inner.left() - names_ / 2, inner.top() + line).toPoint()
                 : QPointF(inner.left() + line, inner.top() - names_ / 2).toPoint();
}

QPoint DiagramPane::place_of_present() {
  look_at_line();
  const double here = layout_.along(position_) - along_offset();
  const QRectF inner = field();
  return right() ? QPointF(inner.left() + here, inner.top() + px(4)).toPoint()
                 : QPointF(inner.left() + px(4), inner.top() + here).toPoint();
}

void DiagramPane::set_direction(TimeDirection direction) {
  if (direction == direction_) return;
  direction_ = direction;
  stale_ = true;
  look_at_line();
  if (!layout_.empty()) follow();
  redraw();
}

void DiagramPane::set_scale(TimeScale scale) {
  if (scale == scale_) return;
  scale_ = scale;
  stale_ = true;
  look_at_line();
  if (!layout_.empty()) follow();
  redraw();
}

void DiagramPane::zoom_by(double factor) {
  if (!shown()) return;
  look_at_line();
  // The present keeps its place where it is seen; else the middle does.
  const double seen = right() ? field().width() : field().height();
  const double here = layout_.along(position_) - along_offset();
  zoom_at(factor, here >= 0 && here <= seen ? here : seen / 2);
}

void DiagramPane::zoom_at(double factor, double along_seen) {
  const double under = layout_.position_at(along_offset() + along_seen);
  const double usual = diagram_measure(theme_, direction_, scale_).step;
  fitted_ = false;
  zoom_ = std::clamp(zoom_ * factor, least_step / usual, px(most_step) / usual);
  stale_ = true;
  look_at_line();
  along_bar()->setValue(static_cast<int>(std::lround(layout_.along(under) - along_seen)));
  redraw();
}

void DiagramPane::fit() {
  fitted_ = true;
  stale_ = true;
  look_at_line();
  redraw();
}

/// Scrolls no further than it must, so that a playing run glides.
void DiagramPane::follow() {
  if (layout_.empty()) return;
  const double seen = right() ? field().width() : field().height();
  const double here = layout_.along(position_) - along_offset();
  const double wanted = std::clamp(here, seen * follow_from, seen * follow_to);
  if (here != wanted)
    along_bar()->setValue(static_cast<int>(std::lround(along_offset() + here - wanted)));
}

void DiagramPane::resizeEvent(QResizeEvent* event) {
  QAbstractScrollArea::resizeEvent(event);
  stale_ = true;
  if (isVisible() && look_at_line()) follow();
  redraw();
}

void DiagramPane::scrollContentsBy(int, int) {
  redraw();
}

void DiagramPane::redraw() {
  still_ = {};
  viewport()->update();
}

// --- pictures ------------------------------------------------------------------------------------

DiagramPainter::Scene DiagramPane::scene() const {
  return {.trace = &trace(),
          .world = &line_->history()->world(),
          .theme = &theme_,
          .layout = &layout_,
          .labels = &labels_,
          .reason = reason_};
}

void DiagramPane::draw_still(QPainter& painter) {
  const QRectF inner = field();
  const double from = along_offset();
  const double seen = right() ? inner.width() : inner.height();
  DiagramPainter diagram(painter, scene());
  painter.save();
  painter.setClipRect(inner);
  painter.translate(field_place({0, 0}));
  diagram.draw(from, from + seen);
  painter.restore();
  diagram.draw_axis(right() ? QRectF(inner.left(), inner.bottom(), inner.width(), axis_)
                            : QRectF(0, inner.top(), axis_, inner.height()),
                    from);
}

void DiagramPane::paintEvent(QPaintEvent*) {
  QPainter painter(viewport());
  painter.fillRect(viewport()->rect(), theme_.panel);
  if (!shown()) return;
  if (look_at_line()) follow();
  place_labels_later();
  const QSize wanted = viewport()->size() * devicePixelRatioF();
  if (still_.size() != wanted) {
    still_ = QPixmap(wanted);
    still_.setDevicePixelRatio(devicePixelRatioF());
    still_.fill(theme_.panel);
    QPainter once(&still_);
    draw_still(once);
  }
  painter.drawPixmap(0, 0, still_);
  const QRectF inner = field();
  const double from = along_offset();
  const double to = from + (right() ? inner.width() : inner.height());
  DiagramPainter diagram(painter, scene());
  painter.save();
  painter.setClipRect(inner);
  painter.translate(field_place({0, 0}));
  diagram.draw_present(position_, to, answers_hidden_);
  diagram.draw_hovered(selection_->shown(), from, to);
  painter.restore();
  diagram.draw_names(right() ? QRectF(0, 0, names_, inner.height())
                             : QRectF(inner.left(), 0, inner.width(), names_),
                     across_offset(), selection_->shown());
}

}  // namespace synod::views
