#include "model/many_runs/one_run.h"

#include <algorithm>

namespace synod {

namespace {

/// What comes next in a run.
struct Next {
  Action action;
  SimTime at;
  bool by_clock = true;
};

SimTime due_time(const Cluster& world, const Action& action) {
  return action.verb == Verb::fire ? world.timer(action.message)->due
                                   : world.message(action.message)->due;
}

/// The earlier of what is due by the clock and of what people do next; nothing where neither is
/// left within the limit.
std::optional<Next> next_of(const Cluster& world, const std::vector<Action>& actions,
                            std::size_t done, const RunLimits& limits) {
  std::optional<Next> next;
  if (const auto due = next_due(world))
    next = Next{*due, std::max(world.now, due_time(world, *due)), true};
  if (done < actions.size() && (!next || actions[done].at < next->at)) {
    next = Next{actions[done], std::max(world.now, actions[done].at), false};
    next->action.at = next->at;
  }
  if (next && next->at > limits.time) return std::nullopt;
  return next;
}

bool over(const Cluster& world, const RunLimits& limits) {
  return !world.observer.chosen().empty() || !world.observer.violations().empty() ||
         world.events >= limits.events;
}

/// Counts messages and ballots as they come.
class Counter {
 public:
  explicit Counter(RunOutcome& outcome) : outcome_(outcome) {}

  void count(const Event& event) {
    for (const Response& response : event.responses) note(response.ballot);
    for (const Message& message : event.sent) {
      if (message.copy) continue;
      ++outcome_.messages;
      note(headline_ballot(message.body));
    }
  }

 private:
  void note(const Ballot& ballot) {
    if (!ballot.exists() || ballot == last_) return;
    last_ = ballot;
    const auto place = std::lower_bound(seen_.begin(), seen_.end(), ballot);
    if (place != seen_.end() && *place == ballot) return;
    seen_.insert(place, ballot);
    ++outcome_.ballots;
  }

  RunOutcome& outcome_;
  Ballot last_;
  std::vector<Ballot> seen_;  ///< In order; new ones come near the end.
};

/// Ready for the next event, with the memory of the last.
void clear(Event& event) {
  event.sent.clear();
  event.lost.clear();
  event.responses.clear();
  event.chosen.clear();
  event.learned.clear();
  event.violations.clear();
  event.message.reset();
  event.timer.reset();
  event.adopted.clear();
}

Cluster start_of(const Protocol& protocol, const Workload& workload, std::uint64_t seed) {
  Setup setup = workload.setup;
  setup.seed = seed;
  return make_cluster(protocol, setup);
}

}  // namespace

RunOutcome run_once(const Protocol& protocol, const Workload& workload, std::uint64_t seed,
                    const RunLimits& limits) {
  RunOutcome outcome{.seed = seed};
  Counter counter(outcome);
  Cluster world = start_of(protocol, workload, seed);
  Event event;
  event.detail = Detail::summary;
  std::size_t done = 0;
  while (!over(world, limits)) {
    const auto next = next_of(world, workload.actions, done, limits);
    if (!next) break;
    clear(event);
    const bool refused = act(world, next->action, &event).has_value();
    if (!next->by_clock) ++done;
    if (refused) {
      ++outcome.refused;
    } else {
      counter.count(event);
    }
  }
  outcome.decided = !world.observer.chosen().empty();
  outcome.time_ms = world.now.ms;
  outcome.events = world.events;
  if (!world.observer.violations().empty())
    outcome.violated = world.observer.violations().front().invariant;
  return outcome;
}

History history_of(const Protocol& protocol, const Workload& workload, std::uint64_t seed,
                   const RunLimits& limits) {
  History history(start_of(protocol, workload, seed));
  std::size_t done = 0;
  while (!over(history.world(), limits)) {
    const auto next = next_of(history.world(), workload.actions, done, limits);
    if (!next) break;
    if (next->by_clock) {
      history.step();
    } else {
      ++done;
      (void)history.act(next->action);  // What is refused is left out.
    }
  }
  history.seek(0);
  return history;
}

}  // namespace synod
