// Breadth-first search over any model, on all cores.
#pragma once

#include <algorithm>
#include <barrier>
#include <cstdint>
#include <deque>
#include <memory>
#include <thread>
#include <vector>

#include "model/explore/search.h"
#include "model/explore/seen_set.h"

namespace synod::explore {

/// States of one size, one after another.
template <class S>
class StateQueue {
 public:
  void push(const S& state) { states_.push_back(state); }
  const S& operator[](std::size_t i) const { return states_[i]; }
  std::size_t size() const { return states_.size(); }
  std::size_t bytes() const { return states_.capacity() * sizeof(S); }
  void clear() { states_.clear(); }

 private:
  std::vector<S> states_;
};

/// Searches a model `M` breadth first: what it finds, it finds by a shortest way. A model has
///  - `Key` (key.h) and `State`, and `States`, a queue of states (`StateQueue<State>`);
///  - `Worker`, made from a `const M&` for each thread, with
///     - `start(emit)`: calls `emit(key, state, wanted)` for each first state;
///     - `expand(state, emit)`: the same for each step that leads out of `state`, in an order that
///       depends on the state alone; a step that leads back to the same state may be left out by
///       `emit.skip()`, which counts it and keeps the places of the others.
/// `wanted` is true of a state that is looked for.
///
/// Every state belongs to one thread by its key. The threads take turns of two halves: all expand
/// states of their own and hand what they meet to its owner; then all look at what they were
/// handed. So no table is ever shared, and the outcome depends on no race.
template <class M>
class BreadthFirst {
 public:
  BreadthFirst(const M& model, const SearchLimits& limits, SearchProgress& progress)
      : limits_(limits), progress_(progress), threads_(thread_count(limits)) {
    for (unsigned i = 0; i < threads_; ++i)
      owners_.push_back(std::make_unique<Owner>(model, i, threads_));
  }

  SearchResult run() {
    begin();
    if (threads_ == 1) {
      while (going()) {
        expand_some(*owners_[0]);
        receive(*owners_[0]);
        take_stock();
      }
    } else {
      run_threads();
    }
    return result();
  }

 private:
  using Key = typename M::Key;
  using State = typename M::State;

  /// How many states are handed over before they are looked at: few enough to stay in the cache,
  /// many enough that waiting for one another costs little.
  static constexpr std::size_t hand_over_alone = 2'048;
  static constexpr std::size_t hand_over_shared = 32'768;

  /// How a state was met first.
  struct Link {
    std::uint32_t parent = 0;  ///< Its place at its owner.
    std::uint32_t place = 0;   ///< The parent's owner in the lower 8 bits, the step above them.

    Link(std::uint32_t from, std::uint32_t owner, std::uint32_t step)
        : parent(from), place(step << 8 | owner) {}
    std::uint32_t owner() const { return place & 0xff; }
    std::uint32_t step() const { return place >> 8; }
  };
  struct Offer {
    Key key;
    Link link;
    bool wanted;
  };
  /// What one thread hands to another.
  struct Outbox {
    std::vector<Offer> offers;
    typename M::States states;
  };
  struct Owner {
    Owner(const M& model, unsigned own_number, unsigned threads)
        : number(own_number), worker(model), outboxes(threads) {}

    unsigned number;
    typename M::Worker worker;
    SeenSet<Key> seen;
    std::deque<Link> links;      ///< Of every state that it owns, in the order of their meeting.
    typename M::States present;  ///< The states of this depth.
    typename M::States next;     ///< The states of the next.
    std::uint32_t first = 0;     ///< The place of the first of `present`.
    std::size_t turn = 0;        ///< The next of `present` to be expanded.
    std::uint64_t steps = 0;
    std::vector<Outbox> outboxes;  ///< By receiver.
    std::vector<std::uint32_t> wanted;
  };

  /// What a worker tells of one state.
  class Emit {
   public:
    Emit(BreadthFirst& search, Owner& owner, std::uint32_t place)
        : search_(search), owner_(owner), place_(place) {}
    void operator()(const Key& key, const State& state, bool wanted = false) {
      Outbox& box = owner_.outboxes[search_.owner_of(key)];
      box.offers.push_back({key, Link(place_, owner_.number, step_++), wanted});
      box.states.push(state);
    }
    void skip() { ++step_; }
    std::uint32_t steps() const { return step_; }

   private:
    BreadthFirst& search_;
    Owner& owner_;
    std::uint32_t place_;
    std::uint32_t step_ = 0;
  };

  static unsigned thread_count(const SearchLimits& limits) {
    const unsigned wished =
        limits.threads != 0 ? limits.threads : std::max(1u, std::thread::hardware_concurrency());
    return std::min(wished, 64u);
  }

  unsigned owner_of(const Key& key) const {
    // The upper bits of the hash pick the table and the slot.
    return threads_ == 1 ? 0 : static_cast<unsigned>((key.hash() & 0xffff) % threads_);
  }

  void begin() {
    Emit emit(*this, *owners_[0], no_parent);
    owners_[0]->worker.start(emit);
    for (auto& owner : owners_) receive(*owner);
    take_stock();
  }

  bool going() const { return end_ == SearchEnd::complete && !exhausted_; }

