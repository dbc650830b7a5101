#include "views/clients/clients_pane.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "views/kit/chart_export.h"
#include "views/kit/plain_text.h"
#include "views/kit/style.h"

namespace synod::views {

namespace {

constexpr double usual_step = 0.6;  ///< Pixels of one simulated millisecond.
constexpr double widest_step = 6;   ///< Unless somebody zooms in: a short run fills the lanes.
constexpr double longest_step = 40;
/// Beyond the end of the run: room for the words of a short bar.
constexpr double margin = 96;

bool is_own_key(int key) {
  switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Plus:
    case Qt::Key_Minus:
    case Qt::Key_0: return true;
    default: return false;
  }
}

Table table_of(const ClientLanes& lanes, const Shape& shape) {
  Table table{{"client", "by_hand", "command", "result", "asked_ms", "answered_ms", "asked_event",
               "effect_event", "answered_event", "slot"},
              {}};
  for (const ClientRow& row : lanes.rows())
    for (const OperationRef name : row.operations) {
      const Operation& one = lanes.operation(name);
      const auto number = [](auto value) {
        return value == 0 ? QString() : QString::number(value);
      };
      table.rows.push_back({QString::fromStdString(shape.name(one.client)),
                            name.by_hand ? "1" : "0", QString::fromStdString(one.command.str()),
                            one.answered ? QString::fromStdString(one.result.str()) : QString(),
                            QString::number(one.invoked.ms),
                            one.answered ? QString::number(one.answered->ms) : QString(),
                            number(one.asked_at), number(one.effect_at), number(one.answered_at),
                            number(one.slot.number)});
    }
  return table;
}

}  // namespace

ClientsPane::ClientsPane(Selection* selection, Reason* reason, const LineTrace* line,
                         QWidget* parent)
    : QAbstractScrollArea(parent), selection_(selection), reason_(reason), line_(line) {
  setObjectName("clients_pane");
  setAccessibleName(tr("Clients: operations along time"));
  setAccessibleDescription(
      tr("Left and Right go from operation to operation, Up and Down to another client, Enter goes "
         "to the event, plus and minus zoom, 0 shows the whole run"));
  setFrameShape(QFrame::NoFrame);
  setFocusPolicy(Qt::StrongFocus);
  viewport()->setMouseTracking(true);
  connect(selection_, &Selection::changed, this, &ClientsPane::see_selection);
  connect(reason_, &Reason::changed, viewport(), qOverload<>(&QWidget::update));
  set_theme(theme_);
}

void ClientsPane::set_theme(const Theme& theme) {
  theme_ = theme;
  setStyleSheet("QAbstractScrollArea { background: " + theme.panel.name() + "; border: 0; }" +
                scroll_style(theme));
  paint_ground(*viewport(), theme, theme.panel);
  lay_out();
  viewport()->update();
}

// --- what is shown -----------------------------------------------------------------------------

void ClientsPane::line_exchanged() {
  looked_ = false;
  zoom_ = Zoom::by_itself;
  lanes_.clear();
  pointed_.reset();
  focused_.reset();
  without_order_.clear();
  viewport()->update();
}

void ClientsPane::show_frame(const Frame& frame) {
  if (history() == nullptr) return;
  const bool moved = frame.now != now_ || frame.world->events != present_;
  now_ = frame.now;
  present_ = frame.world->events;
  hidden_ = frame.answers_hidden;
  without_order_ = frame.world->observer.without_order();
  // What nobody looks at costs nothing.
  if (!isVisible()) return;
  look_at_line();
  if (moved) follow();
  viewport()->update();
}

void ClientsPane::showEvent(QShowEvent* event) {
  QAbstractScrollArea::showEvent(event);
  look_at_line();
  see_selection();
  follow();
}

/// The recorded future is a part of the line: it is looked at when its end changes.
void ClientsPane::look_at_line() {
  if (history() == nullptr) return;
  const auto& line = history()->line();
  const MomentId end = line.back();
  if (looked_ && end == end_) return;
  const EventNumber known = looked_ ? history()->moment(end_).depth : 0;
  const bool goes_on = looked_ && known < line.size() && line[known] == end_;
  if (end == history()->present()) {
    lanes_.take(history()->world(), goes_on);
  } else {
    lanes_.take(history()->world_at(end), goes_on);
  }
  looked_ = true;
  end_ = end;
  lay_out();
}

double ClientsPane::fitting_step() const {
  const double room = layout_.field().width() - px(margin);
  return std::max(1.0, room) / static_cast<double>(std::max<std::int64_t>(lanes_.end().ms, 1));
}

double ClientsPane::step() const {
  switch (zoom_) {
    case Zoom::by_itself:
      return std::clamp(fitting_step(), usual_step * theme_.scale, widest_step * theme_.scale);
    case Zoom::whole_run: return fitting_step();
    case Zoom::chosen: break;
  }
  return chosen_step_ * theme_.scale;
}

