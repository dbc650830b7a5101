// Ballots, and the votes that are cast in them.
#pragma once

#include <compare>
#include <cstdint>
#include <fmt/format.h>
#include <string>

#include "model/base/text.h"

namespace synod {

/// A proposal number `round.proposer`, ordered by round, then by proposer (Lamport, Paxos Made
/// Simple, section 2.2).
///  1. The default ballot stands for "none" and is below every other.
///  2. A ballot belongs to one proposer: its number is part of it.
///  3. A term belongs to nobody when it begins. Who stands for it, or leads at it, is known to whom
///     it concerns, and is no part of the number: it is written as its round alone.
struct Ballot {
  static constexpr std::uint32_t of_term = 1u << 31;  ///< In `proposer`: it is a term.

  std::uint32_t round = 0;
  std::uint32_t proposer = 0;

  /// Term `round`, at which the node of number `leader` stands or leads; 0 for nobody.
  static constexpr Ballot term(std::uint32_t round, std::uint32_t leader = 0) {
    return {round, round == 0 ? 0 : of_term | leader};
  }
  constexpr bool is_term() const { return (proposer & of_term) != 0; }
  /// The number of the node whose it is; 0 where it is nobody's.
  constexpr std::uint32_t owner() const { return proposer & ~of_term; }
  /// The number as it is written: a term as nobody's.
  constexpr Ballot bare() const { return is_term() ? term(round) : *this; }

  constexpr bool exists() const { return round != 0; }
  /// "2.1", "2" for a term, or "none".
  std::string str() const {
    if (!exists()) return "none";
    return is_term() ? fmt::format("{}", round) : fmt::format("{}.{}", round, proposer);
  }
  friend constexpr auto operator<=>(const Ballot&, const Ballot&) = default;
};

/// What an acceptor accepted: a value at a ballot, written `1.1:blue`. Nothing where the ballot is
/// none.
struct Vote {
  Ballot ballot;
  Text value;

  constexpr bool exists() const { return ballot.exists(); }
  /// "1.1:blue", "1:blue" at a term, or "none".
  std::string str() const {
    return exists() ? fmt::format("{}:{}", ballot.str(), value.view()) : "none";
  }
  friend constexpr auto operator<=>(const Vote&, const Vote&) = default;
};

}  // namespace synod
