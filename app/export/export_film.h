// Frames of a film of a run, drawn without a window and without a clock.
#pragma once

#include <vector>

#include "app/play/stage.h"
#include "model/line/run.h"

namespace synod::app {

/// Makes the frame of any place of a run. Its history is its own, so that it works on any thread.
class FrameMaker {
 public:
  explicit FrameMaker(const Run& run);

  const History& history() const { return history_; }
  EventNumber length() const { return static_cast<EventNumber>(history_.line().size() - 1); }
  /// The frame at a place of the line: a depth, and how far the event after it has come. Places
  /// beyond the end are the end. Valid until the next call.
  const views::Frame& at(double position);

 private:
  History history_;
  Stage stage_;
};

/// When a film shows which place of a run: events glide in as the player plays them.
class Film {
 public:
  /// `speed` 1 is the player's usual one; `fps` pictures a second. Of the events from `from` to
  /// `to`, which the line has: it begins with the moment before `from`.
  Film(const History& history, int fps, double speed, EventNumber from, EventNumber to);
  /// The whole line.
  Film(const History& history, int fps, double speed);

  /// How many pictures; the first shows the start, the last the end, both at rest.
  std::size_t size() const;
  double seconds() const { return ends_.back() / 1000; }
  /// The place of the line that a picture shows.
  double position(std::size_t picture) const;

 private:
  EventNumber before_;        ///< The event that its first picture shows the end of.
  std::vector<double> ends_;  ///< By event after that, the milliseconds after which it has come.
  int fps_;
};

}  // namespace synod::app
