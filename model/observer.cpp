#include "model/observer.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace synod {

namespace {

constexpr std::array table{
    Invariant{"agreement", SYNOD_TEXT("Agreement"),
              SYNOD_TEXT("No two different values are chosen for one decision")},
    Invariant{"validity", SYNOD_TEXT("Validity"),
              SYNOD_TEXT("Only values that a client asked for are proposed")},
    Invariant{"integrity", SYNOD_TEXT("Integrity"),
              SYNOD_TEXT("A ballot belongs to one proposer and carries one value")},
    Invariant{"durability", SYNOD_TEXT("Durability"),
              SYNOD_TEXT("What is on a disk never goes back, unless the disk is wiped")},
    Invariant{"learning", SYNOD_TEXT("Learning"),
              SYNOD_TEXT("A learner learns only what was chosen")},
};

/// Newest first: what is looked for is nearly always recent.
template <class T, class Test>
bool any(const SharedLog<T>& log, Test test) {
  for (std::size_t i = log.size(); i-- > 0;)
    if (test(log[i])) return true;
  return false;
}

}  // namespace

std::span<const Invariant> invariants() {
  return table;
}

void Observer::asked(const Text& value) {
  if (!any(asked_, [&](const Text& known) { return known == value; })) asked_.push_back(value);
}

void Observer::proposed(const Shape& shape, NodeId proposer, Slot slot, const Vote& vote,
                        EventNumber at) {
  if (!any(asked_, [&](const Text& known) { return known == vote.value; }))
    violate("validity", at,
            say(SYNOD_TEXT("%1 proposes %2 at ballot %3, but no client asked for %2."),
                shape.name(proposer), vote.value.str(), vote.ballot.str()));
  if (shape.proposer(vote.ballot.proposer) != proposer)
    violate("integrity", at,
            say(SYNOD_TEXT("%1 proposes at ballot %2, which is not its own."), shape.name(proposer),
                vote.ballot.str()));
  std::size_t place = proposals_.size();
  while (place > 0 && std::tie(slot, vote.ballot) <=
                          std::tie(proposals_[place - 1].slot, proposals_[place - 1].vote.ballot))
    --place;
  for (std::size_t i = place; i < proposals_.size(); ++i) {
    const Proposed& other = proposals_[i];
    if (other.slot != slot || other.vote.ballot != vote.ballot) break;
    if (other.vote.value == vote.value) return;
    violate("integrity", at,
            say(SYNOD_TEXT("Ballot %1 carries two values: %2 and %3."), vote.ballot.str(),
                other.vote.value.str(), vote.value.str()));
  }
  proposals_.insert(place, {slot, vote, proposer});
}

void Observer::accepted(const Shape&, NodeId acceptor, Slot slot, const Vote& vote, std::size_t q2,
                        EventNumber at) {
  const VoteCount* earlier = votes_.find(slot, vote);
  if (earlier != nullptr && earlier->acceptors.contains(acceptor)) return;
  if (earlier == nullptr) check_one_value(slot, vote, at);
  if (votes_.add(slot, vote, acceptor).acceptors.size() != q2) return;
  chosen_.push_back({slot, vote, at});
  check_agreement(chosen_.back());
}

void Observer::check_one_value(Slot slot, const Vote& fresh, EventNumber at) {
  // The votes of one ballot stand side by side, from the empty value on.
  const auto& votes = votes_.counts();
  for (std::size_t i = votes_.place_of(slot, {fresh.ballot, {}}); i < votes.size(); ++i) {
    const VoteCount& other = votes[i];
    if (other.slot != slot || other.vote.ballot != fresh.ballot) return;
    violate("integrity", at,
            say(SYNOD_TEXT("Ballot %1 carries two values: %2 and %3."), fresh.ballot.str(),
                other.vote.value.str(), fresh.value.str()));
  }
}

/// Each slot's first choice is what all later ones are compared with: while agreement holds, they
/// are all the same.
void Observer::check_agreement(const Chosen& fresh) {
  std::size_t place = first_chosen_.size();
  while (place > 0 && first_chosen_[place - 1].slot >= fresh.slot) --place;
  if (place == first_chosen_.size() || first_chosen_[place].slot != fresh.slot)
    return first_chosen_.insert(place, fresh);
  const Vote& first = first_chosen_[place].vote;
  if (first.value != fresh.vote.value)
    violate("agreement", fresh.at,
            say(SYNOD_TEXT("%1 is chosen at ballot %2, but %3 was chosen at ballot %4."),
                fresh.vote.value.str(), fresh.vote.ballot.str(), first.value.str(),
                first.ballot.str()));
}

void Observer::learned(const Shape& shape, NodeId learner, Slot slot, const Text& value,
                       EventNumber at) {
  const auto same = [&](const Learned& l) {
    return l.node == learner && l.slot == slot && l.value == value;
  };
  if (!any(learned_, same)) learned_.push_back({learner, slot, value, at});
  if (!any(chosen_, [&](const Chosen& c) { return c.slot == slot && c.vote.value == value; }))
    violate("learning", at,
            say(SYNOD_TEXT("%1 learns %2, which was not chosen at any ballot."),
                shape.name(learner), value.str()));
}

void Observer::went_back(const Shape& shape, NodeId node, const char* field, const Ballot& before,
                         const Ballot& after, EventNumber at) {
  violate("durability", at,
          say(SYNOD_TEXT("%1's disk went back: %2 fell from %3 to %4."), shape.name(node), field,
              before.str(), after.str()));
}

const Violation* Observer::violation(std::string_view invariant) const {
  const auto found = std::find_if(violations_.begin(), violations_.end(),
                                  [&](const Violation& v) { return v.invariant == invariant; });
  return found == violations_.end() ? nullptr : &*found;
}

void Observer::violate(const char* invariant, EventNumber at, Sentence why) {
  if (violation(invariant) == nullptr) violations_.push_back({invariant, at, std::move(why)});
}

}  // namespace synod
