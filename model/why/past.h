// Dependencies of past events, for the search for causes.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "model/line/run.h"

namespace synod {

/// Summary of one event: what it was about, and whether anything later may depend on it.
struct PastEvent {
  Action action;           ///< With the time at which it happened.
  NodeId node;             ///< Where it happened; none for what the network did.
  EventNumber cause = 0;   ///< The event that sent the message or set the timer; 0 for a person.
  bool arrived = true;     ///< False for a delivery that found its receiver down or its link cut.
  bool wrote = false;      ///< It changed what its node knows, or whether it is up or paused.
  bool link = false;       ///< It cut or healed links.
  bool accepted = false;   ///< An acceptor accepted something.
  std::uint8_t timer = 0;  ///< The kind of the timer that went off.
  std::optional<Message> message;  ///< The message that it is about.
  std::vector<Message> cut_off;    ///< What was lost in flight as its link was cut.
  Random random{0};                ///< The generator just before it.
};

/// The first events of a run, read once.
class Past {
 public:
  using See = std::function<void(const Event& event)>;
  /// Reads events 1 to `last` and calls `see` for each. Stops early, incomplete, as soon as `go_on`
  /// says no. A summary does not tell what the events wrote.
  Past(const Run& run, EventNumber last, const See& see, const std::function<bool()>& go_on,
       Detail detail = Detail::full);

  const Cluster& start() const { return start_; }
  /// Event `number`, from 1.
  const PastEvent& operator[](EventNumber number) const { return events_[number - 1]; }
  EventNumber size() const { return static_cast<EventNumber>(events_.size()); }

 private:
  Cluster start_;
  std::vector<PastEvent> events_;
};

}  // namespace synod
