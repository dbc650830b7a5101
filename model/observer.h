// The one who sees everything: what was asked, proposed, accepted, chosen and learned, and whether
// it is right.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/ballot.h"
#include "model/ids.h"
#include "model/sentence.h"
#include "model/setup.h"
#include "model/vote_book.h"

namespace synod {

/// A property that every run must have.
struct Invariant {
  const char* name;     ///< "agreement": the word of the scenario language.
  const char* title;    ///< "Agreement".
  const char* meaning;  ///< A marked source text.
};

/// Agreement, validity, integrity, durability, learning, knowledge, prefix and once, in this order.
std::span<const Invariant> invariants();

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

/// One command of a client, from its asking to its answer.
struct Operation {
  NodeId client;
  std::uint32_t id = 0;  ///< Counted up from 1 by its client.
  Text command;          ///< As it stands in the log.
  Text result;           ///< What the client was told; none while it waits, or where there is none.
  SimTime invoked;
  std::optional<SimTime> answered;  ///< When the client had its first answer.
  Slot slot;                        ///< Where it took effect; 0 where it did not yet.
  bool forgotten = false;           ///< Its client has lost its disk since.

  friend bool operator==(const Operation&, const Operation&) = default;
};

/// One thing that the observer sees. What else it needs stands beside its kind.
struct Deed {
  enum class Kind : std::uint8_t {
    asked,      ///< A client asks for `vote.value`.
    proposed,   ///< `node` puts `vote` to the vote in `slot`.
    accepted,   ///< `node` votes for `vote` in `slot`.
    learned,    ///< `node` comes to know that `vote.value` is chosen in `slot`.
    known,      ///< `node` marks or reports `vote.value` as known chosen in `slot`.
    invoked,    ///< `node`, a client, asks for its command `id`: `vote.value`.
    answered,   ///< `node`, a client, received the result `vote.value` for its command `id`.
    applied,    ///< `node` applied `vote.value`, which stands in `slot`.
    stopped,    ///< `node` crashed; where `disk_lost`, its disk is lost as well.
    went_back,  ///< `field` on `node`'s disk fell from `before` to `after`.
  };
  Kind kind = Kind::asked;
  NodeId node;
  Slot slot;
  Vote vote;
  std::uint32_t id = 0;
  bool took_effect = true;
  bool disk_lost = false;
  const char* field = "";
  Ballot before;
  Ballot after;

  friend bool operator==(const Deed&, const Deed&) = default;
};

/// The truth about a run, which no node knows. A part of the world, so it goes back and forward
/// with it. Chosen is a fact about history (Lamport, Paxos Made Simple, section 2.2), so every vote
/// is kept: comparing what acceptors hold at present would be wrong both ways.
class Observer {
 public:
  /// Takes note of `deed`, done at `now` by event `at`.
  void see(const Deed& deed, const Setup& setup, SimTime now, EventNumber at);
  void asked(const Text& value);
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
  /// `node` crashed: its state machine is empty again and may be filled from slot 1 on. A client
  /// whose disk is lost remembers none of its commands.
  void stopped(NodeId node, bool disk_lost);
  /// A field on `node`'s disk fell from `before` to `after` without the disk being wiped.
  void went_back(const Shape& shape, NodeId node, const char* field, const Ballot& before,
                 const Ballot& after, EventNumber at);

  const VoteBook& votes() const { return votes_; }
  const SharedLog<Chosen>& chosen() const { return chosen_; }
  /// How many slots have a chosen vote.
  std::size_t slots_chosen() const { return first_chosen_.size(); }
  const SharedLog<Learned>& learned() const { return learned_; }
  const SharedLog<Proposed>& proposals() const { return proposals_; }
  const SharedLog<Text>& asked() const { return asked_; }
  /// Every command of every client, in the order in which they were asked for.
  const SharedLog<Operation>& operations() const { return operations_; }
  /// The longest sequence of values that any node applied: slot n stands at n - 1.
  const SharedLog<Text>& applied() const { return applied_; }
  /// How far `node` applied the log in its present life; 0 for nothing.
  Slot applied_by(NodeId node) const { return applied_by_[node.index]; }
  const std::vector<Violation>& violations() const { return violations_; }
  /// The violation of `invariant`, or nothing where it holds.
  const Violation* violation(std::string_view invariant) const;

  /// Calls `see(list)` for each of its lists: for measuring memory.
  template <class See>
  void each_list(See see) const {
    see(votes_.counts());
    see(chosen_);
    see(first_chosen_);
    see(learned_);
    see(learned_by_.counts());
    see(proposals_);
    see(asked_);
    see(operations_);
    see(applied_);
  }

 private:
  void violate(const char* invariant, EventNumber at, Sentence why);
  void check_one_value(Slot slot, const Vote& fresh, EventNumber at);
  bool was_chosen(Slot slot, const Text& value) const;
  /// The place in first_chosen_ of the first that does not stand before `slot`.
  std::size_t first_chosen_place(Slot slot) const;
  void check_agreement(const Chosen& fresh);
  void check_once(const Shape& shape, NodeId node, Slot slot, const Text& value, EventNumber at);
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
  SharedLog<Text> applied_;
  std::array<Slot, max_nodes> applied_by_{};
  std::vector<Violation> violations_;
};

}  // namespace synod
