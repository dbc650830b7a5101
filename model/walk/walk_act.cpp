#include "model/walk/walk_act.h"

#include <algorithm>

#include "model/world/apply.h"

namespace synod {

namespace {

std::int64_t one_of(const std::array<std::int64_t, 4>& rates, Random& random) {
  return rates[static_cast<std::size_t>(random.between(0, 3))];
}

std::size_t index_below(std::size_t size, Random& random) {
  return static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(size) - 1));
}

/// The nodes in any order.
std::vector<NodeId> shuffled(NodeSet nodes, Random& random) {
  std::vector<NodeId> order;
  for (NodeId node : nodes) {
    const auto place = random.between(0, static_cast<std::int64_t>(order.size()));
    order.insert(order.begin() + place, node);
  }
  return order;
}

/// `count` nodes of a ring, from place `first` on.
NodeSet arc(const std::vector<NodeId>& ring, std::size_t first, std::size_t count) {
  NodeSet nodes;
  for (std::size_t i = first; i < first + count; ++i) nodes.insert(ring[i % ring.size()]);
  return nodes;
}

}  // namespace

NodeId any_of(NodeSet nodes, Random& random) {
  std::size_t skip = index_below(nodes.size(), random);
  for (NodeId node : nodes)
    if (skip-- == 0) return node;
  return NodeId::none();
}

bool Act::lets_in(const Message& message) const {
  if (message.held || !awake.contains(message.to)) return false;
  if (!from_asleep && !awake.contains(message.from)) return false;
  if (mail == Mail::news && message.id <= last_before) return false;
  if (mail == Mail::old && message.id > last_before) return false;
  return (deaf[message.to.index] >> message.kind & 1u) == 0;
}

std::optional<std::size_t> Act::next(const std::vector<Message>& messages, Random& random) const {
  if (messages.empty()) return std::nullopt;
  const std::size_t from = index_below(messages.size(), random);
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const std::size_t place = (from + i) % messages.size();
    if (lets_in(messages[place])) return place;
  }
  return std::nullopt;
}

std::optional<Action> Act::next_due(const Cluster& world) const {
  const Message* message = nullptr;
  for (const Message& candidate : world.in_flight)
    if (lets_in(candidate) && world.node(candidate.to).runs() &&
        (message == nullptr || candidate.due < message->due))
      message = &candidate;
  const Timer* timer = nullptr;
  for (const Timer& candidate : world.timers)
    if (awake.contains(candidate.node) && world.node(candidate.node).runs() &&
        (timer == nullptr || candidate.due < timer->due))
      timer = &candidate;
  if (timer != nullptr && (message == nullptr || timer->due < message->due))
    return actions::fire(timer->id);
  if (message != nullptr) return actions::on_message(Verb::deliver, message->id);
  return std::nullopt;
}

ActHabits::ActHabits(const Setup& setup, const ProtocolInfo& protocol, Random& random)
    : kinds_(protocol.messages.size()) {
  servers_ = NodeSet::range(0, setup.shape.servers());
  clients_ = setup.shape.all() - servers_;
  draw_circles(setup, random);
  draw_leaders(setup, random);
  draw_rates(setup, protocol, random);
}

void ActHabits::draw_circles(const Setup& setup, Random& random) {
  const NodeSet voters = setup.shape.with(Role::acceptor);
  const NodeSet acceptors = voters.empty() ? servers_ : voters;
  const std::vector<NodeId> ring = shuffled(acceptors, random);
  const std::size_t size = ring.size();
  const std::size_t quorum = std::min(size, std::max(setup.q1(), setup.q2()));
  const std::size_t from = index_below(size, random);
  const std::size_t count = 1 + index_below(size, random);
  // Who accepts nothing is awake in all of them: it is no part of a quorum.
  const NodeSet rest = servers_ - acceptors;
  first_ = rest | arc(ring, 0, quorum);
  second_ = rest | arc(ring, size - quorum, quorum);
  few_ = rest | arc(ring, 0, std::max<std::size_t>(1, size - quorum));
  others_ = rest | arc(ring, from, count);
}

