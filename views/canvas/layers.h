// Graphics items of the canvas: one for each node, one for all messages.
#pragma once

#include <QGraphicsItem>
#include <QPixmap>

#include "views/canvas/envelopes.h"
#include "views/canvas/node_painter.h"
#include "views/canvas/picture.h"

namespace synod::views {

/// Base of all layers: the theme and the scale of the view.
struct Stage {
  Theme theme;
  Layout layout;
  Picture picture;
  double zoom = 1;   ///< Of the view: pixels of the view for a scene unit.
  double ratio = 1;  ///< Device pixels for a pixel of the view.
};

/// Puts a picture that was drawn for the view's scale at `top_left` of the scene, pixel for pixel.
void blit(QPainter& painter, QPointF top_left, const QPixmap& pixmap, double zoom);

/// One node. Its picture is drawn anew only when its look changes.
class NodeItem : public QGraphicsItem {
 public:
  NodeItem(const Stage& stage, NodeId node);
  QRectF boundingRect() const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;
  /// Takes over look and place from the stage.
  void refresh();
  void forget() { pixmap_ = {}; }

 private:
  const Stage& stage_;
  NodeId node_;
  NodeLook drawn_;
  QRectF area_;
  QPixmap pixmap_;
};

/// All messages in flight and the ghosts of those lost.
class TrafficItem : public QGraphicsItem {
 public:
  TrafficItem(const Stage& stage, Envelopes& envelopes) : stage_(stage), envelopes_(envelopes) {}
  QRectF boundingRect() const override { return area_; }
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;
  void refresh();

 private:
  const Stage& stage_;
  Envelopes& envelopes_;
  QRectF area_;
};

}  // namespace synod::views
