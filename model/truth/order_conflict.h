// Operations that no order explains: the smallest such set of a history, and why in words.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "model/base/sentence.h"
#include "model/base/shape.h"
#include "model/truth/linearizability.h"

namespace synod {

/// The places in `calls` of operations that have no order, however the others are placed: a read
/// keeps the writes whose value it may have seen. None of them can be left out. `calls` are all on
/// one key, in the order of their asking. Nothing where they have an order, or where the search was
/// given up. Making such a set smaller by leaving out parts of it is Zeller and Hildebrandt's
/// delta debugging (IEEE TSE 28 (2), 2002).
std::optional<std::vector<std::size_t>> smallest_conflict(const std::vector<KeyCall>& calls,
                                                          std::size_t most_steps = 2'000'000);

/// Why operations that have no order have none, in one sentence: "C1 read x = 1 after C2's x=2 had
/// been answered." `conflict` holds all of them, in the order of their asking.
Sentence conflict_in_words(const std::vector<Operation>& conflict, const Shape& shape);

}  // namespace synod
