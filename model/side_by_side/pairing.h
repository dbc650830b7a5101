// Pairing of two runs: which event of the one is which of the other.
#pragma once

#include <optional>
#include <vector>

#include "model/line/run.h"
#include "model/side_by_side/side.h"

namespace synod {

/// One step of two runs: what each does in it. A side that has nothing does nothing.
using PairedStep = Both<std::optional<Action>>;

/// The events of two runs with equal starts, as steps of both. Those that are the same on either
/// side stand in one step, as many as can be without changing the order of any: a longest common
/// subsequence. Ids and times mean nothing: a message is known by its kind and its ends. Of what
/// one side does alone between two such steps, the left's comes first. Deterministic. Takes time in
/// proportion to the product of what is left of both once their common beginning is cut off.
std::vector<PairedStep> paired(const Run& left, const Run& right);

}  // namespace synod
