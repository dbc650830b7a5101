// Ids, slots and times of the world, each with a type of its own.
#pragma once

#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <initializer_list>

namespace synod {

/// The most nodes that a cluster may have.
inline constexpr std::size_t max_nodes = 25;

/// A point in simulated time, or a span of it, in simulated milliseconds.
struct SimTime {
  std::int64_t ms = 0;

  friend constexpr auto operator<=>(const SimTime&, const SimTime&) = default;
  friend constexpr SimTime operator+(SimTime a, SimTime b) { return {a.ms + b.ms}; }
  friend constexpr SimTime operator-(SimTime a, SimTime b) { return {a.ms - b.ms}; }
};

/// A node's place in its cluster, from 0. `NodeId::none()` stands for "no node".
struct NodeId {
  std::uint8_t index = 0xff;

  static constexpr NodeId none() { return {}; }
  constexpr bool exists() const { return index != 0xff; }
  friend constexpr auto operator<=>(const NodeId&, const NodeId&) = default;
};

/// Names a message or a timer. Counted up from 1 in the order of creation and never used again.
struct MessageId {
  std::uint32_t number = 0;

  friend constexpr auto operator<=>(const MessageId&, const MessageId&) = default;
};

/// A place in a replicated log, counted from 1. Single-decree protocols use slot 0 for their one
/// decision.
struct Slot {
  std::uint32_t number = 0;

  friend constexpr auto operator<=>(const Slot&, const Slot&) = default;
};

/// An event's place on its path through history, counted from 1. 0 stands for "a person's hand".
using EventNumber = std::uint32_t;

/// A set of nodes. Iterates in the order of the nodes' indices.
class NodeSet {
 public:
  constexpr NodeSet() = default;
  constexpr NodeSet(std::initializer_list<NodeId> nodes) {
    for (NodeId node : nodes) insert(node);
  }
  /// The `count` nodes from index `first` on.
  static constexpr NodeSet range(std::size_t first, std::size_t count) {
    NodeSet set;
    for (std::size_t i = first; i < first + count; ++i) set.bits_ |= 1u << i;
    return set;
  }

  constexpr void insert(NodeId node) { bits_ |= 1u << node.index; }
  constexpr void erase(NodeId node) { bits_ &= ~(1u << node.index); }
  constexpr bool contains(NodeId node) const { return node.exists() && (bits_ >> node.index & 1u); }
  constexpr std::size_t size() const { return static_cast<std::size_t>(std::popcount(bits_)); }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr std::uint32_t bits() const { return bits_; }

  friend constexpr NodeSet operator&(NodeSet a, NodeSet b) { return NodeSet(a.bits_ & b.bits_); }
  friend constexpr NodeSet operator|(NodeSet a, NodeSet b) { return NodeSet(a.bits_ | b.bits_); }
  friend constexpr NodeSet operator-(NodeSet a, NodeSet b) { return NodeSet(a.bits_ & ~b.bits_); }
  friend constexpr auto operator<=>(const NodeSet&, const NodeSet&) = default;

  class iterator {
   public:
    constexpr explicit iterator(std::uint32_t rest) : rest_(rest) {}
    constexpr NodeId operator*() const {
      return {static_cast<std::uint8_t>(std::countr_zero(rest_))};
    }
    constexpr iterator& operator++() {
      rest_ &= rest_ - 1;
      return *this;
    }
    friend constexpr bool operator==(const iterator&, const iterator&) = default;

   private:
    std::uint32_t rest_;
  };
  constexpr iterator begin() const { return iterator(bits_); }
  constexpr iterator end() const { return iterator(0); }

 private:
  constexpr explicit NodeSet(std::uint32_t bits) : bits_(bits) {}
  std::uint32_t bits_ = 0;
};

}  // namespace synod
