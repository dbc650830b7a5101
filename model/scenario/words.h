// Pieces that conditions in words have in common.
#pragma once

#include <string>
#include <vector>

#include "model/scenario/command.h"
#include "model/world/cluster.h"

namespace synod {

/// "A1", "A1 and A2", "A1, A2 and A3".
Sentence listed(NodeSet nodes, const Shape& shape);

/// What is true where `relation` is not: "at least" for "less". Equality has no opposite.
Relation opposite(Relation relation);

/// What a field is to hold, or not to hold; and what it holds.
Sentence wanted_of_field(const Cluster& world, const FieldTest& test, bool negated);
Sentence actual_of_field(const Cluster& world, const FieldTest& test);

}  // namespace synod
