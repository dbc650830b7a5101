#include "model/line/trace.h"

#include <algorithm>

#include "model/data/field_search.h"
#include "model/world/blocked.h"
#include "model/world/locks.h"

namespace synod {

namespace {

/// How many moments `line` and the traced events share from the start on.
std::size_t common(const std::vector<MomentId>& line, std::span<const TracedEvent> events) {
  return common_length(std::min(line.size(), events.size()),
                       [&](std::size_t depth) { return line[depth] == events[depth].moment; });
}

/// Takes back what ended after event `last`. The places of all that then has no end.
template <class Traced>
std::vector<std::size_t> reopened(std::vector<Traced>& all, EventNumber Traced::*ended_by,
                                  SimTime Traced::*ended, EventNumber last) {
  std::vector<std::size_t> open;
  for (std::size_t place = 0; place < all.size(); ++place) {
    Traced& one = all[place];
    if (one.*ended_by > last) {
      one.*ended_by = 0;
      one.*ended = {};
    }
    if (one.*ended_by == 0) open.push_back(place);
  }
  return open;
}

NodeSet live_nodes(const Cluster& world) {
  NodeSet live;
  for (NodeId node : world.shape().all())
    if (world.node(node).up) live.insert(node);
  return live;
}

NodeSet paused_nodes(const Cluster& world) {
  NodeSet paused;
  for (NodeId node : world.shape().all())
    if (world.node(node).paused) paused.insert(node);
  return paused;
}

/// How far state machines are: of the live learners, the foremost and the slowest.
void note_progress(TracedEvent& traced, const Cluster& world) {
  traced.slots_chosen = static_cast<std::uint32_t>(world.observer.slots_chosen());
  bool first = true;
  for (NodeId node : world.shape().with(Role::learner) & traced.live) {
    const std::uint32_t applied = world.observer.applied_by(node).number;
    traced.applied_most = std::max(traced.applied_most, applied);
    traced.applied_least = first ? applied : std::min(traced.applied_least, applied);
    first = false;
  }
}

}  // namespace

std::size_t reachable_acceptors(const Cluster& world) {
  const NodeSet running = live_nodes(world) - paused_nodes(world);
  const NodeSet acceptors = world.shape().with(Role::acceptor) & running;
  std::size_t most = 0;
  for (NodeId proposer : world.shape().with(Role::proposer) & running) {
    std::size_t reached = 0;
    for (NodeId acceptor : acceptors)
      if (!world.is_cut(proposer, acceptor) && !world.is_cut(acceptor, proposer)) ++reached;
    most = std::max(most, reached);
  }
  return most;
}

bool Trace::follow(const History& history) {
  return follow(history, static_cast<EventNumber>(history.line().size()));
}

bool Trace::follow(const History& history, EventNumber most) {
  const std::vector<MomentId>& line = history.line();
  if (events_.empty()) begin(history.world_at(0));
  const auto same = static_cast<EventNumber>(common(line, events_));
  if (same == line.size() && same == events_.size()) return false;
  cut_after(same - 1);
  const auto end = static_cast<EventNumber>(std::min(line.size(), std::size_t{same} + most));
  history.replay(same, end, Detail::summary, [&](const Event& event, const Cluster& after) {
    add(event, after, line[event.number]);
  });
  return true;
}

EventNumber Trace::behind(const History& history) const {
  const std::vector<MomentId>& line = history.line();
  return static_cast<EventNumber>(line.size() - common(line, events_));
}

void Trace::clear() {
  ++generation_;
  events_.clear();
  messages_.clear();
  responses_.clear();
  leads_.clear();
  commands_.clear();
  waiting_.clear();
  locks_.clear();
  held_.clear();
}

void Trace::begin(const Cluster& start) {
  TracedEvent first;
  first.time = start.now;
  first.live = live_nodes(start);
  first.blocked = blocked_nodes(start);
  first.paused = paused_nodes(start);
  first.reach = static_cast<std::uint8_t>(reachable_acceptors(start));
  events_.push_back(first);
}

void Trace::cut_after(EventNumber last) {
  if (last + 1u >= events_.size()) return;
  ++generation_;
  messages_.resize(events_[last + 1].first_sent);
  responses_.resize(events_[last + 1].first_response);
  events_.resize(last + 1u);
  for (TracedMessage& message : messages_)
    if (message.ended_by > last) {
      message.end = TracedMessage::End::in_flight;
      message.ended_by = 0;
      message.ended = {};
    }
  while (!leads_.empty() && leads_.back().at > last) leads_.pop_back();
  while (!commands_.empty() && commands_.back().asked_by > last) commands_.pop_back();
  while (!locks_.empty() && locks_.back().taken_by > last) locks_.pop_back();
  held_ = reopened(locks_, &TracedLock::released_by, &TracedLock::released, last);
  waiting_ = reopened(commands_, &TracedCommand::answered_by, &TracedCommand::answered, last);
}

void Trace::add(const Event& event, const Cluster& after, MomentId moment) {
  TracedEvent traced;
  traced.moment = moment;
  traced.time = event.time;
  traced.verb = event.action.verb;
  traced.node = event.node;
  traced.peer = event.action.peer;
  if (traced.verb == Verb::cut || traced.verb == Verb::heal) traced.node = event.action.node;
  traced.both_ways = event.action.both_ways;
  traced.cause = event.cause;
  if (event.timer) traced.timer = event.timer->kind;
  traced.first_sent = static_cast<std::uint32_t>(messages_.size());
  traced.first_response = static_cast<std::uint32_t>(responses_.size());
  traced.arrived = event.arrived;
  traced.chosen = !event.chosen.empty();
  traced.learned = !event.learned.empty();
  traced.violated = !event.violations.empty();
  traced.live = live_nodes(after);
  traced.blocked = blocked_nodes(after);
  traced.paused = paused_nodes(after);
  traced.reach = static_cast<std::uint8_t>(reachable_acceptors(after));
  traced.value = event.action.value;
  note_progress(traced, after);
  note_lead(event.node, event, after);
  note_commands(event, after);
  note_lock(event.node, event, after);

  // What was delivered once more is a new message that is there and gone in one event.
  if (event.message && traced.verb == Verb::redeliver) note_sent(*event.message);
  for (const Message& message : event.sent) note_sent(message);
  if (event.message) {
    traced.message = index_of(event.message->id);
    const bool delivery = traced.verb == Verb::deliver || traced.verb == Verb::redeliver;
    if (delivery && event.arrived) end_message(*event.message, TracedMessage::End::arrived, event);
  }
  for (const LostMessage& lost : event.lost)
    end_message(lost.message, TracedMessage::End::lost, event, lost.why);
  responses_.insert(responses_.end(), event.responses.begin(), event.responses.end());
  events_.push_back(traced);
}

void Trace::note_sent(const Message& message) {
  TracedMessage traced;
  traced.id = message.id;
  traced.from = message.from;
  traced.to = message.to;
  traced.kind = message.kind;
  traced.copy = message.copy;
  traced.ballot = headline_ballot(message.body);
  traced.value = headline_value(message.body);
  traced.sent_by = message.sent_by;
  traced.sent = message.sent;
  traced.due = message.due;
  messages_.push_back(traced);
}

Ballot Trace::lead_of(NodeId node) const {
  const auto last = std::find_if(leads_.rbegin(), leads_.rend(),
                                 [&](const TracedLead& lead) { return lead.node == node; });
  return last == leads_.rend() ? Ballot{} : last->ballot;
}

/// Nobody but the node where something happens begins or ceases to lead.
void Trace::note_lead(NodeId node, const Event& event, const Cluster& after) {
  if (!node.exists()) return;
  const Node& its = after.node(node);
  Ballot ballot;
  if (its.up && is_leading(its.state))
    ballot = value_meaning<Ballot>(its.state, Means::number).value_or(Ballot{});
  if (ballot != lead_of(node)) leads_.push_back({event.number, node, ballot});
}

/// Nobody but the node where something happens locks or unlocks anything.
void Trace::note_lock(NodeId node, const Event& event, const Cluster& after) {
  if (!node.exists()) return;
  const auto now = lock_of(after.node(node).state);
  const auto held = std::find_if(held_.begin(), held_.end(),
                                 [&](std::size_t place) { return locks_[place].node == node; });
  if (held != held_.end()) {
    TracedLock& lock = locks_[*held];
    if (now && lock.what == now->what) return;
    lock.released_by = event.number;
    lock.released = event.time;
    held_.erase(held);
  }
  if (!now) return;
  held_.push_back(locks_.size());
  locks_.push_back({node, now->what, event.number, event.time, 0, {}});
}

void Trace::note_commands(const Event& event, const Cluster& after) {
  const SharedLog<Operation>& all = after.observer.operations();
  for (std::size_t place = commands_.size(); place < all.size(); ++place) {
    const Operation& asked = all[place];
    commands_.push_back(
        {asked.client, asked.id, asked.command, event.number, asked.invoked, 0, {}});
    waiting_.push_back(place);
  }
  std::erase_if(waiting_, [&](std::size_t place) {
    if (!all[place].answered) return false;
    commands_[place].answered_by = event.number;
    commands_[place].answered = *all[place].answered;
    return true;
  });
}

std::int32_t Trace::index_of(MessageId id) const {
  const auto found = std::lower_bound(messages_.begin(), messages_.end(), id,
                                      [](const TracedMessage& m, MessageId i) { return m.id < i; });
  if (found == messages_.end() || found->id != id) return -1;
  return static_cast<std::int32_t>(found - messages_.begin());
}

void Trace::end_message(const Message& message, TracedMessage::End end, const Event& event,
                        Loss why) {
  const std::int32_t index = index_of(message.id);
  if (index < 0) return;
  TracedMessage& traced = messages_[static_cast<std::size_t>(index)];
  traced.end = end;
  traced.loss = why;
  traced.ended_by = event.number;
  traced.ended = event.time;
}

std::span<const TracedMessage> Trace::sent_by(EventNumber number) const {
  const std::size_t first = events_[number].first_sent;
  const std::size_t end = number < length() ? events_[number + 1].first_sent : messages_.size();
  return std::span(messages_).subspan(first, end - first);
}

std::span<const Response> Trace::responses_of(EventNumber number) const {
  const std::size_t first = events_[number].first_response;
  const std::size_t end =
      number < length() ? events_[number + 1].first_response : responses_.size();
  return std::span(responses_).subspan(first, end - first);
}

const TracedMessage* Trace::message(MessageId id) const {
  const std::int32_t index = index_of(id);
  return index < 0 ? nullptr : &messages_[static_cast<std::size_t>(index)];
}

}  // namespace synod
