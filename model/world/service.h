// Service that clients saw: how long they waited, and how much was answered when.
#pragma once

#include <optional>
#include <vector>

#include "model/world/cluster.h"

namespace synod {

/// How long one command was or is waited for.
struct Wait {
  Operation operation;
  SimTime length;  ///< Until its answer, or until now.

  bool over() const { return operation.answered.has_value(); }
};

/// The longest of all waits until now, the earliest of equals; nothing where no client asked.
std::optional<Wait> longest_wait(const Cluster& world);

/// A span of time in which clients waited and none had an answer.
struct ServiceGap {
  SimTime from;
  SimTime to;

  SimTime length() const { return to - from; }
  friend bool operator==(const ServiceGap&, const ServiceGap&) = default;
};

/// The longest such span until now: what a fail-over costs. Nothing where no client asked.
std::optional<ServiceGap> longest_gap(const Cluster& world);

/// The commands that were answered, in the order of their answers; equals in the order of asking.
std::vector<Operation> answered_in_order(const Observer& truth);

/// How many commands had their answer in the `window` milliseconds that end at `at`: after its
/// begin, and no later than `at`. `answered` is what answered_in_order() gives.
std::size_t answered_within(const std::vector<Operation>& answered, SimTime at, SimTime window);

}  // namespace synod
