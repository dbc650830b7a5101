#include "model/walk.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "model/protocol.h"

namespace synod {

namespace {

constexpr std::array<std::string_view, 4> values{"red", "blue", "green", "amber"};
/// What clients ask for.
constexpr std::array<std::string_view, 6> commands{"x=1", "x=2", "x?", "x+=1", "y=3", "y?"};

/// After so many draws that can't be done, the plan leaves nothing to do where the run stands.
constexpr int patience = 100;

}  // namespace

Walk::Walk(WalkReport start, std::uint64_t seed, std::size_t steps, const WalkLimits& limits)
    : random_(seed),
      steps_(steps),
      plan_(draw_plan(start.setup.shape, start.actions.size(), steps, limits.wipe, random_)),
      report_(std::move(start)) {
  for (const Action& action : report_.actions)
    round_ = std::max<std::int64_t>(round_, action.round);
}

void Walk::step() {
  if (is_over()) return;
  if (report_.actions.empty() && does(propose())) return;
  for (int tries = 0; tries < patience; ++tries)
    if (does(draw())) return;
  while (!does(way_out())) {
  }
}

bool Walk::does(const Action& action) {
  const NodeId place = place_of(action);
  if (act(world(), action)) return false;
  touched_ = place;
  report_.actions.push_back(action);
  if (const auto& all = world().observer.violations(); !all.empty())
    report_.violation = all.front();
  return true;
}

NodeId Walk::place_of(const Action& action) const {
  const Cluster& world = report_.end;
  switch (action.verb) {
    case Verb::deliver: {
      const Message* message = world.message(action.message);
      return message != nullptr ? message->to : NodeId::none();
    }
    case Verb::redeliver:
      for (const Message& message : world.delivered)
        if (message.id == action.message) return message.to;
      return NodeId::none();
    case Verb::fire: {
      const Timer* timer = world.timer(action.message);
      return timer != nullptr ? timer->node : NodeId::none();
    }
    case Verb::cut:
    case Verb::heal: return NodeId::none();
    default: return action.node;
  }
}

Action Walk::draw() {
  auto& changes = plan_.changes;
  if (!changes.empty() && report_.actions.size() >= changes.front()) {
    changes.erase(changes.begin());
    plan_.order.change(random_);
  }
  return make(plan_.verb(random_));
}

Action Walk::make(Verb verb) {
  switch (verb) {
    case Verb::propose: return propose();
    case Verb::deliver: return deliver();
    case Verb::redeliver: return redeliver();
    case Verb::drop:
    case Verb::duplicate:
    case Verb::hold:
    case Verb::release: return actions::on_message(verb, id_of_any(world().in_flight));
    case Verb::fire: return actions::fire(id_of_any(world().timers));
    case Verb::crash:
    case Verb::restart:
    case Verb::pause:
    case Verb::resume:
    case Verb::wipe: return actions::on_node(verb, any_node());
    case Verb::cut:
    case Verb::heal: return link(verb);
    case Verb::heal_all: return {.verb = verb};
    case Verb::partition: return partition();
  }
  return propose();
}

Action Walk::deliver() {
  if (random_.chance(plan_.by_clock))
    if (const auto due = next_due(world())) return *due;
  const auto& messages = world().in_flight;
  const std::size_t place = messages.empty() ? 0 : plan_.order.next(messages, random_);
  return actions::on_message(Verb::deliver,
                             place < messages.size() ? messages[place].id : MessageId{});
}

/// Messages of rare kinds are as likely as those of common ones: what is asked for seldom is what
/// nobody expects to come twice. Some runs look for old ones, some haunt one node.
Action Walk::redeliver() {
  const auto& past = world().delivered;
  if (past.empty()) return actions::on_message(Verb::redeliver, {});
  const NodeSet awake = plan_.order.awake();
  const NodeId haunted = random_.chance(plan_.haunts) ? any_node() : NodeId::none();
  std::vector<std::vector<MessageId>> by_kind(world().protocol->info().messages.size());
  for (const Message& message : past)
    if (awake.contains(message.to) && (!haunted.exists() || message.to == haunted))
      by_kind[message.kind].push_back(message.id);
  std::erase_if(by_kind, [](const auto& kind) { return kind.empty(); });
  if (by_kind.empty()) return actions::on_message(Verb::redeliver, id_of_any(past));
  const auto& kind = by_kind[index_below(by_kind.size())];
  return actions::on_message(Verb::redeliver, kind[index_below(kind.size())]);
}

Action Walk::link(Verb verb) {
  const NodeId from = any_node();
  const NodeId to = any_node();
  return actions::on_link(verb, from, to, random_.chance(5'000));
}

Action Walk::propose() {
  if (world().shape().clients != 0 && random_.chance(plan_.by_client)) return ask_client();
  const NodeSet awake = plan_.proposers & plan_.order.awake();
  const NodeId proposer = any_of(awake.empty() ? plan_.proposers : awake);
  const Text value = values[index_below(values.size())];
  return actions::propose(proposer, value, random_.chance(plan_.with_round) ? round() : 0);
}

/// Mostly just above what was used, sometimes below.
std::uint32_t Walk::round() {
  const std::int64_t next = std::max<std::int64_t>(1, round_ + random_.between(-1, 2));
  round_ = std::max(round_, next);
  return static_cast<std::uint32_t>(next);
}

Action Walk::ask_client() {
  const Shape& shape = world().shape();
  const std::size_t client = shape.servers() + index_below(shape.clients);
  const Text command = commands[index_below(commands.size())];
  return actions::propose({static_cast<std::uint8_t>(client)}, command);
}

Action Walk::partition() {
  Action action{.verb = Verb::partition};
  for (NodeId node : world().shape().all())
    action.side[node.index] = static_cast<std::uint8_t>(random_.between(0, 2));
  return action;
}

/// Something that can be done, sooner or later.
Action Walk::way_out() {
  if (random_.chance(5'000)) return actions::on_node(Verb::restart, any_node());
  return {.verb = Verb::heal_all};
}

NodeId Walk::any_node() {
  return {static_cast<std::uint8_t>(index_below(world().nodes.size()))};
}

NodeId Walk::any_of(NodeSet nodes) {
  std::size_t skip = index_below(nodes.size());
  for (NodeId node : nodes)
    if (skip-- == 0) return node;
  return NodeId::none();
}

std::size_t Walk::index_below(std::size_t size) {
  return static_cast<std::size_t>(random_.between(0, static_cast<std::int64_t>(size) - 1));
}

/// An id that nothing has, where the list is empty: then the action is refused.
template <class List>
MessageId Walk::id_of_any(const List& list) {
  return list.empty() ? MessageId{} : list[index_below(list.size())].id;
}

}  // namespace synod
