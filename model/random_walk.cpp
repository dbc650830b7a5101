#include "model/random_walk.h"

#include <array>
#include <string_view>
#include <utility>

#include "model/protocol.h"

namespace synod {

namespace {

/// How often each verb is tried, of 100 times. Mostly the network just works, or nothing would ever
/// be chosen.
struct Weight {
  Verb verb;
  std::int64_t share;
};
constexpr std::array weights{
    Weight{Verb::deliver, 51},  Weight{Verb::drop, 4},     Weight{Verb::duplicate, 4},
    Weight{Verb::redeliver, 6}, Weight{Verb::hold, 2},     Weight{Verb::release, 3},
    Weight{Verb::crash, 3},     Weight{Verb::restart, 5},  Weight{Verb::cut, 2},
    Weight{Verb::heal, 3},      Weight{Verb::heal_all, 1}, Weight{Verb::partition, 1},
    Weight{Verb::propose, 6},   Weight{Verb::fire, 4},     Weight{Verb::pause, 2},
    Weight{Verb::resume, 3},
};

constexpr std::array<std::string_view, 4> values{"red", "blue", "green", "amber"};
/// What clients ask for.
constexpr std::array<std::string_view, 6> commands{"x=1", "x=2", "x?", "x+=1", "y=3", "y?"};

class Walk {
 public:
  Walk(const Protocol& protocol, const Setup& setup, std::uint64_t seed, const WalkLimits& limits)
      : random_(seed),
        limits_(limits),
        report_{seed, setup, {}, {}, make_cluster(protocol, setup)} {}

  WalkReport run() {
    propose_first();
    while (report_.actions.size() < limits_.steps && !report_.violation) {
      const Action action = draw();
      // What can't be done is drawn again; a proposal always can, sooner or later.
      if (!act(world(), action)) note(action);
    }
    return std::move(report_);
  }

 private:
  Cluster& world() { return report_.end; }

  void propose_first() {
    const Action action = propose();
    if (!act(world(), action)) note(action);
  }

  void note(const Action& action) {
    report_.actions.push_back(action);
    if (const auto& all = world().observer.violations(); !all.empty())
      report_.violation = all.front();
  }

  Action draw() {
    std::int64_t ticket = random_.between(0, 99);
    for (const Weight& weight : weights)
      if ((ticket -= weight.share) < 0) return make(weight.verb);
    return propose();
  }

