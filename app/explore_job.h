// The searches of the checker, away from the window's thread.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <memory>
#include <thread>

#include "views/explore/explore_request.h"

namespace synod::app {

/// One search at a time, on threads of its own.
class ExploreJob : public QObject {
  Q_OBJECT

 public:
  explicit ExploreJob(QObject* parent = nullptr) : QObject(parent) {}
  /// Cancels what is under way and waits for it.
  ~ExploreJob() override { stop(); }

  /// Begins; what was under way is cancelled and says nothing any more.
  void explore(views::ExploreRequest request);
  /// Begins to make `run` as short as it can be made and still end in what `request` looks for,
  /// where it is a violation in one of the invariant `broken`.
  void minimise(Run run, views::ExploreRequest request, std::string broken);
  /// Ends soon, with an answer that says so.
  void cancel();
  bool running() const { return running_; }
  /// How far it is.
  views::ExploreFigures figures() const;

 signals:
  // Both come on the window's thread.
  void explored(const synod::views::ExploreAnswer& answer);
  /// `whole` is false where it was cancelled.
  void minimised(const synod::Run& run, bool whole);

 private:
  template <class Work>
  void start(Work work);
  void stop();

  std::shared_ptr<explore::SearchProgress> progress_;
  QElapsedTimer clock_;
  bool running_ = false;
  std::jthread thread_;
};

}  // namespace synod::app
