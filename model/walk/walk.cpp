#include "model/walk/walk.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "model/world/protocol.h"

namespace synod {

namespace {

constexpr std::array<std::string_view, 4> values{"red", "blue", "green", "amber"};
/// What clients ask for.
constexpr std::array<std::string_view, 6> commands{"x=1", "x=2", "x?", "x+=1", "y=3", "y?"};
/// Of these so many, from the first on, contend most: puts and gets of one key.
constexpr std::size_t on_one_key = 3;

/// What is still to be done in an act comes at once so often, of 10,000 actions, and else once
/// nothing more arrives.
constexpr std::int64_t early_asks = 500;
constexpr std::int64_t early_echoes = 2'000;

/// After so many draws that can't be done, the plan leaves nothing to do where the run stands.
constexpr int patience = 100;

/// Where few nodes take wishes now, and few of them: one that some node takes, `first` before the
/// others, and the wish at place `from` before those behind it.
std::optional<Action> wish_taken(const Cluster& world, NodeId first, std::size_t from) {
  const auto& wishes = world.protocol->info().wishes;
  for (const NodeSet nodes : {NodeSet{first}, world.shape().column(Role::acceptor)})
    for (NodeId node : nodes)
      for (std::size_t i = 0; i < wishes.size(); ++i) {
        const Text wish(wishes[(from + i) % wishes.size()].word);
        const Action action = actions::propose(node, wish);
        if (!refusal(world, action)) return action;
      }
  return std::nullopt;
}

}  // namespace

Walk::Walk(WalkReport start, std::uint64_t seed, std::size_t steps, const WalkLimits& limits)
    : random_(seed),
      steps_(steps),
      synchronous_(limits.synchronous),
      plan_(draw_plan(start.setup, start.end.protocol->info(), start.actions.size(), steps, limits,
                      random_)),
      report_(std::move(start)) {
  for (const Action& action : report_.actions)
    round_ = std::max<std::int64_t>(round_, action.round);
}

void Walk::step() {
  if (is_over()) return;
  if (!plan_.acts && report_.actions.empty() && does(propose())) return;
  for (int tries = 0; tries < patience; ++tries)
    if (does(draw())) return;
  while (!does(way_out())) {
  }
}

bool Walk::does(const Action& action) {
  const NodeId place = place_of(action);
  if (synchronous_ && !is_in_time(action)) return false;
  if (act(world(), action)) return false;
  touched_ = place;
  report_.actions.push_back(action);
  if (const auto& all = world().observer.violations(); !all.empty())
    report_.violation = all.front();
  return true;
}

/// Whether this may happen where messages keep to time.
bool Walk::is_in_time(const Action& action) const {
  const Cluster& world = report_.end;
  const auto& messages = world.in_flight;
  switch (action.verb) {
    case Verb::propose:
    case Verb::deliver:
    case Verb::crash:
    case Verb::heal_all: return true;
    case Verb::fire: return messages.empty();
    case Verb::restart:
      return std::none_of(messages.begin(), messages.end(),
                          [&](const Message& message) { return message.to == action.node; });
    case Verb::drop: {
      const Message* message = world.message(action.message);
      return message != nullptr && !(world.node(message->from).up && world.node(message->to).up);
    }
    default: return false;
  }
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
  if (plan_.acts) return in_act();
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
  const NodeSet awake = plan_.order.awake();
  const NodeId haunted = random_.chance(plan_.haunts) ? any_node() : NodeId::none();
  return repeat_any(haunted.exists() ? awake & NodeSet{haunted} : awake);
}

Action Walk::repeat_any(NodeSet receivers) {
  const auto& past = world().delivered;
  std::vector<std::vector<MessageId>> by_kind(world().protocol->info().messages.size());
  for (const Message& message : past)
    if (receivers.contains(message.to)) by_kind[message.kind].push_back(message.id);
  std::erase_if(by_kind, [](const auto& kind) { return kind.empty(); });
  if (by_kind.empty()) return actions::on_message(Verb::redeliver, id_of_any(past));
  const auto& kind = by_kind[index_below(by_kind.size())];
  return actions::on_message(Verb::redeliver, kind[index_below(kind.size())]);
}

/// An act goes on until it has done all that it is there for and nothing more arrives, or until its
/// end cuts it off.
Action Walk::in_act() {
  const std::size_t done = report_.actions.size();
  if (done >= act_.end) act_ = plan_.acts->draw(world(), done, random_);
  if (act_.leader.exists()) return lead();
  if (act_.asks > 0 && random_.chance(early_asks)) return ask_more();
  if (act_.echoes > 0 && random_.chance(early_echoes)) return echo();
  const Verb verb = plan_.verb(random_);
  if (verb == Verb::fire) return fire_in_act();
  return verb == Verb::deliver ? delivery_in_act() : make(verb);
}

Action Walk::delivery_in_act() {
  if (act_.by_clock) {
    if (const auto due = act_.next_due(world())) return *due;
  } else if (const auto place = act_.next(world().in_flight, random_)) {
    return actions::on_message(Verb::deliver, world().in_flight[*place].id);
  }
  if (act_.echoes > 0) return echo();
  if (act_.asks > 0) return ask_more();
  act_.end = 0;
  return actions::on_message(Verb::deliver, {});
}

Action Walk::fire_in_act() {
  std::vector<MessageId> able;
  for (const Timer& timer : world().timers)
    if (act_.awake.contains(timer.node)) able.push_back(timer.id);
  return actions::fire(able.empty() ? MessageId{} : able[index_below(able.size())]);
}

Action Walk::lead() {
  hear_of_rounds();
  const NodeId leader = std::exchange(act_.leader, NodeId::none());
  ++round_;
  return actions::propose(leader, value(), static_cast<std::uint32_t>(round_));
}

/// Timers and clients begin rounds as well: what is under way tells of them.
void Walk::hear_of_rounds() {
  const auto& messages = world().in_flight;
  for (std::size_t i = messages.size(); i-- > 0 && messages[i].id > heard_;)
    round_ = std::max<std::int64_t>(round_, headline_ballot(messages[i].body).round);
  heard_ = {world().last_id};
}

Action Walk::ask_more() {
  --act_.asks;
  const auto& wishes = world().protocol->info().wishes;
  const NodeSet voters = world().shape().column(Role::acceptor);
  if (!wishes.empty() && !takes_wishes(world(), *voters.begin()) && random_.chance(2'500)) {
    const std::size_t place = index_below(wishes.size());
    if (const auto taken = wish_taken(world(), any_of(voters), place)) return *taken;
  }
  if (world().shape().clients != 0 && random_.chance(plan_.by_client)) return ask_client();
  const NodeSet leaders = plan_.acts->leaders();
  const NodeSet able = leaders & act_.awake;
  const NodeId asked = any_of(able.empty() ? leaders : able);
  return actions::propose(asked, value());
}

Action Walk::echo() {
  --act_.echoes;
  return repeat_any(act_.haunted.exists() ? NodeSet{act_.haunted} : act_.awake);
}

Action Walk::link(Verb verb) {
  const NodeId from = any_node();
  const NodeId to = any_node();
  return actions::on_link(verb, from, to, random_.chance(5'000));
}

Action Walk::propose() {
  const auto& wishes = world().protocol->info().wishes;
  if (!wishes.empty() && random_.chance(3'000)) {
    const NodeId asked = any_of(world().shape().column(Role::acceptor));
    const std::size_t place = index_below(wishes.size());
    if (takes_wishes(world(), asked)) return actions::propose(asked, Text(wishes[place].word));
    if (const auto taken = wish_taken(world(), asked, place)) return *taken;
  }
  if (world().shape().clients != 0 && random_.chance(plan_.by_client)) return ask_client();
  const NodeSet awake = plan_.proposers & plan_.order.awake();
  const NodeId proposer = any_of(awake.empty() ? plan_.proposers : awake);
  const Text asked = values[index_below(values.size())];
  return actions::propose(proposer, asked, random_.chance(plan_.with_round) ? round() : 0);
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
  return actions::propose({static_cast<std::uint8_t>(client)}, command());
}

Text Walk::command() {
  return commands[index_below(plan_.one_key ? on_one_key : commands.size())];
}

/// What is asked for by hand in an act.
Text Walk::value() {
  if (plan_.on_a_store && world().protocol->info().clients) return command();
  return values[index_below(values.size())];
}

Action Walk::partition() {
  Action action{.verb = Verb::partition};
  for (NodeId node : world().shape().all())
    action.side[node.index] = static_cast<std::uint8_t>(random_.between(0, 2));
  return action;
}

/// Something that can be done, sooner or later.
Action Walk::way_out() {
  if (synchronous_ && !world().in_flight.empty())
    return actions::on_message(Verb::deliver, world().in_flight.front().id);
  if (random_.chance(5'000)) return actions::on_node(Verb::restart, any_node());
  return {.verb = Verb::heal_all};
}

NodeId Walk::any_node() {
  return {static_cast<std::uint8_t>(index_below(world().nodes.size()))};
}

NodeId Walk::any_of(NodeSet nodes) {
  return synod::any_of(nodes, random_);
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
