#include "model/world/apply.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <tuple>

#include "model/world/protocol.h"

namespace synod {

namespace {

/// Keeps every sum of times far from the largest number.
constexpr SimTime latest_time{1'000'000'000'000'000};

/// What was delivered under this id, as no other; null where nothing was. Old ones are asked for
/// again and again, so the search begins with them.
const Message* find_delivered(const Cluster& world, MessageId id) {
  for (const Message& message : world.delivered)
    if (message.id == id) return &message;
  return nullptr;
}

/// Does one action to one world.
class Turn {
 public:
  Turn(Cluster& world, const Action& action, Event* event)
      : world_(world), action_(action), event_(event) {}

  void run() {
    ++world_.events;
    if (action_.at > world_.now) world_.now = action_.at;
    const std::size_t chosen = world_.observer.chosen().size();
    const std::size_t learned = world_.observer.learned().size();
    const std::size_t violations = world_.observer.violations().size();
    if (event_ != nullptr) {
      event_->number = world_.events;
      event_->action = action_;
    }
    perform();
    if (event_ == nullptr) return;
    event_->time = world_.now;
    for (std::size_t i = chosen; i < world_.observer.chosen().size(); ++i)
      event_->chosen.push_back(world_.observer.chosen()[i]);
    for (std::size_t i = learned; i < world_.observer.learned().size(); ++i)
      event_->learned.push_back(world_.observer.learned()[i]);
    const auto& all = world_.observer.violations();
    event_->violations.assign(all.begin() + static_cast<std::ptrdiff_t>(violations), all.end());
  }

 private:
  void perform() {
    switch (action_.verb) {
      case Verb::propose: return propose();
      case Verb::deliver: return deliver();
      case Verb::drop: return drop();
      case Verb::duplicate: return duplicate();
      case Verb::redeliver: return redeliver();
      case Verb::hold: return set_held(true);
      case Verb::release: return set_held(false);
      case Verb::crash: return stop(false);
      case Verb::restart: return restart();
      case Verb::wipe: return stop(true);
      case Verb::pause: return pause();
      case Verb::resume: return resume();
      case Verb::cut: return cut();
      case Verb::heal: return heal();
      case Verb::heal_all: return heal_all();
      case Verb::partition: return partition();
      case Verb::fire: return fire();
    }
  }

  void propose() {
    const ProtocolInfo& protocol = world_.protocol->info();
    // A wish is for what the protocol does itself, not for a command of the log.
    const bool by_hand = protocol.noop.exists() && wish_of(protocol, action_.value) == nullptr &&
                         !world_.shape().roles(action_.node).has(Role::client);
    tell({.kind = by_hand ? Deed::Kind::by_hand : Deed::Kind::asked,
          .node = action_.node,
          .vote = {{}, action_.value}});
    at_node(action_.node, [&](State& state, Out& out) {
      world_.protocol->propose(state, {action_.value, action_.round}, out);
    });
  }

  void deliver() {
    const Message message = take(action_.message);
    world_.now = std::max(world_.now, message.due);
    arrive(message);
  }

  void redeliver() {
    Message again = *find_delivered(world_, action_.message);
    again.id = {++world_.last_id};
    again.copy = true;
    arrive(again);
  }

  void arrive(const Message& message) {
    about(message);
    const Node& receiver = world_.node(message.to);
    if (!receiver.up || world_.is_cut(message.from, message.to))
      return lose_on_arrival(message, receiver.up ? Loss::cut : Loss::down);
    world_.delivered.push_back(message);
    at_node(message.to, [&](State& state, Out& out) {
      world_.protocol->deliver(state, message.kind, message.from, message.body, out);
    });
  }

  void lose_on_arrival(const Message& message, Loss why) {
    if (event_ == nullptr) return;
    event_->arrived = false;
    event_->node = message.to;
    event_->lost.push_back({message, why});
    if (why == Loss::down) {
      note("", SYNOD_TEXT("%1 is down: the %2 from %3 is lost."), name(message.to),
           described(message), name(message.from));
    } else {
      note("", SYNOD_TEXT("The link from %3 to %1 is cut: the %2 is lost."), name(message.to),
           described(message), name(message.from));
    }
  }

  void drop() {
    const Message message = take(action_.message);
    about(message);
    if (event_ == nullptr) return;
    event_->lost.push_back({message, Loss::dropped});
    note("", SYNOD_TEXT("The network loses the %1 from %2 to %3."), described(message),
         name(message.from), name(message.to));
  }

  void duplicate() {
    Message copy = *world_.message(action_.message);
    about(copy);
    copy.id = {++world_.last_id};
    copy.copy = true;
    copy.held = false;
    copy.sent = world_.now;
    const Range latency = world_.setup->options.latency;
    copy.due = world_.now + SimTime{world_.random.between(latency.low, latency.high)};
    if (event_ != nullptr) event_->sent.push_back(copy);
    note("", SYNOD_TEXT("The network duplicates the %1 from %2 to %3."), described(copy),
         name(copy.from), name(copy.to));
    world_.in_flight.push_back(std::move(copy));
  }

  void set_held(bool held) {
    Message& message = *find(action_.message);
    message.held = held;
    about(message);
    note("",
         held ? SYNOD_TEXT("The network holds the %1 from %2 to %3 back.")
              : SYNOD_TEXT("The network lets the %1 from %2 to %3 go on."),
         described(message), name(message.from), name(message.to));
  }

  void stop(bool wipe) {
    Node& node = world_.nodes[action_.node.index];
    const State before = node.state;
    const bool was_up = node.up;
    State after = world_.protocol->fresh(action_.node, *world_.setup);
    if (!wipe) after.take_disk(node.state);
    node.state = std::move(after);
    node.up = false;
    node.paused = false;
    tell({.kind = Deed::Kind::stopped, .node = action_.node, .disk_lost = wipe});
    node.wiped = node.wiped || wipe;
    if (wipe && world_.shape().roles(action_.node).has(Role::client)) ++node.disks_lost;
    std::erase_if(world_.timers, [&](const Timer& t) { return t.node == action_.node; });
    note_changes(action_.node, before);
    if (wipe) {
      note("",
           was_up ? SYNOD_TEXT("%1 crashes and its disk is lost: it forgets all that it promised "
                               "and accepted.")
                  : SYNOD_TEXT("%1's disk is lost: it forgets all that it promised and accepted."),
           name(action_.node));
    } else {
      note("", SYNOD_TEXT("%1 crashes: its memory is lost, its disk is kept."), name(action_.node));
    }
  }

  void restart() {
    Node& node = world_.nodes[action_.node.index];
    node.up = true;
    note("",
         node.wiped ? SYNOD_TEXT("%1 restarts with an empty disk.")
                    : SYNOD_TEXT("%1 restarts and reads its disk back."),
         name(action_.node));
    at_node(action_.node, [&](State& state, Out& out) { world_.protocol->started(state, out); });
  }

  void pause() {
    world_.nodes[action_.node.index].paused = true;
    if (event_ != nullptr) event_->node = action_.node;
    note("",
         SYNOD_TEXT("%1 is paused and does not notice: its memory and disk stay, messages wait at "
                    "its door, and its timers go off late."),
         name(action_.node));
  }

  void resume() {
    world_.nodes[action_.node.index].paused = false;
    if (event_ != nullptr) event_->node = action_.node;
    note("", SYNOD_TEXT("%1 goes on where it stopped. What is overdue for it comes first."),
         name(action_.node));
  }

  void cut() {
    cut_one(action_.node, action_.peer);
    if (action_.both_ways) cut_one(action_.peer, action_.node);
    note("",
         action_.both_ways ? SYNOD_TEXT("The link between %1 and %2 is cut.")
                           : SYNOD_TEXT("The link from %1 to %2 is cut; the way back is open."),
         name(action_.node), name(action_.peer));
  }

  void cut_one(NodeId from, NodeId to) {
    world_.cut[from.index].insert(to);
    const auto on_it = [&](const Message& m) { return m.from == from && m.to == to; };
    if (event_ != nullptr)
      for (const Message& message : world_.in_flight)
        if (on_it(message)) event_->lost.push_back({message, Loss::cut});
    std::erase_if(world_.in_flight, on_it);
  }

  void heal() {
    world_.cut[action_.node.index].erase(action_.peer);
    if (action_.both_ways) world_.cut[action_.peer.index].erase(action_.node);
    note("",
         action_.both_ways ? SYNOD_TEXT("The link between %1 and %2 is healed.")
                           : SYNOD_TEXT("The link from %1 to %2 is healed."),
         name(action_.node), name(action_.peer));
  }

  void heal_all() {
    world_.cut.fill({});
    note("", SYNOD_TEXT("Every link is healed."));
  }

  void partition() {
    std::vector<std::string> sides;
    for (std::uint8_t side = 1; side <= max_nodes; ++side) {
      NodeSet members;
      for (NodeId node : world_.shape().all())
        if (action_.side[node.index] == side) members.insert(node);
      if (!members.empty()) sides.push_back(world_.shape().names(members));
    }
    for (NodeId from : world_.shape().all())
      for (NodeId to : world_.shape().all()) partition_one(from, to);
    note("", SYNOD_TEXT("The network falls apart: %1."),
         fmt::format("{}", fmt::join(sides, " | ")));
  }

  void partition_one(NodeId from, NodeId to) {
    const std::uint8_t here = action_.side[from.index];
    const std::uint8_t there = action_.side[to.index];
    if (here == 0 || there == 0 || !linked(world_.shape(), from, to)) return;
    if (here == there) {
      world_.cut[from.index].erase(to);
    } else {
      cut_one(from, to);
    }
  }

  void fire() {
    const Timer timer = *world_.timer(action_.message);
    std::erase_if(world_.timers, [&](const Timer& t) { return t.id == timer.id; });
    world_.now = std::max(world_.now, timer.due);
    if (event_ != nullptr) {
      event_->timer = timer;
      event_->cause = timer.set_by;
    }
    at_node(timer.node,
            [&](State& state, Out& out) { world_.protocol->timeout(state, timer.kind, out); });
  }

  /// Runs a handler at a node, then whatever the node sent to itself, and checks the disk.
  template <class Handler>
  void at_node(NodeId id, Handler handler) {
    Node& node = world_.nodes[id.index];
    State before;
    if (event_ != nullptr) event_->node = id;
    if (telling()) before = node.state;
    const auto disk_before = node.state.disk_marks();
    Out out(world_, id, event_);
    handler(node.state, out);
    for (std::size_t i = 0; i < out.local().size(); ++i) {
      const Out::Local own = out.local()[i];
      world_.protocol->deliver(node.state, own.kind, id, own.body, out);
    }
    Claims claims(out);
    node.state.look_at_fresh_logs(claims);
    check_disk(id, node, disk_before);
    note_changes(id, before);
  }

  /// A variant may have an order of ballots of its own. Marks of no proposer are plain numbers.
  bool fell(const Ballot& before, const Ballot& after) const {
    const Variant* variant = find_variant(world_.protocol->info(), world_.setup->options.bug);
    if (variant == nullptr || variant->lower == nullptr || before.owner() == 0) return true;
    return variant->lower(after, before);
  }

  void check_disk(NodeId id, Node& node, const DiskMarks& before) {
    const DiskMarks after = node.state.disk_marks();
    for (std::size_t i = 0; i < after.count; ++i) {
      if (after.mark[i] < before.mark[i] && fell(before.mark[i], after.mark[i]))
        tell({.kind = Deed::Kind::went_back,
              .node = id,
              .field = after.name[i],
              .before = before.mark[i],
              .after = after.mark[i]});
      if (after.mark[i] != before.mark[i]) node.wiped = false;
    }
  }

  void note_changes(NodeId id, const State& before) {
    if (event_ != nullptr) event_->node = id;
    if (!telling()) return;
    const State& after = world_.node(id).state;
    for (std::size_t i = 0; i < after.infos().size(); ++i) {
      FieldValue was = before.value(i);
      FieldValue is = after.value(i);
      if (was != is)
        event_->changes.push_back({id, after.infos()[i], std::move(was), std::move(is)});
    }
  }

  void tell(const Deed& deed) {
    world_.observer.see(deed, *world_.setup, world_.now, world_.events);
    if (event_ != nullptr) event_->deeds.push_back(deed);
  }

  Message* find(MessageId id) {
    const auto found = std::lower_bound(
        world_.in_flight.begin(), world_.in_flight.end(), id,
        [](const Message& message, MessageId wanted) { return message.id < wanted; });
    return &*found;
  }

  Message take(MessageId id) {
    Message* found = find(id);
    Message message = std::move(*found);
    world_.in_flight.erase(world_.in_flight.begin() + (found - world_.in_flight.data()));
    return message;
  }

  void about(const Message& message) {
    if (event_ == nullptr) return;
    event_->message = message;
    event_->cause = message.sent_by;
  }

  /// Whether sentences and changes are asked for.
  bool telling() const { return event_ != nullptr && event_->detail == Detail::full; }

  std::string name(NodeId node) const { return telling() ? world_.name(node) : std::string(); }

  /// "Accept 2.2 blue".
  Sentence described(const Message& message) const {
    return telling() ? describe(world_, message) : Sentence();
  }

  template <class... Args>
  void note(const char* rule, const char* text, Args... args) {
    if (telling()) event_->notes.push_back({Sentence{text, {std::move(args)...}}, rule});
  }

  Cluster& world_;
  const Action& action_;
  Event* event_;
};

Sentence gone(MessageId id) {
  return say(SYNOD_TEXT("message #%1 is not in flight"), std::to_string(id.number));
}

Sentence waits_at_the_door(const Cluster& world, MessageId message, NodeId to) {
  return say(SYNOD_TEXT("%1 is paused: message #%2 waits at its door; resume %1 first"),
             world.name(to), std::to_string(message.number));
}

std::optional<Sentence> message_refusal(const Cluster& world, const Action& action) {
  const Message* message = world.message(action.message);
  if (message == nullptr) return gone(action.message);
  if (action.verb == Verb::deliver && message->held)
    return say(SYNOD_TEXT("message #%1 is held; release it first"),
               std::to_string(action.message.number));
  if (action.verb == Verb::deliver && world.node(message->to).paused)
    return waits_at_the_door(world, message->id, message->to);
  if (action.verb == Verb::hold && message->held)
    return say(SYNOD_TEXT("message #%1 is held already"), std::to_string(action.message.number));
  if (action.verb == Verb::release && !message->held)
    return say(SYNOD_TEXT("message #%1 is not held"), std::to_string(action.message.number));
  return std::nullopt;
}

std::optional<Sentence> redelivery_refusal(const Cluster& world, MessageId id) {
  const Message* message = find_delivered(world, id);
  if (message != nullptr && world.node(message->to).paused)
    return waits_at_the_door(world, id, message->to);
  if (message != nullptr) return std::nullopt;
  return say(SYNOD_TEXT("message #%1 was never delivered"), std::to_string(id.number));
}

std::optional<Sentence> timer_refusal(const Cluster& world, MessageId id) {
  const Timer* timer = world.timer(id);
  if (timer == nullptr) return say(SYNOD_TEXT("there is no such timer"));
  if (world.node(timer->node).paused)
    return say(SYNOD_TEXT("%1 is paused, so its timers go off late; resume it first"),
               world.name(timer->node));
  return std::nullopt;
}

std::optional<Sentence> node_refusal(const Cluster& world, const Action& action) {
  if (!world.shape().all().contains(action.node)) return say(SYNOD_TEXT("there is no such node"));
  const bool up = world.node(action.node).up;
  const bool paused = world.node(action.node).paused;
  const std::string name = world.name(action.node);
  switch (action.verb) {
    case Verb::propose:
      if (!up) return say(SYNOD_TEXT("%1 is down; restart it first"), name);
      if (paused) return say(SYNOD_TEXT("%1 is paused; resume it first"), name);
      if (!world.shape().roles(action.node).overlaps(world.protocol->info().asked))
        return say(SYNOD_TEXT("%1 is not a proposer"), name);
      if (!action.value.exists()) return say(SYNOD_TEXT("%1 needs a value to propose"), name);
      return world.protocol->refuses(world.node(action.node).state, action.node,
                                     {action.value, action.round}, *world.setup);
    case Verb::crash:
      if (!up) return say(SYNOD_TEXT("%1 is down already"), name);
      return std::nullopt;
    case Verb::restart:
      if (paused) return say(SYNOD_TEXT("%1 is paused, not down; resume it instead"), name);
      if (up) return say(SYNOD_TEXT("%1 is up already"), name);
      return std::nullopt;
    case Verb::pause:
      if (!up) return say(SYNOD_TEXT("%1 is down; restart it first"), name);
      if (paused) return say(SYNOD_TEXT("%1 is paused already"), name);
      return std::nullopt;
    case Verb::resume:
      if (!up) return say(SYNOD_TEXT("%1 is down, not paused; restart it instead"), name);
      if (!paused) return say(SYNOD_TEXT("%1 is not paused"), name);
      return std::nullopt;
    default: return std::nullopt;
  }
}

std::optional<Sentence> link_refusal(const Cluster& world, const Action& action) {
  const NodeSet all = world.shape().all();
  if (!all.contains(action.node) || !all.contains(action.peer))
    return say(SYNOD_TEXT("there is no such node"));
  const std::string from = world.name(action.node);
  const std::string to = world.name(action.peer);
  if (!linked(world.shape(), action.node, action.peer))
    return say(SYNOD_TEXT("there is no link between %1 and %2"), from, to);
  const bool there = world.is_cut(action.node, action.peer);
  const bool back = world.is_cut(action.peer, action.node);
  if (action.verb == Verb::cut && there && (back || !action.both_ways))
    return say(SYNOD_TEXT("the link from %1 to %2 is cut already"), from, to);
  if (action.verb == Verb::heal && !there && (!back || !action.both_ways))
    return say(SYNOD_TEXT("the link from %1 to %2 is not cut"), from, to);
  return std::nullopt;
}

/// When something falls due, and which of two that fall due together comes first.
using DueKey = std::pair<SimTime, MessageId>;

DueKey due_key(const Message& message) {
  return {message.due, message.id};
}
DueKey due_key(const Timer& timer) {
  return {timer.due, timer.id};
}

/// Whether it happens by itself as time goes on.
bool is_due(const Cluster& world, const Message& message) {
  return !message.held && !world.node(message.to).paused;
}
bool is_due(const Cluster& world, const Timer& timer) {
  return !world.node(timer.node).paused;
}

}  // namespace

std::optional<Sentence> refusal(const Cluster& world, const Action& action) {
  if (action.at.ms >= 0 && action.at < world.now)
    return say(SYNOD_TEXT("it is %1 ms already, so nothing can happen at %2 ms"),
               std::to_string(world.now.ms), std::to_string(action.at.ms));
  if (action.at > latest_time)
    return say(SYNOD_TEXT("a run ends at %1 ms, before %2 ms"), std::to_string(latest_time.ms),
               std::to_string(action.at.ms));
  switch (action.verb) {
    case Verb::deliver:
    case Verb::drop:
    case Verb::duplicate:
    case Verb::hold:
    case Verb::release: return message_refusal(world, action);
    case Verb::redeliver: return redelivery_refusal(world, action.message);
    case Verb::propose:
    case Verb::crash:
    case Verb::restart:
    case Verb::wipe:
    case Verb::pause:
    case Verb::resume: return node_refusal(world, action);
    case Verb::cut:
    case Verb::heal: return link_refusal(world, action);
    case Verb::fire: return timer_refusal(world, action.message);
    case Verb::partition:
      if (action.side == Action{}.side)
        return say(SYNOD_TEXT("a partition needs a node on at least one side"));
      return std::nullopt;
    case Verb::heal_all: return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Sentence> act(Cluster& world, const Action& action, Event* event) {
  if (auto why = refusal(world, action)) return why;
  Turn(world, action, event).run();
  return std::nullopt;
}

Result<Cluster> apply(const Cluster& world, const Action& action) {
  if (auto why = refusal(world, action)) return *why;
  Cluster after = world;
  Turn(after, action, nullptr).run();
  return after;
}

std::optional<Action> next_due(const Cluster& world) {
  const Message* message = nullptr;
  for (const Message& candidate : world.in_flight)
    if (is_due(world, candidate) && (message == nullptr || due_key(candidate) < due_key(*message)))
      message = &candidate;
  const Timer* timer = nullptr;
  for (const Timer& candidate : world.timers)
    if (is_due(world, candidate) && (timer == nullptr || due_key(candidate) < due_key(*timer)))
      timer = &candidate;
  if (timer != nullptr && (message == nullptr || due_key(*timer) < due_key(*message)))
    return actions::fire(timer->id);
  if (message != nullptr) return actions::on_message(Verb::deliver, message->id);
  return std::nullopt;
}

std::vector<Action> enabled(const Cluster& world) {
  std::vector<std::pair<DueKey, Action>> due;
  for (const Message& message : world.in_flight)
    if (is_due(world, message))
      due.push_back({due_key(message), actions::on_message(Verb::deliver, message.id)});
  for (const Timer& timer : world.timers)
    if (is_due(world, timer)) due.push_back({due_key(timer), actions::fire(timer.id)});
  std::sort(due.begin(), due.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Action> actions;
  actions.reserve(due.size());
  for (const auto& [key, action] : due) actions.push_back(action);
  return actions;
}

NodeSet waited_for(const Cluster& world) {
  NodeSet nodes;
  for (const Message& message : world.in_flight)
    if (!message.held && world.node(message.to).paused) nodes.insert(message.to);
  for (const Timer& timer : world.timers)
    if (world.node(timer.node).paused) nodes.insert(timer.node);
  return nodes;
}

}  // namespace synod
