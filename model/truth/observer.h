// Observer: sees every proposal, vote and decision, and checks the invariants.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/base/ids.h"
#include "model/base/sentence.h"
#include "model/base/setup.h"
#include "model/data/ballot.h"
#include "model/data/vote_book.h"
#include "model/truth/deed.h"
#include "model/truth/judge.h"
#include "model/truth/operation.h"
#include "model/truth/store_watch.h"

namespace synod {

/// A property that every run must have.
struct Invariant {
  const char* name;     ///< "agreement": the word of the scenario language.
  const char* title;    ///< "Agreement".
  const char* meaning;  ///< A marked source text.
};

/// Every invariant of every judge: those of consensus and of logs first, which are agreement,
/// validity, integrity, durability, learning, knowledge, prefix, once and linearizable, then those
/// of atomic commitment, that of one holder, and those of logs whose leaders have terms.
std::span<const Invariant> invariants();
/// Those of consensus and of logs.
std::span<const Invariant> consensus_invariants();
/// Those of replicated logs whose leaders have terms: those of consensus and of logs, and those of
/// the judge `RaftLog`.
std::span<const Invariant> raft_invariants();
/// Those of the judge `AtomicCommit`.
std::span<const Invariant> commit_invariants();
/// That of the judge `OneHolder`.
std::span<const Invariant> one_holder_invariants();

/// An invariant that failed, at the event that broke it first.
struct Violation {
  const char* invariant;
  EventNumber at = 0;
  Sentence why;
};

/// A vote that a phase-2 quorum of acceptors cast, ever. No node can see this.
struct Chosen {
  Slot slot;
  Vote vote;
  EventNumber at = 0;

  friend bool operator==(const Chosen&, const Chosen&) = default;
};

/// The choice of `slot` among `choices`, which are ordered by slot; null where there is none.
const Chosen* choice_of(const SharedLog<Chosen>& choices, Slot slot);

/// A value that a learner came to know.
struct Learned {
  NodeId node;
  Slot slot;
  Text value;
  EventNumber at = 0;

  friend bool operator==(const Learned&, const Learned&) = default;
};

/// A value that a proposer put to the vote.
struct Proposed {
  Slot slot;
  Vote vote;
  NodeId proposer;

  friend bool operator==(const Proposed&, const Proposed&) = default;
};

/// The truth about a run, which no node knows. A part of the world, so it goes back and forward
/// with it. Chosen is a fact about history (Lamport, Paxos Made Simple, section 2.2), so every vote
/// is kept: comparing what acceptors hold at present would be wrong both ways.
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
  void stopped(NodeId node, bool disk_lost);
  /// A field on `node`'s disk fell from `before` to `after` without the disk being wiped.
  void went_back(const Shape& shape, NodeId node, const char* field, const Ballot& before,
                 const Ballot& after, EventNumber at);

  const VoteBook& votes() const { return votes_; }
  /// Of the votes at the highest ballot below `ballot` that anybody voted at, the one that stands
  /// last in the book; null where there is none.
  const VoteCount* last_vote_below(const Ballot& ballot) const;
  const SharedLog<Chosen>& chosen() const { return chosen_; }
  /// How many slots have a chosen vote.
  std::size_t slots_chosen() const { return first_chosen_.size(); }
  const SharedLog<Learned>& learned() const { return learned_; }
  const SharedLog<Proposed>& proposals() const { return proposals_; }
  const SharedLog<Text>& asked() const { return asked_; }
  /// Every command of every client, in the order in which they were asked for.
  const SharedLog<Operation>& operations() const { return operations_; }
  /// Every command that a replica was asked for by hand, in that order. What the log holds more
  /// often than it was asked for is listed too, without an answer: such commands have no numbers.
  const SharedLog<Operation>& by_hand() const { return by_hand_; }
  const Operation& operation(OperationRef name) const {
    return name.by_hand ? by_hand_[name.place] : operations_[name.place];
  }
  /// Whether the answers fit the order of one store, key by key.
  const StoreWatch& watch() const { return watch_; }
  /// The operations that have no order, in the order of their asking: none of them can be left out.
  /// Empty while `linearizable` holds.
  const std::vector<OperationRef>& without_order() const { return without_order_; }
  /// The place of `client`'s newest operation; none where it never asked.
  std::optional<std::size_t> last_operation(NodeId client) const;
  /// The operation that has waited longest without an answer; null where none waits.
  const Operation* first_open() const;
  /// Of those that have their answer, the one that waited longest for it, the earliest of equals;
  /// null where none has.
  const Operation* longest_answered() const;
  /// The first choice of each slot, ordered by slot.
  const SharedLog<Chosen>& first_choices() const { return first_chosen_; }
  /// The longest sequence of values that any node applied: slot n stands at n - 1.
  const SharedLog<Text>& applied() const { return applied_; }
  /// How far `node` applied the log in its present life; 0 for nothing.
  Slot applied_by(NodeId node) const { return applied_by_[node.index]; }
  /// The state of the judge; empty where there is none.
  const JudgeState& judge() const { return judge_; }
  const std::vector<Violation>& violations() const { return violations_; }
  /// The violation of `invariant`, or nothing where it holds.
  const Violation* violation(std::string_view invariant) const;

