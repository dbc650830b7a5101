// Happened-before (Lamport) by vector clocks: what could have influenced what.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "model/line/trace.h"

namespace synod {

/// How many events of each node a moment can know of, by the node's index (Fidge 1988, Mattern
/// 1989).
using VectorClock = std::array<std::uint32_t, max_nodes>;

/// The causal order of the events that happened at nodes: those of one node follow each other, and
/// what a message brings about follows what sent it (Lamport, Time, Clocks, and the Ordering of
/// Events, 1978). What the network alone did - a loss, a cut, a delivery that found nobody -
/// happened at no node and stands in no order.
class Causality {
 public:
  explicit Causality(const Trace& trace);

  /// Whether event `number` happened at a node.
  bool at_node(EventNumber number) const { return nodes_[number].exists(); }
  /// Where it happened; none for what the network did.
  NodeId node(EventNumber number) const { return nodes_[number]; }
  /// The clock of the node after event `number`; all zero for what the network did.
  const VectorClock& clock(EventNumber number) const { return clocks_[number]; }
  /// Whether `earlier` happened before `later`, so that it can have influenced it.
  bool before(EventNumber earlier, EventNumber later) const;

 private:
  std::vector<NodeId> nodes_;        ///< By event; none for what the network did.
  std::vector<VectorClock> clocks_;  ///< By event.
};

}  // namespace synod
