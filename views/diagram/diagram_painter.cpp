#include "views/diagram/diagram_painter.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <array>
#include <cmath>

#include "model/world/protocol.h"
#include "views/kit/pencil.h"
#include "views/kit/translated.h"

namespace synod::views {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(Diagram)
};

// Steps, at scale 1, below which less is drawn.
constexpr double least_step_for_heads = 7;
constexpr double least_step_for_each = 2.5;
constexpr double column = 3;  ///< Messages that begin in one and go the same way are drawn once.

QString text_of(const Text& text) {
  return QString::fromStdString(text.str());
}

}  // namespace

DiagramPainter::DiagramPainter(QPainter& painter, const Scene& scene)
    : p_(painter), s_(scene), thin_(scene.layout->measure().step < px(least_step_for_heads)) {}

bool DiagramPainter::faded(EventNumber event) const {
  return s_.reason != nullptr && s_.reason->active() &&
         !s_.reason->holds(s_.trace->events()[event].moment);
}

bool DiagramPainter::faded(const TracedMessage& message) const {
  return s_.reason != nullptr && s_.reason->active() && !s_.reason->holds_message(message.id);
}

void DiagramPainter::draw(double from, double to) {
  if (s_.layout->empty()) return;
  p_.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
  lines(from, to);
  down_times(from, to);
  chosen_lines(from, to);
  if (s_.layout->measure().step < px(least_step_for_each)) {
    many_messages(from, to);
  } else {
    messages(from, to);
  }
  events(from, to);
  chosen_names(from, to);
}

void DiagramPainter::draw_page(double from, double to) {
  page_ = Page{from, to};
  draw(from, to);
  page_.reset();
}

void DiagramPainter::lines(double from, double to) {
  const double first = std::max(from, s_.layout->along(EventNumber{0}));
  const double last = std::min(to, s_.layout->length());
  p_.setPen(QPen(s_.theme->muted, px(1.3)));
  for (std::size_t i = 0; i < s_.layout->nodes(); ++i) {
    const double line = s_.layout->line({static_cast<std::uint8_t>(i)});
    p_.drawLine(page({first, line}), page({last, line}));
  }
}

void DiagramPainter::down_times(double from, double to) {
  const double half = px(4);
  const double slack = page_ ? 0 : px(8);
  for (const DownTime& down : s_.layout->down_times()) {
    const double first = std::max(s_.layout->along(down.from), from - slack);
    const double last =
        std::min(down.to == 0 ? s_.layout->length() : s_.layout->along(down.to), to + slack);
    if (first >= last) continue;
    const QRectF band = s_.layout->to_page(
        QRectF(first, s_.layout->line(down.node) - half, last - first, 2 * half));
    p_.fillRect(band, s_.theme->panel);
    if (down.paused) {
      standing(band);
      continue;
    }
    QColor ground = s_.theme->link;
    ground.setAlphaF(0.35F);
    p_.fillRect(band, ground);
    hatch(band);
  }
}

/// The line of a node that stands still: hollow, with its two edges.
void DiagramPainter::standing(const QRectF& band) {
  const bool right = s_.layout->measure().direction == TimeDirection::right;
  QPen pen(s_.theme->muted, px(1.1));
  pen.setDashPattern({3, 2});
  p_.setPen(pen);
  p_.drawLine(band.topLeft(), right ? band.topRight() : band.bottomLeft());
  p_.drawLine(right ? band.bottomLeft() : band.topRight(), band.bottomRight());
}

/// Lines drawn one by one look alike on paper and on every screen; a brush's pattern does not.
void DiagramPainter::hatch(const QRectF& band) {
  const bool right = s_.layout->measure().direction == TimeDirection::right;
  const double step = px(6);
  const double begin = right ? band.left() : band.top();
  const double end = right ? band.right() : band.bottom();
  const double wide = right ? band.height() : band.width();
  if (end - begin < step) return;
  QVector<QLineF> strokes;
  // From a multiple on, so that it does not crawl while the diagram scrolls.
  for (double at = std::ceil(begin / step) * step; at + wide <= end; at += step)
    strokes << (right ? QLineF(at, band.bottom(), at + wide, band.top())
                      : QLineF(band.left(), at + wide, band.right(), at));
  p_.setPen(QPen(s_.theme->muted, px(0.9)));
  p_.drawLines(strokes);
}

// --- messages ------------------------------------------------------------------------------------

