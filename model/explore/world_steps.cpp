#include "model/explore/world_steps.h"

#include <algorithm>

namespace synod::explore {

WorldSteps::WorldSteps(const World& world)
    : world_(world),
      bench_(world.parts()),
      quiet_(
          [this](PartId part, const Happening& happening) -> const Outcome& {
            return outcome(part, happening);
          },
          [this](PartId part) { return others(part); }),
      sums_(world.renamings()),
      next_sums_(world.renamings()) {}

void WorldSteps::catch_up(WorldState state) {
  const std::size_t nodes = world_.nodes();
  for (std::size_t i = 0; i < nodes; ++i)
    if (state[i] >= nodes_.size()) world_.parts().catch_up(nodes_);
  if (state[nodes] >= truths_.size()) world_.parts().catch_up(truths_);
  for (std::size_t i = nodes + 2; i < state.size(); ++i)
    if (state[i] >= messages_.size()) world_.parts().catch_up(messages_);
}

void WorldSteps::stand_on(WorldState state) {
  state_ = state;
  catch_up(state);
  const std::size_t nodes = world_.nodes();
  for (std::size_t r = 0; r < sums_.size(); ++r) {
    HashSum sum;
    for (std::size_t i = 0; i < nodes; ++i) sum += nodes_[state[i]].hashes[r];
    sum += truths_[state[nodes]].hashes[r];
    sum += Faults(state[nodes + 1]).hash();
    for (std::size_t i = nodes + 2; i < state.size(); ++i) sum += messages_[state[i]].hashes[r];
    sums_[r] = sum;
  }
}

const std::vector<WorldStep>& WorldSteps::steps() {
  steps_.clear();
  if (world_.bounds().lossy && world_.bounds().merge_quiet) {
    list_loud_steps();
  } else {
    list_steps();
  }
  return steps_;
}

void WorldSteps::list_steps() {
  const Faults faults(state_[world_.nodes() + 1]);
  for (std::size_t i = first_message(); i < state_.size(); ++i) {
    const PartId message = state_[i];
    if (i > first_message() && message == state_[i - 1]) continue;  // Copies are all the same.
    const NodeId to = messages_[message].to;
    if (node(to).up) steps_.push_back({StepKind::deliver, to, message});
    for (StepKind kind : {StepKind::drop, StepKind::duplicate})
      if (faults.allow(kind) && is_in_time(kind, message)) steps_.push_back({kind, {}, message});
  }
  for (NodeId id : world_.start().shape().all())
    for (const Happening& happening : others(state_[id.index]))
      if (faults.allow(happening.kind) && is_in_time(happening.kind, id))
        steps_.push_back({happening.kind, id, happening.what});
}

/// Whether this may happen to the message where all keep to time: only what a node that is down
/// sent, or should get, is lost.
bool WorldSteps::is_in_time(StepKind kind, PartId message) const {
  if (!world_.bounds().synchronous || kind != StepKind::drop) return true;
  return !node(messages_[message].from).up || !node(messages_[message].to).up;
}

/// The same for what happens to a node: a timer takes longer than any message, and so does a
/// restart.
bool WorldSteps::is_in_time(StepKind kind, NodeId id) const {
  if (!world_.bounds().synchronous) return true;
  const auto messages = state_.subspan(first_message());
  if (kind == StepKind::fire) return messages.empty();
  return kind != StepKind::restart || std::none_of(messages.begin(), messages.end(),
                                                   [&](PartId m) { return messages_[m].to == id; });
}

/// What may happen to a node besides arrivals, whatever faults are left.
std::vector<Happening> WorldSteps::others(PartId part) {
  if (part >= nodes_.size()) world_.parts().catch_up(nodes_);
  const NodeFacts& facts = nodes_[part];
  std::vector<Happening> list;
  if (facts.up) {
    if (facts.asked < world_.most_asks(facts.node))
      for (std::uint32_t value : world_.values_of(facts.node))
        list.push_back({StepKind::propose, value});
    for (std::uint32_t timer = 0; facts.timers >> timer != 0; ++timer)
      if ((facts.timers >> timer & 1) != 0) list.push_back({StepKind::fire, timer});
    list.push_back({StepKind::crash, 0});
  } else {
    list.push_back({StepKind::restart, 0});
  }
  list.push_back({StepKind::wipe, 0});
  return list;
}

void WorldSteps::list_loud_steps() {
  const PartId faults = state_[world_.nodes() + 1];
  for (NodeId id : world_.start().shape().all()) list_loud_steps_of(id, faults);
}

void WorldSteps::list_loud_steps_of(NodeId id, PartId faults) {
  arriving_.clear();
  HashSum sum;
  sum += node(id).hashes.front();
  sum += Faults(faults).hash();
  for (std::size_t i = first_message(); i < state_.size(); ++i) {
    const MessageFacts& facts = messages_[state_[i]];
    if (facts.to != id) continue;
    arriving_.push_back(state_[i]);
    sum += facts.hashes.front();
  }
  for (const LoudStep& step : quiet_.loud_steps({state_[id.index], arriving_, faults, sum.key()}))
    steps_.push_back({step.happening.kind, id, step.happening.what, &step});
}

bool WorldSteps::take(const WorldStep& step) {
  still_ = step.loud == nullptr && world_.bounds().lossy && step.kind == StepKind::deliver &&
           changes_nothing(step);
  if (still_) return true;
  next_.assign(state_.begin(), state_.end());
  next_sums_ = sums_;
  broken_ = 0;
  if (!take_alone(step)) return false;
  still_ = next_.size() == state_.size() && std::equal(next_.begin(), next_.end(), state_.begin());
  return true;
}

/// Most deliveries in a lossy network tell nobody anything new: those are seen without making a
/// state.
bool WorldSteps::changes_nothing(const WorldStep& step) {
  const PartId before = state_[step.node.index];
  const Outcome& outcome = this->outcome(before, {StepKind::deliver, step.what});
  if (!outcome.possible || outcome.after != before || outcome.deeds != 0) return false;
  return std::all_of(outcome.sent.begin(), outcome.sent.end(), [this](PartId message) {
    const auto first = state_.begin() + static_cast<std::ptrdiff_t>(first_message());
    return std::find(first, state_.end(), message) != state_.end();
  });
}

bool WorldSteps::take_alone(const WorldStep& step) {
  const PartId faults = state_[world_.nodes() + 1];
  leave_faults(step.loud != nullptr ? step.loud->faults : Faults(faults).after(step.kind));
  const bool gone =
      step.kind == StepKind::drop || (step.kind == StepKind::deliver && !world_.bounds().lossy);
  if (gone) remove_message(step.what);
  if (step.kind == StepKind::duplicate) send(step.what);
  if (step.kind == StepKind::drop || step.kind == StepKind::duplicate) return true;
  if (step.loud != nullptr) return happens(step.node, *step.loud->outcome);
  return happens(step.node, outcome(state_[step.node.index], {step.kind, step.what}));
}

bool WorldSteps::happens(NodeId id, const Outcome& outcome) {
  if (!outcome.possible) return false;
  const PartId before = state_[id.index];
  if (outcome.after >= nodes_.size()) world_.parts().catch_up(nodes_);
  if (outcome.after != before)
    exchange(id.index, outcome.after, nodes_[before].hashes, nodes_[outcome.after].hashes);
  if (outcome.deeds != 0) {
    const std::size_t place = world_.nodes();
    const PartId truth = state_[place];
    const Truth after = truth_after(truth, outcome.deeds);
    if (after.id >= truths_.size()) world_.parts().catch_up(truths_);
    if (after.id != truth)
      exchange(place, after.id, truths_[truth].hashes, truths_[after.id].hashes);
    broken_ = after.broken;
  }
  for (PartId message : outcome.sent) send(message);
  return true;
}

void WorldSteps::exchange(std::size_t place, PartId part, const std::vector<Key128>& before,
                          const std::vector<Key128>& after) {
  next_[place] = part;
  for (std::size_t r = 0; r < next_sums_.size(); ++r) {
    next_sums_[r] -= before[r];
    next_sums_[r] += after[r];
  }
}

void WorldSteps::leave_faults(PartId left) {
  PartId& faults = next_[world_.nodes() + 1];
  if (faults == left) return;
  for (HashSum& sum : next_sums_) {
    sum -= Faults(faults).hash();
    sum += Faults(left).hash();
  }
  faults = left;
}

void WorldSteps::send(PartId message) {
  if (message >= messages_.size()) world_.parts().catch_up(messages_);
  const auto before = [this](PartId a, PartId b) {
    return messages_[a].hashes.front() < messages_[b].hashes.front();
  };
  const auto first = next_.begin() + static_cast<std::ptrdiff_t>(first_message());
  const auto place = std::lower_bound(first, next_.end(), message, before);
  if (world_.bounds().lossy && place != next_.end() && *place == message) return;
  next_.insert(place, message);
  for (std::size_t r = 0; r < next_sums_.size(); ++r) next_sums_[r] += messages_[message].hashes[r];
}

void WorldSteps::remove_message(PartId message) {
  const auto first = next_.begin() + static_cast<std::ptrdiff_t>(first_message());
  next_.erase(std::find(first, next_.end(), message));
  for (std::size_t r = 0; r < next_sums_.size(); ++r) next_sums_[r] -= messages_[message].hashes[r];
}

namespace {

/// States that differ in names alone have the same sums, in another order.
Key128 least(const std::vector<HashSum>& sums) {
  Key128 least = sums.front().key();
  for (std::size_t r = 1; r < sums.size(); ++r) least = std::min(least, sums[r].key());
  return least.exists() ? least : Key128{0, 1};
}

}  // namespace

Key128 WorldSteps::next_key() const {
  return least(next_sums_);
}

Key128 WorldSteps::key() const {
  return least(sums_);
}

const Outcome& WorldSteps::outcome(PartId part, const Happening& happening) {
  if (part >= nodes_.size()) world_.parts().catch_up(nodes_);
  const std::uint64_t key = happening_key(part, happening);
  const auto known = outcomes_.find(key);
  if (known != outcomes_.end()) return *known->second;
  const Outcome& outcome = world_.parts().outcome(part, happening, bench_);
  outcomes_.insert({key, &outcome});
  return outcome;
}

Truth WorldSteps::truth_after(PartId truth, PartId deeds) {
  const std::uint64_t key = std::uint64_t{truth} << 32 | deeds;
  const auto known = truths_after_.find(key);
  if (known != truths_after_.end()) return known->second;
  const Truth after = world_.parts().truth_after(truth, deeds);
  truths_after_.insert({key, after});
  return after;
}

Cluster WorldSteps::rebuilt(WorldState state) const {
  Cluster world = world_.start();
  const std::size_t nodes = world_.nodes();
  world.timers.clear();
  world.in_flight.clear();
  for (std::size_t i = 0; i < nodes; ++i) {
    const NodePart part = world_.parts().node(state[i]);
    world.nodes[i] = {part.state, part.up, part.wiped, part.disks_lost};
    for (std::uint8_t kind = 0; part.timers >> kind != 0; ++kind)
      if ((part.timers >> kind & 1) != 0)
        world.timers.push_back({{++world.last_id}, part.node, kind, 0, world.now, world.now});
  }
  world.observer = world_.parts().truth(state[nodes]);
  for (std::size_t i = nodes + 2; i < state.size(); ++i) {
    Message message = world_.parts().message(state[i]);
    message.id = {++world.last_id};
    world.in_flight.push_back(std::move(message));
  }
  return world;
}

std::uint64_t WorldSteps::bytes() const {
  const std::size_t hashes = world_.renamings() * sizeof(Key128);
  return nodes_.size() * (sizeof(NodeFacts) + hashes) +
         messages_.size() * (sizeof(MessageFacts) + hashes) +
         truths_.size() * (sizeof(TruthFacts) + hashes) + outcomes_.bucket_count() * 24 +
         truths_after_.bucket_count() * 24 + quiet_.bytes();
}

}  // namespace synod::explore
