#include "views/log/log_view.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "views/kit/cover.h"
#include "views/kit/pencil.h"
#include "views/kit/plain_text.h"
#include "views/kit/style.h"

namespace synod::views {

namespace {

bool is_own_key(int key) {
  switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Return:
    case Qt::Key_Enter: return true;
    default: return false;
  }
}

}  // namespace

LogView::LogView(Selection* selection, Reason* reason, const LineTrace* line, QWidget* parent)
    : QAbstractScrollArea(parent),
      selection_(selection),
      reason_(reason),
      line_(line),
      events_(line) {
  setObjectName("log_view");
  setAccessibleName(tr("Logs: nodes by slots"));
  setAccessibleDescription(
      tr("Arrows move, Home and End go to the first and the last slot, Enter goes to the event"));
  setFrameShape(QFrame::NoFrame);
  setFocusPolicy(Qt::StrongFocus);
  viewport()->setMouseTracking(true);
  connect(selection_, &Selection::changed, this, &LogView::find_lit);
  connect(reason_, &Reason::changed, viewport(), qOverload<>(&QWidget::update));
  set_theme(theme_);
}

void LogView::set_theme(const Theme& theme) {
  theme_ = theme;
  setStyleSheet("QAbstractScrollArea { background: " + theme.panel.name() + "; border: 0; }" +
                scroll_style(theme));
  paint_ground(*viewport(), theme, theme.panel);
  lay_out();
  viewport()->update();
}

// --- what is shown -----------------------------------------------------------------------------

void LogView::line_exchanged() {
  exchanged_ = stale_ = true;
  told_ = false;
  hovered_ = focused_ = {};
}

void LogView::show_frame(const Frame& frame) {
  if (line_->history() == nullptr) return;
  if (!told_) emit available(keeps_logs(*frame.world));
  told_ = true;
  const bool same = !stale_ && frame.moment == moment_ && frame.covered == covered_;
  if (same) return;
  // What nobody looks at costs nothing.
  if (isVisible()) return refresh(frame);
  stale_ = true;
  covered_ = frame.covered;
}

void LogView::showEvent(QShowEvent* event) {
  QAbstractScrollArea::showEvent(event);
  if (!stale_ || line_->history() == nullptr) return;
  const History& history = *line_->history();
  Frame frame;
  frame.world = &history.world();
  frame.moment = history.present();
  if (frame.moment != 0) frame.last = &history.event(frame.moment);
  frame.covered = covered_;
  refresh(frame);
}

void LogView::refresh(const Frame& frame) {
  const bool was_at_end =
      exchanged_ || horizontalScrollBar()->value() == horizontalScrollBar()->maximum();
  covered_ = frame.covered;
  moment_ = frame.moment;
  at_ = frame.world->events;
  stale_ = exchanged_ = false;
  logs_.take(frame);
  lay_out();
  follow(was_at_end);
  viewport()->update();
}

void LogView::follow(bool was_at_end) {
  if (const Slot slot = logs_.changed(); slot.number > 0) return bring_into_sight(slot);
  if (was_at_end) horizontalScrollBar()->setValue(horizontalScrollBar()->maximum());
}

double LogView::row_height() const {
  const double rows = std::max(1, row_count());
  return std::clamp((viewport()->height() - head_height() - px(4)) / rows, px(18), px(38));
}

void LogView::lay_out() {
  const double wide = (logs_.last().number + 1) * cell_width();
  const double room = viewport()->width() - names_width();
  horizontalScrollBar()->setRange(0, static_cast<int>(std::max(0.0, std::ceil(wide - room))));
  horizontalScrollBar()->setPageStep(static_cast<int>(std::max(1.0, room)));
  horizontalScrollBar()->setSingleStep(static_cast<int>(cell_width()));
  const double high = row_count() * row_height();
  const double space = viewport()->height() - head_height();
  verticalScrollBar()->setRange(0, static_cast<int>(std::max(0.0, std::ceil(high - space))));
  verticalScrollBar()->setPageStep(static_cast<int>(std::max(1.0, space)));
  verticalScrollBar()->setSingleStep(static_cast<int>(row_height()));
}

void LogView::resizeEvent(QResizeEvent* event) {
  const bool at_end = horizontalScrollBar()->value() == horizontalScrollBar()->maximum();
  QAbstractScrollArea::resizeEvent(event);
  lay_out();
  if (at_end) horizontalScrollBar()->setValue(horizontalScrollBar()->maximum());
}

QRectF LogView::cell(int row, Slot slot) const {
  const double x =
      names_width() + (slot.number - 1.0) * cell_width() - horizontalScrollBar()->value();
  const double y = head_height() + row * row_height() - verticalScrollBar()->value();
  return {x, y, cell_width(), row_height()};
}

