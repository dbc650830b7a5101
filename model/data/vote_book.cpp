#include "model/data/vote_book.h"

#include <tuple>
#include <vector>

namespace synod {

namespace {

bool before(const VoteCount& count, Slot slot, const Vote& vote) {
  return std::tie(count.slot, count.vote) < std::tie(slot, vote);
}

}  // namespace

std::size_t VoteBook::place_of(Slot slot, const Vote& vote) const {
  std::size_t low = 0;
  std::size_t high = counts_.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (before(counts_[middle], slot, vote)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

const VoteCount* VoteBook::find(Slot slot, const Vote& vote) const {
  const std::size_t at = place_of(slot, vote);
  const bool known = at < counts_.size() && counts_[at].slot == slot && counts_[at].vote == vote;
  return known ? &counts_[at] : nullptr;
}

const VoteCount& VoteBook::add(Slot slot, const Vote& vote, NodeId acceptor) {
  const std::size_t at = place_of(slot, vote);
  const bool known = at < counts_.size() && counts_[at].slot == slot && counts_[at].vote == vote;
  if (!known) counts_.insert(at, {slot, vote, {}});
  if (!counts_[at].acceptors.contains(acceptor)) counts_.mutate(at).acceptors.insert(acceptor);
  return counts_[at];
}

void VoteBook::remove(Slot first, NodeId acceptor) {
  const std::size_t from = place_of(first, {});
  std::vector<VoteCount> rest;
  for (std::size_t i = from; i < counts_.size(); ++i) {
    VoteCount count = counts_[i];
    count.acceptors.erase(acceptor);
    if (!count.acceptors.empty()) rest.push_back(count);
  }
  while (counts_.size() > from) counts_.pop_back();
  for (const VoteCount& count : rest) counts_.push_back(count);
}

void VoteBook::forget_up_to(Slot last) {
  SharedLog<VoteCount> rest;
  for (std::size_t i = place_of({last.number + 1}, {}); i < counts_.size(); ++i)
    rest.push_back(counts_[i]);
  counts_ = rest;
}

NodeSet VoteBook::at_highest_ballot(Slot slot) const {
  NodeSet acceptors;
  Ballot highest;
  for (const VoteCount& count : counts_) {
    if (count.slot != slot) continue;
    if (count.vote.ballot > highest) acceptors = {};
    highest = count.vote.ballot;
    acceptors = acceptors | count.acceptors;
  }
  return acceptors;
}

}  // namespace synod
