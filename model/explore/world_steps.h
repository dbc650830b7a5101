// Steps from one world of an exploration to the next.
#pragma once

#include "model/explore/quiet.h"
#include "model/explore/world.h"

namespace synod::explore {

/// A sum of hashes: what is in a world, in no order.
class HashSum {
 public:
  void operator+=(const Key128& key) { sum_ += wide(key); }
  void operator-=(const Key128& key) { sum_ -= wide(key); }
  Key128 key() const {
    return {static_cast<std::uint64_t>(sum_ >> 64), static_cast<std::uint64_t>(sum_)};
  }

 private:
  __extension__ using Wide = unsigned __int128;
  static Wide wide(const Key128& key) { return Wide{key.high} << 64 | key.low; }
  Wide sum_ = 0;
};

/// One step of an exploration.
struct WorldStep {
  StepKind kind = StepKind::deliver;
  NodeId node;             ///< Where it happens; of a drop or a duplicate nothing.
  std::uint32_t what = 0;  ///< The message, the place of the value, or the timer's kind.
  /// What happens to the node quietly before, and what it does then; null where each step is one
  /// event.
  const LoudStep* loud = nullptr;
};

/// Takes steps, for one thread.
class WorldSteps {
 public:
  explicit WorldSteps(const World& world);

  /// Makes `state` the one whose steps are taken.
  void stand_on(WorldState state);
  /// Every step that the present state has, in an order that depends on what is in it and not on
  /// the order in which anything was found. They stay until another state is stood on.
  const std::vector<WorldStep>& steps();
  /// Takes a step from the present state. False where it can't happen after all; then `next` and
  /// `key` mean nothing.
  bool take(const WorldStep& step);
  /// The state that the last step led to. It stays until the next step is taken.
  WorldState next() const { return next_; }
  /// The key of that state.
  Key128 next_key() const;
  /// A bit for each of `invariants()` that the last step broke, or that was broken when it did
  /// anything that the observer saw.
  std::uint32_t broken() const { return broken_; }
  /// Whether the last step led back to the state it was taken from.
  bool stood_still() const { return still_; }
  /// The key of the present state.
  Key128 key() const;

  /// A world that is in `state`; messages have new ids, and nothing is known of how it came about.
  Cluster rebuilt(WorldState state) const;
  std::uint64_t bytes() const;

 private:
  NodeId node_at(std::size_t place) const { return nodes_[state_[place]].node; }
  const NodeFacts& node(NodeId id) const { return nodes_[state_[id.index]]; }
  std::size_t first_message() const { return world_.nodes() + 2; }
  void catch_up(WorldState state);
  void list_steps();
  void list_loud_steps();
  void list_loud_steps_of(NodeId id, PartId faults);
  std::vector<Happening> others(PartId part);
  bool is_in_time(StepKind kind, PartId message) const;
  bool is_in_time(StepKind kind, NodeId id) const;
  bool take_alone(const WorldStep& step);
  bool happens(NodeId id, const Outcome& outcome);
  void exchange(std::size_t place, PartId part, const std::vector<Key128>& before,
                const std::vector<Key128>& after);
  void leave_faults(PartId left);
  void send(PartId message);
  void stay();
  bool changes_nothing(const WorldStep& step);
  void remove_message(PartId message);
  const Outcome& outcome(PartId part, const Happening& happening);
  Truth truth_after(PartId truth, PartId deeds);

  struct Hash {
    std::size_t operator()(std::uint64_t key) const { return spread(key); }
  };

  const World& world_;
  Parts::Workbench bench_;
  std::vector<NodeFacts> nodes_;
  std::vector<MessageFacts> messages_;
  std::vector<TruthFacts> truths_;
  tsl::robin_map<std::uint64_t, const Outcome*, Hash> outcomes_;
  tsl::robin_map<std::uint64_t, Truth, Hash> truths_after_;

  QuietSteps quiet_;

  WorldState state_;
  std::vector<WorldStep> steps_;
  std::vector<PartId> arriving_;
  std::vector<HashSum> sums_;  ///< Of the present state, one for each renaming.
  std::vector<PartId> next_;
  std::vector<HashSum> next_sums_;
  std::uint32_t broken_ = 0;
  bool still_ = false;
};

}  // namespace synod::explore
