#include "model/why/slot_answer.h"

#include <algorithm>

#include "model/base/told_names.h"
#include "model/data/field_search.h"
#include "model/world/protocol.h"

namespace synod {

namespace {

/// What the fact says that the slot holds, or what is chosen in it; none where it holds nothing.
Vote vote_of(const Fact& fact, const Cluster& after) {
  if (fact.kind == Fact::Kind::chosen) {
    for (const Chosen& chosen : after.observer.chosen())
      if (chosen.slot == fact.slot) return chosen.vote;
    return {};
  }
  const auto log = value_meaning<SlotLog>(after.node(fact.node).state, Means::log);
  const LogEntry* entry = log ? log->find(fact.slot) : nullptr;
  return entry == nullptr ? Vote{} : entry->vote;
}

/// The event at which `leader` put the vote to the vote in the slot, which it accepts itself at
/// once; null where the slice has none.
const Event* put_to_vote(const std::vector<Event>& events, const std::optional<NodeId>& leader,
                         Slot slot, const Vote& vote) {
  for (const Event& event : events)
    for (const Response& response : event.responses)
      if (response.kind == Response::Kind::accepted && response.acceptor == leader &&
          response.slot == slot && response.ballot == vote.ballot)
        return &event;
  return nullptr;
}

/// Those whose promise of `ballot` belongs to the slice.
NodeSet promised(const std::vector<Event>& events, const Ballot& ballot) {
  NodeSet who;
  for (const Event& event : events)
    for (const Response& response : event.responses)
      if (response.kind == Response::Kind::promised && response.ballot == ballot)
        who.insert(response.acceptor);
  return who;
}

/// The first slot behind `slot` that was taken over at the event; null where none was.
const Adoption* behind(const Event& put, Slot slot) {
  const Adoption* first = nullptr;
  for (const Adoption& adopted : put.adopted)
    if (slot < adopted.slot && (first == nullptr || adopted.slot < first->slot)) first = &adopted;
  return first;
}

Sentence hole_answer(const Vote& vote, Slot slot, const std::vector<Event>& events,
                     const Event& put, const Cluster& after) {
  const std::string leader = after.name(put.node);
  const Sentence who = told_names(after.shape(), promised(events, vote.ballot));
  const std::string hole = std::to_string(slot.number);
  if (const Adoption* next = behind(put, slot))
    return say(SYNOD_TEXT("%2 promised %1 its ballot %3, and none of them had accepted anything in "
                          "slot %4, so nothing can have been chosen there; but %5 had accepted %6 "
                          "in slot %7, which can't take effect behind a hole. So %1 fills it with "
                          "a no-op."),
               leader, who, vote.ballot.str(), hole, after.name(next->from), next->vote.value.str(),
               std::to_string(next->slot.number));
  return say(SYNOD_TEXT("%2 promised %1 its ballot %3, and none of them had accepted anything in "
                        "slot %4, so nothing can have been chosen there; but later slots were in "
                        "use, which can't take effect behind a hole. So %1 fills it with a no-op."),
             leader, who, vote.ballot.str(), hole);
}

Sentence taken_over(const Adoption& adopted, const Event& put, const Cluster& after) {
  return say(SYNOD_TEXT("%1 had to propose %2 again in slot %3: of what its quorum reported there, "
                        "%4 from %5 has the highest ballot."),
             after.name(put.node), adopted.vote.value.str(), std::to_string(adopted.slot.number),
             adopted.vote.str(), after.name(adopted.from));
}

}  // namespace

Sentence slot_answer(const Fact& fact, const std::vector<Event>& events, const Cluster& after) {
  const bool of_slot = fact.kind == Fact::Kind::slot || fact.kind == Fact::Kind::chosen;
  if (!of_slot || fact.slot == Slot{}) return {};
  const Vote vote = vote_of(fact, after);
  if (!vote.ballot.exists()) return {};
  const Event* put =
      put_to_vote(events, after.shape().proposer(vote.ballot.owner()), fact.slot, vote);
  if (put == nullptr) return {};
  for (const Adoption& adopted : put->adopted)
    if (adopted.slot == fact.slot && adopted.vote.value == vote.value)
      return taken_over(adopted, *put, after);
  if (vote.value == after.protocol->info().noop)
    return hole_answer(vote, fact.slot, events, *put, after);
  return {};
}

}  // namespace synod
