// Shape of a cluster: its nodes, their roles and their names.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/cast.h"
#include "model/base/ids.h"

namespace synod {

/// The nodes of a cluster: either `together` nodes N1.. that play every role, or proposers P1..,
/// acceptors A1.. and learners L1.. apart, in this order. Clients C1.. come after all others. A
/// protocol's cast has other words and letters for them.
struct Shape {
  std::uint8_t together = 0;
  std::uint8_t proposers = 0;
  std::uint8_t acceptors = 0;
  std::uint8_t learners = 0;
  std::uint8_t clients = 0;
  const Cast* cast = &consensus_cast;

  bool apart() const { return together == 0; }
  /// How many nodes there are that are no clients.
  std::size_t servers() const { return together + std::size_t{proposers} + acceptors + learners; }
  std::size_t size() const { return servers() + clients; }
  NodeSet all() const { return NodeSet::range(0, size()); }
  /// The nodes that play that role, alone or among others.
  NodeSet with(Role role) const;
  /// Those that stand in that role's column; where nodes play every role, all of them.
  NodeSet column(Role role) const;
  /// The role that the node was given; the one that does everything where roles are not apart.
  const RoleInfo& role(NodeId node) const;
  Roles roles(NodeId node) const;
  /// The number in a node's name: 2 for P2. A ballot of P2 is `r.2`.
  std::uint32_t number(NodeId node) const;
  /// The proposer whose ballots end in `number`. Nothing where no proposer has that number: a
  /// variant may draw such ballots, so every caller must expect it.
  std::optional<NodeId> proposer(std::uint32_t number) const;
  /// "N1", "P1", "A1", "L1" or "C1".
  std::string name(NodeId node) const;
  /// The node of that name, in any case.
  std::optional<NodeId> find(std::string_view name) const;
  /// "{A1 A2}".
  std::string names(NodeSet nodes) const;

  friend bool operator==(const Shape&, const Shape&) = default;
};

/// A role of a cast and where a shape counts its nodes.
struct Seats {
  const RoleInfo* role;
  std::uint8_t Shape::*count;
};
/// The roles that `cast` has: the one that does everything, then those in columns from left to
/// right, then clients.
std::vector<Seats> seats_of(const Cast& cast);
/// A cluster as the cast has it where nobody asks for another: where `together`, of nodes that do
/// everything.
Shape usual_shape(const Cast& cast, bool together);

}  // namespace synod
