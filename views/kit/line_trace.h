// Trace of the line that is shown, made once for all views that draw it.
#pragma once

#include "model/line/trace.h"

namespace synod::views {

/// Follows a history only when somebody asks, so that what nobody looks at costs nothing.
class LineTrace {
 public:
  /// `history` must outlive the trace or be replaced; null shows nothing.
  void set_history(const History* history) {
    history_ = history;
    trace_.clear();
    ++version_;
  }
  const History* history() const { return history_; }

  /// The trace of the present line.
  const Trace& trace() const {
    if (history_ != nullptr && trace_.follow(*history_)) ++version_;
    return trace_;
  }
  /// Another number whenever `trace` has changed; for caches of what was made of it.
  std::size_t version() const {
    trace();
    return version_;
  }

  /// How many events `trace` would have to read first.
  EventNumber behind() const { return history_ != nullptr ? trace_.behind(*history_) : 0; }
  /// Reads at most `most` of them, so that a long run can be read in pieces.
  void read(EventNumber most) {
    if (history_ != nullptr && trace_.follow(*history_, most)) ++version_;
  }

 private:
  const History* history_ = nullptr;
  mutable Trace trace_;
  mutable std::size_t version_ = 0;
};

}  // namespace synod::views
