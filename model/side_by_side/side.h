// Sides of a comparison, left and right, and a value of each.
#pragma once

#include <cstdint>

namespace synod {

enum class Side : std::uint8_t { left, right };

inline constexpr Side both_sides[] = {Side::left, Side::right};

constexpr Side across(Side side) {
  return side == Side::left ? Side::right : Side::left;
}

/// One thing of the left, and the same of the right.
template <class T>
struct Both {
  T left{};
  T right{};

  T& operator[](Side side) { return side == Side::left ? left : right; }
  const T& operator[](Side side) const { return side == Side::left ? left : right; }
  friend bool operator==(const Both&, const Both&) = default;
};

}  // namespace synod