  /// Calls `see(list)` for each of its lists: for measuring memory.
  template <class See>
  void each_list(See see) const {
    see(votes_.counts());
    see(last_votes_);
    see(chosen_);
    see(first_chosen_);
    see(learned_);
    see(learned_by_.counts());
    see(proposals_);
    see(asked_);
    see(operations_);
    see(by_hand_);
    see(watch_.keys());
    see(applied_);
  }

 private:
  void violate(const char* invariant, EventNumber at, Sentence why) override;
  void decide(Slot slot, const Vote& vote, EventNumber at) override;
  void note_learned(NodeId learner, Slot slot, const Text& value, EventNumber at);
  void check_one_value(Slot slot, const Vote& fresh, EventNumber at);
  bool was_chosen(Slot slot, const Text& value) const;
  void check_agreement(const Chosen& fresh);
  void note_wait(std::size_t place);
  void note_last_vote(Slot slot, const Vote& vote);
  std::size_t last_vote_place(const Ballot& ballot) const;
  void check_once(const Shape& shape, NodeId node, Slot slot, const Text& value, EventNumber at);
  void check_order(const Shape& shape, const Operation& answered, EventNumber at);
  void forget_waiting(NodeId client);
  void effect_of_client(Slot slot, const Text& value, EventNumber at);
  void effect_by_hand(NodeId node, Slot slot, const Text& value, const Text& result, SimTime now,
                      EventNumber at);
  void answer_by_hand(const Shape& shape, NodeId node, Slot slot, SimTime now, EventNumber at);
  /// The place of the newest operation that passes `test`; none where none does.
  template <class Test>
  std::optional<std::size_t> find_operation(Test test) const;

  VoteBook votes_;
  SharedLog<Chosen> chosen_;
  SharedLog<Chosen> first_chosen_;  ///< The first of each slot, ordered by slot.
  SharedLog<Learned> learned_;
  VoteBook learned_by_;  ///< The same by slot and value, without ballots: who learned it.
  SharedLog<Proposed> proposals_;
  SharedLog<Text> asked_;
  SharedLog<Operation> operations_;
  SharedLog<Operation> by_hand_;
  std::vector<std::uint32_t> open_by_hand_;  ///< The places of those without an answer, ascending.
  StoreWatch watch_;
  std::uint32_t order_ = 0;  ///< How many askings and answers there were.
  Slot effective_;           ///< The last slot that took effect.
  std::vector<OperationRef> without_order_;
  SharedLog<Text> applied_;
  std::array<Slot, max_nodes> applied_by_{};
  // What follows from the votes and the operations, kept so that nobody has to look through all.
  /// A vote that stands last in the book of those at its ballot.
  struct LastVote {
    Slot slot;
    Vote vote;

    friend bool operator==(const LastVote&, const LastVote&) = default;
  };
  SharedLog<LastVote> last_votes_;                         ///< Ordered by ballot.
  NodeSet forgot_;                                         ///< The clients that lost a disk.
  std::array<std::uint32_t, max_nodes> last_operation_{};  ///< By client; places from 1.
  std::uint32_t first_open_ = 0;                           ///< All before it have their answer.
  std::uint32_t longest_answered_ = 0;                     ///< A place from 1.
  std::vector<Violation> violations_;
  const JudgeType* judge_type_ = nullptr;
  JudgeState judge_;
};

}  // namespace synod
