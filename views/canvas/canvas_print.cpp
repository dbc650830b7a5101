#include "views/canvas/canvas_print.h"

#include <QImage>
#include <algorithm>
#include <cmath>

#include "model/world/locks.h"
#include "model/world/protocol.h"
#include "views/canvas/crowding.h"
#include "views/canvas/envelopes.h"
#include "views/canvas/fade.h"
#include "views/canvas/node_painter.h"
#include "views/canvas/plain_picture.h"
#include "views/canvas/scene_layers.h"

namespace synod::views {

namespace {

/// Pictures with more room than this are drawn larger instead.
constexpr double enough_room = 1280.0 * 720.0;

void paint_envelopes(QPainter& painter, const std::vector<Envelope>& envelopes, const Theme& theme,
                     const ProtocolInfo& protocol, double scale) {
  for (const Envelope& envelope : envelopes) {
    if (envelope.opacity <= 0.01) continue;
    const QSizeF size = envelope_size(envelope.face, theme, protocol, scale);
    painter.save();
    painter.setOpacity(envelope.opacity * (envelope.faded ? fade : 1));
    painter.translate(envelope.at - QPointF(size.width() / 2, size.height() / 2));
    paint_envelope(painter, envelope.face, size, theme, protocol, scale);
    painter.restore();
  }
}

void paint_nodes(QPainter& painter, const Picture& picture, const Layout& layout,
                 const Theme& theme) {
  for (NodeId id : layout.shape.all()) {
    const NodeLook& look = picture.nodes[id.index];
    const NodePlace& place = layout.node(id);
    if (!look.faded) {
      paint_node(painter, look, place, layout, theme);
      continue;
    }
    // All of it together: what lies behind must not shine through where its parts overlap. Several
    // pixels for each one keep it sharp on paper.
    constexpr double fine = 3;
    const QRectF area = painted_area(place);
    QImage image((area.size() * fine).toSize().expandedTo({1, 1}),
                 QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter p(&image);
    p.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    p.scale(fine, fine);
    p.translate(-area.topLeft());
    paint_node(p, look, place, layout, theme);
    p.end();
    painter.setOpacity(fade);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(area, image);
    painter.setOpacity(1);
  }
}

}  // namespace

Layout print_layout(const Cluster& world, QSizeF size) {
  const double larger = std::max(1.0, std::sqrt(size.width() * size.height() / enough_room));
  return lay_out(world.shape(), size / larger, 1, {.below_disks = !lockable_nodes(world).empty()});
}

void paint_canvas(QPainter& painter, const Frame& frame, const Theme& theme, QSizeF size,
                  const Picture* model) {
  const Layout layout = print_layout(*frame.world, size);
  Picture picture = picture_of(frame, layout);
  if (theme.detail == LevelOfDetail::basic) leave_out_numbers(picture);
  if (model != nullptr) follow_picture(*model, picture);
  const ProtocolInfo& protocol = frame.world->protocol->info();
  thin_out(picture, layout,
           [&](const Face& face) { return envelope_size(face, theme, protocol, layout.scale); });
  painter.save();
  painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
  painter.fillRect(QRectF({0, 0}, size), theme.canvas);
  const double fit =
      std::min(size.width() / layout.size.width(), size.height() / layout.size.height());
  painter.translate((size.width() - layout.size.width() * fit) / 2,
                    (size.height() - layout.size.height() * fit) / 2);
  painter.scale(fit, fit);
  SceneLayers layers(painter, layout, theme, *frame.world);
  layers.ground(picture);
  layers.behind(picture);
  paint_nodes(painter, picture, layout, theme);
  paint_envelopes(painter, picture.envelopes, theme, protocol, layout.scale);
  layers.over(picture);
  layers.truth(layout.badge, layout.stage, picture);
  painter.restore();
}

}  // namespace synod::views
