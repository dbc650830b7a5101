// Operation of a client on the store, from its asking to its answer.
#pragma once

#include <cstdint>
#include <optional>

#include "model/base/ids.h"
#include "model/base/text.h"

namespace synod {

/// One command that a client asked for, or that was asked for by hand at a replica. A command by
/// hand is answered when the replica that was asked applies it: that is what its asker can see.
struct Operation {
  NodeId client;         ///< Of a command by hand: the replica that was asked.
  std::uint32_t id = 0;  ///< Counted up from 1 by its client; 0 of a command by hand.
  Text command;          ///< As it stands in the log.
  Text result;           ///< What the client was told; none while it waits, or where there is none.
  SimTime invoked;
  std::optional<SimTime> answered;  ///< When the client had its first answer.
  Slot slot;                        ///< Where it took effect; 0 where it did not yet.
  bool forgotten = false;           ///< Its client has lost its disk since.
  EventNumber asked_at = 0;
  EventNumber answered_at = 0;
  EventNumber effect_at = 0;  ///< When the first node applied it; 0 where none did.
  /// Its places among all askings and answers of a run, from 1: of two events at one time the
  /// earlier one counts. 0 for an answer that did not come.
  std::uint32_t asked_order = 0;
  std::uint32_t answered_order = 0;

  friend bool operator==(const Operation&, const Operation&) = default;
};

/// Names an operation of a run.
struct OperationRef {
  bool by_hand = false;
  std::uint32_t place = 0;  ///< Among those of the clients, or among those by hand.

  friend bool operator==(const OperationRef&, const OperationRef&) = default;
};

}  // namespace synod