void DiagramPainter::messages(double from, double to) {
  std::vector<std::size_t> labelled;
  s_.layout->messages_within(from, to, [&](std::size_t index, const MessageWay& way) {
    const TracedMessage& message = s_.trace->messages()[index];
    p_.setOpacity(faded(message) ? faded_opacity : 1);
    this->message(message, way, px(thin_ ? 0.8 : 1.4));
  });
  // Above all the lines.
  const double slack = px(200);
  s_.layout->messages_within(from - slack, to + slack, [&](std::size_t index, const MessageWay&) {
    const QRectF box = s_.labels->box(index);
    if (box.isNull() || (page_ && !page_->holds(s_.layout->to_page(box).center().x()))) return;
    const TracedMessage& message = s_.trace->messages()[index];
    p_.setOpacity(faded(message) ? faded_opacity : 1);
    label(message, box);
  });
  p_.setOpacity(1);
}

/// From far away a line says as much as the hundred that lie on it.
void DiagramPainter::many_messages(double from, double to) {
  const std::size_t nodes = s_.layout->nodes();
  const double first = std::floor(from / column) - 1;
  const auto columns = static_cast<std::size_t>((to - from) / column) + 4;
  std::vector<bool> seen(columns * nodes * nodes);
  // One list a colour, and one for messages about no ballot.
  std::array<QVector<QLineF>, 18> strokes;
  const bool fade = s_.reason != nullptr && s_.reason->active();
  const double sampled = fade ? 0 : column;
  s_.layout->sampled_within(from, to, sampled, [&](std::size_t index, const MessageWay& way) {
    const TracedMessage& message = s_.trace->messages()[index];
    const double place = std::floor(way.from.x() / column) - first;
    const auto nth =
        static_cast<std::size_t>(std::clamp(place, 0.0, static_cast<double>(columns - 1)));
    const std::size_t key = (nth * nodes + message.from.index) * nodes + message.to.index;
    if (fade && !faded(message)) return this->message(message, way, px(1.2));
    if (seen[key]) return;
    seen[key] = true;
    const std::uint32_t owner = message.ballot.owner();
    const std::size_t ink = owner != 0 ? 1 + (owner + 15) % 16 : 0;
    strokes[ink] << QLineF(page(way.from), page(way.to));
  });
  p_.setRenderHint(QPainter::Antialiasing, false);
  p_.setOpacity(fade ? faded_opacity : 0.7);
  for (std::size_t ink = 0; ink < strokes.size(); ++ink) {
    if (strokes[ink].isEmpty()) continue;
    // Of width 0: the thinnest that there is, which is also the fastest.
    p_.setPen(QPen(
        ink == 0 ? s_.theme->muted : s_.theme->ballot(static_cast<std::uint32_t>(ink)).line, 0));
    p_.drawLines(strokes[ink]);
  }
  p_.setOpacity(1);
  p_.setRenderHint(QPainter::Antialiasing);
}

void DiagramPainter::message(const TracedMessage& message, const MessageWay& way, double width) {
  const QColor ink =
      message.ballot.exists() ? s_.theme->ballot(message.ballot).line : s_.theme->muted;
  QPen pen(ink, width, Qt::SolidLine, Qt::FlatCap);
  if (message.copy) pen.setDashPattern({1.4, 2.2});
  p_.setPen(pen);
  const MessageWay seen = page_ ? part_of(way, page_->from, page_->to) : way;
  const QPointF from = page(seen.from);
  const QPointF to = page(seen.to);
  p_.drawLine(from, to);
  if (thin_ || (page_ && !page_->holds(way.to.x()))) return;
  if (way.end == MessageWay::End::cross) return lost_end(way, message);
  const QPointF whole = to - from;
  const double length = std::hypot(whole.x(), whole.y());
  if (length < 1) return;
  if (way.end == MessageWay::End::arrow) {
    // Its tip touches the mark on the line.
    const QPointF direction = whole / length;
    Pencil(p_, *s_.theme, s_.theme->scale).arrowhead(to - direction * px(3.5), direction, ink, 8);
  } else {
    p_.setPen(QPen(ink, px(1.4)));
    p_.setBrush(s_.theme->panel);
    p_.drawEllipse(to, px(3.2), px(3.2));
  }
}

void DiagramPainter::lost_end(const MessageWay& way, const TracedMessage& message) {
  const QPointF at = page(way.to);
  const double arm = px(4.5);
  const QLineF strokes[] = {{at + QPointF(-arm, -arm), at + QPointF(arm, arm)},
                            {at + QPointF(-arm, arm), at + QPointF(arm, -arm)}};
  // A ground of its own, so that it is seen on a line too.
  p_.setPen(QPen(s_.theme->panel, px(5), Qt::SolidLine, Qt::RoundCap));
  p_.drawLines(strokes, 2);
  p_.setPen(QPen(s_.theme->bad, px(2.2), Qt::SolidLine, Qt::RoundCap));
  p_.drawLines(strokes, 2);
  // Why: where there is room for a word.
  if (s_.layout->measure().step < px(24) || s_.layout->measure().gap < px(21)) return;
  const QString why = loss_word(message.loss);
  p_.setFont(s_.theme->font(7));
  p_.setPen(s_.theme->bad);
  const QFontMetricsF metrics(p_.font());
  p_.drawText(at + QPointF(arm + px(4), metrics.ascent() / 2 - px(1)), why);
}

