#include "model/line/series.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace synod {

namespace {

void note(Steps& steps, EventNumber number, const TracedEvent& event, std::int32_t value) {
  if (steps.empty() || steps.back().value != value) steps.push_back({number, event.time, value});
}

/// The steps of something that each event tells.
template <class Value>
Steps steps_of(const Trace& trace, Value value) {
  Steps steps;
  EventNumber number = 0;
  for (const TracedEvent& event : trace.events())
    note(steps, number++, event, static_cast<std::int32_t>(value(event)));
  return steps;
}

/// The steps of counts, one for each kind of message, that every event may change.
template <class Change>
std::vector<Steps> counted(const Trace& trace, std::size_t kinds, Change change) {
  std::vector<Steps> all(kinds);
  std::vector<std::int32_t> counts(kinds);
  EventNumber number = 0;
  for (const TracedEvent& event : trace.events()) {
    change(number, counts);
    for (std::size_t kind = 0; kind < kinds; ++kind) note(all[kind], number, event, counts[kind]);
    ++number;
  }
  return all;
}

}  // namespace

std::int32_t value_at(const Steps& steps, EventNumber event) {
  const auto after = std::upper_bound(steps.begin(), steps.end(), event,
                                      [](EventNumber e, const Step& s) { return e < s.event; });
  return after == steps.begin() ? 0 : std::prev(after)->value;
}

