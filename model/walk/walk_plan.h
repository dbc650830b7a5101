// Plans of random runs: which faults a run uses and how often, and which messages hurry.
//
// Alex Groce, Chaoqiang Zhang, Eric Eide, Yang Chen and John Regehr, "Swarm Testing", ISSTA 2012:
// runs that each leave out some faults and use others a lot reach more than runs that all use
// everything a little. Sebastian Burckhardt, Pravesh Kothari, Madanlal Musuvathi and Santosh
// Nagarakatte, "A Randomized Scheduler with Probabilistic Guarantees of Finding Bugs", ASPLOS 2010:
// priorities that change at a few random points find what takes a few things in one certain order.
#pragma once

#include <optional>
#include <vector>

#include "model/base/random.h"
#include "model/base/setup.h"
#include "model/walk/walk_act.h"
#include "model/world/action.h"
#include "model/world/message.h"

namespace synod {

/// Which message arrives next. Messages of one class have one priority; of those with the highest
/// the oldest goes first, and classes below a threshold stand still. Or only some nodes are awake:
/// what is under way among them arrives, and all else stands still. That lasts until it is drawn
/// anew: so a message can be late enough for another leader to come, and one more after that.
class MessageOrder {
 public:
  /// What messages of one class have in common: everything, nothing, their sender ... or that both
  /// their ends are awake.
  enum class Class : std::uint8_t {
    all,
    each,
    sender,
    receiver,
    link,
    kind,
    sender_and_kind,
    awake
  };

  /// Draws which classes there are, how many of them stand still, and how often a message comes out
  /// of its turn.
  void draw(const Shape& shape, Random& random);
  /// Draws the priority of every class anew, or who is awake.
  void change(Random& random);
  /// Who is awake: all where that is not what makes the classes.
  NodeSet awake() const { return awake_; }
  Class by() const { return class_; }
  /// The place in `messages` of the one that arrives next; their number where none does.
  std::size_t next(const std::vector<Message>& messages, Random& random) const;

 private:
  std::uint64_t priority(const Message& message) const;

  Class class_ = Class::all;
  std::int64_t out_of_turn_ = 0;  ///< Of 10,000 deliveries.
  std::uint64_t still_ = 0;       ///< A class below it stands still.
  std::uint64_t salt_ = 0;
  NodeSet servers_;
  NodeSet all_;
  NodeSet awake_;
};

/// What one run draws before it begins.
struct WalkPlan {
  struct Share {
    Verb verb;
    std::int64_t share;
  };
  /// How often each verb is tried, in parts of `total`. A verb that is not listed is never tried.
  std::vector<Share> shares;
  std::int64_t total = 0;
  std::int64_t by_clock = 0;  ///< Of 10,000 deliveries: those of what is due first, or its timer.
  MessageOrder order;         ///< Of the others.
  std::vector<std::size_t> changes;  ///< After so many actions priorities change; ascending.
  NodeSet proposers;                 ///< Who is asked by hand.
  std::int64_t with_round = 0;       ///< Of 10,000 that are asked: who is told a round.
  std::int64_t haunts = 0;           ///< Of 10,000 repeated messages: those to one drawn node.
  std::int64_t by_client = 0;        ///< Of 10,000 commands: those that a client asks for.
  std::optional<ActHabits> acts;     ///< Where the run is made of acts: then `order` is not asked.
  bool on_a_store = false;           ///< By hand, too, commands on keys are asked for,
  bool one_key = false;              ///< or, as by clients, on one key alone.

  /// A verb by its share.
  Verb verb(Random& random) const;
};

struct WalkLimits;

/// A plan for a run of `protocol` from this setup that has `done` actions and shall have `steps`.
WalkPlan draw_plan(const Setup& setup, const ProtocolInfo& protocol, std::size_t done,
                   std::size_t steps, const WalkLimits& limits, Random& random);

}  // namespace synod
