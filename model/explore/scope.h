// Bounds of an exploration in words.
#pragma once

#include <vector>

#include "model/base/sentence.h"
#include "model/base/setup.h"
#include "model/explore/bounds.h"

namespace synod::explore {

/// What may happen within `bounds`, besides deliveries in every order: "each proposer asked once",
/// "P1 once more", "1 message lost". Never empty. `shape` has the names of the nodes.
std::vector<Sentence> scope_of(const Bounds& bounds, const Shape& shape);

}  // namespace synod::explore
