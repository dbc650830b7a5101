#include "app/open/open_job.h"

#include <utility>

namespace synod::app {

OpenJob::~OpenJob() {
  drop();
}

void OpenJob::start(Read read, Done done, std::chrono::milliseconds patience) {
  drop();
  progress_ = std::make_shared<RunProgress>();
  done_ = std::move(done);
  std::promise<Verdict> promise;
  verdict_ = promise.get_future();
  thread_ = std::jthread(
      [this, progress = progress_, read = std::move(read), promise = std::move(promise)]() mutable {
        promise.set_value(read(*progress));
        QMetaObject::invokeMethod(
            this,
            [this, progress] {
              if (progress == progress_) finish();  // Else it has ended, or another was begun.
            },
            Qt::QueuedConnection);
      });
  if (verdict_.wait_for(patience) == std::future_status::ready) finish();
}

void OpenJob::finish() {
  thread_.join();
  progress_.reset();
  emit ended();
  std::exchange(done_, {})(verdict_.get());
}

void OpenJob::cancel() {
  if (progress_) progress_->cancelled = true;
}

void OpenJob::drop() {
  cancel();
  progress_.reset();
  if (thread_.joinable()) thread_.join();
}

}  // namespace synod::app
