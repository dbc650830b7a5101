#include "model/report/key_moments.h"

#include <algorithm>
#include <map>

namespace synod {

namespace {

/// What an event is of, the more telling the later; none where the story is clear without it.
/// Faults are often the point of a run.
enum class Kind : std::uint8_t {
  none,
  timer,
  refusal,
  repair,
  phase,
  learned,
  wish,
  fault,
  chosen,
  violation
};

Kind kind_of(const Trace& trace, EventNumber number) {
  const TracedEvent& event = trace.events()[number];
  if (event.violated) return Kind::violation;
  if (event.chosen) return Kind::chosen;
  if (event.learned) return Kind::learned;
  switch (event.verb) {
    case Verb::propose: return Kind::wish;
    case Verb::crash:
    case Verb::wipe:
    case Verb::pause:
    case Verb::partition:
    case Verb::cut: return Kind::fault;
    case Verb::restart:
    case Verb::resume:
    case Verb::heal:
    case Verb::heal_all: return Kind::repair;
    case Verb::fire: return Kind::timer;
    default: break;
  }
  // Who sends to several at once begins a phase.
  if (trace.sent_by(number).size() > 1) return Kind::phase;
  for (const Response& response : trace.responses_of(number))
    if (response.kind == Response::Kind::refused) return Kind::refusal;
  return Kind::none;
}

}  // namespace

std::vector<EventNumber> key_moments(const Trace& trace, std::size_t most) {
  return key_moments(trace, most, 1, trace.length());
}

std::vector<EventNumber> key_moments(const Trace& trace, std::size_t most, EventNumber first,
                                     EventNumber last) {
  struct Candidate {
    int weight;
    EventNumber number;
  };
  std::vector<Candidate> candidates;
  std::map<Kind, int> seen;
  for (EventNumber number = std::max(first, EventNumber{1}); number <= last; ++number)
    // The more of a kind there were, the less one more says.
    if (const Kind kind = kind_of(trace, number); kind != Kind::none)
      candidates.push_back({std::max(static_cast<int>(kind) - seen[kind]++, 1), number});
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.weight > b.weight; });
  if (candidates.size() > most) candidates.resize(most);
  std::vector<EventNumber> moments;
  moments.reserve(candidates.size());
  for (const Candidate& candidate : candidates) moments.push_back(candidate.number);
  std::sort(moments.begin(), moments.end());
  return moments;
}

}  // namespace synod
