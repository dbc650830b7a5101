// World whose events are watched in a specification, for tests of refinements.
#pragma once

#include <gtest/gtest.h>
#include <string>

#include "model/world/apply.h"
#include "model/world/protocol.h"

namespace synod::testing {

/// A world, and what its events are in the specification that `Refinement` maps it to.
template <class Refinement>
struct Watched {
  Cluster world;
  Refinement refinement{world};

  /// Does `action` and says why it is no step; "step" or "none" where it is one, or stutters.
  std::string is(const Action& action) {
    Event event;
    EXPECT_FALSE(act(world, action, &event));
    const auto before = refinement.state();
    const auto why = refinement.follow(event, world);
    if (why) return why->str();
    return refinement.state() == before ? "none" : "step";
  }
  std::string delivers(const char* kind, const char* from, const char* to) {
    for (const Message& message : world.in_flight)
      if (world.protocol->info().messages[message.kind].name == std::string_view(kind) &&
          world.name(message.from) == from && world.name(message.to) == to)
        return is(actions::on_message(Verb::deliver, message.id));
    return "no such message";
  }
};

}  // namespace synod::testing
