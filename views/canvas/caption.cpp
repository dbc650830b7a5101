#include "views/canvas/caption.h"

#include <QFontMetricsF>
#include <algorithm>
#include <array>
#include <cmath>

#include "views/kit/pencil.h"
#include "views/kit/told_at.h"
#include "views/kit/translated.h"

namespace synod::views {

namespace {

/// Letters at scale 1, and where there is no room for these. A projector's scale makes at least 14
/// points of them.
constexpr std::array letters{15.5, 13.0};
/// What is longer is told by its first sentences alone; where there is no room, by even fewer.
constexpr int most_letters = 150;
constexpr int few_letters = 60;
constexpr double padding = 8;
/// To the edge of the scene.
constexpr double caption_margin = 6;
/// So far away a caption goes to leave one point of a message's way free, in heights of a message.
constexpr double detour = 4;

/// As many whole sentences as there is room for, and at least the first.
ChipText first_sentences(const ChipText& told, int most) {
  const QString& text = told.text();
  if (text.size() <= most) return told;
  qsizetype end = text.indexOf(QStringLiteral(". "));
  if (end < 0) return told;
  while (true) {
    const qsizetype next = text.indexOf(QStringLiteral(". "), end + 1);
    if (next < 0 || next >= most) return told.first(end + 1);
    end = next;
  }
}

ChipText told(const Event& event, LevelOfDetail level) {
  if (event.notes.empty()) return {};
  const Sentence sentence = told_at(level, event.notes.front().text);
  return first_sentences(ChipText(translated_parts(sentence)), most_letters);
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

/// How much of the ways of messages a caption at `rect` would hide, as a distance.
double cost(const QRectF& rect, const std::vector<QPointF>& ways, const Layout& layout) {
  const double envelope = envelope_height * layout.scale;
  const double beside = envelope_width * layout.scale / 2;
  const QRectF around = rect.adjusted(-beside, -envelope / 2, beside, envelope / 2);
  const auto hidden = std::count_if(ways.begin(), ways.end(),
                                    [&](QPointF point) { return around.contains(point); });
  return static_cast<double>(hidden) * envelope * detour;
}

/// Where a word may stand on the lower edge of a node, such as "blocked".
QRectF word_room(const NodePlace& place, double scale) {
  const double beside = 36 * scale;
  return {place.center.x() - beside, place.center.y(), 2 * beside, place.radius + 9 * scale};
}

bool is_clear(const QRectF& rect, const Layout& layout) {
  for (const NodePlace& place : layout.nodes)
    for (const QRectF& held :
         {place.circle(), place.card, place.caption, word_room(place, layout.scale)})
      if (rect.intersects(held)) return false;
  return !rect.intersects(layout.badge) && !rect.intersects(layout.stage) &&
         !rect.intersects(layout.outlook);
}

double away_from(const QRectF& rect, QPointF point) {
  const double x = std::max({rect.left() - point.x(), point.x() - rect.right(), 0.0});
  const double y = std::max({rect.top() - point.y(), point.y() - rect.bottom(), 0.0});
  return std::hypot(x, y);
}

}  // namespace

Caption caption_of(const Frame& frame, LevelOfDetail level) {
  // The next one comes in with the last part of its way.
  const double arrival = std::clamp((frame.progress - 0.8) / 0.2, 0.0, 1.0);
  if (frame.next != nullptr && arrival > 0 && !frame.answers_hidden)
    return {told(*frame.next, level), place_of(*frame.next), arrival};
  if (frame.last == nullptr) return {};
  const double going =
      frame.next == nullptr ? 1 : std::clamp((0.8 - frame.progress) / 0.2, 0.0, 1.0);
  return {told(*frame.last, level), place_of(*frame.last), going};
}

QRectF caption_place(QSizeF size, NodeId node, const Layout& layout, const QRectF& taken) {
  constexpr int columns = 40;
  constexpr int rows = 40;
  const bool somewhere = node.exists() && node.index < layout.nodes.size();
  const QPointF near_to =
      somewhere ? layout.node(node).center : QPointF(layout.size.width() / 2, layout.size.height());
  const std::vector<QPointF> points = ways(layout);
  const double width = layout.size.width() - size.width() - 2 * caption_margin;
  const double height = layout.size.height() - size.height() - 2 * caption_margin;
  QRectF best;
  double least = 1e18;
  if (width < 0 || height < 0) return best;
  for (int i = 0; i <= columns; ++i)
    for (int k = 0; k <= rows; ++k) {
      const QRectF rect(
          QPointF(caption_margin + width * i / columns, caption_margin + height * k / rows), size);
      if (rect.intersects(taken) || !is_clear(rect, layout)) continue;
      // Nearness decides among places that hide little.
      const double sum = cost(rect, points, layout) + away_from(rect, near_to);
      if (sum >= least) continue;
      least = sum;
      best = rect;
    }
  return best;
}

namespace {

/// A box of `size` in the corner of `before` that is nearest to an edge of the scene.
QRectF anchored(QSizeF size, const QRectF& before, const Layout& layout) {
  QRectF rect({}, size);
  const bool right = before.center().x() > layout.size.width() / 2;
  const bool low = before.center().y() > layout.size.height() / 2;
  right ? rect.moveRight(before.right()) : rect.moveLeft(before.left());
  low ? rect.moveBottom(before.bottom()) : rect.moveTop(before.top());
  return rect;
}

/// Wide and low, or narrow and high: whatever hides least. The place of the caption before is taken
/// first among those that hide as little.
QRectF place_of_words(const ChipText& words, const QFont& font, NodeId node, const Layout& layout,
                      double pad, const QRectF& taken, const QRectF& before) {
  const std::vector<QPointF> points = ways(layout);
  const QRectF scene(QPointF(0, 0), layout.size);
  QRectF best;
  QRectF same;
  double least = 1e18;
  double least_same = 1e18;
  for (const double width : {430.0, 310.0, 220.0}) {
    const QSizeF box = words.size(font, width * pad / padding) + QSizeF(2 * pad + 2, 2 * pad);
    const QRectF place = caption_place(box, node, layout, taken);
    const double sum = cost(place, points, layout);
    if (!place.isEmpty() && sum < least) {
      least = sum;
      best = place;
    }
    if (before.isEmpty()) continue;
    const QRectF stays = anchored(box, before, layout);
    const double sum_same = cost(stays, points, layout);
    const bool is_free =
        scene.contains(stays) && !stays.intersects(taken) && is_clear(stays, layout);
    if (is_free && sum_same < least_same) {
      least_same = sum_same;
      same = stays;
    }
  }
  return !same.isEmpty() && least_same <= least ? same : best;
}

}  // namespace

void CaptionPainter::look_for_place(const Caption& caption, const Layout& layout,
                                    const Theme& theme, const QRectF& taken) {
  if (caption.text == text_ && caption.node == node_ && !place_.intersects(taken)) return;
  const QRectF before = place_;
  text_ = caption.text;
  node_ = caption.node;
  for (const ChipText& words : {text_, first_sentences(text_, few_letters)})
    for (const double size : letters) {
      words_ = words;
      font_ = Pencil::font(theme, size * theme.scale, QFont::DemiBold);
      place_ = place_of_words(words_, font_, node_, layout, padding * theme.scale, taken, before);
      if (!place_.isEmpty()) return;
    }
}

void CaptionPainter::draw(QPainter& painter, const Frame& frame, const Layout& layout,
                          const Theme& theme, const QRectF& taken) {
  const Caption caption = caption_of(frame, theme.detail);
  if (caption.text.empty() || caption.strength <= 0.01) return;
  look_for_place(caption, layout, theme, taken);
  if (place_.isEmpty()) return;
  const double pad = padding * theme.scale;
  painter.setOpacity(caption.strength);
  painter.setPen(QPen(theme.accent, 1.6 * theme.scale));
  painter.setBrush(theme.raised);
  painter.drawRoundedRect(place_, pad, pad);
  words_.draw(painter, place_.adjusted(pad, pad, -pad + 2, -pad), font_, theme.text, theme);
  painter.setOpacity(1);
}

}  // namespace synod::views
