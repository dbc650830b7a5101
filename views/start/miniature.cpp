#include "views/start/miniature.h"

#include <QLineF>
#include <QPainter>
#include <cmath>
#include <numbers>

#include "views/canvas/node_painter.h"
#include "views/canvas/picture.h"
#include "views/canvas/scenery.h"
#include "views/kit/pencil.h"

namespace synod::views {

namespace {

/// The size for which everything below is measured; a picture of another size is scaled to it.
constexpr QSizeF ground(280, 140);
constexpr double radius = 13;
constexpr double small_radius = 10.5;  ///< Where many nodes share a column.
constexpr double clients_width = 48;   ///< Of their column.

void stand(NodePlace& place, QPointF center, double size) {
  place.center = center;
  place.radius = size;
  place.reach = size * 1.25;
}

void column(Layout& layout, NodeSet nodes, double x) {
  const double slot = (ground.height() - 12) / static_cast<double>(nodes.size());
  double y = 6 + slot / 2;
  for (NodeId id : nodes) {
    stand(layout.nodes[id.index], {x, y}, nodes.size() > 4 ? small_radius : radius);
    y += slot;
  }
}

/// Clients stand beside the servers, as on the canvas. `left` is the width that they take.
void ring(Layout& layout, double left) {
  const std::size_t servers = layout.shape.servers();
  const QPointF middle((ground.width() + left) / 2, ground.height() / 2 + (servers == 3 ? 10 : 3));
  for (std::size_t i = 0; i < servers; ++i) {
    const double angle =
        2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(servers) -
        std::numbers::pi / 2;
    const QPointF away(std::cos(angle) * (92 - left / 4), std::sin(angle) * 48);
    stand(layout.nodes[i], middle + away, servers > 7 ? small_radius : radius);
  }
}

Lane lane(const NodePlace& from, const NodePlace& to) {
  const QLineF line(from.center, to.center);
  const QPointF u = (line.p2() - line.p1()) / std::max(line.length(), 1.0);
  const QPointF aside = QPointF(-u.y(), u.x()) * 5;
  return {from.center + u * from.radius, from.center + u * (from.radius + 18) + aside,
          to.center - u * (to.radius + 18) + aside, to.center - u * to.radius};
}

Layout small_layout(const Shape& shape) {
  Layout layout;
  layout.shape = shape;
  layout.size = ground;
  layout.scale = 0.75;
  layout.detail = Detail::bare;
  layout.nodes.resize(shape.size());
  const double left = shape.clients == 0 ? 0 : clients_width;
  if (left > 0) column(layout, shape.column(Role::client), left / 2);
  if (shape.apart()) {
    const bool learners = shape.learners > 0;
    column(layout, shape.column(Role::proposer), left * 0.75 + (learners ? 46 : 70));
    column(layout, shape.column(Role::acceptor), learners ? 142 : 196);
    column(layout, shape.column(Role::learner), 244);
  } else {
    ring(layout, left);
  }
  for (NodeId from : shape.all())
    for (NodeId to : shape.all())
      layout.lanes.push_back(from == to ? Lane{} : lane(layout.node(from), layout.node(to)));
  return layout;
}

class MiniaturePainter {
 public:
  MiniaturePainter(QPainter& painter, const Layout& layout, const Theme& theme)
      : p_(painter), layout_(layout), theme_(theme) {}

  void paint(const Picture& picture) {
    Scenery scenery(p_, layout_, theme_);
    scenery.links(picture.links);
    for (const Recovery& recovery : picture.recoveries) scenery.recovery(recovery);
    for (std::size_t i = 0; i < picture.nodes.size(); ++i) node(picture.nodes[i], layout_.nodes[i]);
    for (const Envelope& message : picture.envelopes) envelope(message);
    if (!picture.chosen.empty()) chosen(picture.chosen);
  }

 private:
  void text(const QRectF& box, const QString& words, double pixels, const QColor& color) {
    p_.setFont(Pencil::font(theme_, pixels, QFont::DemiBold));
    p_.setPen(color);
    p_.drawText(box, Qt::AlignCenter, words);
  }

  void node(const NodeLook& look, const NodePlace& place) {
    const QColor line = look.up ? theme_.text : theme_.muted;
    p_.setPen(QPen(line, 1.3));
    p_.setBrush(theme_.raised);
    p_.drawPath(shape_of(place, look.roles));
    const QRectF box = QRectF(0, 0, 40, 14).translated(place.center - QPointF(20, 7));
    text(box, look.name, place.radius * 0.75, line);
    if (!look.up) cross(place, line);
    if (look.paused) bars(place, line);
    held_value(look, place);
  }

  void cross(const NodePlace& place, const QColor& color) {
    const double d = place.radius * 0.8;
    p_.setPen(QPen(color, 1.3));
    p_.drawLine(place.center + QPointF(-d, -d), place.center + QPointF(d, d));
    p_.drawLine(place.center + QPointF(-d, d), place.center + QPointF(d, -d));
  }

