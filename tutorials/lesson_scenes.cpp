#include "tutorials/lesson_scenes.h"

namespace synod {

std::size_t LessonScenes::add(History history) {
  aside_.emplace_back(std::move(history));
  return aside_.size() - 1;
}

void LessonScenes::go(Spot spot) {
  if (spot.scene != on_stage_) {
    aside_[on_stage_] = std::move(stage_);
    stage_ = *std::move(aside_[spot.scene]);
    aside_[spot.scene].reset();
    on_stage_ = spot.scene;
  }
  if (stage_.present() != spot.moment) stage_.seek(spot.moment);
}

Spot LessonScenes::without_future(Spot spot) {
  const History& whole = history(spot.scene);
  if (whole.moment(spot.moment).first_child == 0) return spot;
  History copy(whole.world_at(0));
  for (MomentId at : whole.path(spot.moment))
    if (at != 0) (void)copy.act(whole.moment(at).action);
  const MomentId reached = copy.present();
  return {add(std::move(copy)), reached};
}

bool LessonScenes::is_behind(Spot spot) const {
  if (spot.scene != on_stage_) return false;
  const EventNumber depth = stage_.moment(spot.moment).depth;
  MomentId at = stage_.present();
  while (stage_.moment(at).depth > depth) at = stage_.moment(at).parent;
  return at == spot.moment;
}

}  // namespace synod
