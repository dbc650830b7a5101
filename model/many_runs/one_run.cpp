#include "model/many_runs/one_run.h"

#include <algorithm>

#include "model/world/blocked.h"
#include "model/world/locks.h"
#include "model/world/protocol.h"

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

/// Whether every client has asked for all that it asks for by itself, and nobody waits.
bool are_served(const Cluster& world) {
  std::size_t answered = 0;
  const SharedLog<Operation>& all = world.observer.operations();
  for (const Operation& operation : all) answered += operation.answered ? 1u : 0u;
  const Setup& setup = *world.setup;
  return answered == all.size() &&
         all.size() >= std::size_t{setup.shape.clients} * setup.options.load;
}

bool may_block(const Cluster& world) {
  return world.protocol->info().blocked != nullptr;
}

bool over(const Cluster& world, std::size_t to_do, const RunLimits& limits) {
  if (!world.observer.violations().empty() || world.events >= limits.events ||
      world.in_flight.size() > limits.in_flight)
    return true;
  if (world.observer.chosen().empty()) return false;
  if (may_block(world) && (to_do != 0 || !blocked_nodes(world).empty())) return false;
  return world.shape().clients == 0 || (to_do == 0 && are_served(world));
}

/// What the run says of the order of the clients' operations.
const char* order_of(const Observer& truth) {
  if (truth.violation("linearizable") != nullptr) return "no";
  if (truth.watch().unknown() != nullptr) return "unknown";
  const auto told = [](const Operation& operation) { return operation.answered.has_value(); };
  const SharedLog<Operation>& all = truth.operations();
  return std::any_of(all.begin(), all.end(), told) ? "yes" : nullptr;
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

/// How many of the nodes that may be locked are.
std::int64_t locked_now(const Cluster& world, NodeSet lockable) {
  std::int64_t locked = 0;
  for (NodeId node : lockable) locked += lock_of(world.node(node).state).has_value() ? 1 : 0;
  return locked;
}

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
  if (may_block(world)) outcome.blocked_ms = 0;
  const NodeSet lockable = lockable_nodes(world);
  if (!lockable.empty()) outcome.locked_ms = 0;
  std::size_t done = 0;
  while (!over(world, workload.actions.size() - done, limits)) {
    const auto next = next_of(world, workload.actions, done, limits);
    if (!next) break;
    if (outcome.blocked_ms && !blocked_nodes(world).empty())
      *outcome.blocked_ms += next->at.ms - world.now.ms;
    if (outcome.locked_ms)
      *outcome.locked_ms += locked_now(world, lockable) * (next->at.ms - world.now.ms);
    clear(event);
    const bool refused = act(world, next->action, &event).has_value();
    if (!next->by_clock) ++done;
    outcome.refused += refused ? 1u : 0u;
    if (outcome.decided) continue;
    if (!refused) counter.count(event);
    outcome.decided = !world.observer.chosen().empty();
    outcome.time_ms = world.now.ms;
    outcome.events = world.events;
  }
  outcome.linearizable = order_of(world.observer);
  if (!world.observer.violations().empty())
    outcome.violated = world.observer.violations().front().invariant;
  return outcome;
}

History history_of(const Protocol& protocol, const Workload& workload, std::uint64_t seed,
                   const RunLimits& limits) {
  History history(start_of(protocol, workload, seed));
  std::size_t done = 0;
  while (!over(history.world(), workload.actions.size() - done, limits)) {
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
