// From the steps of a search back to actions in the real world.
#pragma once

#include <vector>

#include "model/explore/world_steps.h"

namespace synod::explore {

/// What may be done again elsewhere: an action, and what it is about in words that hold in any
/// world.
struct Meaning {
  Action action;
  std::optional<Message> message;  ///< Of an action on a message.
  NodeId timer_node;               ///< Of a timer that goes off.
  std::uint8_t timer = 0;
};

/// What `action` means in `world`, in which it can be done.
Meaning meaning_of(const Cluster& world, const Action& action);

/// Does in `world` what is meant, and adds to `done` what that took: the oldest message that says
/// the same is taken, and released where it is held. A redelivery takes one that is in flight, else
/// one that arrived before. False where it can't be done; then `world` is of no more use.
bool redo(Cluster& world, const Meaning& meaning, std::vector<Action>& done);

/// The actions of the way that `path` leads, each step named by its place, the first being the
/// choice of the start. Nothing where it can't be walked.
std::optional<std::vector<Action>> walk_way(const World& world,
                                            const std::vector<std::uint32_t>& path);

}  // namespace synod::explore
