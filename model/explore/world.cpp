#include "model/explore/world.h"

#include <algorithm>

namespace synod::explore {

namespace {

bool keeps_links(const Cluster& world, const Renaming& renaming) {
  for (NodeId a : world.shape().all())
    for (NodeId b : world.shape().all())
      if (world.is_cut(a, b) != world.is_cut(renaming(a), renaming(b))) return false;
  return true;
}

/// Every order of the acceptors, where they are acceptors and nothing else. Proposers can't change
/// places: a ballot's owner is part of its rank.
std::vector<Renaming> orders_of_acceptors(const Cluster& world) {
  std::vector<Renaming> all{Renaming::none()};
  if (!world.shape().apart()) return all;
  std::vector<NodeId> order;
  for (NodeId acceptor : world.shape().with(Role::acceptor)) order.push_back(acceptor);
  const std::vector<NodeId> names = order;
  while (std::next_permutation(order.begin(), order.end())) {
    Renaming renaming = Renaming::none();
    for (std::size_t i = 0; i < names.size(); ++i) renaming.nodes[names[i].index] = order[i];
    if (keeps_links(world, renaming)) all.push_back(renaming);
  }
  return all;
}

std::vector<Renaming> with_values(const std::vector<Renaming>& nodes, std::vector<Text> values) {
  std::sort(values.begin(), values.end());
  const std::vector<Text> names = values;
  std::vector<Renaming> all;
  do {
    for (Renaming renaming : nodes) {
      for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] != values[i]) renaming.values.emplace_back(names[i], values[i]);
      all.push_back(std::move(renaming));
    }
  } while (std::next_permutation(values.begin(), values.end()));
  return all;
}

/// Every part has a hash for each renaming: with too many of them that costs more than it saves.
constexpr std::size_t most_renamings = 720;

bool too_many_renamings(const Cluster& start, const Bounds& bounds) {
  const std::size_t names = start.shape().apart() ? start.shape().with(Role::acceptor).size() : 1;
  std::size_t orders = 1;
  for (const std::size_t exchanged : {names, bounds.values.size()})
    for (std::size_t n = 2; n <= exchanged && orders <= most_renamings; ++n) orders *= n;
  return orders > most_renamings;
}

std::vector<Renaming> renamings_for(const Cluster& start, const Bounds& bounds) {
  if (!bounds.symmetry || too_many_renamings(start, bounds)) return {Renaming::none()};
  return with_values(orders_of_acceptors(start), bounds.values);
}

std::vector<Text> joined(const std::vector<std::vector<Text>>& lists) {
  std::vector<Text> all;
  for (const auto& list : lists)
    for (const Text& value : list)
      if (std::find(all.begin(), all.end(), value) == all.end()) all.push_back(value);
  return all;
}

}  // namespace

World::World(const Cluster& start, const Bounds& bounds, std::vector<std::vector<Text>> asked_for)
    : start_(start),
      bounds_(bounds),
      parts_(start, joined(asked_for), renamings_for(start, bounds), bounds.merge_quiet),
      values_(start.nodes.size()) {
  const std::vector<Text> values = joined(asked_for);
  for (std::size_t n = 0; n < asked_for.size(); ++n)
    for (const Text& value : asked_for[n])
      values_[n].push_back(static_cast<std::uint32_t>(
          std::find(values.begin(), values.end(), value) - values.begin()));

  for (NodeId id : start.shape().all()) {
    const Node& node = start.node(id);
    NodePart part{id, node.state, node.up, node.wiped, node.disks_lost, 0, 0};
    for (const Timer& timer : start.timers)
      if (timer.node == id) part.timers |= 1u << timer.kind;
    first_.push_back(parts_.of_node(part));
  }
  first_.push_back(parts_.of_truth(start.observer));
  first_.push_back(Faults(bounds).packed());

  std::vector<PartId> messages;
  for (const Message& message : start.in_flight) messages.push_back(parts_.of_message(message));
  if (bounds.lossy)
    for (const Message& message : start.delivered) messages.push_back(parts_.of_message(message));
  std::vector<MessageFacts> facts;
  parts_.catch_up(facts);
  std::sort(messages.begin(), messages.end(),
            [&](PartId a, PartId b) { return facts[a].hashes.front() < facts[b].hashes.front(); });
  if (bounds.lossy) messages.erase(std::unique(messages.begin(), messages.end()), messages.end());
  first_.insert(first_.end(), messages.begin(), messages.end());
}

}  // namespace synod::explore