void ClientsPane::lay_out() {
  layout_.scale = theme_.scale;
  layout_.size = viewport()->size();
  layout_.rows = lanes_.rows().size();
  layout_.step = step();
  const double room = layout_.field().width();
  const double wide = static_cast<double>(lanes_.end().ms) * layout_.step + px(margin);
  horizontalScrollBar()->setRange(0, static_cast<int>(std::max(0.0, std::ceil(wide - room))));
  horizontalScrollBar()->setPageStep(static_cast<int>(std::max(1.0, room)));
  horizontalScrollBar()->setSingleStep(static_cast<int>(px(60)));
  verticalScrollBar()->setRange(
      0, static_cast<int>(std::max(0.0, std::ceil(layout_.height() - layout_.size.height()))));
  verticalScrollBar()->setPageStep(static_cast<int>(std::max(1.0, layout_.field().height())));
  verticalScrollBar()->setSingleStep(static_cast<int>(layout_.row_height()));
  layout_.from = (horizontalScrollBar()->value() - px(6)) / layout_.step;
  layout_.down = verticalScrollBar()->value();
}

void ClientsPane::resizeEvent(QResizeEvent* event) {
  QAbstractScrollArea::resizeEvent(event);
  lay_out();
  follow();
}

void ClientsPane::scrollContentsBy(int, int) {
  layout_.from = (horizontalScrollBar()->value() - px(6)) / layout_.step;
  layout_.down = verticalScrollBar()->value();
  viewport()->update();
}

/// Keeps the present moment in sight.
void ClientsPane::follow() {
  const QRectF field = layout_.field();
  const double x = layout_.x(now_);
  if (x >= field.left() && x <= field.right() - px(20)) return;
  const double wanted = now_ * layout_.step - field.width() * 0.75;
  horizontalScrollBar()->setValue(static_cast<int>(std::max(0.0, wanted)));
}

void ClientsPane::zoom_by(double factor) {
  zoom_at(factor, std::clamp(layout_.x(now_), layout_.field().left(), layout_.field().right()));
}

void ClientsPane::zoom_at(double factor, double x) {
  const double time = layout_.time(x);
  const double least = std::min(fitting_step(), usual_step * theme_.scale);
  chosen_step_ = std::clamp(layout_.step * factor, least, longest_step) / theme_.scale;
  zoom_ = Zoom::chosen;
  lay_out();
  horizontalScrollBar()->setValue(
      static_cast<int>(std::lround(time * layout_.step + px(6) - (x - layout_.names()))));
  viewport()->update();
}

void ClientsPane::fit() {
  zoom_ = Zoom::whole_run;
  lay_out();
  viewport()->update();
}

ClientScene ClientsPane::scene() const {
  ClientScene scene;
  scene.lanes = &lanes_;
  scene.history = history();
  scene.reason = reason_;
  scene.theme = &theme_;
  scene.shape = &history()->world().shape();
  scene.layout = layout_;
  scene.now = now_;
  scene.present = present_;
  scene.hidden = hidden_;
  scene.without_order = without_order_;
  scene.pointed = pointed_;
  if (hasFocus()) scene.focused = focused_;
  scene.lit = lit_;
  return scene;
}

void ClientsPane::paintEvent(QPaintEvent*) {
  if (history() == nullptr || !looked_) return;
  QPainter painter(viewport());
  const ClientScene seen = scene();
  ClientPainter(painter, seen).paint();
}

void ClientsPane::paint_as(QPainter& painter, QSizeF size) const {
  if (history() == nullptr || !looked_) return;
  ClientScene seen = scene();
  seen.layout.size = size;
  seen.pointed.reset();
  seen.focused.reset();
  ClientPainter(painter, seen).paint();
}

// --- from a bar to its events ------------------------------------------------------------------

std::optional<OperationRef> ClientsPane::operation_at(QPointF point) const {
  if (!layout_.field().contains(point)) return std::nullopt;
  const auto row = layout_.row_at(point.y());
  if (!row) return std::nullopt;
  // The bars are as wide as they are drawn: a short one is a little wider than its time.
  const double reach = px(3);
  const auto time = static_cast<std::int64_t>(std::floor(layout_.time(point.x() - reach)));
  const auto& operations = lanes_.rows()[*row].operations;
  for (std::size_t i = lanes_.first_after(*row, {time}); i < operations.size(); ++i) {
    const QRectF box = layout_.box(lanes_.bar(*row, i), *row);
    if (box.left() > point.x() + reach) return std::nullopt;
    const bool covered = is_covered(lanes_.operation(operations[i]).asked_at);
    if (box.right() + reach >= point.x() && !covered) return operations[i];
  }
  return std::nullopt;
}

