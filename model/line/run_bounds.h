// Bounds of a run: how many events, messages in flight and bytes it may take.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "model/base/sentence.h"

namespace synod {

class History;

/// The most that one run may take. A file may ask for anything, so whatever plays one has bounds.
struct RunBounds {
  std::uint64_t events = 10'000'000;
  std::size_t in_flight = 20'000;            ///< Messages under way at one time.
  std::size_t bytes = std::size_t{2} << 30;  ///< Of its history, about: `History::grown_bytes`.

  friend bool operator==(const RunBounds&, const RunBounds&) = default;
};

/// How far a run has come, and whether it shall stop. For several threads at once.
struct RunProgress {
  std::atomic<std::uint64_t> events{0};
  std::atomic<std::size_t> bytes{0};
  std::atomic<std::uint32_t> line{0};   ///< The line of the scenario that is run.
  std::atomic<std::uint32_t> lines{0};  ///< How many it has.
  std::atomic<bool> cancelled{false};
};

/// The bound that a run of `events` events has reached, with what was reached; nothing where it may
/// go on.
std::optional<Sentence> bound_reached(const RunBounds& bounds, std::uint64_t events,
                                      const History& history);

/// The bound that `count` messages in flight are above, after `events` events; else nothing.
std::optional<Sentence> too_many_in_flight(const RunBounds& bounds, std::size_t count,
                                           std::uint64_t events);

}  // namespace synod
