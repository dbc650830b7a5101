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
    Invariant{"knowledge", SYNOD_TEXT("Knowledge"),
              SYNOD_TEXT("What a node marks or reports as chosen is chosen")},
    Invariant{"prefix", SYNOD_TEXT("Prefix"),
              SYNOD_TEXT("Of what two nodes applied, one is the beginning of the other")},
    Invariant{"once", SYNOD_TEXT("Exactly once"),
              SYNOD_TEXT("A client's command takes effect at most once, and has one answer")},
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

void Observer::see(const Deed& deed, const Setup& setup, SimTime now, EventNumber at) {
  const Shape& shape = setup.shape;
  const Text& value = deed.vote.value;
  switch (deed.kind) {
    case Deed::Kind::asked: return asked(value);
    case Deed::Kind::proposed: return proposed(shape, deed.node, deed.slot, deed.vote, at);
    case Deed::Kind::accepted:
      return accepted(shape, deed.node, deed.slot, deed.vote, setup.q2(), at);
    case Deed::Kind::learned: return learned(shape, deed.node, deed.slot, value, at);
    case Deed::Kind::known: return known(shape, deed.node, deed.slot, value, at);
    case Deed::Kind::invoked: return invoked(shape, deed.node, deed.id, value, now, at);
    case Deed::Kind::answered: return answered(shape, deed.node, deed.id, value, now, at);
    case Deed::Kind::applied:
      return applied(shape, deed.node, deed.slot, value, deed.took_effect, at);
    case Deed::Kind::stopped: return stopped(deed.node, deed.disk_lost);
    case Deed::Kind::went_back:
      return went_back(shape, deed.node, deed.field, deed.before, deed.after, at);
  }
}

/// What was asked for long ago is noted again, which tells nothing new: looking through all of a
/// long log at every asking would cost more than the rest of the event.
void Observer::asked(const Text& value) {
  constexpr std::size_t looked_at = 64;
  const std::size_t first = asked_.size() > looked_at ? asked_.size() - looked_at : 0;
  for (std::size_t i = asked_.size(); i-- > first;)
    if (asked_[i] == value) return;
  asked_.push_back(value);
}

