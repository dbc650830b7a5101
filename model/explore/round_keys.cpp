#include "model/explore/round_keys.h"

#include <algorithm>

namespace synod::explore {

namespace {

const Renaming& no_renaming() {
  static const Renaming none = Renaming::none();
  return none;
}

}  // namespace

Key128 RoundKeys::key(WorldState state) {
  const std::uint32_t lowest = range(state).lowest;
  const std::uint32_t by = lowest == ~0u ? 0 : lowest - 1;
  HashSum sum;
  for (PartId part : nodes_of(state)) sum += lowered(nodes_, part, by, &RoundKeys::add_node);
  for (PartId part : messages_of(state))
    sum += lowered(messages_, part, by, &RoundKeys::add_message);
  sum += Faults(state[world_.nodes() + 1]).hash();
  return sum.key();
}

std::uint32_t RoundKeys::span(WorldState state) {
  const Range rounds = range(state);
  return rounds.highest == 0 ? 0 : rounds.highest - rounds.lowest;
}

RoundKeys::Range RoundKeys::range(WorldState state) {
  Range rounds;
  const auto widen = [&](const Heights& heights) {
    rounds.lowest = std::min(rounds.lowest, heights.lowest);
    rounds.highest = std::max(rounds.highest, heights.highest);
  };
  for (PartId part : nodes_of(state)) widen(at(nodes_, part, &RoundKeys::add_node));
  for (PartId part : messages_of(state)) widen(at(messages_, part, &RoundKeys::add_message));
  return rounds;
}

void RoundKeys::add_node(PartId part, Canonical& bytes) const {
  add_part(bytes, world_.parts().node(part));
}

void RoundKeys::add_message(PartId part, Canonical& bytes) const {
  add_part(bytes, world_.parts().message(part));
}

RoundKeys::Heights& RoundKeys::at(std::vector<Heights>& all, PartId part, AddBytes add) {
  if (part >= all.size()) all.resize(part + 1);
  Heights& heights = all[part];
  if (heights.lowest == 0) {
    Canonical bytes(no_renaming());
    (this->*add)(part, bytes);
    heights.lowest = bytes.lowest_round();
    heights.highest = bytes.highest_round();
  }
  return heights;
}

const Key128& RoundKeys::lowered(std::vector<Heights>& all, PartId part, std::uint32_t by,
                                 AddBytes add) {
  auto& keys = all[part].keys;
  for (const auto& [rounds, key] : keys)
    if (rounds == by) return key;
  Canonical bytes(no_renaming(), by);
  (this->*add)(part, bytes);
  return keys.emplace_back(by, bytes.hash()).second;
}

}  // namespace synod::explore
