// Search for two histories that a node can't tell apart, away from the window's thread.
#pragma once

#include <QObject>
#include <QTimer>
#include <memory>
#include <thread>

#include "model/explore/two_histories.h"
#include "model/side_by_side/twin.h"

namespace synod::app {

/// What a search found.
struct FoundHistories {
  Result<explore::TwoHistories> both;
  bool too_long = false;       ///< The time limit ended it.
  std::shared_ptr<Twin> twin;  ///< The two side by side, the longer one on the left; null for none.
  Both<Text> decided;          ///< On either side.
};

/// Runs one search at a time, on its own thread, within limits of states, memory and time.
class HistoriesJob : public QObject {
  Q_OBJECT

 public:
  explicit HistoriesJob(QObject* parent = nullptr);
  /// Cancels the search that is running and waits for its end.
  ~HistoriesJob() override;

  /// Begins; a search that is running is cancelled and reports nothing.
  void look(Run run, NodeId node);
  /// Ends the search that is running, if any; it reports nothing any more.
  void cancel();
  bool looking() const { return progress_ != nullptr; }
  /// How many states were met so far, in the part of the search that is running.
  std::uint64_t states() const { return progress_ ? progress_->states.load() : 0; }
  /// What it may take; for tests.
  void set_limits(const explore::SearchLimits& limits) { limits_ = limits; }

 signals:
  /// On the window's thread.
  void found(const synod::app::FoundHistories& histories);

 private:
  explore::SearchLimits limits_;
  QTimer limit_;
  std::shared_ptr<explore::SearchProgress> progress_;
  std::jthread thread_;
};

}  // namespace synod::app
