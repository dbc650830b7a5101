// Words that `synod explore` prints: comments of the scenario language, so that all of its output
// is a scenario.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "model/explore/livelock.h"
#include "model/explore/stages.h"

namespace synod::app {

/// How far a search is, on one line of the terminal that is written again and again. Where standard
/// error is no terminal nothing is written.
class ProgressLine {
 public:
  ProgressLine(const explore::SearchProgress& progress, const explore::SearchLimits& limits);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  /// What is looked at now, in front of the figures.
  void set_label(std::string label);
  /// Makes room for other lines.
  void clear();

 private:
  void keep_writing(const std::stop_token& stop);
  void write() const;

  const explore::SearchProgress& progress_;
  const explore::SearchLimits& limits_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::string label_;
  std::jthread thread_;
};

/// What is asked, as far as words depend on it.
struct ExploreWording {
  bool goal = false;
  std::string invariant;  ///< The one that is asked about; empty for all.
  Shape shape;
  explore::Bounds asked;  ///< The widest bounds.
  explore::SearchLimits limits;
};

/// "P1 asked once", "each proposer asked once, P1 once more".
std::string scope_text(const explore::Bounds& bounds, const Shape& shape);

/// Each prints one comment or some. Times are in seconds.
void tell_stage(const explore::Stage& stage, const ExploreWording& wording, double seconds);
void tell_verdict(const explore::StagedAnswer& staged, const ExploreWording& wording);
void tell_room(const explore::LivelockAnswer& known, double seconds);
void tell_verdict(const explore::LivelockAnswer& answer, const explore::SearchLimits& limits);
void tell_figures(const explore::SearchResult& search, double seconds);

}  // namespace synod::app
