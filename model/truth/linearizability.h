// Linearizability: whether what clients saw could have come from one copy of the store.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

#include "model/data/shared_log.h"
#include "model/truth/key_command.h"
#include "model/truth/operation.h"

namespace synod {

/// One operation on one key, as the search needs it.
struct KeyCall {
  static constexpr std::uint32_t never = std::numeric_limits<std::uint32_t>::max();

  OperationRef operation;
  KeyCommand command;
  Text result;
  std::uint32_t asked = 0;         ///< `Operation::asked_order`.
  std::uint32_t answered = never;  ///< `Operation::answered_order`; `never`: the latest of all.

  bool is_answered() const { return answered != never; }
  bool reads() const { return command.kind == KeyCommand::Kind::get; }
};

/// The operations of clients and those by hand that touch `key`, in the order of their asking. A
/// read without an answer is left out: it tells nothing.
std::vector<KeyCall> calls_on(const Text& key, const SharedLog<Operation>& by_clients,
                              const SharedLog<Operation>& by_hand);

/// Whether the calls, which are all on one key, have an order in which each happens between its
/// asking and its answer, and every answer is right (M. Herlihy and J. Wing, "Linearizability",
/// TOPLAS 12 (3), 1990). A call without an answer may have happened at any time after it was asked
/// for, or never. Nothing where it was given up as `steps`, which it adds to, came to `most_steps`.
///
/// The search is Wing and Gong's (JPDC 17, 1993) with Lowe's improvement, which never tries the
/// same set of operations and the same state twice (G. Lowe, "Testing for linearizability",
/// Concurrency and Computation 29 (4), 2017).
std::optional<bool> have_an_order(std::vector<KeyCall> calls, std::size_t& steps,
                                  std::size_t most_steps);

/// Verdict on a history.
struct Linearizability {
  bool holds = true;
  bool decided = true;    ///< False where the search was given up: then `holds` says nothing.
  Text key;               ///< The key whose operations have no order; none where all have one.
  std::size_t steps = 0;  ///< How many times an operation was tried.
};

/// The check of a whole history, key by key, as a history is linearizable where each object's part
/// is (A. Horn and D. Kroening, "Faster linearizability checking via P-compositionality", FORTE
/// 2015). The observer checks as the operations come, which costs less: see store_watch.h.
Linearizability check_linearizability(const SharedLog<Operation>& by_clients,
                                      const SharedLog<Operation>& by_hand = {},
                                      std::size_t most_steps = 10'000'000);

}  // namespace synod
