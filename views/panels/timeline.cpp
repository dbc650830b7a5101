#include "views/panels/timeline.h"

#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainterPath>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <limits>

#include "model/world/protocol.h"
#include "views/kit/cover.h"
#include "views/kit/event_mark.h"
#include "views/kit/icons.h"
#include "views/kit/plain_text.h"
#include "views/kit/style.h"
#include "views/kit/told_at.h"
#include "views/kit/translated.h"
#include "views/panels/loop_arc.h"

namespace synod::views {

namespace {

// Lengths at scale 1.
constexpr double start_gap = 34;  ///< From the line's left end to its first dot.
constexpr double line_y = 50;
constexpr double height_at_rest = 92;
constexpr double thin_line_y = 22;
constexpr double thin_height = 56;
constexpr double sign_below = 17;  ///< From the line to a sign's middle.
constexpr double sign_pitch = 16;  ///< From one sign to the next, at least.
constexpr QSizeF flag_size(17, 14);
constexpr double flag_below = 25;  ///< From the line to a flag's top; it hangs below the checks.
constexpr double thin_flag_below = 16;
constexpr double lane_gap = 19;
constexpr double branch_tick = 11;
constexpr int lanes = 2;
constexpr std::size_t most_previews = 3;

/// Of the moments that share a pixel, the one that must be seen.
int weight_of(const Moment& moment) {
  if (moment.violated) return 4;
  if (moment.chosen) return 3;
  const Mark mark = mark_of(moment);
  if (mark == Mark::crash || mark == Mark::wipe || mark == Mark::cut) return 2;
  return mark == Mark::message ? 0 : 1;
}

/// Below a tick: something is violated there, or chosen.
void draw_sign(QPainter& painter, const Theme& theme, QPointF moment, bool violated) {
  draw_tick_sign(painter, theme, moment + QPointF(0, sign_below * theme.scale), violated);
}

}  // namespace

Timeline::Timeline(Selection* selection, QWidget* parent)
    : QWidget(parent), selection_(selection), list_(new QToolButton(this)) {
  setAccessibleName(tr("Timeline"));
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  list_->setFocusPolicy(Qt::TabFocus);
  list_->setCursor(Qt::PointingHandCursor);
  list_->setToolTip(tr("Every way that this run went, with its outcome (G)"));
  list_->hide();
  connect(list_, &QToolButton::clicked, this, &Timeline::branches_requested);
  connect(selection_, &Selection::changed, this, qOverload<>(&QWidget::update));
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  set_theme(theme_);
}

void Timeline::set_theme(const Theme& theme) {
  theme_ = theme;
  paint_ground(*this, theme, theme.panel);
  setFixedHeight(sizeHint().height());
  list_->setFont(theme.font(8.5));
  list_->setStyleSheet(button_style(theme));
  known_ = 0;
  if (history_ != nullptr) look_at_history();
  update();
}

QSize Timeline::sizeHint() const {
  return {static_cast<int>(800 * theme_.scale),
          static_cast<int>((thin_ ? thin_height : height_at_rest) * theme_.scale)};
}

void Timeline::set_reason(const Reason* reason) {
  reason_ = reason;
  connect(reason, &Reason::changed, this, [this] {
    still_ = {};
    ticks_.clear();
    update();
  });
}

void Timeline::set_history(const History* history) {
  history_ = history;
  known_ = 0;
  position_ = now_ = 0;
  branches_ = {};
  ticks_.clear();
  previews_.clear();
  loop_.clear();
  hovered_.reset();
  update();
}

void Timeline::show_frame(const Frame& frame) {
  if (history_ == nullptr) return;
  const bool changed = look_at_history();
  if (!changed && frame.position == position_ && frame.now == now_ &&
      frame.answers_hidden == answers_hidden_)
    return;
  answers_hidden_ = frame.answers_hidden;
  position_ = frame.position;
  now_ = frame.now;
  setAccessibleDescription(description());
  update();
}

bool Timeline::look_at_history() {
  const MomentId last = history_->line().back();
  if (known_ == history_->size() && known_end_ == last && known_present_ == history_->present())
    return false;
  const bool same_branches = (known_ == history_->size() && known_end_ == last) || only_grew();
  known_ = history_->size();
  known_length_ = history_->line().size();
  known_end_ = last;
  known_present_ = history_->present();
  if (!same_branches) branches_ = branches_of(*history_, lanes);
  find_previews();
  show_branches_button();
  still_ = {};
  return true;
}

void Timeline::show_branches_button() {
  const std::size_t ways = branches_.shown.size() + branches_.hidden + 1;
  list_->setVisible(ways > 1 && !thin_);
  list_->setText(tr("%n branches…", nullptr, static_cast<int>(ways))
                     .replace(QStringLiteral("%n"), QString::number(ways)));
  list_->setAccessibleName(list_->text());
  list_->adjustSize();
  list_->move(width() - list_->width() - static_cast<int>(timeline_side * theme_.scale),
              height() - list_->height() - static_cast<int>(4 * theme_.scale));
}

bool Timeline::only_grew() const {
  const std::vector<MomentId>& line = history_->line();
  if (known_ == 0 || known_ > history_->size() || known_length_ > line.size()) return false;
  return line.size() - known_length_ == history_->size() - known_ &&
         line[known_length_ - 1] == known_end_;
}

void Timeline::find_previews() {
  previews_.clear();
  if (known_present_ != known_end_) return;
  const Cluster& world = history_->world();
  for (const Action& action : enabled(world)) {
    if (previews_.size() == most_previews) break;
    const Message* message = world.message(action.message);
    const Ballot ballot = message != nullptr ? headline_ballot(message->body) : Ballot();
    previews_.push_back(
        {ballot.exists() ? theme_.ballot(ballot).fill : theme_.muted, message == nullptr});
  }
}

// --- places ------------------------------------------------------------------------------------

EventNumber Timeline::end() const {
  return history_ == nullptr ? 0 : static_cast<EventNumber>(history_->line().size() - 1);
}

TickAxis Timeline::axis() const {
  std::size_t furthest = end() + most_previews;
  for (const Branch& branch : branches_.shown)
    furthest = std::max<std::size_t>(furthest, branch.end() + 1);
  return {static_cast<double>(width()), start_gap, static_cast<double>(furthest), theme_.scale};
}

double Timeline::y_of(int lane) const {
  return ((thin_ ? thin_line_y : line_y) - lane * (thin_ ? 9 : lane_gap)) * theme_.scale;
}

double Timeline::depth_at(double x) const {
  return std::clamp(axis().place_at(x), 0.0, static_cast<double>(end()));
}

QPointF Timeline::place_of(MomentId moment) const {
  const EventNumber depth = history_->moment(moment).depth;
  for (const Branch& branch : branches_.shown)
    if (depth > branch.start && depth <= branch.end() &&
        branch.moments[depth - branch.start - 1] == moment)
      return {x_of(depth), y_of(branch.lane)};
  return {x_of(depth), y_of(0)};
}

std::optional<MomentId> Timeline::moment_at(QPointF point) const {
  if (history_ == nullptr) return std::nullopt;
  // A tick is hit from a little beside it, too: no hand is as steady as a pixel.
  const double reach = std::max(spacing() / 2, 8 * theme_.scale);
  const double depth = std::round(axis().place_at(point.x()));
  for (const Branch& branch : branches_.shown) {
    if (std::abs(point.y() - y_of(branch.lane)) > lane_gap * theme_.scale / 2) continue;
    if (point.x() < x_of(branch.start + 1) - reach || point.x() > x_of(branch.end()) + reach)
      continue;
    const double index =
        std::clamp(depth - branch.start - 1, 0.0, static_cast<double>(branch.moments.size() - 1));
    return weightiest(branch.moments, static_cast<std::size_t>(index));
  }
  const double above = (lane_gap / 2) * theme_.scale;
  const double slack = std::ceil(reach / spacing());
  if (point.y() < y_of(0) - above || depth < -slack || depth > end() + slack) return std::nullopt;
  const double nearest = std::clamp(depth, 0.0, static_cast<double>(end()));
  return weightiest(history_->line(), static_cast<std::size_t>(nearest));
}

/// Where ticks stand closer than a pointer can tell, the one that is drawn for its neighbours.
MomentId Timeline::weightiest(const std::vector<MomentId>& moments, std::size_t index) const {
  constexpr double hand = 3;
  const auto beside = static_cast<std::size_t>(hand / spacing());
  std::size_t best = index;
  const std::size_t last = std::min(index + beside, moments.size() - 1);
  for (std::size_t i = index - std::min(index, beside); i <= last; ++i)
    if (weight(moments[i]) > weight(moments[best])) best = i;
  return moments[best];
}

void Timeline::set_flags(std::vector<TimelineFlag> flags) {
  if (flags == flags_) return;
  flags_ = std::move(flags);
  update();
}

void Timeline::set_loop(std::vector<MomentId> turns) {
  if (turns == loop_) return;
  loop_ = std::move(turns);
  setAccessibleDescription(description());
  update();
}

bool Timeline::loop_is_on_line() const {
  if (history_ == nullptr || loop_.size() < 2 || loop_.back() >= history_->size()) return false;
  const EventNumber depth = history_->moment(loop_.back()).depth;
  return depth <= end() && history_->line()[depth] == loop_.back();
}

void Timeline::set_thin(bool thin) {
  if (thin == thin_) return;
  thin_ = thin;
  set_theme(theme_);
}

QRectF Timeline::flag_rect(MomentId moment) const {
  const bool there = std::any_of(flags_.begin(), flags_.end(),
                                 [&](const TimelineFlag& flag) { return flag.moment == moment; });
  if (!there || history_ == nullptr || moment >= history_->size()) return {};
  const EventNumber depth = history_->moment(moment).depth;
  const QPointF place = place_of(moment);
  const bool on_line = depth <= end() && history_->line()[depth] == moment;
  if (!on_line && place.y() == y_of(0)) return {};
  const double below = thin_ ? thin_flag_below : flag_below;
  return {QPointF(place.x(), y_of(0) + below * theme_.scale), flag_size * theme_.scale};
}

const TimelineFlag* Timeline::flag_at(QPointF point) const {
  for (const TimelineFlag& flag : flags_)
    if (flag_rect(flag.moment).adjusted(-2, -2, 2, 2).contains(point)) return &flag;
  return nullptr;
}

bool Timeline::is_covered(MomentId moment) const {
  return answers_hidden_ &&
         history_->moment(moment).depth > history_->moment(history_->present()).depth;
}

// --- words -------------------------------------------------------------------------------------

QString Timeline::label() const {
  return tr("step %1 of %2 · %3 ms")
      .arg(static_cast<qlonglong>(std::floor(position_ + 1e-9)))
      .arg(end())
      .arg(static_cast<qlonglong>(std::llround(now_)));
}

/// For who does not see it.
QString Timeline::description() const {
  if (!loop_is_on_line()) return label();
  return tr("%1 · from step %2 to step %3 again and again")
      .arg(label())
      .arg(history_->moment(loop_[0]).depth)
      .arg(history_->moment(loop_[1]).depth);
}

QString Timeline::sentence(MomentId moment) const {
  if (moment == 0) return tr("The start");
  if (is_covered(moment)) return tr("Covered: ask the class first.");
  return QStringLiteral("%1. %2")
      .arg(history_->moment(moment).depth)
      .arg(sentences_at(theme_.detail, history_->event(moment)));
}

// --- pictures ----------------------------------------------------------------------------------

void Timeline::paintEvent(QPaintEvent*) {
  if (history_ == nullptr) return;
  const QSize wanted = size() * devicePixelRatioF();
  if (still_.size() != wanted) {
    still_ = QPixmap(wanted);
    still_.setDevicePixelRatio(devicePixelRatioF());
    still_.fill(Qt::transparent);
    QPainter painter(&still_);
    draw_still(painter);
  }
  QPainter painter(this);
  painter.drawPixmap(0, 0, still_);
  if (answers_hidden_) draw_future_cover(painter);
  draw_hovered(painter);
  if (!answers_hidden_) draw_turns(painter);
  draw_flags(painter);
  draw_cursor(painter);
  if (!thin_) draw_label(painter);
  painter.setPen(theme_.divider);
  painter.drawLine(0, 0, width(), 0);
  if (hasFocus()) draw_focus_frame(painter, theme_, rect().adjusted(2, 2, -3, -3));
}

/// What is pointed at, here or elsewhere.
void Timeline::draw_hovered(QPainter& painter) const {
  for (const MomentId lit : moments_of(selection_->hovered(), *history_))
    if (lit < history_->size()) draw_lit(painter, lit);
}

void Timeline::draw_lit(QPainter& painter, MomentId lit) const {
  const double reach = timeline_tick * 0.75 * theme_.scale;
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme_.accent, 2 * theme_.scale));
  painter.drawRoundedRect(
      QRectF(place_of(lit) - QPointF(reach * 0.7, reach), QSizeF(2 * reach * 0.7, 2 * reach)), 4,
      4);
  painter.setRenderHint(QPainter::Antialiasing, false);
}

