#include "model/truth/decisions.h"

namespace synod {

namespace {

/// The place of the first of `choices` that does not stand before `slot`.
std::size_t place_of(const SharedLog<Chosen>& choices, Slot slot) {
  std::size_t low = 0;
  std::size_t high = choices.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (choices[middle].slot < slot)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

}  // namespace

const Chosen* choice_of(const SharedLog<Chosen>& choices, Slot slot) {
  const std::size_t place = place_of(choices, slot);
  return place < choices.size() && choices[place].slot == slot ? &choices[place] : nullptr;
}

const Chosen& Decisions::add(Slot slot, const Vote& vote, EventNumber at) {
  all_.push_back({slot, vote, at});
  const std::size_t place = place_of(firsts_, slot);
  if (place == firsts_.size() || firsts_[place].slot != slot) firsts_.insert(place, all_.back());
  return firsts_[place];
}

void Decisions::learned(NodeId node, Slot slot, const Text& value, EventNumber at) {
  const VoteCount* known = learned_by_.find(slot, {{}, value});
  if (known != nullptr && known->acceptors.contains(node)) return;
  learned_by_.add(slot, {{}, value}, node);
  learned_.push_back({node, slot, value, at});
}

bool Decisions::has(Slot slot, const Text& value) const {
  const Chosen* first = choice_of(firsts_, slot);
  if (first == nullptr) return false;
  // While agreement holds, the first choice is the only one; what is looked for is nearly always
  // recent.
  if (first->vote.value == value) return true;
  for (std::size_t i = all_.size(); i-- > 0;)
    if (all_[i].slot == slot && all_[i].vote.value == value) return true;
  return false;
}

}  // namespace synod
