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
struct Ballot {
  std::uint32_t round = 0;
  std::uint32_t proposer = 0;

  constexpr bool exists() const { return round != 0; }
  /// "2.1", or "none".
  std::string str() const { return exists() ? fmt::format("{}.{}", round, proposer) : "none"; }
  friend constexpr auto operator<=>(const Ballot&, const Ballot&) = default;
};

/// What an acceptor accepted: a value at a ballot, written `1.1:blue`. Nothing where the ballot is
/// none.
struct Vote {
  Ballot ballot;
  Text value;

  constexpr bool exists() const { return ballot.exists(); }
  /// "1.1:blue", or "none".
  std::string str() const {
    return exists() ? fmt::format("{}.{}:{}", ballot.round, ballot.proposer, value.view()) : "none";
  }
  friend constexpr auto operator<=>(const Vote&, const Vote&) = default;
};

}  // namespace synod