void Timeline::draw_still(QPainter& painter) const {
  painter.setRenderHint(QPainter::Antialiasing);
  draw_tick_line(painter, theme_, {timeline_side * theme_.scale, y_of(0)},
                 {width() - timeline_side * theme_.scale, y_of(0)});
  for (const Branch& branch : branches_.shown) draw_branch(painter, branch);
  draw_line_ticks(painter);
  draw_previews(painter);
}

void Timeline::draw_branch(QPainter& painter, const Branch& branch) const {
  const double left = x_of(branch.start);
  const double rise = std::min(spacing(), 26 * theme_.scale);
  const double from = y_of(branch.from_lane);
  const double to = y_of(branch.lane);
  QPainterPath path({left, from});
  path.cubicTo({left + rise * 0.5, from}, {left + rise * 0.4, to}, {left + rise * 0.9, to});
  path.lineTo(x_of(branch.end()), to);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme_.divider, 1.8 * theme_.scale));
  painter.drawPath(path);
  painter.setOpacity(0.65);
  draw_ticks(painter, branch.moments, branch.start + 1, branch.lane);
  painter.setOpacity(1);
  const auto chosen = std::find_if(branch.moments.begin(), branch.moments.end(),
                                   [&](MomentId id) { return history_->moment(id).chosen; });
  if (chosen == branch.moments.end() || spacing() < 8) return;
  const auto& event = history_->event(*chosen);
  if (event.chosen.empty()) return;
  const double side_of_check = 15 * theme_.scale;
  const double x = x_of(branch.end()) + 9 * theme_.scale;
  draw_icon(painter, QStringLiteral("check"), theme_.good,
            QRectF(x, to - side_of_check / 2, side_of_check, side_of_check));
  painter.setFont(theme_.font(8));
  painter.setPen(theme_.muted);
  painter.drawText(
      QRectF(x + side_of_check + 4, to - 10 * theme_.scale, 160 * theme_.scale, 20 * theme_.scale),
      Qt::AlignVCenter | Qt::TextSingleLine,
      tr("%1 %2", "a value, and what became of it: chosen, committed")
          .arg(QString::fromStdString(event.chosen.front().vote.value.str()),
               translated(decision_word(history_->world()))));
}

