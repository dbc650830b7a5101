// Level of detail: how much of a protocol the views tell, for beginners and for all others.
#pragma once

#include <cstdint>

namespace synod::views {

/// How much is told of a run. Each level shows all of the one before.
enum class LevelOfDetail : std::uint8_t {
  basic,         ///< Nodes, messages and values, in plain words.
  intermediate,  ///< The numbers at which nodes act too, such as ballots, in their colours.
  full           ///< The names of rules, and the invariants, too.
};

}  // namespace synod::views
