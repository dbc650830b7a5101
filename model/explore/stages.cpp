#include "model/explore/stages.h"

#include <algorithm>

#include "model/world/protocol.h"

namespace synod::explore {

namespace {

/// Widens bounds step by step up to those that were asked for.
class Widening {
 public:
  Widening(const Bounds& asked, std::vector<NodeId> askers)
      : asked_(asked), now_(asked), askers_(std::move(askers)) {
    now_.ballots = 0;
    now_.once_more = {};
    for (const auto fault : faults) now_.*fault = 0;
    stages_.push_back(now_);
  }

  std::vector<Bounds> all() {
    while (more_asks() || more_faults()) {
      if (more_asks()) ask_once_more();
      if (more_faults()) add_a_fault_of_each_kind();
    }
    stages_.back() = asked_;
    return std::move(stages_);
  }

 private:
  static constexpr std::uint32_t Bounds::*faults[] = {&Bounds::drops,   &Bounds::duplicates,
                                                      &Bounds::crashes, &Bounds::restarts,
                                                      &Bounds::wipes,   &Bounds::timers};

  bool more_asks() const { return !askers_.empty() && now_.ballots < asked_.ballots; }
  bool more_faults() const {
    return std::any_of(std::begin(faults), std::end(faults),
                       [this](auto fault) { return now_.*fault < asked_.*fault; });
  }

  /// A stage for each that may be asked; after the last one it is each.
  void ask_once_more() {
    for (const NodeId asker : askers_) {
      now_.once_more.insert(asker);
      if (asker == askers_.back()) {
        ++now_.ballots;
        now_.once_more = {};
      }
      stages_.push_back(now_);
    }
  }

  void add_a_fault_of_each_kind() {
    for (const auto fault : faults) now_.*fault = std::min(now_.*fault + 1, asked_.*fault);
    stages_.push_back(now_);
  }

  Bounds asked_;
  Bounds now_;
  std::vector<NodeId> askers_;
  std::vector<Bounds> stages_;
};

/// Who may be asked and is not down for good. Those that take a request at once come first.
std::vector<NodeId> askers_in(const Cluster& world, const std::vector<std::vector<Text>>& may_ask,
                              const Bounds& bounds) {
  std::vector<NodeId> askers;
  for (const NodeId node : world.shape().all())
    if (!may_ask[node.index].empty() && (world.node(node).up || bounds.restarts != 0))
      askers.push_back(node);
  std::stable_partition(askers.begin(), askers.end(), [&](NodeId node) {
    const Node& asked = world.node(node);
    return asked.up && !world.protocol->refuses(asked.state, node, {may_ask[node.index].front(), 0},
                                                *world.setup);
  });
  return askers;
}

bool nothing_under_way(const Cluster& world, const Bounds& bounds) {
  return world.in_flight.empty() && !bounds.any_timers &&
         (!bounds.lossy || world.delivered.empty());
}

/// Looks for a shorter way than the one that was found, within the bounds that were asked for.
/// Gives up soon.
void look_for_shorter(StagedAnswer& staged, const Run& run, const Question& question,
                      const Bounds& asked, SearchLimits limits, SearchProgress& progress) {
  constexpr std::uint64_t soon = 1'000'000;
  const std::size_t events = staged.answer.actions.size();
  staged.shortest_of_all = staged.answer.shortest && (staged.bounds == asked || events < 2);
  if (staged.shortest_of_all || staged.bounds == asked) return;
  Bounds plain = asked;
  plain.merge_quiet = false;
  limits.depth = static_cast<std::uint32_t>(events);  // States on a way with one event less.
  limits.states = std::min(limits.states, soon);
  const Result<Answer> shorter = explore(run, question, plain, limits, progress);
  if (!shorter) return;
  const SearchEnd end = shorter->search.end;
  staged.shortest_of_all =
      end == SearchEnd::complete || end == SearchEnd::too_deep || end == SearchEnd::found;
  if (end != SearchEnd::found) return;
  staged.bounds = asked;
  staged.answer = *shorter;
}

}  // namespace

std::vector<Bounds> stages_of(const Run& run, const Bounds& bounds) {
  const Cluster start = end_of(run);
  std::vector<Bounds> stages =
      Widening(bounds, askers_in(start, asked_for(run, bounds), bounds)).all();
  if (stages.size() > 1 && nothing_under_way(start, bounds)) stages.erase(stages.begin());
  return stages;
}

Result<StagedAnswer> explore_in_stages(const Run& run, const Question& question,
                                       const Bounds& bounds, const SearchLimits& limits,
                                       SearchProgress& progress, const StageWatcher& watcher) {
  if (const auto problem = explore_problem(run, question, bounds)) return *problem;
  StagedAnswer staged;
  for (const Bounds& stage : stages_of(run, bounds)) {
    if (watcher.begins) watcher.begins(stage);
    const Result<Answer> answer = explore(run, question, stage, limits, progress);
    if (!answer) return answer.error();
    staged.bounds = stage;
    staged.answer = *answer;
    const SearchEnd end = answer->search.end;
    if (end == SearchEnd::found) look_for_shorter(staged, run, question, bounds, limits, progress);
    if (end != SearchEnd::complete && end != SearchEnd::too_deep) break;
    if (end == SearchEnd::too_deep || stage == bounds) continue;
    staged.held.push_back({stage, answer->search});
    if (watcher.held) watcher.held(staged.held.back());
  }
  return staged;
}

}  // namespace synod::explore
