// Setup of a run: its protocol, its nodes and its options.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "model/base/options.h"
#include "model/base/sentence.h"
#include "model/base/shape.h"

namespace synod {

/// All that a run starts from. The same setup and the same actions give the same run on every
/// machine.
struct Setup {
  std::string protocol = "paxos";
  Shape shape{.together = 3};
  std::uint64_t seed = 1;
  Options options;

  /// Sizes of the quorums, with "a majority of the acceptors" worked out.
  std::size_t q1() const;
  std::size_t q2() const;
  /// Why no cluster can be made from this; nothing where one can.
  std::optional<Sentence> problem() const;

  friend bool operator==(const Setup&, const Setup&) = default;
};

}  // namespace synod
