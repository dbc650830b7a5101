// Layers of the canvas below and above its nodes and messages, in their order.
#pragma once

#include <QPainter>

#include "views/canvas/causes.h"
#include "views/canvas/picture.h"
#include "views/canvas/scenery.h"
#include "views/kit/theme.h"

namespace synod::views {

/// The one list of what lies where: the widget and the print both draw `ground`, `behind`, then
/// nodes and messages in their own ways, `over` and `truth`. All but `truth` in scene coordinates.
class SceneLayers {
 public:
  SceneLayers(QPainter& painter, const Layout& layout, const Theme& theme, const Cluster& world);

  /// Links and quorums: what stays the same while messages travel.
  void ground(const Picture& picture);
  void behind(const Picture& picture);
  void over(const Picture& picture);
  /// What the observer alone knows. `badge` and `stage` are where the layout has them, in the
  /// coordinates of the painter.
  void truth(const QRectF& badge, const QRectF& stage, const Picture& picture);

 private:
  QPainter& p_;
  const Layout& layout_;
  const Theme& theme_;
  const Cluster& world_;
  Scenery scenery_;
  CausePainter causes_;
};

}  // namespace synod::views