QString DiagramPainter::loss_word(Loss loss) {
  switch (loss) {
    case Loss::chance: return Texts::tr("lost");
    case Loss::cut: return Texts::tr("cut");
    case Loss::down: return Texts::tr("down");
    case Loss::dropped: return Texts::tr("lost");
  }
  return {};
}

void DiagramPainter::label(const TracedMessage& message, const QRectF& box) {
  const MessageKind& kind = s_.world->protocol->info().messages[message.kind];
  const double round = px(4);
  const Ink ink = message.ballot.exists() ? s_.theme->ballot(message.ballot)
                                          : Ink{s_.theme->raised, s_.theme->muted, s_.theme->text};
  p_.setPen(QPen(ink.line, px(1), message.copy ? Qt::DotLine : Qt::SolidLine));
  p_.setBrush(s_.theme->raised);
  p_.drawRoundedRect(box, round, round);
  p_.setFont(label_font(*s_.theme));
  const double split =
      QFontMetricsF(p_.font()).horizontalAdvance(QString::fromLatin1(kind.label)) + px(7);
  const QString ballot = QString::fromStdString(message.ballot.str());
  p_.setPen(s_.theme->text);
  if (!message.ballot.exists()) {
    p_.drawText(box, Qt::AlignCenter, QString::fromLatin1(kind.label));
    return;
  }
  p_.drawText(QRectF(box.left(), box.top(), split, box.height()), Qt::AlignCenter,
              QString::fromLatin1(kind.label));
  const QRectF chip = box.adjusted(split, 0, 0, 0);
  p_.setPen(Qt::NoPen);
  p_.setBrush(ink.fill);
  p_.drawRoundedRect(chip, round, round);
  p_.setPen(ink.text);
  p_.drawText(chip, Qt::AlignCenter, ballot);
}

// --- what was chosen -----------------------------------------------------------------------------

void DiagramPainter::chosen_lines(double from, double to) {
  double last = -1e9;
  for (EventNumber n : chosen_within(from, to)) {
    const double here = s_.layout->along(n);
    if (here - last < 2) continue;
    last = here;
    p_.setOpacity(faded(n) ? faded_opacity : 1);
    QPen pen(s_.theme->good, px(thin_ ? 1 : 1.8));
    pen.setDashPattern({6, 3, 1.5, 3});
    p_.setPen(pen);
    p_.drawLine(page({here, s_.layout->measure().before * 0.45}),
                page({here, s_.layout->breadth() - px(2)}));
  }
  p_.setOpacity(1);
}

std::span<const EventNumber> DiagramPainter::chosen_within(double from, double to) const {
  const auto [first, end] = s_.layout->events_within(from, to);
  const std::vector<EventNumber>& all = s_.layout->chosen();
  const auto begin = std::lower_bound(all.begin(), all.end(), first);
  const auto past = std::lower_bound(begin, all.end(), end);
  return {begin, past};
}

void DiagramPainter::chosen_names(double from, double to) {
  const std::vector<EventNumber>& all = s_.layout->chosen();
  const bool right = s_.layout->measure().direction == TimeDirection::right;
  const double extent = right ? px(190) : px(22);
  const double slack = page_ ? 0 : extent;
  for (EventNumber n : chosen_within(from - slack, to + slack)) {
    const auto place = std::lower_bound(all.begin(), all.end(), n);
    const double here = s_.layout->along(n);
    // Room up to the name before it.
    if (place != all.begin() && here - s_.layout->along(*(place - 1)) < extent) continue;
    p_.setOpacity(faded(n) ? faded_opacity : 1);
    chosen_name(n, here);
  }
  p_.setOpacity(1);
}

