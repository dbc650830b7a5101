// Observer: sees every proposal, vote and decision, and checks the invariants.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/base/setup.h"
#include "model/truth/command_watch.h"
#include "model/truth/decisions.h"
#include "model/truth/deed.h"
#include "model/truth/invariants.h"
#include "model/truth/judge.h"
#include "model/truth/voting.h"

namespace synod {

/// The truth about a run, which no node knows. A part of the world, so it goes back and forward
/// with it. What it knows stands in three parts: votes, decisions, and commands of clients; beside
/// them a protocol may have a judge.
class Observer : private Verdicts {
 public:
  Observer() = default;
  /// With a judge, which hears of every deed too; null for none.
  explicit Observer(const JudgeType* judge);
  /// Takes note of `deed`, done at `now` by event `at`.
  void see(const Deed& deed, const Setup& setup, SimTime now, EventNumber at);
  void asked(const Text& value);
  /// `replica` is asked for `command` by hand at `now`. It counts as asked for.
  void asked_by_hand(NodeId replica, const Text& command, SimTime now, EventNumber at);
  void proposed(const Shape& shape, NodeId proposer, Slot slot, const Vote& vote, EventNumber at);
  void accepted(const Shape& shape, NodeId acceptor, Slot slot, const Vote& vote, std::size_t q2,
                EventNumber at);
  void learned(const Shape& shape, NodeId learner, Slot slot, const Text& value, EventNumber at);
  /// `node` says that `value` is known chosen in `slot`.
  void known(const Shape& shape, NodeId node, Slot slot, const Text& value, EventNumber at);
  /// `client` asks for its command `id` at `now`. It counts as asked for. Known ones change
  /// nothing, unless the client gives the name of an earlier command to another one.
  void invoked(const Shape& shape, NodeId client, std::uint32_t id, const Text& command,
               SimTime now, EventNumber at);
  /// `client` received `result` for its command `id`.
  void answered(const Shape& shape, NodeId client, std::uint32_t id, const Text& result,
                SimTime now, EventNumber at);
  /// `node` applied `value`, which stands in `slot`, to its state machine.
  void applied(const Shape& shape, NodeId node, Slot slot, const Text& value, bool took_effect,
               EventNumber at);
  /// That took effect: what the command comes to is known from the log, and whoever asked `node`
  /// for it by hand sees it.
  void took_effect(const Shape& shape, NodeId node, Slot slot, const Text& value, SimTime now,
                   EventNumber at);
  /// `node` crashed: its state machine is empty again and may be filled from slot 1 on. A client
  /// whose disk is lost remembers none of its commands.
  void stopped(const Shape& shape, NodeId node, bool disk_lost);
  /// A field on `node`'s disk fell from `before` to `after` without the disk being wiped.
  void went_back(const Shape& shape, NodeId node, const char* field, const Ballot& before,
                 const Ballot& after, EventNumber at);

  const VoteBook& votes() const { return voting_.votes(); }
  const SharedLog<Proposed>& proposals() const { return voting_.proposals(); }
  /// Of the votes at the highest ballot below `ballot` that anybody voted at, the one that stands
  /// last in the book; null where there is none.
  const VoteCount* last_vote_below(const Ballot& ballot) const {
    return voting_.last_vote_below(ballot);
  }
  const SharedLog<Chosen>& chosen() const { return decisions_.all(); }
  /// How many slots have a chosen vote.
  std::size_t slots_chosen() const { return decisions_.firsts().size(); }
  /// The first choice of each slot, ordered by slot.
  const SharedLog<Chosen>& first_choices() const { return decisions_.firsts(); }
  const SharedLog<Learned>& learned() const { return decisions_.learned(); }
  const SharedLog<Text>& asked() const { return commands_.asked(); }
  /// Every command of every client, in the order in which they were asked for.
  const SharedLog<Operation>& operations() const { return commands_.operations(); }
  /// Every command that a replica was asked for by hand, in that order. What the log holds more
  /// often than it was asked for is listed too, without an answer: such commands have no numbers.
  const SharedLog<Operation>& by_hand() const { return commands_.by_hand(); }
  const Operation& operation(OperationRef name) const { return commands_.operation(name); }
  /// Whether the answers fit the order of one store, key by key.
  const StoreWatch& watch() const { return commands_.watch(); }
  /// The operations that have no order, in the order of their asking: none of them can be left out.
  /// Empty while `linearizable` holds.
  const std::vector<OperationRef>& without_order() const { return commands_.without_order(); }
  /// The place of `client`'s newest operation; none where it never asked.
  std::optional<std::size_t> last_operation(NodeId client) const {
    return commands_.last_operation(client);
  }
  /// The operation that has waited longest without an answer; null where none waits.
  const Operation* first_open() const { return commands_.first_open(); }
  /// Of those that have their answer, the one that waited longest for it, the earliest of equals;
  /// null where none has.
  const Operation* longest_answered() const { return commands_.longest_answered(); }
  /// The longest sequence of values that any node applied: slot n stands at n - 1.
  const SharedLog<Text>& applied() const { return commands_.applied(); }
  /// How far `node` applied the log in its present life; 0 for nothing.
  Slot applied_by(NodeId node) const { return commands_.applied_by(node); }
  /// The state of the judge; empty where there is none.
  const JudgeState& judge() const { return judge_; }
  const std::vector<Violation>& violations() const { return violations_; }
  /// The violation of `invariant`, or nothing where it holds.
  const Violation* violation(std::string_view invariant) const;

  /// Calls `see(list)` for each of its lists: for measuring memory.
  template <class See>
  void each_list(See see) const {
    voting_.each_list(see);
    decisions_.each_list(see);
    commands_.each_list(see);
  }

 private:
  void violate(const char* invariant, EventNumber at, Sentence why) override;
  void decide(Slot slot, const Vote& vote, EventNumber at) override;

  Voting voting_;
  Decisions decisions_;
  CommandWatch commands_;
  std::vector<Violation> violations_;
  const JudgeType* judge_type_ = nullptr;
  JudgeState judge_;
};

}  // namespace synod
