#include "model/truth/observer.h"

#include <algorithm>

namespace synod {

Observer::Observer(const JudgeType* judge) : judge_type_(judge) {
  if (judge != nullptr) judge_ = judge->fresh();
}

void Observer::decide(Slot slot, const Vote& vote, EventNumber at) {
  decisions_.add(slot, vote, at);
}

void Observer::see(const Deed& deed, const Setup& setup, SimTime now, EventNumber at) {
  const Shape& shape = setup.shape;
  const Text& value = deed.vote.value;
  if (judge_type_ != nullptr) judge_type_->hear(judge_, deed, shape, at, *this);
  switch (deed.kind) {
    case Deed::Kind::asked: return asked(value);
    case Deed::Kind::by_hand: return asked_by_hand(deed.node, value, now, at);
    case Deed::Kind::proposed: return proposed(shape, deed.node, deed.slot, deed.vote, at);
    case Deed::Kind::accepted:
      return accepted(shape, deed.node, deed.slot, deed.vote, setup.q2(), at);
    case Deed::Kind::learned: return learned(shape, deed.node, deed.slot, value, at);
    case Deed::Kind::known: return known(shape, deed.node, deed.slot, value, at);
    case Deed::Kind::invoked: return invoked(shape, deed.node, deed.id, value, now, at);
    case Deed::Kind::answered: return answered(shape, deed.node, deed.id, value, now, at);
    case Deed::Kind::applied:
      applied(shape, deed.node, deed.slot, value, deed.took_effect, at);
      if (deed.took_effect) took_effect(shape, deed.node, deed.slot, value, now, at);
      return;
    case Deed::Kind::stopped: return stopped(shape, deed.node, deed.disk_lost);
    case Deed::Kind::went_back:
      return went_back(shape, deed.node, deed.field, deed.before, deed.after, at);
    case Deed::Kind::decided:
      if (shape.roles(deed.node).has(Role::learner))
        decisions_.learned(deed.node, deed.slot, value, at);
      return;
    case Deed::Kind::voted:
    case Deed::Kind::took:
    case Deed::Kind::let_go:
    case Deed::Kind::gave_up:
    case Deed::Kind::stored:
    case Deed::Kind::dropped:
    case Deed::Kind::leads:
    case Deed::Kind::resigned:
    case Deed::Kind::members: return;  // A judge's matter.
  }
}

void Observer::asked(const Text& value) {
  commands_.asked(value);
}

void Observer::asked_by_hand(NodeId replica, const Text& command, SimTime now, EventNumber at) {
  commands_.asked_by_hand(replica, command, now, at);
}

void Observer::proposed(const Shape& shape, NodeId proposer, Slot slot, const Vote& vote,
                        EventNumber at) {
  voting_.proposed(shape, proposer, slot, vote, commands_.asked(), at, *this);
}

/// Each slot's first choice is what all later ones are compared with: while agreement holds, they
/// are all the same.
void Observer::accepted(const Shape&, NodeId acceptor, Slot slot, const Vote& vote, std::size_t q2,
                        EventNumber at) {
  if (!voting_.accepted(acceptor, slot, vote, q2, at, *this)) return;
  const Vote& first = decisions_.add(slot, vote, at).vote;
  if (first.value != vote.value)
    violate("agreement", at,
            say(SYNOD_TEXT("%1 is chosen at ballot %2, but %3 was chosen at ballot %4."),
                vote.value.str(), vote.ballot.str(), first.value.str(), first.ballot.str()));
}

void Observer::learned(const Shape& shape, NodeId learner, Slot slot, const Text& value,
                       EventNumber at) {
  decisions_.learned(learner, slot, value, at);
  if (!decisions_.has(slot, value))
    violate("learning", at,
            say(SYNOD_TEXT("%1 learns %2, which was not chosen at any ballot."),
                shape.name(learner), value.str()));
}

void Observer::known(const Shape& shape, NodeId node, Slot slot, const Text& value,
                     EventNumber at) {
  if (decisions_.has(slot, value)) return;
  violate("knowledge", at,
          say(SYNOD_TEXT("%1 says that %2 is chosen in slot %3, where it was never chosen."),
              shape.name(node), value.str(), std::to_string(slot.number)));
}

void Observer::invoked(const Shape& shape, NodeId client, std::uint32_t id, const Text& command,
                       SimTime now, EventNumber at) {
  commands_.invoked(shape, client, id, command, now, at, *this);
}

void Observer::answered(const Shape& shape, NodeId client, std::uint32_t id, const Text& result,
                        SimTime now, EventNumber at) {
  commands_.answered(shape, client, id, result, now, at, *this);
}

void Observer::applied(const Shape& shape, NodeId node, Slot slot, const Text& value,
                       bool took_effect, EventNumber at) {
  commands_.applied(shape, node, slot, value, took_effect, at, *this);
}

void Observer::took_effect(const Shape& shape, NodeId node, Slot slot, const Text& value,
                           SimTime now, EventNumber at) {
  commands_.took_effect(shape, node, slot, value, now, at, *this);
}

void Observer::stopped(const Shape& shape, NodeId node, bool disk_lost) {
  commands_.stopped(shape, node, disk_lost);
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