void DiagramPainter::chosen_name(EventNumber number, double here) {
  Text value;
  for (const Response& response : s_.trace->responses_of(number))
    if (response.kind == Response::Kind::accepted) value = response.value;
  const QString done = translated(decision_word(*s_.world));
  const QString what = value.exists()
                           ? Texts::tr("%1 %2", "a value, and what became of it: chosen, committed")
                                 .arg(text_of(value), done)
                           : done;
  const QString who = Texts::tr("no node can see this");
  Pencil pencil(p_, *s_.theme, s_.theme->scale);
  const double middle = s_.layout->measure().before * 0.36;
  const bool right = s_.layout->measure().direction == TimeDirection::right;
  const double width =
      pencil.word_width(what, 11, QFont::DemiBold) + pencil.word_width(who, 10.5) + px(34);
  // On the other side of the line where the diagram ends.
  const double end = page_ ? page_->to : s_.layout->length();
  const bool turned = here + px(6) + width > end;
  const QPointF at = right ? QPointF(turned ? here - px(6) - width : here + px(6), middle)
                           : QPointF(px(8), here - px(10));
  QColor ground = s_.theme->panel;
  ground.setAlphaF(0.9F);
  p_.fillRect(QRectF(at.x() - px(2), at.y() - px(8), width, px(16)), ground);
  pencil.eye(at + QPointF(px(10), 0), s_.theme->good);
  double x = at.x() + px(23);
  x += pencil.word(x, at.y(), what, s_.theme->good, px(120), 11, QFont::DemiBold) + px(6);
  pencil.word(x, at.y(), who, s_.theme->muted, px(200), 10.5);
}

// --- the present, and what is pointed at ---------------------------------------------------------

void DiagramPainter::draw_present(double position, double to, bool hide_future) {
  if (s_.layout->empty()) return;
  const double here = s_.layout->along(position);
  if (to > here) {
    QColor veil = s_.theme->panel;
    if (!hide_future) veil.setAlphaF(0.6F);
    p_.fillRect(s_.layout->to_page(QRectF(here, 0, to - here, s_.layout->breadth())), veil);
  }
  p_.setRenderHint(QPainter::Antialiasing);
  p_.setPen(QPen(s_.theme->text, px(1.6)));
  p_.drawLine(page({here, 0}), page({here, s_.layout->breadth()}));
  p_.setPen(Qt::NoPen);
  p_.setBrush(s_.theme->text);
  const double half = px(5.5);
  p_.drawPolygon(QPolygonF{page({here - half, 0}), page({here + half, 0}), page({here, px(8)})});
}

void DiagramPainter::draw_hovered(const Target& target, double from, double to) {
  if (s_.layout->empty()) return;
  p_.setRenderHint(QPainter::Antialiasing);
  if (target.kind == Target::Kind::node && target.node.index < s_.layout->nodes())
    return band(target.node, from, to);
  if (target.kind == Target::Kind::message) return light_message(s_.trace->message(target.message));
  if (target.kind != Target::Kind::event) return;
  light_event(target.moment);
  for (const MomentId other : target.others)
    if (other != 0) light_event(other);
}

void DiagramPainter::light_event(MomentId moment) {
  const std::optional<EventNumber> number = number_of(*s_.trace, moment);
  if (!number) return;
  const TracedEvent& event = s_.trace->events()[*number];
  if (event.message >= 0)
    light_message(&s_.trace->messages()[static_cast<std::size_t>(event.message)]);
  const QPointF at = page(s_.layout->place(*number));
  p_.setBrush(Qt::NoBrush);
  p_.setPen(QPen(s_.theme->panel, px(5)));
  p_.drawEllipse(at, px(9), px(9));
  p_.setPen(QPen(s_.theme->accent, px(2.4)));
  p_.drawEllipse(at, px(9), px(9));
}

void DiagramPainter::band(NodeId node, double from, double to) {
  QColor ink = s_.theme->accent;
  ink.setAlphaF(0.16F);
  const double half = std::min(px(11), s_.layout->measure().gap * 0.45);
  p_.fillRect(s_.layout->to_page(QRectF(from, s_.layout->line(node) - half, to - from, 2 * half)),
              ink);
}

void DiagramPainter::light_message(const TracedMessage* message) {
  if (message == nullptr) return;
  const MessageWay way = s_.layout->way(*message);
  QColor glow = s_.theme->accent;
  glow.setAlphaF(0.35F);
  p_.setPen(QPen(glow, px(8), Qt::SolidLine, Qt::RoundCap));
  p_.drawLine(page(way.from), page(way.to));
  this->message(*message, way, px(2.6));
  const auto index = static_cast<std::size_t>(message - s_.trace->messages().data());
  QRectF box = s_.labels->box(index);
  if (box.isNull()) {
    // What is pointed at is named, room or not.
    const LabelMeasure measure = label_measure(*s_.world, *s_.theme);
    box = QRectF(QPointF(), label_size(*message, measure));
    box.moveCenter(page((way.from + way.to) / 2));
  }
  label(*message, box);
}

}  // namespace synod::views
