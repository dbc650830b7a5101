// Symmetry of rounds: states are equal where all ballots differ by the same number of rounds.
//
// What Paxos does depends on which of two rounds is higher and on what comes right after the
// highest, never on how high they are. So a state in which every round is as many higher than in
// another goes on just like it.
#pragma once

#include "model/explore/world_steps.h"

namespace synod::explore {

/// Keys of the states of one world; the same for states that differ in the height of their rounds
/// alone. The truth has no part in it: it holds all that ever was proposed, and no node knows it.
class RoundKeys {
 public:
  explicit RoundKeys(const World& world) : world_(world) {}

  Key128 key(WorldState state);
  /// How many rounds lie between its lowest and its highest.
  std::uint32_t span(WorldState state);

 private:
  /// The same part at several heights.
  struct Heights {
    std::uint32_t lowest = 0;  ///< Its lowest round; a very high one where it has none.
    std::uint32_t highest = 0;
    std::vector<std::pair<std::uint32_t, Key128>> keys;  ///< By how many rounds are taken off.
  };
  /// The lowest round of a state and its highest.
  struct Range {
    std::uint32_t lowest = ~0u;
    std::uint32_t highest = 0;
  };
  using AddBytes = void (RoundKeys::*)(PartId part, Canonical& bytes) const;

  Range range(WorldState state);
  WorldState nodes_of(WorldState state) const { return state.first(world_.nodes()); }
  WorldState messages_of(WorldState state) const { return state.subspan(world_.nodes() + 2); }
  void add_node(PartId part, Canonical& bytes) const;
  void add_message(PartId part, Canonical& bytes) const;
  Heights& at(std::vector<Heights>& all, PartId part, AddBytes add);
  const Key128& lowered(std::vector<Heights>& all, PartId part, std::uint32_t by, AddBytes add);

  const World& world_;
  std::vector<Heights> nodes_;
  std::vector<Heights> messages_;
};

}  // namespace synod::explore
