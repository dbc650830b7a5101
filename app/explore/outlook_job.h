// Search for what can still become chosen, away from the window's thread.
#pragma once

#include <QObject>
#include <QTimer>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "model/explore/outlook.h"

namespace synod::app {

/// Runs one search at a time, on its own thread, which sleeps in between. Only the destructor waits
/// for it.
class OutlookJob : public QObject {
  Q_OBJECT

 public:
  explicit OutlookJob(QObject* parent = nullptr);
  ~OutlookJob() override;

  /// Begins, and ends within half a second with what is known by then. A search that is running is
  /// cancelled and reports nothing.
  void look(Run run);
  /// Drops the search that is running; it reports nothing any more.
  void abandon();
  bool looking() const { return progress_ != nullptr; }

 signals:
  /// On the window's thread.
  void looked(const synod::explore::Outlook& outlook);

 private:
  using Progress = std::shared_ptr<explore::SearchProgress>;
  struct Task {
    Run run;
    Progress progress;
  };

  void work(const std::stop_token& stop);
  void tell(const explore::Outlook& outlook, const Progress& progress);

  QTimer limit_;
  Progress progress_;  ///< Of the search whose answer is wanted; null where none is.
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::optional<Task> task_;  ///< What the thread shall do next.
  std::jthread thread_;       ///< Begun with the first search.
};

}  // namespace synod::app
