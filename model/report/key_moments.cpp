#include "model/report/key_moments.h"

#include <algorithm>

namespace synod {

namespace {

/// How much an event says; 0 where the story is clear without it.
int weight(const Trace& trace, EventNumber number) {
  const TracedEvent& event = trace.events()[number];
  if (event.violated) return 9;
  if (event.chosen) return 8;
  if (event.learned) return 7;
  switch (event.verb) {
    case Verb::propose: return 6;
    case Verb::crash:
    case Verb::wipe:
    case Verb::restart:
    case Verb::pause:
    case Verb::resume:
    case Verb::partition: return 4;
    case Verb::cut:
    case Verb::heal:
    case Verb::heal_all: return 3;
    case Verb::fire: return 2;
    default: break;
  }
  // Who sends to several at once begins a phase.
  if (trace.sent_by(number).size() > 1) return 5;
  for (const Response& response : trace.responses_of(number))
    if (response.kind == Response::Kind::refused) return 3;
  return 0;
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
  for (EventNumber number = std::max(first, EventNumber{1}); number <= last; ++number)
    if (const int w = weight(trace, number); w > 0) candidates.push_back({w, number});
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.weight > b.weight; });
  if (candidates.size() > most) candidates.resize(most);
  std::vector<EventNumber> moments;
  for (const Candidate& candidate : candidates) moments.push_back(candidate.number);
  std::sort(moments.begin(), moments.end());
  return moments;
}

}  // namespace synod
