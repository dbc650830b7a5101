// Whether what clients saw could have come from one copy of the store.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/observer.h"

namespace synod {

/// What the check of a history came to.
struct Linearizability {
  bool holds = true;
  bool decided = true;    ///< False where the search was given up: then `holds` says nothing.
  Text key;               ///< The key whose operations have no order; none where all have one.
  std::size_t steps = 0;  ///< How many times an operation was tried.
};

/// Whether the operations on each key have an order in which each happens between its asking and
/// its answer, and every answer is right (Herlihy and Wing, 1990). An operation without an answer
/// may have happened at any time after it was asked for, or never.
///
/// The search is Wing and Gong's (JPDC 17, 1993) with Lowe's improvement, which never tries the
/// same set of operations and the same state twice (G. Lowe, "Testing for linearizability",
/// Concurrency and Computation 29 (4), 2017), key by key, as a history is linearizable where each
/// object's part is (A. Horn and D. Kroening, "Faster linearizability checking via
/// P-compositionality", FORTE 2015). It gives up after `most_steps`.
Linearizability check_linearizability(const SharedLog<Operation>& operations,
                                      std::size_t most_steps = 10'000'000);

}  // namespace synod