  /// The sign of a pause above the name.
  void bars(const NodePlace& place, const QColor& color) {
    const double d = place.radius * 0.25;
    p_.setPen(QPen(color, 1.6));
    for (const double x : {-d * 0.6, d * 0.6})
      p_.drawLine(place.center + QPointF(x, -place.radius * 0.75),
                  place.center + QPointF(x, -place.radius * 0.75 + d));
  }

  /// What it has accepted, beside it.
  void held_value(const NodeLook& look, const NodePlace& place) {
    for (const DiskRow& row : look.disk)
      if (row.value.exists()) {
        const bool left = !layout_.shape.apart() && place.center.x() < ground.width() / 2 - 1;
        const double x = place.center.x() + (left ? -place.radius - 3 : place.radius + 3);
        value_chip({x, place.center.y()}, row.value, left);
      }
  }

  /// Returns its width.
  double value_chip(QPointF at, const Text& value, bool left) {
    const QString words = QString::fromStdString(value.str());
    const QFont font = Pencil::font(theme_, 8.5, QFont::DemiBold);
    const double width = std::min(QFontMetricsF(font).horizontalAdvance(words) + 7, 44.0);
    const QRectF box(at.x() - (left ? width : 0), at.y() - 6.5, width, 13);
    const Ink ink = theme_.value(value);
    p_.setPen(QPen(ink.line, 0.8));
    p_.setBrush(ink.fill);
    p_.drawRoundedRect(box, 3, 3);
    text(box, QFontMetricsF(font).elidedText(words, Qt::ElideRight, width - 5), 8.5, ink.text);
    return width;
  }

  /// A ballot on its way, in its colour; a ghost where it was lost.
  void envelope(const Envelope& message) {
    const QString words = message.face.ballot.exists()
                              ? QString::fromStdString(message.face.ballot.str())
                              : QStringLiteral("·");
    const QFont font = Pencil::font(theme_, 8.5, QFont::DemiBold);
    const QSizeF size(QFontMetricsF(font).horizontalAdvance(words) + 9, 13);
    QRectF box(message.at - QPointF(size.width() / 2, size.height() / 2), size);
    // Where several stand side by side on the lowest link, the last would be cut off.
    box.moveBottom(std::clamp(box.bottom(), box.height() + 1, ground.height() - 1));
    const Ink ink = message.face.ballot.exists() ? theme_.ballot(message.face.ballot)
                                                 : Ink{theme_.link, theme_.muted, theme_.text};
    p_.setOpacity(message.ghost ? 0.45 : 1);
    p_.setPen(QPen(ink.line, 0.8, message.ghost ? Qt::DashLine : Qt::SolidLine));
    p_.setBrush(ink.fill);
    p_.drawRoundedRect(box, 6.5, 6.5);
    text(box, words, 8.5, ink.text);
    p_.setOpacity(1);
  }

  /// What only the observer knows: an eye, and the values beside it.
  void chosen(const std::vector<Text>& values) {
    double x = ground.width() - 5;
    for (auto value = values.rbegin(); value != values.rend(); ++value)
      x -= value_chip({x, 12}, *value, true) + 3;
    Pencil(p_, theme_, 0.75).eye({x - 8, 12}, values.size() == 1 ? theme_.good : theme_.bad);
  }

  QPainter& p_;
  const Layout& layout_;
  const Theme& theme_;
};

/// The nodes and links of a cluster in which nothing happened.
Picture picture_of(const Shape& shape) {
  Picture picture;
  for (const NodeId id : shape.all()) {
    NodeLook& look = picture.nodes.emplace_back();
    look.name = QString::fromStdString(shape.name(id));
    look.roles = shape.roles(id);
    for (const NodeId other : shape.all())
      if (id < other && linked(shape, id, other)) picture.links.push_back({.a = id, .b = other});
  }
  return picture;
}

QImage drawn(const Picture& picture, const Layout& layout, const Theme& theme,
             const PictureSize& size) {
  QImage image(size.size * size.ratio, QImage::Format_ARGB32_Premultiplied);
  image.setDevicePixelRatio(size.ratio);
  image.fill(theme.canvas);
  const double fit =
      std::min(size.size.width() / ground.width(), size.size.height() / ground.height());
  QPainter painter(&image);
  painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
  painter.translate((size.size.width() - ground.width() * fit) / 2,
                    (size.size.height() - ground.height() * fit) / 2);
  painter.scale(fit, fit);
  Theme plain = theme;
  plain.scale = 1;
  MiniaturePainter(painter, layout, plain).paint(picture);
  return image;
}

}  // namespace

QImage miniature(const Frame& frame, const Theme& theme, const PictureSize& size) {
  const Layout layout = small_layout(frame.world->shape());
  return drawn(picture_of(frame, layout), layout, theme, size);
}

QImage miniature(const Shape& shape, const Theme& theme, const PictureSize& size) {
  return drawn(picture_of(shape), small_layout(shape), theme, size);
}

}  // namespace synod::views
