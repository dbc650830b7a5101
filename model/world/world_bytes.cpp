#include "model/world/world_bytes.h"

#include <variant>

namespace synod {

namespace {

/// Calls `see` for each list of a world that copies share in part.
template <class See>
void each_list(const Cluster& world, See see) {
  see(world.delivered);
  world.observer.each_list(see);
  for (const Node& node : world.nodes)
    for (std::size_t i = 0; i < node.state.infos().size(); ++i) {
      const FieldValue value = node.state.value(i);
      if (const auto* book = std::get_if<VoteBook>(&value)) see(book->counts());
      if (const auto* log = std::get_if<SlotLog>(&value)) see(log->entries());
      if (const auto* table = std::get_if<Table>(&value)) see(table->rows());
    }
}

}  // namespace

WorldBytes bytes_of(const Cluster& world) {
  WorldBytes bytes{0, sizeof(Cluster) + world.nodes.size() * sizeof(Node) +
                          world.in_flight.size() * sizeof(Message) +
                          world.timers.size() * sizeof(Timer)};
  each_list(world, [&](const auto& list) {
    bytes.content += list.content_bytes();
    bytes.own += list.copy_bytes();
  });
  return bytes;
}

void Scales::weigh(const Cluster& world) {
  total_ += sizeof(Cluster) + world.nodes.capacity() * sizeof(Node) +
            world.in_flight.capacity() * sizeof(Message) + world.timers.capacity() * sizeof(Timer);
  each_list(world, [&](const auto& list) {
    total_ += list.own_bytes();
    list.each_chunk([&](const void* address, std::size_t bytes) {
      if (seen_.insert(address).second) total_ += bytes;
    });
  });
}

}  // namespace synod
