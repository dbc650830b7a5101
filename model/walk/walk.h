// Walk: one random run, action by action.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/base/random.h"
#include "model/walk/walk_plan.h"
#include "model/world/apply.h"

namespace synod {

/// How far a walk goes, and what it may do.
struct WalkLimits {
  std::uint32_t steps = 200;  ///< Actions in one walk.
  bool wipe = false;          ///< Disks may be lost. Paxos does not survive that, nor claims to.
  /// Messages keep to time: a timer goes off only once no message is under way, a node restarts
  /// only once none is to it, and only what a node that is down sent or should get is lost. Links
  /// are whole, and nothing is held, paused or repeated: as `explore::Bounds::synchronous` has it.
  bool synchronous = false;
};

/// One walk: enough to do it again, and to see why it ended.
struct WalkReport {
  std::uint64_t seed = 0;
  Setup setup;
  std::vector<Action> actions;         ///< All that was done, in order.
  std::optional<Violation> violation;  ///< The first; the walk ended there.
  Cluster end;                         ///< The world after the last action.
};

/// Does random actions: delivers in an order of its own, drops, duplicates, redelivers, holds,
/// releases, crashes, restarts, cuts, heals, partitions, proposes and fires timers, each as often
/// as its plan says; and does so act by act, where its plan has acts. Ends at the first violation.
class Walk {
 public:
  /// Goes on from where `start` ended, until that has `steps` actions. Nothing may be violated
  /// there.
  Walk(WalkReport start, std::uint64_t seed, std::size_t steps, const WalkLimits& limits);

  bool is_over() const { return report_.violation || report_.actions.size() >= steps_; }
  /// Does one action more, if it is not over.
  void step();
  /// The node that the last action happened at; none where the network alone did something.
  NodeId touched() const { return touched_; }
  const WalkReport& report() const { return report_; }
  WalkReport take() && { return std::move(report_); }

 private:
  Cluster& world() { return report_.end; }
  bool does(const Action& action);
  bool is_in_time(const Action& action) const;
  NodeId place_of(const Action& action) const;
  Action draw();
  Action make(Verb verb);
  Action in_act();
  Action delivery_in_act();
  Action fire_in_act();
  Action lead();
  Action ask_more();
  Action echo();
  Action repeat_any(NodeSet receivers);
  void hear_of_rounds();
  Text value();
  Text command();
  Action deliver();
  Action redeliver();
  Action link(Verb verb);
  Action propose();
  Action ask_client();
  Action partition();
  Action way_out();
  std::uint32_t round();
  NodeId any_node();
  NodeId any_of(NodeSet nodes);
  std::size_t index_below(std::size_t size);
  template <class List>
  MessageId id_of_any(const List& list);

  Random random_;
  std::size_t steps_;
  bool synchronous_;
  WalkPlan plan_;
  Act act_;
  std::int64_t round_ = 0;  ///< The highest that was asked for, or heard of as an act began.
  MessageId heard_;         ///< The newest message then.
  NodeId touched_;
  WalkReport report_;
};

}  // namespace synod