QRectF ClientsPane::box_of(OperationRef operation) const {
  const auto place = lanes_.find(operation);
  return place ? layout_.box(lanes_.bar(place->first, place->second), place->first) : QRectF();
}

MomentId ClientsPane::moment(EventNumber number) const {
  const auto& line = history()->line();
  return number != 0 && number < line.size() && !is_covered(number) ? line[number] : 0;
}

Target ClientsPane::target_of(OperationRef name) const {
  return target_of(name, box_of(name).right());
}

Target ClientsPane::target_of(OperationRef name, double x) const {
  const Operation& operation = lanes_.operation(name);
  std::vector<MomentId> moments;
  for (const EventNumber number : {operation.answered_at, operation.effect_at, operation.asked_at})
    if (const MomentId at = moment(number);
        at != 0 && std::find(moments.begin(), moments.end(), at) == moments.end())
      moments.push_back(at);
  if (moments.empty()) return {};
  const auto distance = [&](MomentId at) {
    return std::abs(layout_.x(static_cast<double>(history()->moment(at).time.ms)) - x);
  };
  // Only near its begin and near its tick anything else than the answer is meant.
  std::size_t nearest = 0;
  for (std::size_t i = 1; i < moments.size(); ++i)
    if (distance(moments[i]) <= px(5) && distance(moments[i]) < distance(moments[nearest]))
      nearest = i;
  std::swap(moments[0], moments[nearest]);
  moments.resize(3);
  return Target::at_operation(name, moments[0], {moments[1], moments[2]});
}

void ClientsPane::point_at(std::optional<OperationRef> name, const Target& target) {
  if (name == pointed_ && target == selection_->hovered()) return;
  pointed_ = name;
  selection_->hover(target);
  viewport()->setCursor(target.moment != 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
  if (name) setAccessibleDescription(told(lanes_.operation(*name), history()->world().shape()));
  viewport()->update();
}

void ClientsPane::go_to(const Target& target) {
  if (target.moment != 0) emit moment_requested(target.moment);
}

/// What is pointed at in any view is lit here too.
void ClientsPane::see_selection() {
  if (history() == nullptr || !isVisible()) return;
  std::vector<MomentId> lit = moments_of(selection_->shown(), *history());
  if (lit == lit_) return;
  lit_ = std::move(lit);
  viewport()->update();
}

void ClientsPane::bring_into_sight(OperationRef operation) {
  const QRectF box = box_of(operation);
  const QRectF field = layout_.field();
  if (box.isNull()) return;
  if (box.left() < field.left() || box.left() > field.right() - px(60))
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() +
                                    static_cast<int>(box.left() - field.left() - px(40)));
  if (box.top() < field.top() || box.bottom() > field.bottom())
    verticalScrollBar()->setValue(verticalScrollBar()->value() +
                                  static_cast<int>(box.center().y() - field.center().y()));
}

// --- hands -------------------------------------------------------------------------------------

void ClientsPane::mouseMoveEvent(QMouseEvent* event) {
  if (history() == nullptr) return;
  const auto name = operation_at(event->position());
  point_at(name, name ? target_of(*name, event->position().x()) : Target());
}

void ClientsPane::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || history() == nullptr) return;
  const auto name = operation_at(event->position());
  const Target target = name ? target_of(*name, event->position().x()) : Target();
  if (event->modifiers().testFlag(Qt::ControlModifier)) return selection_->pin(target);
  go_to(target);
}

/// The wheel goes along time where all rows are in sight; with Ctrl it zooms.
void ClientsPane::wheelEvent(QWheelEvent* event) {
  const QPoint turned = event->angleDelta();
  if (event->modifiers().testFlag(Qt::ControlModifier)) {
    zoom_at(std::pow(zoom_step, turned.y() / 120.0), event->position().x());
    return event->accept();
  }
  const bool sideways = turned.x() != 0 || verticalScrollBar()->maximum() == 0 ||
                        event->modifiers().testFlag(Qt::ShiftModifier);
  if (!sideways) return QAbstractScrollArea::wheelEvent(event);
  const int steps = turned.x() != 0 ? turned.x() : turned.y();
  QScrollBar& bar = *horizontalScrollBar();
  bar.setValue(bar.value() - static_cast<int>(steps / 120.0 * bar.singleStep()));
  event->accept();
}

void ClientsPane::leaveEvent(QEvent*) {
  point_at(std::nullopt, {});
}

QMenu* ClientsPane::menu_for(OperationRef name) {
  const Operation& operation = lanes_.operation(name);
  auto* menu = new QMenu(this);
  const auto add = [&](const QString& text, EventNumber number) {
    const MomentId at = moment(number);
    if (at != 0)
      connect(menu->addAction(text), &QAction::triggered, this,
              [this, at] { emit moment_requested(at); });
  };
  add(tr("Go to where it was asked for"), operation.asked_at);
  add(tr("Go to where it took effect"), operation.effect_at);
  add(tr("Go to where it was answered"), operation.answered_at);
  connect(menu->addAction(tr("Why?\tW")), &QAction::triggered, this,
          [this, target = target_of(name)] { emit why_requested(target); });
  menu->addSeparator();
  return menu;
}