void ActHabits::draw_leaders(const Setup& setup, Random& random) {
  const std::vector<NodeId> order = shuffled(setup.shape.with(Role::proposer), random);
  const auto wanted = static_cast<std::size_t>(random.between(2, 3));
  leaders_ = arc(order, 0, std::min(wanted, order.size()));
}

void ActHabits::draw_rates(const Setup& setup, const ProtocolInfo& protocol, Random& random) {
  echoes_ = one_of({0, 2'000, 4'000, 6'000}, random);
  leads_ = one_of({2'000, 3'000, 5'000, 7'000}, random);
  asks_ = one_of({0, 2'000, 4'000, 6'000}, random);
  deaf_ = one_of({0, 0, 1'000, 2'500}, random);
  deaf_kinds_ = one_of({1'000, 2'000, 4'000, 6'000}, random);
  news_ = one_of({0, 0, 3'000, 8'000}, random);
  old_ = one_of({0, 0, 0, 2'000}, random);
  from_asleep_ = one_of({0, 0, 2'000, 10'000}, random);
  // Time decides little where nobody grants anything for a time.
  const bool timed = clock_problem(protocol, setup).has_value();
  by_clock_ = timed ? one_of({0, 2'000, 5'000, 9'000}, random) : one_of({0, 0, 0, 3'000}, random);
  longest_ = one_of({12, 30, 30, 60}, random);
}

Act ActHabits::draw(const Cluster& world, std::size_t done, Random& random) const {
  Act act;
  act.last_before = {world.last_id};
  act.end = done + static_cast<std::size_t>(random.between(4, longest_));
  const bool echo = random.chance(echoes_);
  const bool leads = !echo && random.chance(leads_);
  act.awake = draw_circle(leads, random);
  if (echo) begin_echo(act, random);
  if (leads) begin_lead(act, random);
  if (random.chance(asks_)) act.asks = static_cast<std::size_t>(random.between(1, 3));
  if (!echo) draw_mail(act, random);
  act.by_clock = random.chance(by_clock_);
  act.awake = act.awake | clients_;
  return act;
}

/// Who leads wants a quorum; what is asked of one who led may well reach a few only.
NodeSet ActHabits::draw_circle(bool leads, Random& random) const {
  if (random.chance(1'500)) return any_servers(random);
  switch (random.between(0, 4)) {
    case 0: return others_;
    case 1: return first_;
    case 2: return second_;
    default: return leads ? second_ : few_;
  }
}

NodeSet ActHabits::any_servers(Random& random) const {
  NodeSet nodes{any_of(servers_, random)};
  for (NodeId node : servers_)
    if (random.chance(5'000)) nodes.insert(node);
  return nodes;
}

/// Nothing but what is repeated arrives, and what comes of it: so one who repeats an old question
/// hears the answer, and none of the news that it missed.
void ActHabits::begin_echo(Act& act, Random& random) const {
  if (random.chance(8'000)) act.awake = servers_;
  act.echoes = static_cast<std::size_t>(random.between(1, 5));
  if (random.chance(3'000)) act.haunted = any_of(act.awake, random);
  act.mail = Act::Mail::news;
}

void ActHabits::begin_lead(Act& act, Random& random) const {
  const NodeSet able = leaders_ & act.awake;
  act.leader = any_of(able.empty() ? leaders_ : able, random);
  act.awake.insert(act.leader);
}

void ActHabits::draw_mail(Act& act, Random& random) const {
  if (random.chance(news_)) {
    act.mail = Act::Mail::news;
  } else if (random.chance(old_)) {
    act.mail = Act::Mail::old;
  }
  act.from_asleep = random.chance(from_asleep_);
  for (NodeId node : servers_) {
    if (!random.chance(deaf_)) continue;
    for (std::size_t kind = 0; kind < kinds_; ++kind)
      if (random.chance(deaf_kinds_)) act.deaf[node.index] |= 1u << kind;
  }
}

}  // namespace synod
