// Export in the background, beside the window.
#pragma once

#include <QObject>
#include <QThread>
#include <atomic>
#include <memory>

#include "app/export/export_run.h"

namespace synod::app {

/// Runs one export at a time on a thread of its own.
class ExportJob : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;
  /// Calls off what still runs, and waits until it has cleaned up.
  ~ExportJob() override;

  bool running() const { return thread_ != nullptr; }
  /// What runs there: it tells how far it is, and asks whether to go on.
  using Work = std::function<ExportOutcome(const ExportProgress& progress)>;
  /// Call it only while nothing runs.
  void start(Work work);
  /// `ended` follows soon.
  void cancel() { cancelled_ = true; }

 signals:
  /// From 0 to 1.
  void progressed(double share);
  void ended(const synod::app::ExportOutcome& outcome);

 private:
  void finish();

  std::unique_ptr<QThread> thread_;
  std::atomic<bool> cancelled_ = false;
  ExportOutcome outcome_;  ///< Written by the thread, read once it has ended.
};

}  // namespace synod::app
