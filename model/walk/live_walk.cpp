#include "model/walk/live_walk.h"

#include <algorithm>
#include <utility>

#include "model/world/protocol.h"

namespace synod {

namespace {

/// Whether a command waits for its effect. Reads that take no slot are done with their answer.
bool waits(const Operation& operation) {
  return operation.slot == Slot{} && !operation.answered;
}

class LiveWalk {
 public:
  LiveWalk(const Protocol& protocol, const Setup& setup, std::uint64_t seed,
           const LiveLimits& limits)
      : random_(seed), limits_(limits) {
    report_.seed = seed;
    report_.setup = setup;
    report_.end = make_cluster(protocol, setup);
  }

  LiveReport run() {
    while (report_.actions.size() < limits_.steps) trouble();
    calm();
    report_.quiet_from = report_.actions.size();
    wait_for_all();
    if (const auto& all = world().observer.violations(); !all.empty())
      report_.violated = all.front();
    return std::move(report_);
  }

 private:
  Cluster& world() { return report_.end; }

  bool does(const Action& action) {
    Event event;
    event.detail = Detail::summary;
    if (act(world(), action, &event)) return false;
    report_.actions.push_back(action);
    for (const Suspicion& suspicion : event.suspicions) {
      report_.suspicions += suspicion.began ? 1u : 0u;
      report_.wrong_suspicions += suspicion.began && suspicion.wrong ? 1u : 0u;
    }
    return true;
  }

  /// Mostly the clock goes on; one event of twenty is a fault.
  void trouble() {
    if (random_.chance(500) && does(fault())) return;
    if (const auto due = next_due(world())) {
      does(*due);
    } else {
      does(actions::on_node(Verb::restart, any_server()));
      does(actions::on_node(Verb::resume, any_server()));
      does(actions::propose(any_server(), "again"));
    }
  }

  Action fault() {
    switch (random_.between(0, 11)) {
      case 0:
      case 1: return actions::on_node(Verb::crash, any_server());
      case 2:
      case 3: return actions::on_node(Verb::restart, any_server());
      case 4: return partition();
      case 5: return {.verb = Verb::heal_all};
      case 6: return actions::on_message(Verb::drop, any_id(world().in_flight));
      case 7: return actions::on_message(Verb::hold, any_id(world().in_flight));
      case 8: return actions::on_node(Verb::pause, any_server());
      case 9:
      case 10: return actions::on_node(Verb::resume, any_server());
      default: return actions::fire(any_id(world().timers));
    }
  }

  Action partition() {
    Action action{.verb = Verb::partition};
    for (NodeId node : world().shape().all())
      action.side[node.index] = static_cast<std::uint8_t>(random_.between(1, 2));
    return action;
  }

  /// The network works again, nobody is paused, and enough servers are up for every quorum.
  void calm() {
    does({.verb = Verb::heal_all});
    const std::vector<Message> messages = world().in_flight;
    for (const Message& message : messages) does(actions::on_message(Verb::release, message.id));
    for (NodeId node : world().shape().all()) does(actions::on_node(Verb::resume, node));
    std::size_t up = 0;
    const NodeSet servers = world().shape().with(Role::acceptor);
    for (NodeId node : servers) up += world().node(node).up ? 1u : 0u;
    const Setup& setup = *world().setup;
    const std::size_t needed =
        limits_.outage_at_the_end ? std::max(setup.q1(), setup.q2()) : servers.size();
    while (up < needed) up += does(actions::on_node(Verb::restart, any_server())) ? 1u : 0u;
  }

  void wait_for_all() {
    const std::size_t asked = world().observer.operations().size();
    const SimTime from = world().now;
    const auto waiting = [&] {
      std::size_t count = 0;
      std::size_t place = 0;
      for (const Operation& operation : world().observer.operations())
        if (place++ < asked) count += waits(operation) ? 1u : 0u;
      return count;
    };
    report_.pending = waiting();
    while (waiting() > 0) {
      const auto due = next_due(world());
      if (!due || !does(*due) || world().now.ms - from.ms > limits_.bound.ms) return;
    }
    report_.took = SimTime{world().now.ms - from.ms};
  }

  NodeId any_server() {
    const auto last = static_cast<std::int64_t>(world().shape().servers()) - 1;
    return {static_cast<std::uint8_t>(random_.between(0, last))};
  }

  /// An id that nothing has, where the list is empty: then the action is refused.
  template <class List>
  MessageId any_id(const List& list) {
    if (list.empty()) return {};
    const auto last = static_cast<std::int64_t>(list.size()) - 1;
    return list[static_cast<std::size_t>(random_.between(0, last))].id;
  }

  Random random_;
  LiveLimits limits_;
  LiveReport report_;
};

}  // namespace

LiveReport live_walk(const Protocol& protocol, const Setup& setup, std::uint64_t seed,
                     const LiveLimits& limits) {
  return LiveWalk(protocol, setup, seed, limits).run();
}

Setup live_setup(const Protocol& protocol, std::uint64_t seed) {
  Random random(~seed);
  const auto number = [&](std::int64_t low, std::int64_t high) {
    return static_cast<std::uint8_t>(random.between(low, high));
  };
  Setup setup;
  setup.protocol = protocol.info().name;
  setup.seed = random.next();
  setup.shape = {.together = number(3, 5), .clients = number(1, 3)};
  setup.shape.cast = protocol.info().cast;
  if (protocol.info().draw_live != nullptr) protocol.info().draw_live(setup.options, random);
  setup.options.load = 100;
  setup.options.nack = !random.chance(2'500);
  return setup;
}

LiveTotals live_walks(const Protocol& protocol, std::uint64_t first_seed, std::uint64_t runs,
                      const LiveLimits& limits) {
  LiveTotals totals;
  for (std::uint64_t seed = first_seed; seed < first_seed + runs; ++seed) {
    LiveReport run = live_walk(protocol, live_setup(protocol, seed), seed, limits);
    ++totals.runs;
    totals.pending += run.pending;
    totals.waited += run.pending > 0 ? 1u : 0u;
    totals.suspicions += run.suspicions;
    totals.wrong_suspicions += run.wrong_suspicions;
    totals.stuck += run.took ? 0u : 1u;
    totals.violated += run.violated ? 1u : 0u;
    if (run.took) totals.longest = std::max(totals.longest, *run.took);
    if ((!run.took || run.violated) && !totals.failure) totals.failure = std::move(run);
  }
  return totals;
}

}  // namespace synod
