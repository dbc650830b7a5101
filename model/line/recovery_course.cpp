#include "model/line/recovery_course.h"

#include <algorithm>

#include "model/data/field_search.h"
#include "model/world/protocol.h"

namespace synod {

namespace {

/// What a world went through by itself it shares with nobody: to free it all at the end of a long
/// line would take a tenth of a second.
constexpr std::size_t most_alone = 16'384;

bool replaces(RecoveryStage stage) {
  return stage != RecoveryStage::none && stage != RecoveryStage::resuming;
}

/// Of each client only its last command can be open.
std::size_t first_open_in(const Cluster& world) {
  const Observer& truth = world.observer;
  std::size_t first = truth.operations().size();
  for (NodeId client : world.shape().with(Role::client))
    if (const auto last = truth.last_operation(client); last && !truth.operations()[*last].answered)
      first = std::min(first, *last);
  return first;
}

}  // namespace

void RecoveryCourse::clear() {
  *this = RecoveryCourse();
}

bool RecoveryCourse::follow(const History& history, std::size_t most) {
  if (!history.world().protocol->info().noop.exists()) return true;
  const std::vector<MomentId>& line = history.line();
  const std::size_t same =
      common_length(std::min(line.size(), line_.size()),
                    [&](std::size_t depth) { return line[depth] == line_[depth]; });
  if (same < line_.size()) cut(same);
  if (line_.empty()) line_.push_back(line.front());
  // While a run goes on, the world that is wanted is there already.
  if (line_.size() + 1 == line.size() && history.present() == line.back() && most > 0) {
    see(history.moment(line.back()), history.world());
    line_.push_back(line.back());
  }
  if (line_.size() < line.size() && (!world_ || alone_ >= most_alone)) {
    world_ = history.world_at(line_.back());
    alone_ = 0;
  }
  for (; line_.size() < line.size() && most > 0; --most) {
    const Moment& next = history.moment(line[line_.size()]);
    act(*world_, next.action);
    see(next, *world_);
    line_.push_back(line[line_.size()]);
    ++alone_;
  }
  if (line_.size() < line.size()) return false;
  world_.reset();
  return true;
}

/// Forgets all but the first `size` moments.
void RecoveryCourse::cut(std::size_t size) {
  line_.resize(size);
  while (!turns_.empty() && turns_.back().event >= size) turns_.pop_back();
  spans_.resize(turns_.size());
  world_.reset();
  calm_.reset();
}

bool RecoveryCourse::under_way() const {
  return !turns_.empty() && replaces(turns_.back().change.stage);
}

void RecoveryCourse::see(const Moment& moment, const Cluster& world) {
  if (!calm_ || !stays_calm(moment, world)) look(moment.depth, world);
}

/// Whether the event can't have begun a change of leader, by a look at its node alone: a run is
/// calm for the most part, and to look at all nodes after each event would take most of the time.
bool RecoveryCourse::stays_calm(const Moment& moment, const Cluster& world) const {
  const bool usual = moment.action.verb == Verb::deliver || moment.action.verb == Verb::fire;
  if (!usual || !moment.node.exists() || world.node(moment.node).paused) return false;
  if (world.observer.proposals().size() != calm_->proposals) return false;
  const State& state = world.node(moment.node).state;
  const Stage stage = stage_of(state);
  if (moment.node != calm_->leader) return stage == Stage::none;
  return stage == Stage::leader && value_meaning<Ballot>(state, Means::number) == calm_->ballot;
}

void RecoveryCourse::look(EventNumber number, const Cluster& world) {
  LeaderChange change = leader_change_in(world);
  calm_.reset();
  if (replaces(change.stage)) {
    if (!under_way()) return add(number, change, {world.now, {}, first_open_in(world)});
    const LeaderChange& last = turns_.back().change;
    const bool noticed = last.stage == RecoveryStage::unnoticed &&
                         change.stage == RecoveryStage::asking && leader_is_suspected(world);
    if (change.stage != last.stage || change.node != last.node || change.ballot != last.ballot)
      add(number, change, Span(spans_.back()));
    turns_.back().suspected = turns_.back().suspected || noticed;
    return;
  }
  // Where a candidate is gone before anybody ever led, its stage is the last one still.
  if (under_way() && change.node.exists()) {
    change.stage = RecoveryStage::resuming;
    add(number, change, {spans_.back().from, world.now, spans_.back().first_open});
  }
  settle(number, world);
  const bool waits = !turns_.empty() && !turns_.back().over;
  if (change.node.exists() && !waits)
    calm_ = {change.node, change.ballot, world.observer.proposals().size()};
}

void RecoveryCourse::add(EventNumber number, const LeaderChange& change, const Span& span) {
  turns_.push_back({.event = number, .change = change});
  spans_.push_back(span);
}

/// Measures the wait once nobody who waited through the change waits any more.
void RecoveryCourse::settle(EventNumber number, const Cluster& world) {
  if (turns_.empty() || turns_.back().over || under_way()) return;
  const Span span = spans_.back();
  const auto& all = world.observer.operations();
  SimTime longest;
  for (std::size_t i = span.first_open; i < all.size() && all[i].invoked < span.to; ++i) {
    if (!all[i].answered) return;
    if (*all[i].answered > span.from)
      longest = std::max(longest, *all[i].answered - all[i].invoked);
  }
  LeaderChange change = turns_.back().change;
  if (turns_.back().event != number) {
    change.stage = RecoveryStage::none;
    add(number, change, span);
  }
  turns_.back().change.waited = longest;
  turns_.back().over = true;
}

}  // namespace synod
