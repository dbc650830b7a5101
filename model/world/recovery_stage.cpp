#include "model/world/recovery_stage.h"

#include <algorithm>

#include "model/data/field_search.h"
#include "model/world/protocol.h"
#include "model/world/quorum.h"

namespace synod {

namespace {

/// The node that takes steps, is at that stage, and has the highest ballot of those that are.
Quorum highest_at(const Cluster& world, Stage stage) {
  Quorum highest;
  for (NodeId node : world.shape().with(Role::proposer)) {
    if (!world.node(node).runs() || stage_of(world.node(node).state) != stage) continue;
    const Quorum quorum = quorum_of(world, node);
    if (!highest.exists() || highest.ballot < quorum.ballot) highest = quorum;
  }
  return highest;
}

/// How many slots the leader put to the vote that earlier leaders had used, or left as holes, and
/// does not know to be chosen.
std::size_t left_over(const Cluster& world, const Quorum& leader) {
  const auto log = value_meaning<SlotLog>(world.node(leader.proposer).state, Means::log);
  if (!log) return 0;
  const auto& proposals = world.observer.proposals();
  std::size_t open = 0;
  for (std::size_t i = log->place_of(log->first_unchosen()); i < log->size(); ++i) {
    const LogEntry& entry = log->entries()[i];
    if (entry.chosen || entry.vote.ballot != leader.ballot) continue;
    const bool noop = entry.vote.value == world.protocol->info().noop;
    bool used_before = false;
    for (std::size_t k = proposals.size(); k-- > 0 && proposals[k].slot >= entry.slot;)
      used_before = used_before ||
                    (proposals[k].slot == entry.slot && proposals[k].vote.ballot < leader.ballot);
    open += noop || used_before ? 1u : 0u;
  }
  return open;
}

/// Of each client only its last command can be open.
SimTime longest_open_wait(const Cluster& world) {
  SimTime longest;
  const Observer& truth = world.observer;
  for (NodeId client : world.shape().with(Role::client)) {
    const auto last = truth.last_operation(client);
    if (last && !truth.operations()[*last].answered)
      longest = std::max(longest, world.now - truth.operations()[*last].invoked);
  }
  return longest;
}

/// Longer than it takes to notice that a leader is silent: such a client has waited through it.
bool waited_through(SimTime waited, const Options& options) {
  return waited.ms > std::max(options.timeout, 2 * options.heartbeat);
}

RecoveryStage stage_without_leader(const Cluster& world) {
  if (world.observer.proposals().empty()) return RecoveryStage::none;
  return leader_is_suspected(world) ? RecoveryStage::suspected : RecoveryStage::unnoticed;
}

}  // namespace

bool leader_is_suspected(const Cluster& world) {
  for (NodeId node : world.shape().with(Role::proposer)) {
    if (!world.node(node).runs()) continue;
    // The nodes that it suspects may be others, which led before.
    const auto leader = value_meaning<NodeId>(world.node(node).state, Means::leader);
    const auto suspects = value_meaning<NodeSet>(world.node(node).state, Means::suspects);
    if (leader && leader->exists() && suspects && suspects->contains(*leader)) return true;
  }
  return false;
}

LeaderChange leader_change_in(const Cluster& world) {
  LeaderChange change;
  if (!world.protocol->info().noop.exists()) return change;
  change.waited = longest_open_wait(world);
  const Quorum leader = highest_at(world, Stage::leader);
  const Quorum candidate = highest_at(world, Stage::candidate);
  const bool asks = candidate.exists() && (!leader.exists() || leader.ballot < candidate.ballot);
  const Quorum& acting = asks ? candidate : leader;
  if (!acting.exists()) {
    change.stage = stage_without_leader(world);
    return change;
  }
  change.node = acting.proposer;
  change.ballot = acting.ballot;
  change.promises = acting.answered.size();
  change.needed = acting.needed;
  if (asks) {
    change.stage = RecoveryStage::asking;
    return change;
  }
  change.open = left_over(world, leader);
  if (change.open > 0)
    change.stage = RecoveryStage::filling;
  else if (waited_through(change.waited, world.setup->options))
    change.stage = RecoveryStage::resuming;
  return change;
}

}  // namespace synod
