// Random setups for random runs.
#pragma once

#include <cstdint>

#include "model/base/setup.h"

namespace synod {

class Protocol;

/// A correct cluster of 3 to 7 acceptors, drawn at random: roles together or
/// apart, quorums of any sizes that intersect, refusals sent or silent, retry, loss and duplication
/// on or off. Where the protocol knows clients, 3 to 5 acceptors, up to two clients, and what else
/// matters for a log.
Setup random_setup(const Protocol& protocol, std::uint64_t seed);

}  // namespace synod
