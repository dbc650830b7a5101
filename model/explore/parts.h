// Parts of which the worlds of an exploration are made, each kept once.
//
// A world's future depends on what each node knows, on the messages in flight and on the truth that
// the observer keeps. There are far fewer different parts than worlds, and what a node does depends
// on its own part and on what happens to it alone. So a world is a handful of numbers, and the
// protocol's code runs once for each pair of a part and a happening, however many worlds have it.
#pragma once

#include <deque>
#include <mutex>
#include <tsl/robin_map.h>
#include <vector>

#include "model/explore/canonical.h"
#include "model/explore/faults.h"
#include "model/world/apply.h"

namespace synod::explore {

/// Names a part among those of its kind, counted from 0 in the order in which they came about.
using PartId = std::uint32_t;

/// All of one node that matters for the future.
struct NodePart {
  NodeId node;
  State state;
  bool up = true;
  bool wiped = false;
  std::uint32_t disks_lost = 0;
  std::uint32_t timers = 0;  ///< A bit for each kind of timer that is set.
  std::uint32_t asked = 0;   ///< How often it was asked since the start.
};

/// All of a part by which it is known.
void add_part(Canonical& bytes, const NodePart& part);
void add_part(Canonical& bytes, const Message& message);

/// Something that happens to one node: of the kinds that do.
struct Happening {
  using Kind = StepKind;
  StepKind kind = StepKind::deliver;
  std::uint32_t what = 0;  ///< The message's part, the place of the value, or the timer's kind.
};

/// Outcome of something that happens to a node.
struct Outcome {
  bool possible = true;  ///< False where it can't happen to such a node.
  PartId after = 0;      ///< The node's part from then on.
  PartId deeds = 0;      ///< What the observer sees; 0 for nothing.
  std::vector<PartId> sent;
};

/// The truth after some deeds.
struct Truth {
  PartId id = 0;
  std::uint32_t broken = 0;  ///< A bit for each of `invariants()` that is violated.
};

/// What is asked for often of a part; `hashes` has one for each renaming.
struct NodeFacts {
  NodeId node;
  bool up = true;
  std::uint32_t timers = 0;
  std::uint32_t asked = 0;
  std::vector<Key128> hashes;
};
struct MessageFacts {
  NodeId from;
  NodeId to;
  std::uint8_t kind = 0;
  std::vector<Key128> hashes;  ///< The first one is what messages are ordered by.
};
struct TruthFacts {
  std::uint32_t broken = 0;
  std::vector<Key128> hashes;
};

/// Keeps every part once. For several threads at once, each with a `Workbench` of its own.
class Parts {
 public:
  /// `values` holds what may be asked for, for all nodes together. `forget` leaves out of nodes'
  /// states what the protocol says can't matter any more.
  Parts(const Cluster& start, std::vector<Text> values, std::vector<Renaming> renamings,
        bool forget);

  /// A world in which one node at a time is tried out.
  class Workbench {
   public:
    explicit Workbench(const Parts& parts) : world_(parts.bare_), event_(summary()) {}

   private:
    friend class Parts;
    static Event summary();
    Cluster world_;
    Event event_;
  };

  PartId of_node(const NodePart& part);
  PartId of_message(const Message& message);
  PartId of_truth(const Observer& truth);

  /// What `happening` makes the node of `part` do. The answer stays where it is.
  const Outcome& outcome(PartId part, const Happening& happening, Workbench& bench);
  /// The truth once `deeds` are done. Its violations carry the number 0 for their event.
  Truth truth_after(PartId truth, PartId deeds);

  /// Copies what is known of the parts from `facts.size()` on.
  void catch_up(std::vector<NodeFacts>& facts) const { catch_up(nodes_, facts); }
  void catch_up(std::vector<MessageFacts>& facts) const { catch_up(messages_, facts); }
  void catch_up(std::vector<TruthFacts>& facts) const { catch_up(truths_, facts); }

  NodePart node(PartId id) const { return get(nodes_, id); }
  Message message(PartId id) const { return get(messages_, id); }
  Observer truth(PartId id) const { return get(truths_, id); }
  const Text& value(std::uint32_t place) const { return values_[place]; }
  const Setup& setup() const { return *bare_.setup; }
  std::size_t renamings() const { return renamings_.size(); }

  /// About how many bytes all parts take.
  std::uint64_t bytes() const;

 private:
  struct HashOfKey {
    std::size_t operator()(const Key128& key) const { return key.hash(); }
    std::size_t operator()(std::uint64_t key) const { return spread(key); }
  };
  template <class Part, class Facts>
  struct Kind {
    std::deque<Part> parts;
    std::deque<Facts> facts;
    tsl::robin_map<Key128, PartId, HashOfKey> known;
  };

  template <class Part, class Facts, class AddBytes>
  PartId keep(Kind<Part, Facts>& kind, const Part& part, Facts facts, AddBytes add_bytes);
  template <class Part, class Facts>
  void catch_up(const Kind<Part, Facts>& kind, std::vector<Facts>& facts) const {
    const std::lock_guard lock(mutex_);
    facts.insert(facts.end(), kind.facts.begin() + static_cast<std::ptrdiff_t>(facts.size()),
                 kind.facts.end());
  }
  template <class Part, class Facts>
  Part get(const Kind<Part, Facts>& kind, PartId id) const {
    const std::lock_guard lock(mutex_);
    return kind.parts[id];
  }
  PartId of_deeds(const std::vector<Deed>& deeds);
  Outcome outcome_of(const NodePart& before, const Happening& happening, Workbench& bench);
  Action action_of(const NodePart& part, const Happening& happening, Cluster& world) const;

  Cluster bare_;  ///< The start without its nodes' states, messages, timers and truth.
  std::vector<Text> values_;
  std::vector<Renaming> renamings_;
  bool forget_;
  struct NoFacts {
    std::vector<Key128> hashes;
  };
  mutable std::mutex mutex_;
  Kind<NodePart, NodeFacts> nodes_;
  Kind<Message, MessageFacts> messages_;
  Kind<Observer, TruthFacts> truths_;
  Kind<std::vector<Deed>, NoFacts> deeds_;
  std::deque<Outcome> outcomes_;
  tsl::robin_map<std::uint64_t, const Outcome*, HashOfKey> known_outcomes_;
};

/// One number for a part and what happens to it.
constexpr std::uint64_t happening_key(PartId part, const Happening& happening) {
  return std::uint64_t{part} << 32 | std::uint64_t{happening.what} << 4 |
         static_cast<std::uint64_t>(happening.kind);
}

}  // namespace synod::explore