void Timeline::draw_line_ticks(QPainter& painter) const {
  const std::size_t size = axis().group_size();
  ticks_.follow(history_->line(), size, [this](MomentId id) { return weight(id); });
  for (const MomentId id : ticks_.shown())
    if (id != 0 || size == 1) draw_tick(painter, id, 0);
  // Signs that would overlap are left out, and what is violated stands over what is chosen.
  for (const bool violated : {false, true}) {
    double free_from = std::numeric_limits<double>::lowest();
    for (const MomentId id : ticks_.shown()) {
      const Moment& moment = history_->moment(id);
      const QPointF center(x_of(moment.depth), y_of(0));
      const bool told = violated ? moment.violated : moment.chosen && !moment.violated;
      if (!told || center.x() < free_from) continue;
      draw_sign(painter, theme_, center, violated);
      free_from = center.x() + sign_pitch * theme_.scale;
    }
  }
}

void Timeline::draw_ticks(QPainter& painter, const std::vector<MomentId>& moments,
                          EventNumber first, int lane) const {
  const std::size_t step = axis().group_size();
  for (std::size_t i = 0; i < moments.size(); i += step) {
    std::size_t shown = i;
    for (std::size_t k = i; k < std::min(i + step, moments.size()); ++k)
      if (weight(moments[k]) > weight(moments[shown])) shown = k;
    if (first + shown == 0 && step > 1) continue;
    draw_tick(painter, moments[shown], lane);
  }
}

