#include "model/base/shape.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>

namespace synod {

std::vector<Seats> seats_of(const Cast& cast) {
  std::vector<Seats> seats{{&cast.node, &Shape::together},
                           {&cast.proposer, &Shape::proposers},
                           {&cast.acceptor, &Shape::acceptors},
                           {&cast.learner, &Shape::learners},
                           {&cast.client, &Shape::clients}};
  std::erase_if(seats, [](const Seats& one) { return !one.role->exists(); });
  return seats;
}

Shape usual_shape(const Cast& cast, bool together) {
  Shape shape{.together = 0, .cast = &cast};
  for (const Seats& seats : seats_of(cast))
    if ((seats.role == &cast.node) == together && seats.role != &cast.client)
      shape.*seats.count = seats.role->usual;
  return shape;
}

NodeSet Shape::with(Role role) const {
  if (role == Role::client) return column(role);
  if (!apart()) return cast->node.traits.has(role) ? column(role) : NodeSet{};
  NodeSet nodes;
  if (cast->proposer.traits.has(role)) nodes = nodes | column(Role::proposer);
  if (cast->acceptor.traits.has(role)) nodes = nodes | column(Role::acceptor);
  if (cast->learner.traits.has(role)) nodes = nodes | column(Role::learner);
  return nodes;
}

NodeSet Shape::column(Role role) const {
  if (role == Role::client) return NodeSet::range(servers(), clients);
  if (!apart()) return NodeSet::range(0, together);
  switch (role) {
    case Role::proposer: return NodeSet::range(0, proposers);
    case Role::acceptor: return NodeSet::range(proposers, acceptors);
    case Role::learner: return NodeSet::range(std::size_t{proposers} + acceptors, learners);
    case Role::client: break;
  }
  return {};
}

const RoleInfo& Shape::role(NodeId node) const {
  if (node.index >= servers()) return cast->client;
  if (!apart()) return cast->node;
  if (node.index < proposers) return cast->proposer;
  return node.index < proposers + acceptors ? cast->acceptor : cast->learner;
}

Roles Shape::roles(NodeId node) const {
  return role(node).traits;
}

std::uint32_t Shape::number(NodeId node) const {
  if (node.index >= servers()) return node.index - static_cast<std::uint32_t>(servers()) + 1;
  std::uint32_t first = 0;
  if (apart() && node.index >= proposers) first = proposers;
  if (apart() && node.index >= proposers + acceptors) first += acceptors;
  return node.index - first + 1;
}

std::optional<NodeId> Shape::proposer(std::uint32_t number) const {
  const std::size_t count = apart() ? proposers : together;
  if (number < 1 || number > count) return std::nullopt;
  return NodeId{static_cast<std::uint8_t>(number - 1)};
}

std::string Shape::name(NodeId node) const {
  if (!node.exists()) return "none";
  return fmt::format("{}{}", role(node).letter, number(node));
}

std::optional<NodeId> Shape::find(std::string_view wanted) const {
  const auto same_letter = [](char a, char b) {
    return std::toupper(static_cast<unsigned char>(a)) ==
           std::toupper(static_cast<unsigned char>(b));
  };
  for (NodeId node : all()) {
    const std::string known = name(node);
    if (std::equal(known.begin(), known.end(), wanted.begin(), wanted.end(), same_letter))
      return node;
  }
  return std::nullopt;
}

std::string Shape::names(NodeSet nodes) const {
  std::vector<std::string> words;
  for (NodeId node : nodes) words.push_back(name(node));
  return fmt::format("{{{}}}", fmt::join(words, " "));
}

}  // namespace synod
