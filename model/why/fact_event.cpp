#include "model/why/fact_event.h"

#include <algorithm>

#include "model/data/field_search.h"
#include "model/why/slice_replay.h"

namespace synod {

namespace {

const Change* change_of(const Event& event, NodeId node, const std::string& field) {
  for (const Change& change : event.changes)
    if (change.node == node && change.field.name == field) return &change;
  return nullptr;
}

const Violation* violation_of(const Event& event, const std::string& invariant) {
  for (const Violation& violation : event.violations)
    if (violation.invariant == invariant) return &violation;
  return nullptr;
}

const Learned* learned_by(const Event& event, NodeId node, Slot slot) {
  for (const Learned& learned : event.learned)
    if (learned.node == node && learned.slot == slot) return &learned;
  return nullptr;
}

/// What `slot` of the node's log holds by a change of its log; none for a hole.
Vote vote_in(const FieldValue& log, Slot slot) {
  const LogEntry* entry = std::get<SlotLog>(log).find(slot);
  return entry == nullptr ? Vote{} : entry->vote;
}

/// How the event changed what the slot of the node's log holds; null where it did not.
const Change* change_of_slot(const Event& event, NodeId node, Slot slot) {
  for (const Change& change : event.changes)
    if (change.node == node && std::holds_alternative<SlotLog>(change.after) &&
        change.field.means == Means::log &&
        vote_in(change.before, slot) != vote_in(change.after, slot))
      return &change;
  return nullptr;
}

/// Whether the node began or ceased to lead; nothing where neither.
std::optional<bool> leads_since(const Event& event, NodeId node) {
  for (const Change& change : event.changes) {
    if (change.node != node || change.field.means != Means::phase) continue;
    const bool before = stage_of(change.field, change.before) == Stage::leader;
    const bool after = stage_of(change.field, change.after) == Stage::leader;
    if (before != after) return after;
  }
  return std::nullopt;
}

bool same_note(const Note& a, const Note& b) {
  return a.text == b.text && std::string_view(a.rule) == b.rule;
}

bool same_event(const Event& a, const Event& b) {
  return a.node == b.node && a.arrived == b.arrived &&
         std::equal(a.notes.begin(), a.notes.end(), b.notes.begin(), b.notes.end(), same_note);
}

bool same_field(const Fact& fact, const Event& original, const Cluster& after) {
  const Change* change = change_of(original, fact.node, fact.field);
  const State& state = after.node(fact.node).state;
  for (std::size_t i = 0; i < state.infos().size(); ++i)
    if (state.infos()[i].name == fact.field) return state.value(i) == change->after;
  return false;
}

bool same_slot(const Fact& fact, const Event& original, const Cluster& after) {
  const Change* change = change_of_slot(original, fact.node, fact.slot);
  const auto log = value_meaning<SlotLog>(after.node(fact.node).state, Means::log);
  return log && vote_in(*log, fact.slot) == vote_in(change->after, fact.slot);
}

bool same_loss(const LostMessage& lost, const Event& event) {
  return std::any_of(event.lost.begin(), event.lost.end(), [&](const LostMessage& other) {
    return other.why == lost.why && same_message(other.message, lost.message);
  });
}

bool same_sending(const Message& message, const Event& event) {
  const auto same = [&](const Message& other) { return same_message(other, message); };
  return std::any_of(event.sent.begin(), event.sent.end(), same) ||
         (event.message && same(*event.message));
}

bool same_message_fact(const Fact& fact, const Event& original, const Event& event) {
  const LostMessage* lost = loss_of(original, fact.message);
  // What was lost by chance is sent in the replay: it draws nothing.
  if (lost != nullptr && lost->why != Loss::chance) return same_loss(*lost, event);
  return same_sending(*message_of(original, fact.message), event);
}

}  // namespace

const LostMessage* loss_of(const Event& event, MessageId id) {
  for (const LostMessage& lost : event.lost)
    if (lost.message.id == id) return &lost;
  return nullptr;
}

const Chosen* chosen_in(const Event& event, Slot slot) {
  for (const Chosen& chosen : event.chosen)
    if (chosen.slot == slot) return &chosen;
  return nullptr;
}

const Message* message_of(const Event& event, MessageId id) {
  for (const Message& message : event.sent)
    if (message.id == id) return &message;
  if (const LostMessage* lost = loss_of(event, id)) return &lost->message;
  return event.message && event.message->id == id ? &*event.message : nullptr;
}

void FactSearch::see(const Event& event) {
  if (fact_.kind == Fact::Kind::leading && leads_since(event, fact_.node) == false) found_.reset();
  if (brings_about(event)) found_ = event;
}

bool FactSearch::brings_about(const Event& event) const {
  switch (fact_.kind) {
    case Fact::Kind::event: return event.number == fact_.at;
    case Fact::Kind::field: return change_of(event, fact_.node, fact_.field) != nullptr;
    case Fact::Kind::message:
      return loss_of(event, fact_.message) != nullptr ||
             (!found_ && message_of(event, fact_.message) != nullptr);
    case Fact::Kind::chosen: return !found_ && chosen_in(event, fact_.slot) != nullptr;
    case Fact::Kind::learned: return learned_by(event, fact_.node, fact_.slot) != nullptr;
    case Fact::Kind::slot: return change_of_slot(event, fact_.node, fact_.slot) != nullptr;
    case Fact::Kind::leading: return leads_since(event, fact_.node) == true;
    case Fact::Kind::violation: return violation_of(event, fact_.field) != nullptr;
  }
  return false;
}

bool same_fact(const Fact& fact, const Event& original, const Event& event, const Cluster& after) {
  switch (fact.kind) {
    case Fact::Kind::event: return same_event(original, event);
    case Fact::Kind::field: return same_field(fact, original, after);
    case Fact::Kind::message: return same_message_fact(fact, original, event);
    case Fact::Kind::chosen: {
      const Chosen* chosen = chosen_in(event, fact.slot);
      return chosen != nullptr && chosen->vote == chosen_in(original, fact.slot)->vote;
    }
    case Fact::Kind::learned: {
      const Learned* learned = learned_by(event, fact.node, fact.slot);
      return learned != nullptr &&
             learned->value == learned_by(original, fact.node, fact.slot)->value;
    }
    case Fact::Kind::slot: return same_slot(fact, original, after);
    case Fact::Kind::leading: return is_leading(after.node(fact.node).state);
    case Fact::Kind::violation: {
      const Violation* violation = violation_of(event, fact.field);
      return violation != nullptr && violation->why == violation_of(original, fact.field)->why;
    }
  }
  return false;
}

}  // namespace synod
