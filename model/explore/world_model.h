// Model of the explorer's worlds for the search.
#pragma once

#include <deque>
#include <functional>
#include <type_traits>

#include "model/explore/breadth_first.h"
#include "model/explore/world_steps.h"

namespace synod::explore {

/// States of different sizes, one after another. Nothing moves when it grows.
class WorldQueue {
 public:
  void push(WorldState state) {
    if (chunks_.empty() || chunks_.back().size() + state.size() > chunk) {
      chunks_.emplace_back();
      chunks_.back().reserve(std::max(chunk, state.size()));
    }
    auto& words = chunks_.back();
    places_.push_back({static_cast<std::uint32_t>(chunks_.size() - 1),
                       static_cast<std::uint32_t>(words.size()),
                       static_cast<std::uint32_t>(state.size())});
    words.insert(words.end(), state.begin(), state.end());
  }
  WorldState operator[](std::size_t i) const {
    const Place& place = places_[i];
    return WorldState(chunks_[place.chunk]).subspan(place.first, place.size);
  }
  std::size_t size() const { return places_.size(); }
  std::size_t bytes() const {
    return chunks_.size() * chunk * sizeof(PartId) + places_.size() * sizeof(Place);
  }
  void clear() {
    places_.clear();
    if (chunks_.size() > 1) chunks_.resize(1);
    if (!chunks_.empty()) chunks_.front().clear();
  }

 private:
  static constexpr std::size_t chunk = std::size_t{1} << 16;
  struct Place {
    std::uint32_t chunk;
    std::uint32_t first;
    std::uint32_t size;
  };
  std::deque<std::vector<PartId>> chunks_;
  std::deque<Place> places_;
};

/// What is looked for: a state that breaks an invariant, or one that a test is true of.
using WantedWorld = std::function<bool(const WorldSteps&, WorldState)>;

/// Worlds that follow from a start within bounds, known by fingerprints of the width of `K`.
template <class K>
struct WorldModel {
  using Key = K;
  using State = WorldState;
  using States = WorldQueue;

  const World& world;
  WantedWorld wanted;  ///< Where it is empty, what breaks one of `invariants`.
  std::uint32_t invariants = ~0u;

  class Worker {
   public:
    explicit Worker(const WorldModel& model) : model_(model), steps_(model.world) {}

    template <class Emit>
    void start(Emit& emit) {
      const WorldState first = model_.world.first();
      steps_.stand_on(first);
      emit(folded(steps_.key()), first, model_.wanted && model_.wanted(steps_, first));
    }

    template <class Emit>
    void expand(WorldState state, Emit& emit) {
      steps_.stand_on(state);
      for (const WorldStep& step : steps_.steps()) {
        if (!steps_.take(step) || steps_.stood_still()) {
          emit.skip();
          continue;
        }
        const bool is_wanted = model_.wanted ? model_.wanted(steps_, steps_.next())
                                             : (steps_.broken() & model_.invariants) != 0;
        emit(folded(steps_.next_key()), steps_.next(), is_wanted);
      }
    }

    std::uint64_t bytes() const { return steps_.bytes(); }

   private:
    static Key folded(const Key128& key) {
      if constexpr (std::is_same_v<Key, Key128>) {
        return key;
      } else {
        const std::uint64_t bits = key.high ^ spread(key.low);
        return {bits != 0 ? bits : 1};
      }
    }

    const WorldModel& model_;
    WorldSteps steps_;
  };
};

}  // namespace synod::explore
