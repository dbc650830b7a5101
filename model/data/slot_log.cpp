#include "model/data/slot_log.h"

#include <algorithm>

namespace synod {

std::size_t SlotLog::place_of(Slot slot) const {
  if (entries_.empty() || entries_.back().slot < slot) return entries_.size();
  // Slots count from 1, so in a log without holes a slot's place is known.
  const std::size_t dense = slot.number == 0 ? 0 : slot.number - 1;
  if (dense < entries_.size() && entries_[dense].slot == slot) return dense;
  std::size_t low = 0;
  std::size_t high = entries_.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (entries_[middle].slot < slot) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

const LogEntry* SlotLog::find(Slot slot) const {
  const std::size_t at = place_of(slot);
  return at < entries_.size() && entries_[at].slot == slot ? &entries_[at] : nullptr;
}

bool SlotLog::set(Slot slot, const Vote& vote) {
  const LogEntry* held = find(slot);
  if (held != nullptr && held->chosen) {
    if (held->vote.value != vote.value) return false;
    if (vote.ballot < held->vote.ballot) return true;
  }
  overwrite(slot, vote);
  return true;
}

void SlotLog::overwrite(Slot slot, const Vote& vote) {
  const std::size_t at = place_of(slot);
  if (at >= entries_.size() || entries_[at].slot != slot) {
    entries_.insert(at, {slot, vote, false});
  } else if (entries_[at].vote != vote) {
    entries_.mutate(at).vote = vote;
    if (entries_[at].chosen) highest_known_ = std::max(highest_known_, vote.ballot);
  }
  touch(slot);
}

void SlotLog::touch(Slot slot) {
  if (fresh_from_.number == 0 || slot < fresh_from_) fresh_from_ = slot;
  fresh_to_ = std::max(fresh_to_, slot);
}

void SlotLog::mark_chosen(Slot slot) {
  const std::size_t at = place_of(slot);
  if (at >= entries_.size() || entries_[at].slot != slot || entries_[at].chosen) return;
  entries_.mutate(at).chosen = true;
  highest_known_ = std::max(highest_known_, entries_[at].vote.ballot);
  touch(slot);
  for (std::size_t i = at; i < entries_.size(); ++i) {
    if (entries_[i].slot != first_unchosen_ || !entries_[i].chosen) return;
    ++first_unchosen_.number;
  }
}

void SlotLog::cut(Slot first) {
  bool known = false;
  while (!entries_.empty() && entries_.back().slot >= first) {
    known = known || entries_.back().chosen;
    entries_.pop_back();
  }
  first_unchosen_ = std::min(first_unchosen_, std::max(first, Slot{1}));
  if (fresh_from_ >= first) settle();
  fresh_to_ = std::min(fresh_to_, last());
  if (!known) return;
  highest_known_ = {};
  for (const LogEntry& entry : entries_)
    if (entry.chosen) highest_known_ = std::max(highest_known_, entry.vote.ballot);
}

void SlotLog::forget_chosen() {
  for (std::size_t i = 0; i < entries_.size(); ++i)
    if (entries_[i].chosen) entries_.mutate(i).chosen = false;
  first_unchosen_ = {1};
  highest_known_ = {};
  settle();
}

SlotLog SlotLog::from(Slot first) const {
  const std::size_t at = place_of(first);
  if (at == 0) return *this;
  SlotLog rest;
  for (std::size_t i = at; i < entries_.size(); ++i) {
    rest.entries_.push_back(entries_[i]);
    if (entries_[i].chosen)
      rest.highest_known_ = std::max(rest.highest_known_, entries_[i].vote.ballot);
  }
  return rest;
}

}  // namespace synod
