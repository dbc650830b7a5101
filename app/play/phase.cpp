#include "app/play/phase.h"

namespace synod::app {

std::uint64_t kinds_in_flight(const Cluster& world) {
  std::uint64_t kinds = 0;
  for (const Message& message : world.in_flight) kinds |= std::uint64_t{1} << message.kind;
  return kinds;
}

bool begins_phase(const History& history, MomentId id) {
  if (id == 0) return true;
  const MomentId before = history.moment(id).parent;
  return kinds_in_flight(history.world_at(id)) != kinds_in_flight(history.world_at(before));
}

}  // namespace synod::app