void LogView::bring_into_sight(Slot slot) {
  const QRectF box = cell(0, slot);
  QScrollBar& bar = *horizontalScrollBar();
  if (box.left() < names_width()) {
    bar.setValue(bar.value() - static_cast<int>(std::ceil(names_width() - box.left())));
  } else if (box.right() > viewport()->width()) {
    // With the slot behind it, which comes next.
    bar.setValue(bar.value() +
                 static_cast<int>(std::ceil(box.right() + cell_width() - viewport()->width())));
  }
}

// --- drawing -----------------------------------------------------------------------------------

void LogView::paintEvent(QPaintEvent*) {
  QPainter painter(viewport());
  painter.setRenderHint(QPainter::Antialiasing);
  const double left = horizontalScrollBar()->value();
  const double room = viewport()->width() - names_width();
  const Slot first{static_cast<std::uint32_t>(left / cell_width()) + 1};
  const auto end = static_cast<std::uint32_t>(std::ceil((left + room) / cell_width()));
  const Slot last{std::min(end, logs_.last().number + 1)};
  painter.save();
  painter.setClipRect(QRectF(names_width(), head_height(), room, viewport()->height()));
  for (int row = 0; row < row_count(); ++row) paint_row(painter, row, first, last);
  for (int row = 0; row < row_count(); ++row) paint_progress(painter, row);
  painter.restore();
  for (int row = 0; row < row_count(); ++row) paint_name(painter, row);
  paint_head(painter, first, last);
}

void LogView::paint_head(QPainter& painter, Slot first, Slot last) const {
  const QRectF head(0, 0, viewport()->width(), head_height());
  painter.fillRect(head, theme_.panel);
  Pencil pencil(painter, theme_, theme_.scale);
  const double y = head_height() / 2;
  painter.save();
  painter.setClipRect(head.adjusted(names_width(), 0, 0, 0));
  for (Slot slot = first; slot <= last; ++slot.number) {
    const QString number = QString::number(slot.number);
    const double width = pencil.word_width(number, 11.5, QFont::Medium);
    pencil.word(cell(0, slot).center().x() - width / 2, y, number, theme_.muted, width + 2, 11.5,
                QFont::Medium);
  }
  painter.restore();
  pencil.word(px(24), y, tr("slot"), theme_.muted, names_width(), 11.5);
}

void LogView::paint_row(QPainter& painter, int row, Slot first, Slot last) const {
  const LogRow& log = logs_.rows()[static_cast<std::size_t>(row)];
  const QRectF start = cell(row, first);
  if (row == 0) {
    painter.fillRect(QRectF(0, start.top(), viewport()->width(), start.height()), theme_.soft);
  }
  if (log.covered) {
    draw_cover(painter, theme_,
               QRectF(names_width(), start.top() + px(2), viewport()->width() - names_width(),
                      start.height() - px(4)));
    return;
  }
  for (Slot slot = first; slot <= last; ++slot.number) {
    const QRectF box = cell(row, slot);
    painter.setOpacity(strength(row, slot));
    paint_slot(painter, theme_, box, logs_.look(log, slot),
               std::min(theme_.scale, row_height() / 21));
    painter.setOpacity(1);
    const Place place{row, slot};
    if (place == focused_ && hasFocus())
      paint_outline(painter, box, 2.4);
    else if (place == hovered_ || is_lit(row, slot))
      paint_outline(painter, box, 1.4);
  }
}

/// What the leader knows of this log: a line above the slots that are its own, and a wedge before
/// the one that it sends next.
void LogView::paint_progress(QPainter& painter, int row) const {
  const LogRow& log = logs_.rows()[static_cast<std::size_t>(row)];
  if (!log.leader.exists() || log.covered) return;
  const double high = px(3);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme_.accent);
  if (log.held.number > 0) {
    const QRectF from = cell(row, {1});
    painter.drawRect(QRectF(from.left() + px(5), from.top(),
                            cell(row, log.held).right() - from.left() - px(10), high));
  }
  if (log.next.number == 0) return;
  const QRectF next = cell(row, log.next);
  const double x = next.left() - px(3);
  const double y = next.center().y();
  const double size = px(6);
  painter.setPen(QPen(theme_.panel, px(1.5)));
  painter.drawPolygon(QPolygonF({{x, y - size}, {x + 1.4 * size, y}, {x, y + size}}));
}

/// What is none of an explanation that is shown fades, and so does the log of a node that is down.
double LogView::strength(int row, Slot slot) const {
  if (!reason_->active()) return logs_.rows()[static_cast<std::size_t>(row)].up ? 1 : 0.5;
  const EventNumber number = event_of(row, slot);
  const auto& line = line_->history()->line();
  return number != 0 && number < line.size() && reason_->holds(line[number]) ? 1 : 0.25;
}

