#include "model/side_by_side/chosen_book.h"

#include <algorithm>

namespace synod {

void ChosenBook::read(Side side, const Cluster& world) {
  const SharedLog<Chosen>& all = world.observer.chosen();
  for (; read_[side] < all.size(); ++read_[side]) {
    const Chosen& chosen = all[read_[side]];
    Values& values = slots_[Slot{std::max(chosen.slot.number, 1u)}];
    std::vector<Text>& ours = values[side];
    if (std::find(ours.begin(), ours.end(), chosen.vote.value) != ours.end()) continue;
    if (values.left != values.right) --differing_;
    ours.push_back(chosen.vote.value);
    if (values.left != values.right) ++differing_;
  }
}

std::optional<Slot> ChosenBook::first_differing() const {
  for (const auto& [slot, values] : slots_)
    if (values.left != values.right) return slot;
  return std::nullopt;
}

}  // namespace synod
