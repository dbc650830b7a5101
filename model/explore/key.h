// Keys of states in a search, 64 or 128 bits each.
#pragma once

#include <compare>
#include <cstdint>

namespace synod::explore {

/// Spreads the bits of a number over all of it (David Stafford, "Better Bit Mixing", 2011, Mix13).
constexpr std::uint64_t spread(std::uint64_t bits) {
  bits = (bits ^ bits >> 30) * 0xbf58476d1ce4e5b9u;
  bits = (bits ^ bits >> 27) * 0x94d049bb133111ebu;
  return bits ^ bits >> 31;
}

/// 64 bits that name a state: the state itself where it fits, else a fingerprint.
/// Zero stands for "no state".
struct Key64 {
  std::uint64_t bits = 0;

  static constexpr unsigned width = 64;
  constexpr bool exists() const { return bits != 0; }
  /// Where it stands in a table.
  constexpr std::uint64_t hash() const { return spread(bits); }
  friend constexpr auto operator<=>(const Key64&, const Key64&) = default;
};

/// The same with 128 bits.
struct Key128 {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  static constexpr unsigned width = 128;
  constexpr bool exists() const { return (high | low) != 0; }
  constexpr std::uint64_t hash() const { return spread(low) ^ high; }
  friend constexpr auto operator<=>(const Key128&, const Key128&) = default;
};

}  // namespace synod::explore