void LogView::paint_outline(QPainter& painter, const QRectF& box, double width) const {
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme_.accent, px(width)));
  painter.drawRoundedRect(box.adjusted(px(1), px(1), -px(1), -px(1)), px(5), px(5));
}

void LogView::paint_name(QPainter& painter, int row) const {
  const LogRow& log = logs_.rows()[static_cast<std::size_t>(row)];
  const QRectF box(0, cell(row, {1}).top(), names_width(), row_height());
  painter.fillRect(box, row == 0 ? theme_.soft : theme_.panel);
  Pencil pencil(painter, theme_, theme_.scale);
  const double y = box.center().y();
  const double right = box.right() - px(8);
  double x = px(24);
  if (!log.node.exists()) {
    pencil.eye({x + px(9), y}, theme_.good);
    pencil.word(x + px(24), y, log.name, theme_.text, right - x, 12.5, QFont::DemiBold);
    return;
  }
  x +=
      pencil.word(x, y, log.name, log.up ? theme_.text : theme_.muted, right - x, 13, QFont::Bold) +
      px(6);
  if (log.leading) x += pencil.crown(x, y, theme_.accent) + px(4);
  if (!log.up) x += pencil.word(x, y, tr("down"), theme_.muted, right - x, 11.5) + px(6);
  if (log.paused) x += pencil.word(x, y, tr("paused"), theme_.muted, right - x, 11.5) + px(6);
  if (log.applied.number == 0) return;
  const QString applied = tr("applied %1").arg(log.applied.number);
  const double width = std::min(pencil.word_width(applied, 11.5), right - x);
  pencil.word(right - width, y, applied, theme_.muted, width + 1, 11.5);
}

// --- from a slot to its event ------------------------------------------------------------------

EventNumber LogView::event_of(int row, Slot slot) const {
  const LogRow& log = logs_.rows()[static_cast<std::size_t>(row)];
  if (!log.node.exists()) return logs_.chosen_at(slot);
  if (log.log.find(slot) == nullptr) return 0;
  return events_.filled(log.node, slot, at_);
}

LogView::Place LogView::place_at(QPointF point) const {
  if (point.x() < names_width() || point.y() < head_height()) return {};
  const double x = point.x() - names_width() + horizontalScrollBar()->value();
  const double y = point.y() - head_height() + verticalScrollBar()->value();
  const Place place{static_cast<int>(y / row_height()),
                    {static_cast<std::uint32_t>(x / cell_width()) + 1}};
  const bool inside = place.row < row_count() && place.slot.number <= logs_.last().number;
  return inside ? place : Place();
}

Target LogView::target_at(const Place& place) const {
  if (!place.exists()) return {};
  const EventNumber number = event_of(place.row, place.slot);
  const auto& line = line_->history()->line();
  const NodeId node = logs_.rows()[static_cast<std::size_t>(place.row)].node;
  return Target::at_slot(node, place.slot, number < line.size() ? line[number] : 0);
}

void LogView::point_at(const Place& place) {
  if (place == hovered_) return;
  hovered_ = place;
  const Target target = target_at(place);
  selection_->hover(target);
  viewport()->setCursor(target.moment != 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
  if (place.exists())
    setAccessibleDescription(
        logs_.told(logs_.rows()[static_cast<std::size_t>(place.row)], place.slot));
  viewport()->update();
}

void LogView::go_to(const Place& place) {
  if (!place.exists()) return;
  const EventNumber number = event_of(place.row, place.slot);
  const auto& line = line_->history()->line();
  if (number != 0 && number < line.size()) emit moment_requested(line[number]);
}

/// What is pointed at in any view is lit here too.
void LogView::find_lit() {
  std::vector<Place> lit;
  const Target& target = selection_->shown();
  const History* history = line_->history();
  if (isVisible() && history != nullptr && target.kind == Target::Kind::event &&
      target.moment != 0 && target.moment < history->size()) {
    const EventNumber number = history->moment(target.moment).depth;
    const bool here = number <= line_->trace().length() && history->line()[number] == target.moment;
    for (const Response& response :
         here ? line_->trace().responses_of(number) : std::span<const Response>())
      for (int row = 1; row < row_count(); ++row)
        if (logs_.rows()[static_cast<std::size_t>(row)].node == response.acceptor &&
            response.kind == Response::Kind::accepted)
          lit.push_back({row, response.slot});
  }
  if (lit == lit_) return;
  lit_ = std::move(lit);
  viewport()->update();
}

bool LogView::is_lit(int row, Slot slot) const {
  return std::find(lit_.begin(), lit_.end(), Place{row, slot}) != lit_.end();
}

// --- hands -------------------------------------------------------------------------------------

void LogView::mouseMoveEvent(QMouseEvent* event) {
  if (line_->history() != nullptr) point_at(place_at(event->position()));
}

void LogView::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) go_to(place_at(event->position()));
}

