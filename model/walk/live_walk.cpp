#include "model/walk/live_walk.h"

#include <algorithm>
#include <utility>

#include "model/world/protocol.h"

namespace synod {

namespace {

/// After so many draws in turn that can't be done, the trouble has come to its end.
constexpr int most_idle = 100;

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
    for (int idle = 0; report_.actions.size() < limits_.steps && idle < most_idle; ++idle) {
      const std::size_t before = report_.actions.size();
      trouble();
      if (report_.actions.size() > before) idle = 0;
    }
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

  /// The network works again, nobody is paused, and enough servers are up.
  void calm() {
    does({.verb = Verb::heal_all});
    const std::vector<Message> messages = world().in_flight;
    for (const Message& message : messages) does(actions::on_message(Verb::release, message.id));
    for (NodeId node : world().shape().all()) does(actions::on_node(Verb::resume, node));
    std::vector<NodeId> down;
    for (NodeId node : needed_in_the_end())
      if (!world().node(node).up) down.push_back(node);
    for (std::size_t more = missing_in_the_end(); more > 0 && !down.empty(); --more) {
      const std::size_t which = any_place(down.size());
      does(actions::on_node(Verb::restart, down[which]));
      down.erase(down.begin() + static_cast<std::ptrdiff_t>(which));
    }
  }

  /// Whether a quorum is enough: then the acceptors beyond it may stay down, and whatever else is.
  bool by_quorum() {
    return !world().protocol->info().unanimous && !world().shape().with(Role::acceptor).empty();
  }

  NodeSet needed_in_the_end() {
    return by_quorum() ? world().shape().with(Role::acceptor)
                       : NodeSet::range(0, world().shape().servers());
  }

  /// How many more of them have to be up.
  std::size_t missing_in_the_end() {
    const NodeSet nodes = needed_in_the_end();
    const Setup& setup = *world().setup;
    const std::size_t needed =
        limits_.outage_at_the_end && by_quorum() ? std::max(setup.q1(), setup.q2()) : nodes.size();
    std::size_t up = 0;
    for (NodeId node : nodes) up += world().node(node).up ? 1u : 0u;
    return needed > up ? needed - up : 0;
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
    return list[any_place(list.size())].id;
  }

  /// A place in a list of so many, which has to be at least one.
  std::size_t any_place(std::size_t count) {
    return static_cast<std::size_t>(random_.between(0, static_cast<std::int64_t>(count) - 1));
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
  if (protocol.info().together)
    setup.shape.together = number(3, 5);
  else
    setup.shape = usual_shape(protocol.info());
  setup.shape.clients = number(1, 3);
  setup.shape.cast = protocol.info().cast;
  if (protocol.info().draw_live != nullptr) protocol.info().draw_live(setup.options, random);
  setup.options.load = 100;
  const bool silent = random.chance(2'500);
  if (knows_option(protocol.info(), "nack")) setup.options.nack = !silent;
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
