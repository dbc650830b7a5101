// Goals that ask no thought of a learner: Play alone reaches them, or a request and Play.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/world/cluster.h"
#include "tutorials/lesson.h"

namespace synod {

/// How a goal is reached by the order of the clock, without a look at what happens.
struct EasyWay {
  enum class Kind : std::uint8_t {
    play,     ///< By playing on.
    request,  ///< By one request at one node, and playing on.
    solution  ///< By the solution's requests and restarts, and playing on.
  };
  Kind kind = Kind::play;
  std::optional<Action> request;
  std::uint32_t actions = 0;  ///< How many events it takes.
};

/// So many events somebody may play on for, in the hope that the goal comes by itself.
inline constexpr std::uint32_t most_played_on = 400;

/// The easiest such way from `world`, where the goal stands; nothing where none of them reaches it
/// by a way that counts. `solution` are the actions of the goal's solution. A goal that can't be
/// reached has none.
std::optional<EasyWay> easy_way(const GoalBlock& goal, const Cluster& world,
                                const std::vector<Action>& solution);

}  // namespace synod