std::vector<Ballot> ballots_in(const Trace& trace) {
  std::vector<Ballot> all;
  std::array<Ballot, 2> last;  // What is said again and again needs no look.
  for (const Response& response : trace.responses()) {
    if (response.ballot == last[0] && response.instead == last[1]) continue;
    last = {response.ballot, response.instead};
    for (const Ballot& ballot : last)
      if (ballot.exists()) all.push_back(ballot);
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

std::vector<BallotSteps> ballot_steps(const Trace& trace, NodeSet acceptors,
                                      std::span<const Ballot> ballots) {
  const auto place = [&](const Ballot& ballot) {
    const auto found = std::lower_bound(ballots.begin(), ballots.end(), ballot);
    return static_cast<std::int32_t>(found - ballots.begin()) + 1;
  };
  struct Disk {
    std::int32_t promised = 0;
    std::int32_t accepted = 0;
  };
  std::array<Disk, max_nodes> disks{};
  std::vector<BallotSteps> all;
  for (NodeId acceptor : acceptors) all.push_back({acceptor, {}, {}});

  EventNumber number = 0;
  for (const TracedEvent& event : trace.events()) {
    if (event.verb == Verb::wipe && event.node.exists()) disks[event.node.index] = {};
    for (const Response& response : trace.responses_of(number)) {
      if (response.kind == Response::Kind::refused) continue;
      Disk& disk = disks[response.acceptor.index];
      const std::int32_t at = place(response.ballot);
      disk.promised = std::max(disk.promised, at);
      if (response.kind == Response::Kind::accepted) disk.accepted = std::max(disk.accepted, at);
    }
    for (BallotSteps& steps : all) {
      note(steps.promised, number, event, disks[steps.acceptor.index].promised);
      note(steps.accepted, number, event, disks[steps.acceptor.index].accepted);
    }
    ++number;
  }
  return all;
}

std::vector<Steps> in_flight(const Trace& trace, std::size_t kinds) {
  // What left the network at each event. A message that is lost at once comes and goes in one.
  std::vector<std::uint32_t> first(trace.events().size() + 1);
  for (const TracedMessage& message : trace.messages())
    if (message.end != TracedMessage::End::in_flight) ++first[message.ended_by + std::size_t{1}];
  std::partial_sum(first.begin(), first.end(), first.begin());
  std::vector<std::uint8_t> ended(first.back());
  std::vector<std::uint32_t> place(first.begin(), first.end() - 1);
  for (const TracedMessage& message : trace.messages())
    if (message.end != TracedMessage::End::in_flight)
      ended[place[message.ended_by]++] = message.kind;
  return counted(trace, kinds, [&](EventNumber number, std::vector<std::int32_t>& counts) {
    for (const TracedMessage& message : trace.sent_by(number)) ++counts[message.kind];
    for (std::uint32_t i = first[number]; i < first[number + 1]; ++i) --counts[ended[i]];
  });
}

std::vector<Steps> sent_so_far(const Trace& trace, std::size_t kinds) {
  return counted(trace, kinds, [&](EventNumber number, std::vector<std::int32_t>& counts) {
    for (const TracedMessage& message : trace.sent_by(number))
      if (!message.copy) ++counts[message.kind];
  });
}

Steps live_nodes(const Trace& trace, NodeSet among) {
  return steps_of(trace, [&](const TracedEvent& event) { return (event.live & among).size(); });
}

Steps reach(const Trace& trace) {
  return steps_of(trace, [](const TracedEvent& event) { return event.reach; });
}

std::vector<Steps> stacked(const std::vector<Steps>& series) {
  std::vector<Steps> sums;
  for (const Steps& next : series) {
    if (sums.empty()) {
      sums.push_back(next);
      continue;
    }
    const Steps& below = sums.back();
    Steps sum;
    auto a = below.begin();
    auto b = next.begin();
    std::int32_t low = 0;
    std::int32_t high = 0;
    while (a != below.end() || b != next.end()) {
      const bool from_a = b == next.end() || (a != below.end() && a->event <= b->event);
      const bool from_b = a == below.end() || (b != next.end() && b->event <= a->event);
      const Step at = from_a ? *a : *b;
      if (from_a) low = (a++)->value;
      if (from_b) high = (b++)->value;
      if (sum.empty() || sum.back().value != low + high)
        sum.push_back({at.event, at.time, low + high});
    }
    sums.push_back(std::move(sum));
  }
  return sums;
}

EventNumber event_near(const Trace& trace, double ms) {
  const auto events = trace.events();
  if (events.empty()) return 0;
  const auto later = [](double t, const TracedEvent& e) {
    return t < static_cast<double>(e.time.ms);
  };
  // Nothing is nearer to a time before the start than the start.
  ms = std::max(ms, static_cast<double>(events.front().time.ms));
  const auto after = std::upper_bound(events.begin(), events.end(), ms, later);
  const auto before = std::prev(after);
  if (after == events.end()) return static_cast<EventNumber>(before - events.begin());
  const bool nearer =
      static_cast<double>(after->time.ms) - ms < ms - static_cast<double>(before->time.ms);
  if (!nearer) return static_cast<EventNumber>(before - events.begin());
  const auto end =
      std::upper_bound(after, events.end(), static_cast<double>(after->time.ms), later);
  return static_cast<EventNumber>(std::prev(end) - events.begin());
}

Steps thinned(const Steps& steps, SimTime end, std::size_t columns) {
  if (columns == 0 || steps.size() <= 4 * columns) return steps;
  const double width = std::max(1.0, static_cast<double>(end.ms)) / static_cast<double>(columns);
  const auto column = [&](const Step& step) {
    return std::min(columns - 1,
                    static_cast<std::size_t>(static_cast<double>(step.time.ms) / width));
  };
  const auto lower = [](const Step& a, const Step& b) { return a.value < b.value; };
  Steps kept;
  for (auto first = steps.begin(); first != steps.end();) {
    const auto next = std::find_if(
        first, steps.end(), [&, at = column(*first)](const Step& s) { return column(s) != at; });
    const auto [low, high] = std::minmax_element(first, next, lower);
    std::array<Steps::const_iterator, 4> picked{first, low, high, std::prev(next)};
    std::sort(picked.begin(), picked.end());
    const auto last = std::unique(picked.begin(), picked.end());
    for (auto p = picked.begin(); p != last; ++p) kept.push_back(**p);
    first = next;
  }
  return kept;
}

}  // namespace synod