  Action make(Verb verb) {
    switch (verb) {
      case Verb::propose: return propose();
      case Verb::redeliver: return actions::on_message(verb, id_of_any(world().delivered));
      case Verb::deliver:
      case Verb::drop:
      case Verb::duplicate:
      case Verb::hold:
      case Verb::release: return actions::on_message(verb, id_of_any(world().in_flight));
      case Verb::fire: return actions::fire(id_of_any(world().timers));
      case Verb::crash:
        return actions::on_node(limits_.wipe && random_.chance(5'000) ? Verb::wipe : verb,
                                any_node());
      case Verb::restart:
      case Verb::pause:
      case Verb::resume:
      case Verb::wipe: return actions::on_node(verb, any_node());
      case Verb::cut:
      case Verb::heal: return actions::on_link(verb, any_node(), any_node(), random_.chance(5'000));
      case Verb::heal_all: return {.verb = verb};
      case Verb::partition: return partition();
    }
    return propose();
  }

  Action propose() {
    const std::uint32_t round =
        random_.chance(3'000) ? static_cast<std::uint32_t>(random_.between(1, 12)) : 0;
    const Shape& shape = world().shape();
    if (shape.clients != 0 && random_.chance(7'000)) return ask_client();
    const auto proposers = shape.with(Role::proposer);
    return actions::propose({static_cast<std::uint8_t>(index_below(proposers.size()))},
                            values[index_below(values.size())], round);
  }

  Action ask_client() {
    const Shape& shape = world().shape();
    const std::size_t client = shape.servers() + index_below(shape.clients);
    return actions::propose({static_cast<std::uint8_t>(client)},
                            commands[index_below(commands.size())]);
  }

  Action partition() {
    Action action{.verb = Verb::partition};
    for (NodeId node : world().shape().all())
      action.side[node.index] = static_cast<std::uint8_t>(random_.between(0, 2));
    return action;
  }

  NodeId any_node() { return {static_cast<std::uint8_t>(index_below(world().nodes.size()))}; }

  /// An id that nothing has, where the list is empty: then the action is refused.
  template <class List>
  MessageId id_of_any(const List& list) {
    return list.empty() ? MessageId{} : list[index_below(list.size())].id;
  }

  std::size_t index_below(std::size_t size) {
    return static_cast<std::size_t>(random_.between(0, static_cast<std::int64_t>(size) - 1));
  }

  Random random_;
  WalkLimits limits_;
  WalkReport report_;
};

}  // namespace

WalkReport random_walk(const Protocol& protocol, const Setup& setup, std::uint64_t seed,
                       const WalkLimits& limits) {
  return Walk(protocol, setup, seed, limits).run();
}

namespace {

/// Draws what a run starts from.
class SetupDraw {
 public:
  SetupDraw(const ProtocolInfo& protocol, std::uint64_t seed)
      : protocol_(protocol), random_(~seed) {
    setup_.protocol = protocol.name;
    setup_.seed = random_.next();
  }

  Setup draw() {
    const std::uint8_t acceptors = number(3, protocol_.clients ? 5 : 7);
    if (!protocol_.apart || random_.chance(5'000)) {
      setup_.shape = {.together = acceptors};
    } else {
      setup_.shape = {.proposers = number(2, 3), .acceptors = acceptors, .learners = number(1, 2)};
    }
    if (random_.chance(5'000)) {
      setup_.options.q1 = number(1, acceptors);
      setup_.options.q2 = number(acceptors + 1 - setup_.options.q1, acceptors);
    }
    setup_.options.nack = random_.chance(7'000);
    setup_.options.retry = random_.chance(5'000);
    setup_.options.loss = random_.chance(5'000) ? 1'000 : 0;
    setup_.options.duplicate = random_.chance(5'000) ? 1'000 : 0;
    if (protocol_.clients) draw_log();
    return setup_;
  }

 private:
  /// What means something only where clients ask for commands that stand in a log.
  void draw_log() {
    Options& options = setup_.options;
    setup_.shape.clients = number(0, 2);
    options.detector = static_cast<Detector>(random_.between(0, 3));
    options.lease = random_.chance(2'500) ? 300 : 0;
    options.reads = random_.chance(2'000) ? Reads::local : Reads::log;
    options.batch = number(1, 3);
    options.pipeline = number(1, 5);
    options.load = number(0, 5);
  }

  std::uint8_t number(std::int64_t low, std::int64_t high) {
    return static_cast<std::uint8_t>(random_.between(low, high));
  }

  const ProtocolInfo& protocol_;
  Random random_;
  Setup setup_;
};

}  // namespace

Setup random_setup(const Protocol& protocol, std::uint64_t seed) {
  return SetupDraw(protocol.info(), seed).draw();
}

void WalkTotals::add(WalkReport walk) {
  const Observer& truth = walk.end.observer;
  ++runs;
  events += walk.end.events;
  chosen += truth.chosen().empty() ? 0u : 1u;
  chosen_again += truth.chosen().size() > 1 ? 1u : 0u;
  learned += truth.learned().empty() ? 0u : 1u;
  delivered.resize(walk.end.protocol->info().messages.size());
  for (const Message& message : walk.end.delivered) ++delivered[message.kind];
  if (!walk.violation) return;
  ++violated;
  if (!failure) failure = std::move(walk);
}

WalkTotals random_walks(const Protocol& protocol, std::uint64_t first_seed, std::uint64_t runs,
                        const WalkLimits& limits) {
  WalkTotals totals;
  for (std::uint64_t seed = first_seed; seed < first_seed + runs; ++seed)
    totals.add(random_walk(protocol, random_setup(protocol, seed), seed, limits));
  return totals;
}

}  // namespace synod
