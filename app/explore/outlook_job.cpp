#include "app/explore/outlook_job.h"

#include <utility>

namespace synod::app {

namespace {

constexpr int outlook_limit_ms = 500;
constexpr explore::SearchLimits limits{
    .states = 2'000'000, .bytes = std::uint64_t{128} << 20, .threads = 1};

}  // namespace

OutlookJob::OutlookJob(QObject* parent) : QObject(parent) {
  limit_.setSingleShot(true);
  connect(&limit_, &QTimer::timeout, this, [this] {
    if (progress_) progress_->cancelled = true;
  });
}

OutlookJob::~OutlookJob() {
  abandon();
}

void OutlookJob::look(Run run) {
  abandon();
  progress_ = std::make_shared<explore::SearchProgress>();
  {
    const std::lock_guard lock(mutex_);
    task_ = Task{std::move(run), progress_};
  }
  wake_.notify_one();
  if (!thread_.joinable())
    thread_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
  limit_.start(outlook_limit_ms);
}

void OutlookJob::abandon() {
  limit_.stop();
  if (progress_) progress_->cancelled = true;
  progress_.reset();
}

/// On the thread of the search.
void OutlookJob::work(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    std::optional<Task> task;
    {
      std::unique_lock lock(mutex_);
      if (!wake_.wait(lock, stop, [this] { return task_.has_value(); })) return;
      task = std::exchange(task_, std::nullopt);
    }
    if (task->progress->cancelled) continue;
    const auto outlook = explore::outlook_of(task->run, limits, *task->progress);
    QMetaObject::invokeMethod(
        this, [this, outlook, progress = task->progress] { tell(outlook, progress); },
        Qt::QueuedConnection);
  }
}

void OutlookJob::tell(const explore::Outlook& outlook, const Progress& progress) {
  if (progress != progress_) return;  // It was abandoned meanwhile.
  limit_.stop();
  progress_.reset();
  emit looked(outlook);
}

}  // namespace synod::app
