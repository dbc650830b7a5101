#include "model/line/causality.h"

#include <algorithm>

namespace synod {

namespace {

/// Where an event happened, where it happened at a node at all.
NodeId place_of(const TracedEvent& event) {
  switch (event.verb) {
    case Verb::propose:
    case Verb::deliver:
    case Verb::redeliver:
    case Verb::crash:
    case Verb::restart:
    case Verb::wipe:
    case Verb::pause:
    case Verb::resume:
    case Verb::fire: return event.arrived ? event.node : NodeId::none();
    case Verb::drop:
    case Verb::duplicate:
    case Verb::hold:
    case Verb::release:
    case Verb::cut:
    case Verb::heal:
    case Verb::heal_all:
    case Verb::partition: return NodeId::none();
  }
  return NodeId::none();
}

}  // namespace

Causality::Causality(const Trace& trace)
    : nodes_(trace.events().size()), clocks_(trace.events().size(), VectorClock{}) {
  std::array<VectorClock, max_nodes> present{};
  for (EventNumber number = 1; number <= trace.length(); ++number) {
    const TracedEvent& event = trace.events()[number];
    const NodeId node = place_of(event);
    nodes_[number] = node;
    if (!node.exists()) continue;
    VectorClock& clock = present[node.index];
    // What set a timer is an earlier event of the same node already.
    if (event.message >= 0) {
      const VectorClock& sender = clocks_[event.cause];
      for (std::size_t i = 0; i < max_nodes; ++i) clock[i] = std::max(clock[i], sender[i]);
    }
    ++clock[node.index];
    clocks_[number] = clock;
  }
}

bool Causality::before(EventNumber earlier, EventNumber later) const {
  if (earlier == later || !at_node(earlier) || !at_node(later)) return false;
  const std::size_t node = nodes_[earlier].index;
  return clocks_[earlier][node] <= clocks_[later][node];
}

}  // namespace synod
