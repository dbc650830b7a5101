#include "model/line/log_series.h"

#include <algorithm>

namespace synod {

namespace {

void note(Steps& steps, const Step& step) {
  if (steps.empty() || steps.back().value != step.value) steps.push_back(step);
}

/// Event `number` as a step.
Step step_at(const Trace& trace, EventNumber number, std::int64_t value) {
  return {number, trace.events()[number].time, static_cast<std::int32_t>(value)};
}

/// The steps of a number that each event tells.
Steps steps_of(const Trace& trace, std::uint32_t TracedEvent::*number) {
  Steps steps;
  for (EventNumber event = 0; event < trace.events().size(); ++event)
    note(steps, step_at(trace, event, trace.events()[event].*number));
  return steps;
}

/// The longest wait of a client that waited at some time between the ends of `gap`.
std::optional<SimTime> longest_wait_in(const Trace& trace, const LeaderGap& gap) {
  std::optional<SimTime> longest;
  for (std::size_t place = 0; place < trace.commands().size(); ++place) {
    const TracedCommand& command = trace.commands()[place];
    const bool before = command.is_answered() && command.answered <= gap.from.time;
    if (before || command.asked >= gap.to.time) continue;
    const SimTime wait = wait_of(trace, place);
    if (!longest || wait > *longest) longest = wait;
  }
  return longest;
}

/// The answers in the order of their events.
std::vector<EventNumber> answers(const Trace& trace) {
  std::vector<EventNumber> all;
  for (const TracedCommand& command : trace.commands())
    if (command.is_answered()) all.push_back(command.answered_by);
  std::sort(all.begin(), all.end());
  return all;
}

/// The first event that is not earlier than `time`; none where all are.
std::optional<EventNumber> event_from(const Trace& trace, SimTime time) {
  const auto events = trace.events();
  const auto found =
      std::lower_bound(events.begin(), events.end(), time,
                       [](const TracedEvent& event, SimTime t) { return event.time < t; });
  if (found == events.end()) return {};
  return static_cast<EventNumber>(found - events.begin());
}

}  // namespace

std::vector<Ballot> led_ballots(const Trace& trace) {
  std::vector<Ballot> all;
  for (const TracedLead& lead : trace.leads())
    if (lead.ballot.exists()) all.push_back(lead.ballot);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

Steps lead_steps(const Trace& trace, NodeId node, std::span<const Ballot> ballots) {
  Steps steps;
  if (trace.events().empty()) return steps;
  steps.push_back(step_at(trace, 0, 0));
  for (const TracedLead& lead : trace.leads()) {
    if (lead.node != node) continue;
    const auto place = std::lower_bound(ballots.begin(), ballots.end(), lead.ballot);
    note(steps, step_at(trace, lead.at, lead.ballot.exists() ? place - ballots.begin() + 1 : 0));
  }
  return steps;
}

Steps leaders_at_once(const Trace& trace) {
  Steps steps;
  if (trace.events().empty()) return steps;
  steps.push_back(step_at(trace, 0, 0));
  NodeSet leading;
  for (const TracedLead& lead : trace.leads()) {
    lead.ballot.exists() ? leading.insert(lead.node) : leading.erase(lead.node);
    note(steps, step_at(trace, lead.at, static_cast<std::int64_t>(leading.size())));
  }
  return steps;
}

std::vector<LeaderGap> leader_gaps(const Trace& trace) {
  std::vector<LeaderGap> gaps;
  const Steps leaders = leaders_at_once(trace);
  for (std::size_t i = 1; i < leaders.size(); ++i) {
    if (leaders[i].value != 0) continue;
    const bool over = i + 1 < leaders.size();
    LeaderGap gap{leaders[i], over ? leaders[i + 1] : step_at(trace, trace.length(), 0), over, {}};
    gap.waited = longest_wait_in(trace, gap);
    gaps.push_back(gap);
  }
  return gaps;
}

Steps wait_steps(const Trace& trace, NodeId client) {
  std::vector<const TracedCommand*> its;
  for (const TracedCommand& command : trace.commands())
    if (command.client == client) its.push_back(&command);
  Steps steps;
  std::size_t begun = 0;  // How many of them were asked for before the event.
  for (EventNumber event = 0; event < trace.events().size(); ++event) {
    const SimTime now = trace.events()[event].time;
    if (begun == 0) {
      note(steps, {event, now, 0});
    } else {
      const TracedCommand& last = *its[begun - 1];
      const bool over = last.is_answered() && last.answered_by < event;
      note(steps, step_at(trace, event, ((over ? last.answered : now) - last.asked).ms));
    }
    while (begun < its.size() && its[begun]->asked_by <= event) ++begun;
  }
  return steps;
}

SimTime wait_of(const Trace& trace, std::size_t place) {
  const TracedCommand& command = trace.commands()[place];
  return (command.is_answered() ? command.answered : trace.events().back().time) - command.asked;
}

Steps answer_rate(const Trace& trace, SimTime window) {
  Steps steps;
  if (trace.events().empty()) return steps;
  steps.push_back(step_at(trace, 0, 0));
  const std::vector<EventNumber> all = answers(trace);
  const auto time = [&](std::size_t i) { return trace.events()[all[i]].time; };
  const auto rate = [&](std::size_t count) {
    return static_cast<std::int32_t>(static_cast<std::int64_t>(count) * 1000 / window.ms);
  };
  std::size_t old = 0;  // Answers that left the window.
  const auto leave_until = [&](SimTime until, std::size_t come) {
    while (old < come && time(old) + window <= until) {
      const SimTime left = time(old) + window;
      while (old < come && time(old) + window == left) ++old;
      if (const auto event = event_from(trace, left)) note(steps, {*event, left, rate(come - old)});
    }
  };
  for (std::size_t come = 0; come < all.size(); ++come) {
    leave_until(time(come), come);
    note(steps, step_at(trace, all[come], rate(come + 1 - old)));
  }
  leave_until(trace.events().back().time, all.size());
  return steps;
}

Steps chosen_slots(const Trace& trace) {
  return steps_of(trace, &TracedEvent::slots_chosen);
}

Steps applied_by_most(const Trace& trace) {
  return steps_of(trace, &TracedEvent::applied_most);
}

Steps applied_by_slowest(const Trace& trace) {
  return steps_of(trace, &TracedEvent::applied_least);
}

}  // namespace synod
