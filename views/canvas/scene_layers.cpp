#include "views/canvas/scene_layers.h"

#include "model/world/protocol.h"
#include "views/kit/stage_label.h"

namespace synod::views {

SceneLayers::SceneLayers(QPainter& painter, const Layout& layout, const Theme& theme,
                         const Cluster& world)
    : p_(painter),
      layout_(layout),
      theme_(theme),
      world_(world),
      scenery_(painter, layout, theme),
      causes_(painter, layout, theme, world.protocol->info()) {}

void SceneLayers::ground(const Picture& picture) {
  scenery_.links(picture.links);
  draw_quorums(p_, picture.quorums, layout_, theme_);
}

void SceneLayers::behind(const Picture& picture) {
  causes_.arrows(picture.causes);
  for (const Recovery& recovery : picture.recoveries) scenery_.recovery(recovery);
  // Rings lie behind the words on a node's edge.
  scenery_.timers(picture);
  scenery_.happened(picture);
}

void SceneLayers::over(const Picture& picture) {
  causes_.labels(picture.causes);
  scenery_.sights(picture);
  if (picture.reading) scenery_.reading(*picture.reading);
  scenery_.losses(picture.envelopes);
  for (const Recovery& recovery : picture.recoveries) scenery_.recovery_label(recovery);
}

void SceneLayers::truth(const QRectF& badge, const QRectF& stage, const Picture& picture) {
  scenery_.chosen_badge(badge, picture);
  draw_stage(p_, stage, picture.change, theme_, world_);
}

}  // namespace synod::views
