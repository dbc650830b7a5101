#include "views/canvas/caption.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

#include "views/canvas/pencil.h"
#include "views/translated.h"

namespace synod::views {

namespace {

/// Letters at scale 1; a projector's scale makes at least 14 points of them.
constexpr double letters = 15.5;
/// What is longer is told by its first sentences alone.
constexpr int most_letters = 110;
constexpr double padding = 8;
/// To the edge of the scene.
constexpr double margin = 6;

/// As many whole sentences as there is room for, and at least the first.
QString first_sentences(const QString& text) {
  if (text.size() <= most_letters) return text;
  qsizetype end = text.indexOf(QStringLiteral(". "));
  if (end < 0) return text;
  while (true) {
    const qsizetype next = text.indexOf(QStringLiteral(". "), end + 1);
    if (next < 0 || next >= most_letters) return text.left(end + 1);
    end = next;
  }
}

QString told(const Event& event) {
  return event.notes.empty() ? QString() : first_sentences(translated(event.notes.front().text));
}

NodeId place_of(const Event& event) {
  if (event.node.exists()) return event.node;
  if (event.message) return event.message->to;
  return event.action.node;
}

/// Points on the ways of messages; none where ways are everywhere.
std::vector<QPointF> ways(const Layout& layout) {
  constexpr std::size_t most_nodes_with_room = 9;
  std::vector<QPointF> points;
  if (layout.nodes.size() > most_nodes_with_room) return points;
  for (const NodeId from : layout.shape.all())
    for (const NodeId to : layout.shape.all())
      if (from < to && linked(layout.shape, from, to))
        for (const double along : {0.0, 0.2, 0.4, 0.6, 0.8, 0.94})
          points.push_back(layout.lane(from, to).at(along));
  return points;
}

/// How many of the ways of messages a caption at `rect` would hide, as an area.
double cost(const QRectF& rect, const std::vector<QPointF>& ways, const Layout& layout) {
  const double envelope = envelope_height * layout.scale;
  const QRectF around = rect.adjusted(-envelope, -envelope / 2, envelope, envelope / 2);
  const auto hidden = std::count_if(ways.begin(), ways.end(),
                                    [&](QPointF point) { return around.contains(point); });
  return static_cast<double>(hidden) * envelope * envelope;
}

bool is_clear(const QRectF& rect, const Layout& layout) {
  for (const NodePlace& place : layout.nodes)
    for (const QRectF& held : {place.circle(), place.card, place.caption})
      if (rect.intersects(held)) return false;
  return !rect.intersects(layout.badge) && !rect.intersects(layout.stage) &&
         !rect.intersects(layout.outlook);
}

double distance(const QRectF& rect, QPointF point) {
  const double x = std::max({rect.left() - point.x(), point.x() - rect.right(), 0.0});
  const double y = std::max({rect.top() - point.y(), point.y() - rect.bottom(), 0.0});
  return std::hypot(x, y);
}

QRectF text_box(const QFontMetricsF& metrics, const QString& text, double width) {
  return metrics.boundingRect(QRectF(0, 0, width, 1e4), Qt::TextWordWrap | Qt::AlignLeft, text);
}

}  // namespace

Caption caption_of(const Frame& frame) {
  // The next one comes in with the last part of its way.
  const double arrival = std::clamp((frame.progress - 0.8) / 0.2, 0.0, 1.0);
  if (frame.next != nullptr && arrival > 0 && !frame.answers_hidden)
    return {told(*frame.next), place_of(*frame.next), arrival};
  if (frame.last == nullptr) return {};
  const double going =
      frame.next == nullptr ? 1 : std::clamp((0.8 - frame.progress) / 0.2, 0.0, 1.0);
  return {told(*frame.last), place_of(*frame.last), going};
}

QRectF caption_place(QSizeF size, NodeId node, const Layout& layout) {
  constexpr int columns = 28;
  constexpr int rows = 22;
  const bool somewhere = node.exists() && node.index < layout.nodes.size();
  const QPointF near_to =
      somewhere ? layout.node(node).center : QPointF(layout.size.width() / 2, layout.size.height());
  const std::vector<QPointF> points = ways(layout);
  const double width = layout.size.width() - size.width() - 2 * margin;
  const double height = layout.size.height() - size.height() - 2 * margin;
  QRectF best;
  double least = 1e18;
  if (width < 0 || height < 0) return best;
  for (int i = 0; i <= columns; ++i)
    for (int k = 0; k <= rows; ++k) {
      const QRectF rect(QPointF(margin + width * i / columns, margin + height * k / rows), size);
      if (!is_clear(rect, layout)) continue;
      // Nearness decides among places that hide little.
      const double sum = cost(rect, points, layout) + distance(rect, near_to) * 25 * layout.scale;
      if (sum >= least) continue;
      least = sum;
      best = rect;
    }
  return best;
}

void CaptionPainter::look_for_place(const Caption& caption, const QFont& font, const Layout& layout,
                                    const Theme& theme) {
  if (caption.text == text_ && caption.node == node_) return;
  text_ = caption.text;
  node_ = caption.node;
  const double pad = padding * theme.scale;
  const std::vector<QPointF> points = ways(layout);
  double least = 1e18;
  place_ = {};
  // Wide and low, or narrow and high: whatever hides least.
  for (const double width : {430.0, 310.0, 220.0}) {
    const QSizeF words = text_box(QFontMetricsF(font), text_, width * theme.scale).size();
    const QRectF place = caption_place(words + QSizeF(2 * pad + 2, 2 * pad), node_, layout);
    const double sum = cost(place, points, layout);
    if (place.isEmpty() || sum >= least) continue;
    least = sum;
    place_ = place;
  }
}

void CaptionPainter::draw(QPainter& painter, const Frame& frame, const Layout& layout,
                          const Theme& theme) {
  const Caption caption = caption_of(frame);
  if (caption.text.isEmpty() || caption.strength <= 0.01) return;
  const QFont font = Pencil::font(theme, letters * theme.scale, QFont::DemiBold);
  look_for_place(caption, font, layout, theme);
  if (place_.isEmpty()) return;
  const double pad = padding * theme.scale;
  painter.setOpacity(caption.strength);
  painter.setPen(QPen(theme.accent, 1.6 * theme.scale));
  painter.setBrush(theme.raised);
  painter.drawRoundedRect(place_, pad, pad);
  painter.setFont(font);
  painter.setPen(theme.text);
  painter.drawText(place_.adjusted(pad, pad, -pad + 2, -pad), Qt::TextWordWrap | Qt::AlignLeft,
                   caption.text);
  painter.setOpacity(1);
}

}  // namespace synod::views
