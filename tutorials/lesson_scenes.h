// Clusters of a lesson, one of which is on the stage.
#pragma once

#include <optional>
#include <vector>

#include "model/line/history.h"

namespace synod {

/// A moment of one of the clusters.
struct Spot {
  std::size_t scene = 0;
  MomentId moment = 0;

  friend bool operator==(const Spot&, const Spot&) = default;
};

/// Keeps the histories of a lesson's clusters, and exchanges the one that people see and act on.
/// Each keeps all of its branches while it is set aside. Scene 0 is what stood there before.
class LessonScenes {
 public:
  /// `stage` must outlive this.
  explicit LessonScenes(History& stage) : stage_(stage), aside_(1) {}

  History& stage() { return stage_; }
  const History& stage() const { return stage_; }
  const History& history(std::size_t scene) const {
    return scene == on_stage_ ? stage_ : *aside_[scene];
  }
  /// Keeps a history aside and returns the number of its scene.
  std::size_t add(History history);
  /// Puts a scene on the stage and goes to its moment.
  void go(Spot spot);
  /// A cluster that has come as far as `spot`, and knows of nothing that followed there: where
  /// something did, a scene of its own, else the same one.
  Spot without_future(Spot spot);
  Spot present() const { return {on_stage_, stage_.present()}; }
  /// Whether the stage shows what came of `spot`: that moment, or one that follows from it.
  bool is_behind(Spot spot) const;

 private:
  History& stage_;
  std::size_t on_stage_ = 0;
  std::vector<std::optional<History>> aside_;
};

}  // namespace synod