/// What can be done: with the mouse there, with the keyboard where its focus is.
void ClientsPane::contextMenuEvent(QContextMenuEvent* event) {
  event->accept();
  if (history() == nullptr || !looked_) return;
  const bool by_key = event->reason() == QContextMenuEvent::Keyboard;
  const auto name = by_key ? focused_ : operation_at(event->pos());
  QMenu* menu = name ? menu_for(*name) : new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->setObjectName("clients_menu");
  add_save_actions(*menu, this, [this] {
    return ChartFile{.name = tr("clients"),
                     .title = tr("Operations of clients"),
                     .size = viewport()->size(),
                     .ground = theme_.panel,
                     .paint = [this](QPainter& painter) { paint_as(painter, viewport()->size()); },
                     .table = table_of(lanes_, history()->world().shape())};
  });
  menu->popup(by_key && name ? viewport()->mapToGlobal(box_of(*name).center().toPoint())
                             : event->globalPos());
}

/// Where the keys begin: the last operation of the first lane that has any.
std::optional<OperationRef> ClientsPane::newest() const {
  for (const ClientRow& row : lanes_.rows())
    if (!row.operations.empty()) return row.operations.back();
  return std::nullopt;
}

std::optional<OperationRef> ClientsPane::neighbour(int key) const {
  const std::optional<OperationRef> from = focused_ ? focused_ : newest();
  const auto place = from ? lanes_.find(*from) : std::nullopt;
  if (!place) return std::nullopt;
  const auto& rows = lanes_.rows();
  const auto& own = rows[place->first].operations;
  switch (key) {
    case Qt::Key_Left: return own[place->second - (place->second > 0 ? 1u : 0u)];
    case Qt::Key_Right: return own[std::min(place->second + 1, own.size() - 1)];
    case Qt::Key_Home: return own.front();
    case Qt::Key_End: return own.back();
    default: break;
  }
  const int way = key == Qt::Key_Up ? -1 : 1;
  const SimTime time = lanes_.operation(*from).invoked;
  for (auto row = static_cast<int>(place->first) + way;
       row >= 0 && row < static_cast<int>(rows.size()); row += way) {
    const auto& operations = rows[static_cast<std::size_t>(row)].operations;
    if (operations.empty()) continue;
    const std::size_t near = lanes_.first_after(static_cast<std::size_t>(row), time);
    return operations[std::min(near, operations.size() - 1)];
  }
  return from;
}

void ClientsPane::focus_on(OperationRef name) {
  if (is_covered(lanes_.operation(name).asked_at)) return;
  focused_ = name;
  bring_into_sight(name);
  point_at(name, target_of(name));
  viewport()->update();
}

/// Its own keys come before the window's, which move through time.
bool ClientsPane::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool plain = (key->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) == 0;
    if (plain && is_own_key(key->key())) {
      event->accept();
      return true;
    }
  }
  return QAbstractScrollArea::event(event);
}

void ClientsPane::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Plus: return zoom_by(zoom_step);
    case Qt::Key_Minus: return zoom_by(1 / zoom_step);
    case Qt::Key_0: return fit();
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (focused_) go_to(target_of(*focused_));
      return;
    default: break;
  }
  if (!is_own_key(event->key())) return QAbstractScrollArea::keyPressEvent(event);
  if (const auto next = neighbour(event->key())) focus_on(*next);
}

/// By keyboard one comes to what was asked for last.
void ClientsPane::focusInEvent(QFocusEvent* event) {
  QAbstractScrollArea::focusInEvent(event);
  const bool by_key =
      event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
  if (!focused_ && by_key && history() != nullptr)
    if (const auto first = newest()) focus_on(*first);
  viewport()->update();
}

void ClientsPane::focusOutEvent(QFocusEvent* event) {
  QAbstractScrollArea::focusOutEvent(event);
  viewport()->update();
}

bool ClientsPane::viewportEvent(QEvent* event) {
  if (event->type() != QEvent::ToolTip || history() == nullptr)
    return QAbstractScrollArea::viewportEvent(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const auto name = operation_at(help->pos());
  if (!name || is_covered(lanes_.operation(*name).answered_at)) {
    QToolTip::hideText();
    return true;
  }
  QToolTip::showText(help->globalPos(),
                     plain_tip(told(lanes_.operation(*name), history()->world().shape()) + u'\n' +
                               tr("Click: go to this event. W: why?")),
                     viewport());
  return true;
}

}  // namespace synod::views
