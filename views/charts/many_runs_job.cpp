#include "views/charts/many_runs_job.h"

namespace synod::views {

namespace {

ManyRunsResult result_of(const ManyRunsRequest& request, ManyRunsProgress& progress) {
  ManyRunsResult result{.options = request.options, .vary = request.vary};
  result.workload = workload_of(request.run);
  const Protocol& protocol = *request.run.start.protocol;
  if (request.vary) {
    auto steps = vary_runs(protocol, result.workload, *request.vary, request.options, progress);
    if (steps) {
      result.steps = *std::move(steps);
    } else {
      result.problem = steps.error();
    }
  } else if (auto outcomes = many_runs(protocol, result.workload, request.options, progress)) {
    result.outcomes = *std::move(outcomes);
    result.statistics = statistics_of(result.outcomes);
  }
  result.cancelled = progress.cancelled;
  return result;
}

}  // namespace

ManyRunsJob::ManyRunsJob(QObject* parent) : QObject(parent) {}

ManyRunsJob::~ManyRunsJob() {
  stop();
}

void ManyRunsJob::start(ManyRunsRequest request) {
  stop();
  progress_ = std::make_shared<ManyRunsProgress>();
  total_ = request.options.runs * (request.vary ? request.vary->values().size() : 1);
  running_ = true;
  thread_ = std::jthread([this, progress = progress_, request = std::move(request)] {
    auto result = std::make_shared<ManyRunsResult>(result_of(request, *progress));
    QMetaObject::invokeMethod(
        this,
        [this, progress, result] {
          if (progress != progress_) return;  // Another was begun meanwhile.
          running_ = false;
          emit finished(*result);
        },
        Qt::QueuedConnection);
  });
}

void ManyRunsJob::cancel() {
  if (progress_) progress_->cancelled = true;
}

void ManyRunsJob::stop() {
  cancel();
  if (thread_.joinable()) thread_.join();
}

}  // namespace synod::views
