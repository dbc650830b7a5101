// Roles of a node: what it does in every protocol's terms.
#pragma once

#include <cstdint>

namespace synod {

/// A proposer takes requests and leads, an acceptor votes and keeps its votes, a learner comes to
/// know what is decided, a client asks and is answered.
enum class Role : std::uint8_t { proposer = 1, acceptor = 2, learner = 4, client = 8 };

/// The roles that one node plays.
class Roles {
 public:
  constexpr Roles() = default;
  constexpr Roles(Role role) : bits_(static_cast<std::uint8_t>(role)) {}  // NOLINT
  /// All that a server can be; a client is nothing else.
  static constexpr Roles all() { return Roles(Role::proposer) | Role::acceptor | Role::learner; }
  constexpr bool has(Role role) const { return (bits_ & static_cast<std::uint8_t>(role)) != 0; }
  constexpr bool overlaps(Roles other) const { return (bits_ & other.bits_) != 0; }
  friend constexpr Roles operator|(Roles a, Roles b) {
    Roles both;
    both.bits_ = static_cast<std::uint8_t>(a.bits_ | b.bits_);
    return both;
  }
  friend constexpr bool operator==(Roles, Roles) = default;

 private:
  std::uint8_t bits_ = 0;
};

}  // namespace synod
