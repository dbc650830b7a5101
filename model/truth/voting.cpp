#include "model/truth/voting.h"

#include <tuple>

namespace synod {

namespace {

/// Newest first: what is looked for is nearly always recent.
template <class T, class Test>
bool any(const SharedLog<T>& log, Test test) {
  for (std::size_t i = log.size(); i-- > 0;)
    if (test(log[i])) return true;
  return false;
}

}  // namespace

void Voting::proposed(const Shape& shape, NodeId proposer, Slot slot, const Vote& vote,
                      const SharedLog<Text>& asked, EventNumber at, Verdicts& verdicts) {
  if (!any(asked, [&](const Text& known) { return known == vote.value; }))
    verdicts.violate("validity", at,
                     say(SYNOD_TEXT("%1 proposes %2 at ballot %3, but no client asked for %2."),
                         shape.name(proposer), vote.value.str(), vote.ballot.str()));
  const bool shared = vote.ballot.owner() == 0;  // Nobody's, where a variant says so.
  if (!shared && shape.proposer(vote.ballot.owner()) != proposer)
    verdicts.violate("integrity", at,
                     say(SYNOD_TEXT("%1 proposes at ballot %2, which is not its own."),
                         shape.name(proposer), vote.ballot.str()));
  std::size_t place = proposals_.size();
  while (place > 0 && std::tie(slot, vote.ballot) <=
                          std::tie(proposals_[place - 1].slot, proposals_[place - 1].vote.ballot))
    --place;
  for (std::size_t i = place; i < proposals_.size(); ++i) {
    const Proposed& other = proposals_[i];
    if (other.slot != slot || other.vote.ballot != vote.ballot) break;
    if (other.vote.value == vote.value) return;
    verdicts.violate("integrity", at,
                     say(SYNOD_TEXT("Ballot %1 carries two values: %2 and %3."), vote.ballot.str(),
                         other.vote.value.str(), vote.value.str()));
  }
  proposals_.insert(place, {slot, vote, proposer});
}

bool Voting::accepted(NodeId acceptor, Slot slot, const Vote& vote, std::size_t q2, EventNumber at,
                      Verdicts& verdicts) {
  const VoteCount* earlier = votes_.find(slot, vote);
  if (earlier != nullptr && earlier->acceptors.contains(acceptor)) return false;
  if (earlier == nullptr) check_one_value(slot, vote, at, verdicts);
  if (earlier == nullptr) note_last_vote(slot, vote);
  return votes_.add(slot, vote, acceptor).acceptors.size() == q2;
}

void Voting::check_one_value(Slot slot, const Vote& fresh, EventNumber at,
                             Verdicts& verdicts) const {
  // The votes of one ballot stand side by side, from the empty value on.
  const auto& votes = votes_.counts();
  for (std::size_t i = votes_.place_of(slot, {fresh.ballot, {}}); i < votes.size(); ++i) {
    const VoteCount& other = votes[i];
    if (other.slot != slot || other.vote.ballot != fresh.ballot) return;
    verdicts.violate("integrity", at,
                     say(SYNOD_TEXT("Ballot %1 carries two values: %2 and %3."), fresh.ballot.str(),
                         other.vote.value.str(), fresh.value.str()));
  }
}

/// The place of the first ballot in `last_votes_` that is not below `ballot`.
std::size_t Voting::last_vote_place(const Ballot& ballot) const {
  std::size_t low = 0;
  std::size_t high = last_votes_.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (last_votes_[middle].vote.ballot < ballot)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

void Voting::note_last_vote(Slot slot, const Vote& vote) {
  const std::size_t at = last_vote_place(vote.ballot);
  if (at == last_votes_.size() || last_votes_[at].vote.ballot != vote.ballot) {
    last_votes_.insert(at, {slot, vote});
  } else if (std::tie(last_votes_[at].slot, last_votes_[at].vote) < std::tie(slot, vote)) {
    last_votes_.mutate(at) = {slot, vote};
  }
}

const VoteCount* Voting::last_vote_below(const Ballot& ballot) const {
  const std::size_t at = last_vote_place(ballot);
  return at == 0 ? nullptr : votes_.find(last_votes_[at - 1].slot, last_votes_[at - 1].vote);
}

}  // namespace synod
