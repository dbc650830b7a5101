#include "model/recovery_course.h"

#include <algorithm>

#include "model/protocol.h"

namespace synod {

namespace {

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
  line_.clear();
  turns_.clear();
  spans_.clear();
}

void RecoveryCourse::follow(const History& history) {
  if (!history.world().protocol->info().noop.exists()) return;
  const std::vector<MomentId>& line = history.line();
  const std::size_t same = std::max<std::size_t>(1, line_.common_with(line));
  while (!turns_.empty() && turns_.back().event >= same) turns_.pop_back();
  spans_.resize(turns_.size());
  // While a run goes on, the world that is wanted is there already.
  if (same + 1 == line.size() && history.present() == line.back())
    see(static_cast<EventNumber>(same), history.world());
  else
    history.replay(static_cast<EventNumber>(same), Detail::summary,
                   [&](const Event& event, const Cluster& after) { see(event.number, after); });
  line_.take(line);
}

bool RecoveryCourse::under_way() const {
  return !turns_.empty() && replaces(turns_.back().change.stage);
}

void RecoveryCourse::see(EventNumber number, const Cluster& world) {
  LeaderChange change = leader_change_in(world);
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
