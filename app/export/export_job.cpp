#include "app/export/export_job.h"

namespace synod::app {

ExportJob::~ExportJob() {
  cancel();
  if (thread_) thread_->wait();
}

void ExportJob::start(Work work) {
  cancelled_ = false;
  thread_.reset(QThread::create([this, work = std::move(work)] {
    outcome_ = work([this](double share) {
      emit progressed(share);
      return !cancelled_;
    });
  }));
  connect(thread_.get(), &QThread::finished, this, &ExportJob::finish);
  thread_->start();
}

void ExportJob::finish() {
  thread_->wait();
  thread_.release()->deleteLater();
  emit ended(outcome_);
}

}  // namespace synod::app
