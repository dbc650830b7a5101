#include "model/vote_book.h"

#include <tuple>

namespace synod {

namespace {

bool before(const VoteCount& count, Slot slot, const Vote& vote) {
  return std::tie(count.slot, count.vote) < std::tie(slot, vote);
}

}  // namespace

const VoteCount& VoteBook::add(Slot slot, const Vote& vote, NodeId acceptor) {
  // New votes nearly always stand at the end: search from there.
  std::size_t at = counts_.size();
  while (at > 0 && !before(counts_[at - 1], slot, vote)) --at;
  const bool known = at < counts_.size() && counts_[at].slot == slot && counts_[at].vote == vote;
  if (!known) counts_.insert(at, {slot, vote, {}});
  if (!counts_[at].acceptors.contains(acceptor)) counts_.mutate(at).acceptors.insert(acceptor);
  return counts_[at];
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
