// Twin: two clusters that take the same steps, side by side.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "model/line/run.h"
#include "model/side_by_side/chosen_book.h"
#include "model/side_by_side/comparison.h"
#include "model/side_by_side/ledger.h"
#include "model/side_by_side/traffic.h"

namespace synod {

/// One step of the schedule, and what became of it on each side.
struct TwinStep {
  Both<MomentId> moment;          ///< Of each side's history, after the step.
  Both<bool> acted;               ///< A side that stood still keeps its moment.
  std::optional<Sentence> still;  ///< Why a side stood still.
  std::size_t differing = 0;      ///< How many fields differ after the step.
  bool by_own_clock = false;      ///< One side alone does what its own clock brings.
  Both<Traffic> traffic;          ///< Of each side, up to the step.

  /// Whether the sides did not do the same, or are not the same after it.
  bool apart() const { return (!by_own_clock && (!acted.left || !acted.right)) || differing > 0; }
};

/// One schedule in two clusters.
///  1. A step is an action on one side. The other side does the same action where it can be done
///     there; else it stands still.
///  2. Ids mean nothing across: a message is the one of that kind, from and to the same nodes, that
///     the same step sent, whatever it says; where it sent none there, the oldest such one under
///     way that the acting side never sent. A timer is the one of that kind at that node.
///  3. Both start where nothing has happened; step n leads to state n, and state 0 is the start.
///  4. Deterministic: equal setups never part.
///  5. Two protocols whose nodes are of other kinds share no messages: each side's own clock brings
///     what is under way there, whichever is due first, and what a person does happens on both.
class Twin {
 public:
  /// The worlds must be fresh, with setups that `twin_problem` finds nothing wrong with.
  Twin(const Cluster& left, const Cluster& right);

  /// How many steps there are.
  std::uint32_t size() const { return static_cast<std::uint32_t>(steps_.size() - 1); }
  const TwinStep& step(std::uint32_t number) const { return steps_[number]; }
  /// The first step that set the two apart; 0 where none did.
  std::uint32_t parting() const { return parting_; }

  /// Whether each side goes by its own clock.
  bool by_own_clocks() const { return own_clocks_; }
  const History& history(Side side) const { return lanes_[side].history; }
  /// Shows state `number` in both histories, as their present.
  void seek(std::uint32_t number);
  /// The state that `seek` went to last, or that acting led to.
  std::uint32_t present() const { return present_; }
  /// All that differs in the present state.
  std::vector<Difference> differences() const;

  /// Does an action of `side`, and what it means on the other, in the present state. Steps that
  /// came after are gone. Says why where it can't be done on `side`; then nothing changes.
  std::optional<Sentence> act(Side side, const Action& action);
  /// The same for what is due next by the clock on the left, or on the right where the left is
  /// quiet, or comes later by its own clock. False where both are quiet.
  bool act_by_clock();

  /// Adds the actions of a run of the left. `go_on` hears how many are done and may end it: then
  /// false.
  bool follow(const std::vector<Action>& actions,
              const std::function<bool(std::size_t done)>& go_on = {});

  /// Both runs, side by side: they need equal starts. Here each side does what its own run does.
  static Twin of_runs(const Run& left, const Run& right);

 private:
  /// One cluster: its history, and where its messages came from.
  struct Lane {
    explicit Lane(const Cluster& start) : history(start), ledger(start) {}
    const Cluster& world() const { return history.world(); }
    History history;
    Ledger ledger;
  };
  /// An action of one side as the other can do it, or why it can't.
  Result<Action> translated(Side from, const Action& action) const;
  Result<Action> of_message(Side from, Action action) const;
  std::optional<MessageId> stray_like(Side from, const Origin& origin) const;
  Result<Action> of_timer(Side from, Action action) const;
  Result<Action> by_hand(Side from, const Action& action) const;
  std::optional<SimTime> next_time(Side side) const;
  Side due_first() const;
  void catch_up(Side side, SimTime until);
  void do_on(Side side, const Action& action, TwinStep& step);
  void add(TwinStep step);
  void drop_what_follows();
  void compare(TwinStep& step);
  void recount();
  void recount(NodeId node);

  Both<Lane> lanes_;
  bool own_clocks_;
  Comparison comparison_;
  std::vector<TwinStep> steps_;
  std::uint32_t present_ = 0;
  std::uint32_t parting_ = 0;
  std::vector<std::size_t> differing_;  ///< By node, after the last step.
  ChosenBook chosen_;                   ///< The same.
};

}  // namespace synod
