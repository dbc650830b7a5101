// Reading of a scenario, away from the window's thread.
#pragma once

#include <QObject>
#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <thread>

#include "tutorials/scenario_file.h"

namespace synod::app {

/// Reads and runs one scenario at a time.
class OpenJob : public QObject {
  Q_OBJECT

 public:
  using Read = std::function<Verdict(RunProgress& progress)>;
  using Done = std::function<void(Verdict verdict)>;

  explicit OpenJob(QObject* parent = nullptr) : QObject(parent) {}
  /// Cancels what is under way and waits for it.
  ~OpenJob() override;

  /// Begins to read; what was under way is cancelled and says nothing any more. `done` is called on
  /// the window's thread: before this returns where the reading takes no longer than `patience`.
  void start(Read read, Done done, std::chrono::milliseconds patience);
  /// `done` follows soon, with an error.
  void cancel();
  bool running() const { return progress_ != nullptr; }
  /// Only while it runs.
  const RunProgress& progress() const { return *progress_; }

 signals:
  /// `done` is about to be called.
  void ended();

 private:
  void finish();
  void drop();

  std::shared_ptr<RunProgress> progress_;
  std::future<Verdict> verdict_;
  Done done_;
  std::jthread thread_;
};

}  // namespace synod::app
