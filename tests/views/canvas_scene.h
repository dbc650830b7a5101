// Helpers of the canvas's tests: a world that is acted on, and the frame that shows it.
#pragma once

#include "model/world/apply.h"
#include "protocols/catalog.h"
#include "views/canvas/canvas.h"

namespace synod::views::testing_stage {

inline Setup apart(std::uint8_t p, std::uint8_t a, std::uint8_t l) {
  Setup setup;
  setup.shape = {0, p, a, l};
  setup.seed = 7;
  return setup;
}

inline Setup together(std::uint8_t n) {
  Setup setup;
  setup.shape = {.together = n};
  setup.seed = 7;
  return setup;
}

struct Scene {
  explicit Scene(const Setup& setup) : world(make_cluster(*find_protocol(setup.protocol), setup)) {}

  NodeId node(const char* name) const { return *world.shape().find(name); }
  bool act(const Action& action) {
    Event event;
    if (synod::act(world, action, &event)) return false;
    last = event;
    return true;
  }
  bool propose(const char* name, const char* value) {
    return act(actions::propose(node(name), value));
  }
  /// Delivers the first message of that kind on that way.
  bool deliver(std::uint8_t kind, const char* from, const char* to) {
    for (const Message& m : world.in_flight)
      if (m.kind == kind && m.from == node(from) && m.to == node(to))
        return act(actions::on_message(Verb::deliver, m.id));
    return false;
  }
  Frame frame() const {
    Frame frame;
    frame.world = &world;
    frame.last = last ? &*last : nullptr;
    frame.now = static_cast<double>(world.now.ms);
    return frame;
  }

  Cluster world;
  std::optional<Event> last;
};

}  // namespace synod::views::testing_stage