int Timeline::weight(MomentId id) const {
  return weight_of(history_->moment(id)) + (is_part(id) ? 10 : 0);
}

/// A frame around an event of the explanation, with a dot above: to be seen without colour too.
void Timeline::draw_part(QPainter& painter, QPointF center) const {
  painter.setOpacity(1);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme_.accent);
  const double dot = std::clamp(spacing() * 0.3, 1.2, 3.2) * theme_.scale;
  painter.drawEllipse(center - QPointF(0, 15 * theme_.scale), dot, dot);
  if (spacing() < timeline_tick * theme_.scale) return;
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme_.accent, 1.4 * theme_.scale));
  const double wide = std::min(spacing() - 3, 17 * theme_.scale);
  const double high = 21 * theme_.scale;
  painter.drawRoundedRect(QRectF(center.x() - wide / 2, center.y() - high / 2, wide, high), 4, 4);
}

void Timeline::draw_tick(QPainter& painter, MomentId id, int lane) const {
  const Moment& moment = history_->moment(id);
  const QPointF center(x_of(moment.depth), y_of(lane));
  const double size = (lane == 0 ? timeline_tick : branch_tick) * theme_.scale;
  painter.save();
  if (reason_ != nullptr && reason_->active()) {
    if (is_part(id)) draw_part(painter, center);
    if (!is_part(id)) painter.setOpacity(0.3);
  }
  draw_tick_mark(painter, theme_, moment, id == 0, {center, size, spacing()});
  painter.restore();
  if (lane != 0 && moment.violated) draw_sign(painter, theme_, center, true);
}

