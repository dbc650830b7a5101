#include "model/why/fact_text.h"

#include <algorithm>

#include "model/base/told_names.h"
#include "model/data/field_search.h"
#include "model/world/quorum.h"

namespace synod {

namespace {

Means meaning_of(const Fact& fact, const Cluster& world) {
  return meaning_of(world.node(fact.node).state, fact.field);
}

FieldValue value_of(const Fact& fact, const Cluster& world) {
  const State& state = world.node(fact.node).state;
  for (std::size_t i = 0; i < state.infos().size(); ++i)
    if (state.infos()[i].name == fact.field) return state.value(i);
  return false;
}

const Response* response_in(const Event& event, Response::Kind kind) {
  for (const Response& response : event.responses)
    if (response.kind == kind) return &response;
  return nullptr;
}

Sentence field_question(const Fact& fact, const Event& brought, const Cluster& after) {
  const FieldValue value = value_of(fact, after);
  const Means meaning = meaning_of(fact, after);
  const std::string name = after.name(fact.node);
  const std::string shown = print(value, after.shape());
  const bool answered =
      std::holds_alternative<Ballot>(value) || std::holds_alternative<Vote>(value);
  if (answered && !is_none(value)) {
    if (meaning == Means::promised) return say(SYNOD_TEXT("Why has %1 promised %2?"), name, shown);
    if (const Response* response = response_in(brought, Response::Kind::accepted);
        response != nullptr && Vote{response->ballot, response->value}.str() == shown)
      return say(SYNOD_TEXT("Why has %1 accepted %2?"), name, shown);
  }
  if (std::holds_alternative<Text>(value) && !is_none(value)) {
    if (!brought.learned.empty()) return say(SYNOD_TEXT("Why has %1 learned %2?"), name, shown);
    if (meaning == Means::proposes) return say(SYNOD_TEXT("Why does %1 propose %2?"), name, shown);
  }
  if (is_none(value)) return say(SYNOD_TEXT("Why has %1 no '%2'?"), name, fact.field);
  return say(SYNOD_TEXT("Why is '%1' of %2 now %3?"), fact.field, name, shown);
}

Sentence chosen_question(const Chosen& chosen) {
  const std::string value = chosen.vote.value.str();
  if (chosen.slot == Slot{}) return say(SYNOD_TEXT("Why is %1 chosen?"), value);
  return say(SYNOD_TEXT("Why is %1 chosen in slot %2?"), value, std::to_string(chosen.slot.number));
}

Sentence slot_question(const Fact& fact, const Cluster& after) {
  const std::string name = after.name(fact.node);
  const std::string slot = std::to_string(fact.slot.number);
  const auto log = value_meaning<SlotLog>(after.node(fact.node).state, Means::log);
  const LogEntry* entry = log ? log->find(fact.slot) : nullptr;
  if (entry == nullptr) return say(SYNOD_TEXT("Why is slot %2 of %1 empty?"), name, slot);
  return say(SYNOD_TEXT("Why does slot %2 of %1 hold %3?"), name, slot, entry->vote.value.str());
}

Sentence event_question(const Event& brought, const Cluster& after) {
  if (const Response* refused = response_in(brought, Response::Kind::refused))
    return say(SYNOD_TEXT("Why did %1 refuse %2?"), after.name(refused->acceptor),
               refused->ballot.str());
  return say(SYNOD_TEXT("Why did event %1 happen as it did?"), std::to_string(brought.number));
}

Sentence message_question(const Fact& fact, const Event& brought, const Cluster& after) {
  const Message& message = *message_of(brought, fact.message);
  const Sentence what = describe(after, message);
  const std::string from = after.name(message.from);
  const std::string to = after.name(message.to);
  if (loss_of(brought, fact.message) != nullptr)
    return say(SYNOD_TEXT("Why was the %1 from %2 to %3 lost?"), what, from, to);
  return say(SYNOD_TEXT("Why did %2 send %1 to %3?"), what, from, to);
}

Sentence loss_answer(const LostMessage& lost, const Cluster& after) {
  const Sentence what = describe(after, lost.message);
  const std::string from = after.name(lost.message.from);
  const std::string to = after.name(lost.message.to);
  switch (lost.why) {
    case Loss::chance:
      return say(SYNOD_TEXT("The network lost the %1 from %2 to %3 by chance."), what, from, to);
    case Loss::cut:
      return say(SYNOD_TEXT("The link from %2 to %3 was cut, and the %1 was lost on it."), what,
                 from, to);
    case Loss::down: return say(SYNOD_TEXT("%3 was down as the %1 from %2 came."), what, from, to);
    case Loss::dropped:
      return say(SYNOD_TEXT("The network lost the %1 from %2 to %3."), what, from, to);
  }
  return {};
}

Sentence chosen_answer(const Chosen& chosen, const Cluster& after) {
  const VoteCount* count = after.observer.votes().find(chosen.slot, chosen.vote);
  if (count == nullptr)  // Decided by a node, not by votes that are counted.
    return say(SYNOD_TEXT("%1 was decided by event %2, and all before it that led there."),
               chosen.vote.value.str(), std::to_string(chosen.at));
  return say(
      SYNOD_COUNTED("%1 accepted %2 at the same ballot %3, and any %4 acceptors are a quorum."),
      told_names(after.shape(), count->acceptors), chosen.vote.value.str(),
      chosen.vote.ballot.str(), Sentence::Argument::count(after.setup->q2()));
}

/// What `event` took over in `slot`; null where it took nothing over there.
const Adoption* adopted_in(const Event& event, Slot slot) {
  for (const Adoption& adopted : event.adopted)
    if (adopted.slot == slot) return &adopted;
  return nullptr;
}

Sentence adoption_answer(const Event& brought, const Adoption& adopted, const Cluster& after) {
  return say(SYNOD_TEXT("%1 must take over %2: of what its quorum reported, %3 from %4 has the "
                        "highest ballot."),
             after.name(brought.node), adopted.vote.value.str(), adopted.vote.str(),
             after.name(adopted.from));
}

Sentence refusal_answer(const Response& refused, const Cluster& after) {
  return say(SYNOD_TEXT("%1 had promised %2 before, and so it answers nothing below: not %3."),
             after.name(refused.acceptor), refused.instead.str(), refused.ballot.str());
}

Sentence first_note(const Event& event) {
  return event.notes.empty() ? Sentence{} : event.notes.front().text;
}

Sentence note_of_slot(const Event& event, Slot slot) {
  for (const Note& note : event.notes)
    if (note.slot == slot) return note.text;
  return first_note(event);
}

Sentence leading_answer(NodeId leader, const Cluster& after) {
  const Quorum quorum = quorum_of(after, leader);
  return say(SYNOD_TEXT("%2 promised it ballot %3, which is a quorum: so %1 leads, until somebody "
                        "is promised a higher ballot."),
             after.name(leader), told_names(after.shape(), quorum.answered), quorum.ballot.str());
}

/// The sentence that tells how a field came to have its value.
Sentence field_answer(const Fact& fact, const Event& brought, const Cluster& after) {
  const FieldValue value = value_of(fact, after);
  if (const Adoption* adopted = adopted_in(brought, {});
      adopted != nullptr && std::holds_alternative<Text>(value))
    return adoption_answer(brought, *adopted, after);
  for (const Response& response : brought.responses) {
    const std::string shown = print(value, after.shape());
    if (response.ballot.str() == shown || Vote{response.ballot, response.value}.str() == shown)
      return response_note(brought, response).text;
  }
  return first_note(brought);
}

}  // namespace

bool tells_response(std::size_t note, const Event& event) {
  return std::any_of(event.responses.begin(), event.responses.end(),
                     [&](const Response& r) { return r.note == note; });
}

bool is_answer(const Event& event, const Shape& shape) {
  if (!event.message || event.responses.empty()) return false;
  const Ballot ballot = headline_ballot(event.message->body);
  return event.message->from == shape.proposer(ballot.owner());
}

Note response_note(const Event& event, const Response& response) {
  return response.note < event.notes.size() ? event.notes[response.note] : Note();
}

Sentence question_of(const Fact& fact, const Event& brought, const Cluster& after) {
  switch (fact.kind) {
    case Fact::Kind::event: return event_question(brought, after);
    case Fact::Kind::field: return field_question(fact, brought, after);
    case Fact::Kind::message: return message_question(fact, brought, after);
    case Fact::Kind::chosen: return chosen_question(*chosen_in(brought, fact.slot));
    case Fact::Kind::slot: return slot_question(fact, after);
    case Fact::Kind::leading: return say(SYNOD_TEXT("Why does %1 lead?"), after.name(fact.node));
    case Fact::Kind::learned:
      return say(SYNOD_TEXT("Why has %1 learned %2?"), after.name(fact.node),
                 brought.learned.back().value.str());
    case Fact::Kind::violation: return say(SYNOD_TEXT("Why is %1 violated?"), fact.field);
  }
  return {};
}

Sentence answer_of(const Fact& fact, const Event& brought, const Cluster& after) {
  switch (fact.kind) {
    case Fact::Kind::event:
      if (const Response* refused = response_in(brought, Response::Kind::refused))
        return refusal_answer(*refused, after);
      if (const Adoption* adopted = adopted_in(brought, {}))
        return adoption_answer(brought, *adopted, after);
      return first_note(brought);
    case Fact::Kind::field: return field_answer(fact, brought, after);
    case Fact::Kind::message:
      if (const LostMessage* lost = loss_of(brought, fact.message))
        return loss_answer(*lost, after);
      return first_note(brought);
    case Fact::Kind::chosen: return chosen_answer(*chosen_in(brought, fact.slot), after);
    case Fact::Kind::slot: return note_of_slot(brought, fact.slot);
    case Fact::Kind::leading: return leading_answer(fact.node, after);
    case Fact::Kind::learned: return brought.notes.empty() ? Sentence{} : brought.notes.back().text;
    case Fact::Kind::violation:
      for (const Violation& violation : brought.violations)
        if (violation.invariant == fact.field) return violation.why;
      return first_note(brought);
  }
  return {};
}

}  // namespace synod
