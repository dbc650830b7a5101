#include "views/canvas/layers.h"

#include <QPainter>
#include <cmath>

#include "views/canvas/hit.h"

namespace synod::views {

void blit(QPainter& painter, QPointF top_left, const QPixmap& pixmap, double zoom) {
  const QTransform at = painter.worldTransform();
  const QSizeF size = pixmap.deviceIndependentSize();
  if (std::abs(at.m11() - zoom) > 1e-6 || at.isRotating()) {
    // Rendered at another scale than the view's own, for a printed picture, say.
    painter.drawPixmap(QRectF(top_left, size / zoom), pixmap, QRectF(pixmap.rect()));
    return;
  }
  painter.setWorldTransform({});
  painter.drawPixmap(at.map(top_left).toPoint(), pixmap);
  painter.setWorldTransform(at);
}

NodeItem::NodeItem(const Stage& stage, NodeId node) : stage_(stage), node_(node) {
  setZValue(1);
}

QRectF NodeItem::boundingRect() const {
  return area_;
}

void NodeItem::refresh() {
  const QRectF area = painted_area(stage_.layout.node(node_));
  if (area != area_) {
    prepareGeometryChange();
    area_ = area;
    forget();
  }
  if (const NodeLook& look = stage_.picture.nodes[node_.index]; look != drawn_) {
    drawn_ = look;
    forget();
  }
}

void NodeItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  if (pixmap_.isNull()) {
    const double pixels = stage_.zoom * stage_.ratio;
    pixmap_ = QPixmap((area_.size() * pixels).toSize().expandedTo({1, 1}));
    pixmap_.setDevicePixelRatio(stage_.ratio);
    pixmap_.fill(Qt::transparent);
    QPainter p(&pixmap_);
    p.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    p.scale(stage_.zoom, stage_.zoom);
    p.translate(-area_.topLeft());
    paint_node(p, drawn_, stage_.layout.node(node_), stage_.layout, stage_.theme);
  }
  painter->setOpacity(drawn_.faded ? fade : 1);
  blit(*painter, area_.topLeft(), pixmap_, stage_.zoom);
  painter->setOpacity(1);
}

void TrafficItem::refresh() {
  setZValue(2);
  const QRectF area(QPointF(0, 0), stage_.layout.size);
  if (area == area_) return;
  prepareGeometryChange();
  area_ = area;
}

void TrafficItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  const QPointF margin(envelopes_.margin(), envelopes_.margin());
  const auto draw = [&](bool grown) {
    for (const Envelope& envelope : stage_.picture.envelopes) {
      if (envelope.opacity <= 0.01 || envelope.grown != grown) continue;
      painter->setOpacity(envelope.opacity * (envelope.faded ? fade : 1));
      blit(*painter, envelope_rect(envelope, envelopes_).topLeft() - margin,
           envelopes_.picture(envelope.face), stage_.zoom);
    }
  };
  draw(false);
  draw(true);
  painter->setOpacity(1);
}

}  // namespace synod::views