void Timeline::draw_previews(QPainter& painter) const {
  if (spacing() < 5) return;
  const double size = timeline_tick * theme_.scale;
  painter.setBrush(theme_.panel);
  for (std::size_t i = 0; i < previews_.size(); ++i) {
    const QPointF center(x_of(end() + static_cast<double>(i) + 1), y_of(0));
    QPen pen(previews_[i].color, 1.3 * theme_.scale);
    pen.setDashPattern({1.6, 1.4});
    painter.setPen(pen);
    const double wide = std::min(size * 0.45, spacing() * 0.6);
    painter.drawRoundedRect(QRectF(center.x() - wide / 2, center.y() - size / 2, wide, size), 2, 2);
  }
}

void Timeline::draw_cursor(QPainter& painter) const {
  painter.setRenderHint(QPainter::Antialiasing);
  draw_time_cursor(painter, theme_, x_of(position_), y_of(0) - 21 * theme_.scale,
                   y_of(0) + 18 * theme_.scale);
  painter.setRenderHint(QPainter::Antialiasing, false);
}

void Timeline::draw_label(QPainter& painter) const {
  painter.setFont(theme_.font(8.5));
  painter.setPen(theme_.muted);
  const double edge = timeline_side * theme_.scale;
  // The button has the corner.
  const double taken = list_->isVisibleTo(this) ? list_->width() + 10 * theme_.scale : 0;
  QString text = label();
  if (branches_.hidden != 0)
    text = tr("branches not shown: %1 · %2").arg(branches_.hidden).arg(text);
  painter.drawText(
      QRectF(edge, height() - 22 * theme_.scale, width() - 2 * edge - taken, 20 * theme_.scale),
      Qt::AlignRight | Qt::AlignVCenter, text);
}

void Timeline::draw_turns(QPainter& painter) const {
  if (!loop_is_on_line()) return;
  const double above = y_of(0) - (timeline_tick / 2 + 3) * theme_.scale;
  const double top = (thin_ ? 3 : 14) * theme_.scale;
  for (std::size_t i = 1; i < loop_.size(); ++i)
    draw_loop_arc(painter, theme_, {place_of(loop_[i]).x(), above},
                  {place_of(loop_[i - 1]).x(), above}, top);
  if (thin_) return;
  draw_loop_words(painter, theme_, {place_of(loop_.front()).x(), top},
                  {place_of(loop_.back()).x(), top}, tr("again and again"));
}

void Timeline::draw_flags(QPainter& painter) const {
  painter.setRenderHint(QPainter::Antialiasing);
  const double unit = theme_.scale;
  painter.setFont(theme_.font(8, QFont::DemiBold));
  for (const TimelineFlag& flag : flags_) {
    const QRectF box = flag_rect(flag.moment);
    if (box.isEmpty()) continue;
    const double from = place_of(flag.moment).y() + timeline_tick / 2 * unit;
    painter.setPen(QPen(theme_.accent, 1.4 * unit));
    painter.drawLine(QPointF(box.left(), from), box.bottomLeft());
    draw_pennant(painter, theme_, box);
    painter.setPen(theme_.on_accent);
    painter.drawText(box.adjusted(0, 0, -2 * unit, 0), Qt::AlignCenter,
                     QString::number(flag.number));
  }
  painter.setRenderHint(QPainter::Antialiasing, false);
}

