#include "model/why/steps.h"

#include <algorithm>
#include <tuple>

#include "model/base/told_names.h"
#include "model/data/field_search.h"
#include "model/why/fact_text.h"

namespace synod {

namespace {

/// Deeds of the same kind about the same thing.
struct Group {
  std::vector<EventNumber> events;
  std::optional<Response> response;  ///< Of acceptors' responses: the first.
  std::optional<Vote> reported;      ///< What those who promised report; none for nothing.
  NodeSet acceptors;
  NodeId hearer;  ///< Of what one node heard: who, and what.
  std::uint8_t kind = 0;
  Ballot ballot;
  bool first = true;  ///< Of a deed: told by the first sentence of its event.
  Note note;          ///< The sentence of the last.
};

/// What an acceptor reports as it promises, in `slot` where that is one; nothing where it makes no
/// report.
std::optional<Vote> reported_in(const Event& event, const Response& response, const Shape& shape,
                                Slot slot) {
  const bool reports = response.kind == Response::Kind::promised && is_answer(event, shape);
  const bool sends = reports && !event.sent.empty();
  if (slot == Slot{}) return Vote{{}, sends ? headline_value(event.sent.front().body) : Text()};
  if (!sends) return std::nullopt;
  const Body& body = event.sent.front().body;
  const auto log = value_meaning<SlotLog>(body, Means::value);
  const LogEntry* entry = log ? log->find(slot) : nullptr;
  return entry == nullptr ? Vote{} : entry->vote;
}

bool same_response(const Response& a, const Response& b) {
  return a.kind == b.kind && a.slot == b.slot && a.ballot == b.ballot && a.value == b.value;
}

class Steps {
 public:
  Steps(const Shape& shape, Slot slot) : shape_(shape), slot_(slot) {}

  void add(const Event& event) {
    if (!is_answer(event, shape_)) add_deeds(event);
    const bool concerns = concerns_slot(event);
    for (const Response& response : event.responses)
      if (!concerns || response.slot == Slot{} || response.slot == slot_)
        add_response(event, response);
  }

  std::vector<WhyStep> take() {
    std::stable_sort(groups_.begin(), groups_.end(), [](const Group& a, const Group& b) {
      return a.events.back() < b.events.back();
    });
    std::vector<WhyStep> steps;
    for (const Group& group : groups_)
      steps.push_back({group.events, text_of(group), group.note.rule});
    return steps;
  }

 private:
  /// Whether the slot that is asked about is one of those that acceptors accepted something in.
  bool concerns_slot(const Event& event) const {
    return slot_ != Slot{} && std::any_of(event.responses.begin(), event.responses.end(),
                                          [this](const Response& r) { return r.slot == slot_; });
  }

  /// The first sentence of an event tells what it was; of a log also what it meant to the slot that
  /// is asked about, and what else its node did under other rules.
  void add_deeds(const Event& event) {
    const char* last_rule = "";
    for (std::size_t i = 0; i < event.notes.size(); ++i) {
      const Note& note = event.notes[i];
      const bool first = i == 0;
      const bool other_slot = note.slot != Slot{} && note.slot != slot_;
      const bool same_rule = std::string_view(note.rule) == last_rule;
      if (!first && (other_slot || same_rule || tells_response(i, event))) continue;
      last_rule = note.rule;
      add_deed(event, note, first);
    }
  }

  void add_deed(const Event& event, const Note& note, bool first) {
    Group deed;
    deed.note = note;
    deed.first = first;
    if (event.message && event.arrived && event.node == event.message->to) {
      deed.hearer = event.node;
      deed.kind = event.message->kind;
      deed.ballot = headline_ballot(event.message->body);
    }
    for (Group& group : groups_)
      if (deed.hearer.exists() && group.hearer == deed.hearer && group.kind == deed.kind &&
          group.ballot == deed.ballot && group.first == first &&
          group.events.back() != event.number) {
        group.events.push_back(event.number);
        group.note = deed.note;
        return;
      }
    deed.events = {event.number};
    groups_.push_back(std::move(deed));
  }

  void add_response(const Event& event, const Response& response) {
    const std::optional<Vote> reported = reported_in(event, response, shape_, slot_);
    for (Group& group : groups_)
      if (group.response && same_response(*group.response, response) &&
          group.reported == reported) {
        if (group.events.back() != event.number) group.events.push_back(event.number);
        group.acceptors.insert(response.acceptor);
        return;
      }
    Group fresh;
    fresh.events = {event.number};
    fresh.response = response;
    fresh.reported = reported;
    fresh.acceptors.insert(response.acceptor);
    fresh.note = response_note(event, response);
    groups_.push_back(std::move(fresh));
  }

  Sentence text_of(const Group& group) const {
    const bool of_slot = slot_ != Slot{} && group.reported;
    const bool alone = group.acceptors.size() < 2 && !group.note.text.empty();
    if (!group.response || (alone && !of_slot)) return group.note.text;
    const Sentence names = told_names(shape_, group.acceptors);
    const std::string ballot = group.response->ballot.str();
    switch (group.response->kind) {
      case Response::Kind::promised:
        if (of_slot) return report_of(names, ballot, *group.reported);
        return say(SYNOD_TEXT("%1 promise ballot %2."), names, ballot);
      case Response::Kind::accepted:
        return say(SYNOD_TEXT("%1 accept %2 at ballot %3."), names, group.response->value.str(),
                   ballot);
      case Response::Kind::refused:
        return say(SYNOD_TEXT("%1 refuse ballot %2: they have promised higher ones."), names,
                   ballot);
    }
    return {};
  }

  /// Who promises reports what it accepted in the slot.
  Sentence report_of(const Sentence& names, const std::string& ballot, const Vote& vote) const {
    const std::string slot = std::to_string(slot_.number);
    if (!vote.ballot.exists())
      return say(SYNOD_TEXT("%1: promised ballot %2, and reported nothing in slot %3."), names,
                 ballot, slot);
    return say(SYNOD_TEXT("%1: promised ballot %2, and reported %4 in slot %3."), names, ballot,
               slot, vote.str());
  }

  const Shape& shape_;
  Slot slot_;
  std::vector<Group> groups_;
};

}  // namespace

std::vector<WhyStep> steps_of(const std::vector<Event>& events, const Shape& shape, Slot slot) {
  Steps steps(shape, slot);
  for (const Event& event : events) steps.add(event);
  return steps.take();
}

}  // namespace synod
