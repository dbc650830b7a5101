#include "views/log/log_events.h"

#include <algorithm>

namespace synod::views {

void LogEvents::follow() const {
  const std::size_t version = line_->version();
  if (made_ && version == version_) return;
  made_ = true;
  version_ = version;
  all_.clear();
  const Trace& trace = line_->trace();
  for (EventNumber number = 1; number <= trace.length(); ++number)
    for (const Response& response : trace.responses_of(number))
      if (response.kind == Response::Kind::accepted)
        all_.push_back({response.acceptor, response.slot, number});
  std::sort(all_.begin(), all_.end());
}

EventNumber LogEvents::filled(NodeId node, Slot slot, EventNumber at) const {
  follow();
  const auto after = std::upper_bound(all_.begin(), all_.end(), Filled{node, slot, at});
  if (after != all_.begin() && (after - 1)->node == node && (after - 1)->slot == slot)
    return (after - 1)->at;
  // It was told what is chosen there without being asked to accept it.
  for (const Learned& learned : line_->history()->world().observer.learned())
    if (learned.node == node && learned.slot == slot && learned.at <= at) return learned.at;
  return 0;
}

}  // namespace synod::views