/// What lies ahead is not to be read off its ticks.
void Timeline::draw_future_cover(QPainter& painter) const {
  const EventNumber depth = history_->moment(history_->present()).depth;
  std::size_t furthest = end() + previews_.size();
  for (const Branch& branch : branches_.shown)
    furthest = std::max<std::size_t>(furthest, branch.end());
  if (furthest <= depth) return;
  const double unit = theme_.scale;
  const double left = x_of(depth) + std::min(spacing() / 2, 12 * unit);
  const double right =
      std::max(x_of(static_cast<double>(furthest)) + spacing() / 2, left + 24 * unit);
  const bool branched = !branches_.shown.empty();
  const double top = std::max(y_of(branched ? lanes : 0) - 10 * unit, 2.0);
  const double bottom = y_of(0) + 24 * unit;
  // What is chosen on a branch stands beside its end.
  const double edge =
      std::min(right + (branched ? 110 * unit : 0), width() - timeline_side * unit / 2);
  draw_cover(painter, theme_, QRectF(left, top, edge - left, bottom - top));
}

// --- hands -------------------------------------------------------------------------------------

void Timeline::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || history_ == nullptr) return;
  pressed_ = event->position();
  scrubbing_ = false;
}

void Timeline::mouseMoveEvent(QMouseEvent* event) {
  if (history_ == nullptr) return;
  if (event->buttons().testFlag(Qt::LeftButton)) {
    const double way = (event->position() - pressed_).manhattanLength();
    scrubbing_ = scrubbing_ || way >= QApplication::startDragDistance();
    if (scrubbing_) emit scrubbed(depth_at(event->position().x()));
    return;
  }
  const auto pointed = moment_at(event->position());
  setCursor(pointed || flag_at(event->position()) != nullptr ? Qt::PointingHandCursor
                                                             : Qt::ArrowCursor);
  if (pointed == hovered_) return;
  hovered_ = pointed;
  selection_->hover(pointed && *pointed != 0 ? Target::at_event(*pointed) : Target());
}

void Timeline::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || history_ == nullptr) return;
  if (std::exchange(scrubbing_, false)) return;
  if (const TimelineFlag* flag = flag_at(event->position())) {
    emit moment_requested(flag->moment);
  } else if (const auto moment = moment_at(event->position())) {
    emit moment_requested(*moment);
  }
}

void Timeline::contextMenuEvent(QContextMenuEvent* event) {
  if (history_ == nullptr) return;
  const bool by_key = event->reason() == QContextMenuEvent::Keyboard;
  const TimelineFlag* flag = by_key ? nullptr : flag_at(event->pos());
  auto moment = flag != nullptr ? flag->moment : history_->present();
  if (!by_key && flag == nullptr) moment = moment_at(event->pos()).value_or(moment);
  const QPoint place = by_key ? place_of(moment).toPoint() : event->pos();
  emit bookmark_menu_requested(moment, mapToGlobal(place));
}

void Timeline::leaveEvent(QEvent*) {
  if (hovered_) selection_->hover({});
  hovered_.reset();
}

void Timeline::keyPressEvent(QKeyEvent* event) {
  if (history_ == nullptr) return;
  const auto depth = static_cast<EventNumber>(std::floor(position_ + 1e-9));
  std::optional<EventNumber> wanted;
  switch (event->key()) {
    case Qt::Key_Left: wanted = depth == 0 ? 0 : depth - 1; break;
    case Qt::Key_Right: wanted = std::min(depth + 1, end()); break;
    case Qt::Key_Home: wanted = 0; break;
    case Qt::Key_End: wanted = end(); break;
    default: return QWidget::keyPressEvent(event);
  }
  emit moment_requested(history_->line()[*wanted]);
}

bool Timeline::event(QEvent* event) {
  if (event->type() == QEvent::Resize) show_branches_button();
  if (event->type() != QEvent::ToolTip || history_ == nullptr) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  if (const TimelineFlag* flag = flag_at(help->pos())) {
    QToolTip::showText(help->globalPos(), plain_tip(tr("%1. %2").arg(flag->number).arg(flag->note)),
                       this);
  } else if (const auto moment = moment_at(help->pos())) {
    QToolTip::showText(help->globalPos(), plain_tip(sentence(*moment)), this);
  } else {
    QToolTip::showText(help->globalPos(), plain_tip(tr("Drag to scrub through the run")), this);
  }
  return true;
}

}  // namespace synod::views
