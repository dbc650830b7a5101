// Faults that are left in an exploration, in one number.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "model/explore/bounds.h"
#include "model/explore/key.h"

namespace synod::explore {

/// What one step of an exploration does. The first ones happen to a node.
enum class StepKind : std::uint8_t {
  deliver,
  propose,
  fire,
  crash,
  restart,
  wipe,
  drop,
  duplicate
};

/// How many faults of each kind are left: five bits each, one for timers at will, and
/// one for drops.
class Faults {
 public:
  explicit constexpr Faults(std::uint32_t packed) : packed_(packed) {}
  explicit constexpr Faults(const Bounds& bounds) : packed_(0) {
    if (bounds.any_timers) packed_ |= any_timers;
    put(StepKind::fire, bounds.any_timers ? 0 : bounds.timers);
    put(StepKind::crash, bounds.crashes);
    put(StepKind::restart, bounds.restarts);
    put(StepKind::wipe, bounds.wipes);
    if (bounds.synchronous) packed_ |= any_drops;
    if (bounds.lossy || bounds.synchronous) return;
    put(StepKind::drop, bounds.drops);
    put(StepKind::duplicate, bounds.duplicates);
  }

  constexpr std::uint32_t packed() const { return packed_; }
  static constexpr bool counts(StepKind kind) {
    return kind != StepKind::deliver && kind != StepKind::propose;
  }
  constexpr bool allow(StepKind kind) const {
    return is_free(kind) || (packed_ >> place(kind) & 31) != 0;
  }
  /// What is left once one step of that kind was taken.
  constexpr std::uint32_t after(StepKind kind) const {
    return is_free(kind) ? packed_ : packed_ - (1u << place(kind));
  }
  /// Whether of each kind there are no fewer left than in `other`.
  constexpr bool at_least(std::uint32_t other) const {
    for (unsigned shift = 0; shift < 30; shift += 5)
      if ((packed_ >> shift & 31) < (other >> shift & 31)) return false;
    return true;
  }
  constexpr Key128 hash() const {
    return {spread(packed_ + 0x9e3779b97f4a7c15u), spread(packed_ + 0xd1b54a32d192ed03u)};
  }

 private:
  static constexpr std::uint32_t any_timers = 1u << 30;
  static constexpr std::uint32_t any_drops = 1u << 31;

  constexpr bool is_free(StepKind kind) const {
    return !counts(kind) || (kind == StepKind::fire && (packed_ & any_timers) != 0) ||
           (kind == StepKind::drop && (packed_ & any_drops) != 0);
  }
  static constexpr unsigned place(StepKind kind) {
    return 5 * (static_cast<unsigned>(kind) - static_cast<unsigned>(StepKind::fire));
  }
  constexpr void put(StepKind kind, std::uint32_t count) {
    packed_ |= std::min(count, most_faults) << place(kind);
  }

  std::uint32_t packed_;
};

}  // namespace synod::explore
