// Evaluation of a condition in a world, and what is true instead.
#pragma once

#include <string>

#include "model/scenario/command.h"
#include "model/world/cluster.h"

namespace synod {

/// The first term of a condition that is not true: what was expected, in the language, and what is
/// the case.
struct Mismatch {
  std::string expected;
  Sentence actual;
};

/// Whether `condition` is true of `world`. Says why where that can't be told: a node, a field or a
/// message kind that this world does not have, or a comparison that the field's kind does not know.
Result<bool> is_true(const Cluster& world, const Condition& condition);

/// What is not true of `condition`, or nothing where all of it is. Errors as in `is_true`.
Result<std::optional<Mismatch>> mismatch(const Cluster& world, const Condition& condition);

}  // namespace synod