  void run_threads() {
    std::barrier handed(threads_);
    std::barrier looked_at(threads_, [this]() noexcept { take_stock(); });
    const auto work = [&](Owner& owner) {
      while (going()) {
        expand_some(owner);
        handed.arrive_and_wait();
        receive(owner);
        looked_at.arrive_and_wait();
      }
    };
    std::vector<std::jthread> others;
    for (unsigned i = 1; i < threads_; ++i) others.emplace_back(work, std::ref(*owners_[i]));
    work(*owners_[0]);
  }

  void expand_some(Owner& owner) {
    const std::size_t enough = threads_ == 1 ? hand_over_alone : hand_over_shared;
    std::size_t handed = 0;
    while (owner.turn < owner.present.size() && handed < enough) {
      Emit emit(*this, owner, owner.first + static_cast<std::uint32_t>(owner.turn));
      owner.worker.expand(owner.present[owner.turn++], emit);
      handed += emit.steps();
      owner.steps += emit.steps();
    }
  }

  void receive(Owner& owner) {
    constexpr std::size_t ahead = 16;
    for (auto& sender : owners_) {
      Outbox& box = sender->outboxes[owner.number];
      const std::size_t count = box.offers.size();
      for (std::size_t i = 0; i < std::min(ahead, count); ++i)
        owner.seen.prefetch(box.offers[i].key);
      for (std::size_t i = 0; i < count; ++i) {
        if (i + ahead < count) owner.seen.prefetch(box.offers[i + ahead].key);
        if (owner.seen.insert(box.offers[i].key)) meet(owner, box.offers[i], box.states[i]);
      }
      box.offers.clear();
      box.states.clear();
    }
  }

  void meet(Owner& owner, const Offer& offer, const State& state) {
    if (offer.wanted) owner.wanted.push_back(static_cast<std::uint32_t>(owner.links.size()));
    owner.links.push_back(offer.link);
    owner.next.push(state);
  }

  /// Between two turns, on one thread while the others wait: counts, and goes to the next depth
  /// where all of this one is done.
  void take_stock() {
    std::uint64_t states = 0, steps = 0, waiting = 0, next = 0, bytes = 0;
    bool found = false;
    for (const auto& owner : owners_) {
      states += owner->links.size();
      steps += owner->steps;
      waiting += owner->present.size() - owner->turn;
      next += owner->next.size();
      bytes += bytes_of(*owner);
      found = found || !owner->wanted.empty();
    }
    most_bytes_ = std::max(most_bytes_, bytes);
    progress_.states = states;
    progress_.steps = steps;
    progress_.bytes = bytes;
    if (next != 0) met_depth_ = depth_ + 1;
    progress_.depth = met_depth_;
    if (found) {
      end_ = SearchEnd::found;
    } else if (progress_.cancelled) {
      end_ = SearchEnd::cancelled;
    } else if (states > limits_.states) {
      end_ = SearchEnd::too_many;
    } else if (bytes > limits_.bytes) {
      end_ = SearchEnd::too_large;
    } else if (waiting == 0) {
      next_depth(next);
      waiting = next;
    }
    progress_.frontier = waiting;
  }

  void next_depth(std::uint64_t next) {
    exhausted_ = next == 0;
    if (exhausted_) return;
    if (met_depth_ >= limits_.depth) {
      end_ = SearchEnd::too_deep;
      return;
    }
    ++depth_;
    for (auto& owner : owners_) {
      owner->first = static_cast<std::uint32_t>(owner->links.size() - owner->next.size());
      std::swap(owner->present, owner->next);
      owner->next = {};
      owner->turn = 0;
    }
  }

  static std::uint64_t bytes_of(const Owner& owner) {
    std::uint64_t bytes = owner.seen.bytes() + owner.links.size() * sizeof(Link) +
                          owner.present.bytes() + owner.next.bytes() + owner.worker.bytes();
    for (const Outbox& box : owner.outboxes)
      bytes += box.offers.capacity() * sizeof(Offer) + box.states.bytes();
    return bytes;
  }

  SearchResult result() const {
    SearchResult result{end_, progress_.states, progress_.steps, met_depth_, most_bytes_, {}};
    if (end_ == SearchEnd::found) result.path = path();
    return result;
  }

  /// From the start to the first wanted state that the first owner met which met any.
  std::vector<std::uint32_t> path() const {
    const auto owner = std::find_if(owners_.begin(), owners_.end(),
                                    [](const auto& o) { return !o->wanted.empty(); });
    std::vector<std::uint32_t> steps;
    Link link = (*owner)->links[(*owner)->wanted.front()];
    for (; link.parent != no_parent; link = owners_[link.owner()]->links[link.parent])
      steps.push_back(link.step());
    steps.push_back(link.step());
    std::reverse(steps.begin(), steps.end());
    return steps;
  }

  static constexpr std::uint32_t no_parent = 0xffff'ffff;

  SearchLimits limits_;
  SearchProgress& progress_;
  unsigned threads_;
  std::vector<std::unique_ptr<Owner>> owners_;
  std::uint32_t depth_ = 0;      ///< Of the states in `present`, the start's being 1.
  std::uint32_t met_depth_ = 0;  ///< Of the deepest state that was met.
  std::uint64_t most_bytes_ = 0;
  bool exhausted_ = false;
  SearchEnd end_ = SearchEnd::complete;
};

/// Searches `model`; see `BreadthFirst`. The first step of the path picks the first state.
template <class M>
SearchResult search_breadth_first(const M& model, const SearchLimits& limits,
                                  SearchProgress& progress) {
  return BreadthFirst<M>(model, limits, progress).run();
}

}  // namespace synod::explore
