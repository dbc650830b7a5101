// Many runs, away from the window's thread.
#pragma once

#include <QObject>
#include <memory>
#include <thread>

#include "model/many_runs/many_runs.h"

namespace synod::views {

/// Request of many runs.
struct ManyRunsRequest {
  Run run;  ///< What people did in it is done again with each seed.
  ManyRunsOptions options;
  std::optional<Vary> vary;
};

/// Result of many runs. `outcomes` where nothing was varied, else `steps`.
struct ManyRunsResult {
  Workload workload;
  ManyRunsOptions options;
  std::optional<Vary> vary;
  std::vector<RunOutcome> outcomes;
  RunStatistics statistics;
  std::vector<VariedStep> steps;
  std::optional<Sentence> problem;  ///< Why nothing was run.
  bool cancelled = false;
};

/// Runs one request at a time on its own threads.
class ManyRunsJob : public QObject {
  Q_OBJECT

 public:
  explicit ManyRunsJob(QObject* parent = nullptr);
  /// Cancels what is running and waits for it.
  ~ManyRunsJob() override;

  /// Begins; a request that is running is cancelled and reports nothing.
  void start(ManyRunsRequest request);
  /// Ends the runs soon; the result says that they were cancelled.
  void cancel();
  bool running() const { return running_; }
  /// How many runs are done, and how many there will be.
  std::size_t done() const { return progress_ ? progress_->done.load() : 0; }
  std::size_t total() const { return total_; }

 signals:
  /// Emitted on the window's thread.
  void finished(const synod::views::ManyRunsResult& result);

 private:
  void stop();

  std::shared_ptr<ManyRunsProgress> progress_;
  std::size_t total_ = 0;
  bool running_ = false;
  std::jthread thread_;
};

}  // namespace synod::views
