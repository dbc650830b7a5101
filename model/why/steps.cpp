#include "model/why/steps.h"

#include <algorithm>
#include <tuple>

#include "model/why/fact_text.h"

namespace synod {

namespace {

/// Deeds of the same kind about the same thing.
struct Group {
  std::vector<EventNumber> events;
  std::optional<Response> response;  ///< Of acceptors' responses: the first.
  Text reported;                     ///< What those who promised report.
  NodeSet acceptors;
  NodeId hearer;  ///< Of what one node heard: who, and what.
  std::uint8_t kind = 0;
  Ballot ballot;
  Note note;  ///< The sentence of the last.
};

/// The value that an acceptor reports as it promises; none where it reports none.
Text reported_in(const Event& event, const Response& response, const Shape& shape) {
  const bool reports = response.kind == Response::Kind::promised && is_answer(event, shape);
  return reports && !event.sent.empty() ? headline_value(event.sent.front().body) : Text{};
}

bool same_response(const Response& a, const Response& b) {
  return a.kind == b.kind && a.slot == b.slot && a.ballot == b.ballot && a.value == b.value;
}

class Steps {
 public:
  explicit Steps(const Shape& shape) : shape_(shape) {}

  void add(const Event& event) {
    if (!is_answer(event, shape_)) add_deed(event);
    for (const Response& response : event.responses) add_response(event, response);
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
  void add_deed(const Event& event) {
    if (event.notes.empty()) return;
    Group deed;
    deed.note = event.notes.front();
    if (event.message && event.arrived && event.node == event.message->to) {
      deed.hearer = event.node;
      deed.kind = event.message->kind;
      deed.ballot = headline_ballot(event.message->body);
    }
    for (Group& group : groups_)
      if (deed.hearer.exists() && group.hearer == deed.hearer && group.kind == deed.kind &&
          group.ballot == deed.ballot) {
        group.events.push_back(event.number);
        group.note = deed.note;
        return;
      }
    deed.events = {event.number};
    groups_.push_back(std::move(deed));
  }

  void add_response(const Event& event, const Response& response) {
    const Text reported = reported_in(event, response, shape_);
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
    fresh.note = response_note(event, shape_);
    groups_.push_back(std::move(fresh));
  }

  Sentence text_of(const Group& group) const {
    const bool alone = group.acceptors.size() < 2 && !group.note.text.empty();
    if (!group.response || alone) return group.note.text;
    const std::string names = shape_.names(group.acceptors);
    const std::string ballot = group.response->ballot.str();
    switch (group.response->kind) {
      case Response::Kind::promised: return say(SYNOD_TEXT("%1 promise ballot %2."), names, ballot);
      case Response::Kind::accepted:
        return say(SYNOD_TEXT("%1 accept %2 at ballot %3."), names, group.response->value.str(),
                   ballot);
      case Response::Kind::refused:
        return say(SYNOD_TEXT("%1 refuse ballot %2: they have promised higher ones."), names,
                   ballot);
    }
    return {};
  }

  const Shape& shape_;
  std::vector<Group> groups_;
};

}  // namespace

std::vector<WhyStep> steps_of(const std::vector<Event>& events, const Shape& shape) {
  Steps steps(shape);
  for (const Event& event : events) steps.add(event);
  return steps.take();
}

}  // namespace synod
