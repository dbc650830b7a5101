#include "model/why/why.h"

#include <algorithm>

#include "model/why/fact_text.h"
#include "model/why/slice.h"
#include "model/why/slot_answer.h"
#include "model/why/steps.h"
#include "model/world/protocol.h"

namespace synod {

namespace {

/// What is wrong with asking this at all.
std::optional<Sentence> problem(const Run& run, const Fact& fact) {
  if (fact.at > run.actions.size())
    return say(SYNOD_TEXT("there is no event %1; the last is %2"), std::to_string(fact.at),
               std::to_string(run.actions.size()));
  const bool at_node = fact.kind == Fact::Kind::field || fact.kind == Fact::Kind::learned ||
                       fact.kind == Fact::Kind::slot || fact.kind == Fact::Kind::leading;
  if (at_node && !run.start.shape().all().contains(fact.node))
    return say(SYNOD_TEXT("there is no such node"));
  if (fact.kind != Fact::Kind::field) return std::nullopt;
  const auto& infos = run.start.node(fact.node).state.infos();
  if (std::none_of(infos.begin(), infos.end(),
                   [&](const FieldInfo& info) { return info.name == fact.field; }))
    return say(SYNOD_TEXT("%1 has no field '%2'"), run.start.name(fact.node), fact.field);
  return std::nullopt;
}

/// The answer where no event brought the fact about.
Result<Why> without_event(const Run& run, const Fact& fact) {
  switch (fact.kind) {
    case Fact::Kind::event: return say(SYNOD_TEXT("nothing has happened yet"));
    case Fact::Kind::message:
      return say(SYNOD_TEXT("message #%1 was never sent"), std::to_string(fact.message.number));
    case Fact::Kind::chosen: return say(SYNOD_TEXT("nothing is %1 yet"), decision_word(run.start));
    case Fact::Kind::learned:
      return say(SYNOD_TEXT("%1 has learned nothing yet"), run.start.name(fact.node));
    case Fact::Kind::slot:
      return say(SYNOD_TEXT("%1 has accepted nothing in slot %2 yet"), run.start.name(fact.node),
                 std::to_string(fact.slot.number));
    case Fact::Kind::leading: return say(SYNOD_TEXT("%1 does not lead"), run.start.name(fact.node));
    case Fact::Kind::violation: return say(SYNOD_TEXT("'%1' is not violated"), fact.field);
    case Fact::Kind::field: break;
  }
  Why why{.fact = fact};
  why.question = question_of(fact, {}, run.start);
  why.answer = say(SYNOD_TEXT("It is so from the start: nothing has changed it yet."));
  return why;
}

/// The events of `slice` in full, and the world after the last of them.
struct Told {
  std::vector<Event> events;
  Cluster after;
};
Told tell(const Run& run, const std::vector<EventNumber>& slice) {
  Told told{{}, run.start};
  auto next = slice.begin();
  for (EventNumber number = 1; next != slice.end(); ++number) {
    Event event;
    const bool wanted = number == *next;
    act(told.after, run.actions[number - 1], wanted ? &event : nullptr);
    if (!wanted) continue;
    told.events.push_back(std::move(event));
    ++next;
  }
  return told;
}

/// What carried the cause from one event of the slice to another, or was asked about.
std::vector<MessageId> messages_of(const Why& why, const std::vector<Event>& events) {
  std::vector<MessageId> messages;
  for (const Event& event : events)
    if (event.message && why.holds(event.message->sent_by)) messages.push_back(event.message->id);
  if (why.fact.kind == Fact::Kind::message) messages.push_back(why.fact.message);
  std::sort(messages.begin(), messages.end());
  messages.erase(std::unique(messages.begin(), messages.end()), messages.end());
  return messages;
}

/// The last step of what was chosen, learned or violated is that it was.
void add_outcome(Why& why, const Event& brought, const Cluster& after) {
  if (why.fact.kind == Fact::Kind::chosen || why.fact.kind == Fact::Kind::violation)
    why.steps.push_back({{brought.number}, answer_of(why.fact, brought, after), ""});
}

}  // namespace

bool Why::holds(EventNumber event) const {
  return std::binary_search(slice.begin(), slice.end(), event);
}

Result<Why> why(const Run& run, const Fact& fact, const std::atomic<bool>* cancel) {
  if (auto wrong = problem(run, fact)) return *wrong;
  const auto go_on = [cancel] { return cancel == nullptr || !cancel->load(); };
  FactSearch search(fact);
  const Past past(
      run, fact.at, [&](const Event& event) { search.see(event); }, go_on);
  if (go_on() && !search.found()) return without_event(run, fact);
  Why why{.fact = fact};
  if (go_on()) why.slice = slice_of(past, fact, *search.found(), go_on);
  if (!go_on()) return say(SYNOD_TEXT("the search for causes was ended"));
  const Told told = tell(run, why.slice);
  const Event& brought = told.events.back();
  why.question = question_of(fact, brought, told.after);
  why.answer = slot_answer(fact, told.events, told.after);
  if (why.answer.empty()) why.answer = answer_of(fact, brought, told.after);
  why.messages = messages_of(why, told.events);
  why.steps = steps_of(told.events, run.start.shape(), fact.slot);
  add_outcome(why, brought, told.after);
  return why;
}

}  // namespace synod
