// Actions of the real world for the steps of a search.
#pragma once

#include <vector>

#include "model/explore/world_steps.h"

namespace synod::explore {

/// An action in terms that hold in any world, so that it can be done again elsewhere.
struct Meaning {
  Action action;
  std::optional<Message> message;  ///< Of an action on a message.
  NodeId timer_node;               ///< Of a timer that goes off.
  std::uint8_t timer = 0;
};

/// `action` in such terms. It must be possible in `world`.
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
