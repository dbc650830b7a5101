// Random numbers of the world: SplitMix64.
#pragma once

#include <cstdint>

namespace synod {

/// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): eight bytes of state, the same numbers on every
/// machine.
class Random {
 public:
  constexpr explicit Random(std::uint64_t seed = 0) : state_(seed) {}

  constexpr std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15u;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }

  /// A number from `low` to `high`, both included. The slight preference for low numbers is below
  /// one in 2^32.
  constexpr std::int64_t between(std::int64_t low, std::int64_t high) {
    const auto span = static_cast<std::uint64_t>(high - low) + 1;
    return low + static_cast<std::int64_t>(span == 0 ? next() : next() % span);
  }

  /// True `basis_points` times in 10,000.
  constexpr bool chance(std::int64_t basis_points) { return between(0, 9999) < basis_points; }

  constexpr std::uint64_t state() const { return state_; }
  friend constexpr bool operator==(const Random&, const Random&) = default;

 private:
  std::uint64_t state_;
};

}  // namespace synod
