// Moment that is shown, as a frame.
#pragma once

#include <optional>

#include "model/line/history.h"
#include "views/kit/frame.h"

namespace synod::app {

/// Makes frames of a history's present moment and of the event that may follow it.
///  1. The event that follows is the recorded one where there is a future, else what is due next.
///  2. A frame stays valid until the next `arrive`.
class Stage {
 public:
  /// Looks at the present moment of `history` anew. Call it whenever that moment changed.
  void arrive(const History& history);

  /// The event that led here; null at the start.
  const Event* last() const { return last_ ? &*last_ : nullptr; }
  /// The event that follows; null where nothing is recorded and nothing is due.
  const Event* next() const { return next_ ? &*next_ : nullptr; }
  /// Whether `next` stands in the history already.
  bool next_is_recorded() const { return recorded_; }
  /// The frame in which the next event has come `progress` of its way, 0 to 1.
  const views::Frame& frame(double progress);

 private:
  void collect_losses(const History& history);

  views::Frame frame_;
  std::optional<Event> last_;
  std::optional<Event> next_;
  std::vector<LostMessage> losses_;
  std::size_t fresh_losses_ = 0;  ///< How many of `losses_`, at its front, the last event made.
  bool recorded_ = false;
  double depth_ = 0;
};

}  // namespace synod::app
