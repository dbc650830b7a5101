#include "app/compare/twin_job.h"

namespace synod::app {

void TwinJob::start(Run run, Cluster right) {
  cancel();
  progress_ = std::make_shared<Progress>();
  thread_ =
      std::jthread([this, progress = progress_, run = std::move(run), right = std::move(right)] {
        auto twin = std::make_shared<Twin>(run.start, right);
        const bool whole = twin->follow(run.actions, [&](std::size_t done) {
          progress->done = done;
          return !progress->cancelled;
        });
        if (!whole) return;
        QMetaObject::invokeMethod(
            this,
            [this, progress, twin] {
              if (progress != progress_) return;  // Another was begun meanwhile.
              progress_.reset();
              emit finished(twin);
            },
            Qt::QueuedConnection);
      });
}

void TwinJob::cancel() {
  if (progress_) progress_->cancelled = true;
  progress_.reset();
  if (thread_.joinable()) thread_.join();
}

}  // namespace synod::app