/// The wheel goes along the log where all rows are in sight.
void LogView::wheelEvent(QWheelEvent* event) {
  const bool sideways = event->angleDelta().x() != 0 || verticalScrollBar()->maximum() == 0 ||
                        event->modifiers().testFlag(Qt::ShiftModifier);
  if (!sideways) return QAbstractScrollArea::wheelEvent(event);
  const QPoint turned = event->angleDelta();
  const int steps = turned.x() != 0 ? turned.x() : turned.y();
  QScrollBar& bar = *horizontalScrollBar();
  bar.setValue(bar.value() - static_cast<int>(steps / 120.0 * bar.singleStep()));
  event->accept();
}

/// What can be done at a slot: with the mouse there, with the keyboard where its focus is.
void LogView::contextMenuEvent(QContextMenuEvent* event) {
  const bool by_key = event->reason() == QContextMenuEvent::Keyboard;
  const Place place = by_key ? focused_ : place_at(event->pos());
  const Target target = target_at(place);
  event->accept();
  if (!target.exists()) return;
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->setObjectName("log_menu");
  if (target.moment != 0)
    connect(menu->addAction(tr("Go to this event\tEnter")), &QAction::triggered, this,
            [this, target] { emit moment_requested(target.moment); });
  connect(menu->addAction(tr("Why?\tW")), &QAction::triggered, this,
          [this, target] { emit why_requested(target); });
  menu->popup(by_key ? viewport()->mapToGlobal(cell(place.row, place.slot).center().toPoint())
                     : event->globalPos());
}

void LogView::leaveEvent(QEvent*) {
  hovered_ = {};
  selection_->hover({});
  viewport()->update();
}

void LogView::move_to(Place place) {
  if (row_count() == 0 || logs_.last().number == 0) return;
  place.row = std::clamp(place.row, 0, row_count() - 1);
  place.slot.number = std::clamp(place.slot.number, 1u, logs_.last().number);
  focused_ = place;
  bring_into_sight(place.slot);
  point_at(place);
  viewport()->update();
}

/// Its own keys come before the window's, which move through time.
bool LogView::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->modifiers() == Qt::NoModifier && is_own_key(key->key())) {
      event->accept();
      return true;
    }
  }
  return QAbstractScrollArea::event(event);
}

void LogView::keyPressEvent(QKeyEvent* event) {
  Place place = focused_;
  const auto page = static_cast<std::uint32_t>(
      std::max(1.0, (viewport()->width() - names_width()) / cell_width()));
  const std::uint32_t slot = place.slot.number;
  switch (event->key()) {
    case Qt::Key_Left: place.slot.number = std::max(slot, 2u) - 1; break;
    case Qt::Key_Right: ++place.slot.number; break;
    case Qt::Key_Up: --place.row; break;
    case Qt::Key_Down: ++place.row; break;
    case Qt::Key_Home: place.slot = {1}; break;
    case Qt::Key_End: place.slot = logs_.last(); break;
    case Qt::Key_PageUp: place.slot.number = slot > page ? slot - page : 1; break;
    case Qt::Key_PageDown: place.slot.number += page; break;
    case Qt::Key_Return:
    case Qt::Key_Enter: return go_to(place);
    default: return QAbstractScrollArea::keyPressEvent(event);
  }
  move_to(place);
}

void LogView::focusInEvent(QFocusEvent* event) {
  QAbstractScrollArea::focusInEvent(event);
  if (!focused_.exists() && event->reason() != Qt::MouseFocusReason) move_to({0, logs_.last()});
  viewport()->update();
}

void LogView::focusOutEvent(QFocusEvent* event) {
  QAbstractScrollArea::focusOutEvent(event);
  viewport()->update();
}

bool LogView::viewportEvent(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QAbstractScrollArea::viewportEvent(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const Place place = place_at(help->pos());
  if (!place.exists()) {
    QToolTip::hideText();
    return true;
  }
  QString text = logs_.told(logs_.rows()[static_cast<std::size_t>(place.row)], place.slot);
  text += '\n' + (event_of(place.row, place.slot) != 0 ? tr("Click: go to this event. W: why?")
                                                       : tr("W: why?"));
  QToolTip::showText(help->globalPos(), plain_tip(text), viewport());
  return true;
}

}  // namespace synod::views
