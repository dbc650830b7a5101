#include "model/line/history.h"

#include "model/world/world_bytes.h"

namespace synod {

namespace {

constexpr std::size_t cached_events = 512;
/// Events that are written down when one is asked for; that costs ten times as much as a replay.
constexpr std::size_t read_at_once = 64;

/// What can be told of an event without replaying it.
Moment summary(const Event& event) {
  Moment moment;
  moment.depth = event.number;
  moment.time = event.time;
  moment.action = event.action;
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
  return moment;
}

}  // namespace

History::History(Cluster start) : world_(std::move(start)), cache_(cached_events) {
  moments_.emplace_back();
  const WorldBytes weight = bytes_of(world_);
  keyframes_.push_back({0, 0, world_, weight.content, weight.own});
  grown_bytes_ = weight.content + weight.own + cached_events * sizeof(CachedEvent);
  keyframe_of_.push_back(0);
  line_.push_back(0);
}

Result<MomentId> History::act(const Action& action) {
  if (const MomentId twin = find_child(action); twin != 0) {
    seek(twin);
    return twin;
  }
  return act_anew(action, next_due(world_) == action);
}

std::optional<MomentId> History::step() {
  const std::optional<Action> due = next_due(world_);
  if (!due) return std::nullopt;
  if (const MomentId twin = find_child(*due); twin != 0) {
    seek(twin);
    return twin;
  }
  return *act_anew(*due, true);
}

Result<MomentId> History::act_anew(const Action& action, bool by_clock) {
  Event event{.detail = Detail::summary};
  if (auto why = synod::act(world_, action, &event)) return *why;
  Moment moment = summary(event);
  moment.by_clock = by_clock;
  const bool known = previewed_ && previewed_->at == present_ && previewed_->event.action == action;
  const MomentId id = add(moment);
  if (known) cache_[id % cached_events] = {id, std::move(previewed_->event)};
  previewed_.reset();
  return id;
}

MomentId History::add(Moment moment) {
  const auto id = static_cast<MomentId>(moments_.size());
  moment.parent = present_;
  moments_.push_back(moment);

  MomentId* link = &moments_[present_].first_child;
  while (*link != 0) link = &moments_[*link].next_sibling;
  *link = id;
  moments_[present_].preferred = id;

  std::uint32_t keyframe = keyframe_of_[present_];
  if (moment.depth - moments_[keyframes_[keyframe].at].depth >= keyframe_gap) {
    keyframe = add_keyframe(id, keyframe);
  }
  // Lists that double when they are full are three quarters full on average.
  grown_bytes_ += sizeof(Moment) + (sizeof(keyframe) + sizeof(MomentId)) * 4 / 3;
  keyframe_of_.push_back(keyframe);
  line_.resize(moment.depth);
  line_.push_back(id);
  present_ = id;
  return id;
}

/// Keeps the present world, as that of `id`. `before` is the keyframe on its way that was nearest.
std::uint32_t History::add_keyframe(MomentId id, std::uint32_t before) {
  const WorldBytes weight = bytes_of(world_);
  const std::size_t known = keyframes_[before].content;
  // What stood in the lists by then is shared; a list that was emptied shares nothing.
  grown_bytes_ += weight.own + (weight.content > known ? weight.content - known : 0);
  keyframes_.push_back({id, before, world_, weight.content, weight.own});
  const auto added = static_cast<std::uint32_t>(keyframes_.size() - 1);
  thin(added);
  return added;
}

/// Gives up the world of the keyframe that lies `far` behind, unless it is the first of its stretch
/// of `far_gap` events.
void History::thin(std::uint32_t latest) {
  const auto depth_of = [&](std::uint32_t keyframe) {
    return moments_[keyframes_[keyframe].at].depth;
  };
  std::uint32_t back = latest;
  while (back != 0 && depth_of(latest) - depth_of(back) < far) back = keyframes_[back].before;
  if (back == 0 || !keyframes_[back].world) return;
  const Keyframe& kept = keyframe_before(keyframes_[keyframes_[back].before].at);
  if (moments_[kept.at].depth / far_gap != depth_of(back) / far_gap) return;
  keyframes_[back].world.reset();
  grown_bytes_ -= keyframes_[back].own;
}

const History::Keyframe& History::keyframe_before(MomentId id) const {
  std::uint32_t keyframe = keyframe_of_[id];
  while (!keyframes_[keyframe].world) keyframe = keyframes_[keyframe].before;
  return keyframes_[keyframe];
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
  go_on_line(id);
  present_ = id;
  return true;
}

/// Makes the line pass through `id`. Every link of the line is the preferred one of its parent, so
/// only what lies off the line has to change.
void History::go_on_line(MomentId id) {
  const auto on_line = [&](MomentId at) {
    const EventNumber depth = moments_[at].depth;
    return depth < line_.size() && line_[depth] == at;
  };
  if (on_line(id)) return;
  line_.resize(moments_[id].depth + 1u);
  for (MomentId child = id; !on_line(child); child = moments_[child].parent) {
    line_[moments_[child].depth] = child;
    moments_[moments_[child].parent].preferred = child;
  }
  for (MomentId next = moments_[id].preferred; next != 0; next = moments_[next].preferred)
    line_.push_back(next);
}

std::vector<MomentId> History::path(MomentId id) const {
  std::vector<MomentId> way(moments_[id].depth + 1u);
  for (std::size_t i = way.size(); i-- > 0; id = moments_[id].parent) way[i] = id;
  return way;
}

Cluster History::world_at(MomentId id) const {
  const Keyframe& from = keyframe_before(id);
  std::vector<MomentId> way;
  for (MomentId at = id; at != from.at; at = moments_[at].parent) way.push_back(at);
  Cluster world = *from.world;
  for (std::size_t i = way.size(); i-- > 0;) synod::act(world, moments_[way[i]].action);
  return world;
}

const Event& History::event(MomentId id) const {
  CachedEvent& wanted = cache_[id % cached_events];
  if (wanted.at == id) return wanted.event;
  // Whoever asks for one event asks for its neighbours next: keep those that the replay passes
  // last.
  const Keyframe& from = keyframe_before(moments_[id].parent);
  std::vector<MomentId> way;
  MomentId at = id;
  const auto read = [&] { return reader_ && reader_->at == at; };
  for (; at != from.at && !read(); at = moments_[at].parent) way.push_back(at);
  if (!read()) reader_ = {at, *from.world};
  for (std::size_t i = way.size(); i-- > 0;) {
    const Action& action = moments_[way[i]].action;
    if (i >= read_at_once) {
      synod::act(reader_->world, action);
      continue;
    }
    CachedEvent& slot = cache_[way[i] % cached_events];
    slot.at = way[i];
    slot.event = {};
    synod::act(reader_->world, action, &slot.event);
  }
  reader_->at = id;
  return wanted.event;
}

std::optional<Event> History::preview() const {
  const std::optional<Action> due = next_due(world_);
  if (!due) return std::nullopt;
  Cluster world = world_;
  Event event;
  synod::act(world, *due, &event);
  previewed_ = {present_, event};
  return event;
}

void History::replay(EventNumber first, Detail detail, const See& see) const {
  replay(first, static_cast<EventNumber>(line_.size()), detail, see);
}

void History::replay(EventNumber first, EventNumber end, Detail detail, const See& see) const {
  end = std::min(end, static_cast<EventNumber>(line_.size()));
  if (first >= end) return;
  Cluster world = world_at(line_[first - 1]);
  for (EventNumber number = first; number < end; ++number) {
    Event event{.detail = detail};
    synod::act(world, moments_[line_[number]].action, &event);
    see(event, world);
  }
}

namespace {

template <class T>
std::size_t held_by(const std::vector<T>& list) {
  return list.capacity() * sizeof(T);
}

}  // namespace

std::size_t History::bytes() const {
  Scales scales;
  scales.weigh(world_);
  for (const Keyframe& keyframe : keyframes_)
    if (keyframe.world) scales.weigh(*keyframe.world);
  return scales.total() + moments_.size() * sizeof(Moment) + held_by(keyframe_of_) +
         held_by(line_) + held_by(cache_);
}

}  // namespace synod
