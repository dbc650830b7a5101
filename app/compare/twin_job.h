// Making of a side-by-side comparison, away from the window's thread.
#pragma once

#include <QObject>
#include <atomic>
#include <memory>
#include <thread>

#include "model/side_by_side/twin.h"

namespace synod::app {

/// Repeats the steps of a run in a second cluster. One job at a time.
class TwinJob : public QObject {
  Q_OBJECT

 public:
  explicit TwinJob(QObject* parent = nullptr) : QObject(parent) {}
  /// Cancels the job that is running and waits for its end.
  ~TwinJob() override { cancel(); }

  /// Begins; a job that is running is cancelled and reports nothing.
  void start(Run run, Cluster right);
  void cancel();
  bool running() const { return progress_ != nullptr; }
  std::size_t done() const { return progress_ ? progress_->done.load() : 0; }

 signals:
  /// Emitted on the window's thread.
  void finished(std::shared_ptr<synod::Twin> twin);

 private:
  struct Progress {
    std::atomic<std::size_t> done = 0;
    std::atomic<bool> cancelled = false;
  };
  std::shared_ptr<Progress> progress_;
  std::jthread thread_;
};

}  // namespace synod::app