void Observer::proposed(const Shape& shape, NodeId proposer, Slot slot, const Vote& vote,
                        EventNumber at) {
  if (!any(asked_, [&](const Text& known) { return known == vote.value; }))
    violate("validity", at,
            say(SYNOD_TEXT("%1 proposes %2 at ballot %3, but no client asked for %2."),
                shape.name(proposer), vote.value.str(), vote.ballot.str()));
  const bool shared = vote.ballot.proposer == 0;  // Nobody's, where a variant says so.
  if (!shared && shape.proposer(vote.ballot.proposer) != proposer)
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

std::size_t Observer::first_chosen_place(Slot slot) const {
  const std::size_t size = first_chosen_.size();
  if (size == 0 || first_chosen_[size - 1].slot < slot) return size;
  std::size_t low = 0;
  std::size_t high = size - 1;  // Its slot is not below.
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (first_chosen_[middle].slot < slot) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

bool Observer::was_chosen(Slot slot, const Text& value) const {
  const std::size_t place = first_chosen_place(slot);
  if (place == first_chosen_.size() || first_chosen_[place].slot != slot) return false;
  // While agreement holds, the first choice is the only one.
  return first_chosen_[place].vote.value == value ||
         any(chosen_, [&](const Chosen& c) { return c.slot == slot && c.vote.value == value; });
}

/// Each slot's first choice is what all later ones are compared with: while agreement holds, they
/// are all the same.
void Observer::check_agreement(const Chosen& fresh) {
  const std::size_t place = first_chosen_place(fresh.slot);
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
  const VoteCount* known = learned_by_.find(slot, {{}, value});
  if (known == nullptr || !known->acceptors.contains(learner)) {
    learned_by_.add(slot, {{}, value}, learner);
    learned_.push_back({learner, slot, value, at});
  }
  if (!was_chosen(slot, value))
    violate("learning", at,
            say(SYNOD_TEXT("%1 learns %2, which was not chosen at any ballot."),
                shape.name(learner), value.str()));
}

void Observer::known(const Shape& shape, NodeId node, Slot slot, const Text& value,
                     EventNumber at) {
  if (was_chosen(slot, value)) return;
  violate("knowledge", at,
          say(SYNOD_TEXT("%1 says that %2 is chosen in slot %3, where it was never chosen."),
              shape.name(node), value.str(), std::to_string(slot.number)));
}

template <class Test>
std::optional<std::size_t> Observer::find_operation(Test test) const {
  for (std::size_t i = operations_.size(); i-- > 0;)
    if (test(operations_[i])) return i;
  return std::nullopt;
}

namespace {

/// "C1.3" of "C1.3 x=5": by this the replicas know a command again.
std::string_view name_of(const Text& command) {
  return command.view().substr(0, command.view().find(' '));
}

}  // namespace

void Observer::stopped(NodeId node, bool disk_lost) {
  applied_by_[node.index] = {};
  if (!disk_lost) return;
  for (std::size_t i = 0; i < operations_.size(); ++i)
    if (operations_[i].client == node && !operations_[i].forgotten)
      operations_.mutate(i).forgotten = true;
}

void Observer::invoked(const Shape& shape, NodeId client, std::uint32_t id, const Text& command,
                       SimTime now, EventNumber at) {
  const auto same = find_operation([&](const Operation& o) {
    return o.client == client && o.id == id && name_of(o.command) == name_of(command);
  });
  if (same && (operations_[*same].forgotten || operations_[*same].command != command)) {
    violate("once", at,
            say(SYNOD_TEXT("%1 asks for %2 by the name of its earlier command %3: it may be told "
                           "that one's answer."),
                shape.name(client), command.str(), operations_[*same].command.str()));
  } else if (same) {
    return;
  }
  operations_.push_back({client, id, command, {}, now, {}, {}});
  asked_.push_back(command);
}

void Observer::answered(const Shape& shape, NodeId client, std::uint32_t id, const Text& result,
                        SimTime now, EventNumber at) {
  const auto place =
      find_operation([&](const Operation& o) { return o.client == client && o.id == id; });
  if (!place)
    return violate("once", at,
                   say(SYNOD_TEXT("%1 is answered for its command %2, but it never asked for it."),
                       shape.name(client), std::to_string(id)));
  const Operation& known = operations_[*place];
  if (known.answered && known.result != result)
    violate("once", at,
            say(SYNOD_TEXT("%1's command %2 has two answers: %3 and %4."), shape.name(client),
                known.command.str(), known.result.str(), result.str()));
  if (known.answered) return;
  Operation& operation = operations_.mutate(*place);
  operation.result = result;
  operation.answered = now;
}

/// While the invariant holds, all that nodes applied are beginnings of one sequence, so the longest
/// and a count for each node say all.
void Observer::applied(const Shape& shape, NodeId node, Slot slot, const Text& value,
                       bool took_effect, EventNumber at) {
  Slot& last = applied_by_[node.index];
  if (slot.number != last.number + 1)
    violate("prefix", at,
            say(SYNOD_TEXT("%1 applies slot %2, but slot %3 is its next one."), shape.name(node),
                std::to_string(slot.number), std::to_string(last.number + 1)));
  last = slot;
  if (slot.number == 0) return;
  if (slot.number == applied_.size() + 1) {
    applied_.push_back(value);
  } else if (slot.number <= applied_.size() && applied_[slot.number - 1] != value) {
    violate("prefix", at,
            say(SYNOD_TEXT("%1 applies %2 from slot %3, where another node applied %4."),
                shape.name(node), value.str(), std::to_string(slot.number),
                applied_[slot.number - 1].str()));
  }
  if (took_effect) check_once(shape, node, slot, value, at);
}

void Observer::check_once(const Shape& shape, NodeId node, Slot slot, const Text& value,
                          EventNumber at) {
  const auto place = find_operation([&](const Operation& o) { return o.command == value; });
  if (!place) return;  // Nobody's command, asked for by hand: it may well be asked for again.
  const Slot known = operations_[*place].slot;
  if (known == Slot{}) {
    operations_.mutate(*place).slot = slot;
  } else if (known != slot) {
    violate("once", at,
            say(SYNOD_TEXT("%1 applies %2 from slot %3, and it took effect in slot %4 already."),
                shape.name(node), value.str(), std::to_string(slot.number),
                std::to_string(known.number)));
  }
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
