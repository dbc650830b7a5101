#include "views/log/log_events.h"

namespace synod::views {

EventNumber LogEvents::filled(NodeId node, Slot slot, EventNumber at) const {
  const Trace& trace = line_->trace();
  index_.follow(trace, *line_->history()->world().setup);
  const std::vector<IndexedResponse>& all = index_.responses(slot);
  for (auto its = all.rbegin(); its != all.rend(); ++its) {
    const Response& response = trace.responses()[its->place];
    if (its->at <= at && response.acceptor == node && response.kind == Response::Kind::accepted)
      return its->at;
  }
  // It was told what is chosen there without being asked to accept it.
  for (const Learned& learned : line_->history()->world().observer.learned())
    if (learned.node == node && learned.slot == slot && learned.at <= at) return learned.at;
  return 0;
}

}  // namespace synod::views
