#include "model/history.h"

#include <algorithm>

namespace synod {

namespace {

constexpr std::size_t cached_events = 512;

std::size_t bytes_of(const Cluster& world) {
  return sizeof(Cluster) + world.nodes.size() * sizeof(Node) +
         world.in_flight.size() * sizeof(Message) + world.timers.size() * sizeof(Timer) +
         world.delivered.size() / 64 * sizeof(void*) * 2;
}

}  // namespace

History::History(Cluster start) : world_(std::move(start)), cache_(cached_events) {
  moments_.emplace_back();
  keyframes_.push_back({0, world_});
  keyframe_of_.push_back(0);
}

Result<MomentId> History::act(const Action& action) {
  if (const MomentId twin = find_child(action); twin != 0) {
    seek(twin);
    return twin;
  }
  const std::optional<Action> due = next_due(world_);
  Event event;
  if (auto why = synod::act(world_, action, &event)) return *why;
  return add(action, event, due == action);
}

std::optional<MomentId> History::step() {
  const std::optional<Action> due = next_due(world_);
  if (!due) return std::nullopt;
  const Result<MomentId> reached = act(*due);
  return *reached;
}

MomentId History::add(const Action& action, const Event& event, bool by_clock) {
  const auto id = static_cast<MomentId>(moments_.size());
  Moment moment;
  moment.parent = present_;
  moment.depth = event.number;
  moment.time = event.time;
  moment.action = action;
  moment.node = event.node;
  if (event.message) {
    moment.message_kind = event.message->kind;
    moment.ballot = headline_ballot(event.message->body);
  } else if (!event.sent.empty()) {
    moment.ballot = headline_ballot(event.sent.front().body);
  }
  moment.chosen = !event.chosen.empty();
  moment.learned = !event.learned.empty();
  moment.violated = !event.violations.empty();
  moment.lost = !event.arrived;
  moment.by_clock = by_clock;
  moments_.push_back(moment);

  MomentId* link = &moments_[present_].first_child;
  while (*link != 0) link = &moments_[*link].next_sibling;
  *link = id;
  moments_[present_].preferred = id;

  std::uint32_t keyframe = keyframe_of_[present_];
  if (moment.depth - moments_[keyframes_[keyframe].at].depth >= keyframe_gap) {
    keyframe = static_cast<std::uint32_t>(keyframes_.size());
    keyframes_.push_back({id, world_});
  }
  keyframe_of_.push_back(keyframe);
  cache_[id % cached_events] = {id, event};
  present_ = id;
  return id;
}

MomentId History::find_child(const Action& action) const {
  MomentId child = moments_[present_].first_child;
  while (child != 0 && !(moments_[child].action == action)) child = moments_[child].next_sibling;
  return child;
}

bool History::back() {
  return present_ != 0 && seek(moments_[present_].parent);
}

bool History::forward() {
  const MomentId next = moments_[present_].preferred;
  return next != 0 && seek(next);
}

bool History::seek(MomentId id) {
  if (id >= moments_.size()) return false;
  if (id == present_) return true;
  if (moments_[id].parent == present_ && id != 0) {
    synod::act(world_, moments_[id].action);
  } else {
    world_ = world_at(id);
  }
  present_ = id;
  prefer_path(id);
  return true;
}

void History::prefer_path(MomentId id) {
  for (MomentId child = id; child != 0; child = moments_[child].parent) {
    MomentId& preferred = moments_[moments_[child].parent].preferred;
    // Above a parent that prefers this way already, the rest of the way may still prefer another.
    preferred = child;
  }
}

std::vector<MomentId> History::path(MomentId id) const {
  std::vector<MomentId> way(moments_[id].depth + 1u);
  for (std::size_t i = way.size(); i-- > 0; id = moments_[id].parent) way[i] = id;
  return way;
}

std::vector<MomentId> History::line() const {
  std::vector<MomentId> way = path(present_);
  for (MomentId next = moments_[present_].preferred; next != 0; next = moments_[next].preferred)
    way.push_back(next);
  return way;
}

MomentId History::at_depth(EventNumber depth) const {
  MomentId id = present_;
  while (moments_[id].depth > depth) id = moments_[id].parent;
  return id;
}

Cluster History::world_at(MomentId id) const {
  const Keyframe& from = keyframes_[keyframe_of_[id]];
  std::vector<MomentId> way;
  for (MomentId at = id; at != from.at; at = moments_[at].parent) way.push_back(at);
  Cluster world = from.world;
  for (std::size_t i = way.size(); i-- > 0;) synod::act(world, moments_[way[i]].action);
  return world;
}

const Event& History::event(MomentId id) const {
  CachedEvent& wanted = cache_[id % cached_events];
  if (wanted.at == id) return wanted.event;
  // Whoever asks for one event asks for its neighbours next: keep all that the replay passes.
  const Keyframe& from = keyframes_[keyframe_of_[moments_[id].parent]];
  std::vector<MomentId> way;
  for (MomentId at = id; at != from.at; at = moments_[at].parent) way.push_back(at);
  Cluster world = from.world;
  for (std::size_t i = way.size(); i-- > 0;) {
    CachedEvent& slot = cache_[way[i] % cached_events];
    slot.at = way[i];
    slot.event = {};
    synod::act(world, moments_[way[i]].action, &slot.event);
  }
  return wanted.event;
}

std::optional<Event> History::preview() const {
  const std::optional<Action> due = next_due(world_);
  if (!due) return std::nullopt;
  Cluster world = world_;
  Event event;
  synod::act(world, *due, &event);
  return event;
}

std::size_t History::bytes() const {
  std::size_t total = moments_.size() * (sizeof(Moment) + sizeof(std::uint32_t)) +
                      cached_events * sizeof(CachedEvent) +
                      world_.delivered.size() * sizeof(Message);
  for (const Keyframe& keyframe : keyframes_) total += bytes_of(keyframe.world);
  return total;
}

}  // namespace synod
