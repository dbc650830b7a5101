// Bounds of an exploration: which faults and deeds may happen in it.
#pragma once

#include <cstdint>
#include <vector>

#include "model/base/ids.h"
#include "model/base/text.h"

namespace synod::explore {

/// Bounds of an exploration: what may happen besides the delivery of messages in flight.
/// Deliveries happen in every order. Nothing else happens: links stay as they are, nothing is held.
struct Bounds {
  std::uint32_t ballots = 2;  ///< How often each proposer, and each client, may be asked.
  NodeSet once_more;          ///< The nodes that may be asked once more than that.
  /// What they may be asked for. Where empty each is asked for a different value.
  std::vector<Text> values;
  std::uint32_t drops = 0;
  std::uint32_t duplicates = 0;
  /// Any message may be lost, and any may arrive again, however often: the network is the set of
  /// all that was ever sent. Then `drops` and `duplicates` mean nothing.
  bool lossy = false;
  /// Messages and timers keep to time: a timer goes off only once no message is under way, and a
  /// node restarts only once none is to it. What a node sent that is down now may be lost, as may
  /// what is on its way to one, and nothing else. So who hears nothing until its timer goes off
  /// waited for a node that is down, or for one that waits itself.
  bool synchronous = false;
  std::uint32_t crashes = 0;
  std::uint32_t restarts = 0;
  std::uint32_t wipes = 0;
  /// Refused unless 0: a search has no clock, so a paused node is one that takes no step for a
  /// while, and every such order is explored without it.
  std::uint32_t pauses = 0;
  std::uint32_t timers = 0;  ///< How many timers may go off.
  bool any_timers = false;   ///< Timers may go off at will; then `timers` means nothing.
  /// Takes states for one that differ only in the names of acceptors (and of values, where
  /// `values` says that all proposers may be asked for all). Never changes the verdict.
  bool symmetry = false;
  /// Takes deliveries that nobody but their receiver can see together with its next step that
  /// somebody can: see quiet.h. Far fewer states, and the same verdict about invariants, but what
  /// is found takes more events than it must. For lossy networks.
  bool merge_quiet = false;
  unsigned fingerprint = 128;  ///< Bits by which a state is known: 64 or 128.

  friend bool operator==(const Bounds&, const Bounds&) = default;
};

/// How often `node` may be asked, should it be a proposer or a client.
inline std::uint32_t most_asks(const Bounds& bounds, NodeId node) {
  return bounds.ballots + (bounds.once_more.contains(node) ? 1 : 0);
}

/// The most of each fault, and the most ballots of each node.
inline constexpr std::uint32_t most_faults = 31;
inline constexpr std::uint32_t most_ballots = 15;

}  // namespace synod::explore
