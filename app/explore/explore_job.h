// Searches of the checker, away from the window's thread.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <functional>
#include <memory>
#include <thread>

#include "views/explore/explore_request.h"

namespace synod::app {

/// Runs one search at a time, on its own threads.
class ExploreJob : public QObject {
  Q_OBJECT

 public:
  explicit ExploreJob(QObject* parent = nullptr) : QObject(parent) {}
  /// Cancels the search that is running and waits for its end.
  ~ExploreJob() override { stop(); }

  /// Begins; a search that is running is cancelled and reports nothing.
  void explore(views::ExploreRequest request);
  /// Begins to make `run` as short as it can be made and still end in what `request` looks for,
  /// where it is a violation in one of the invariant `broken`.
  void minimise(Run run, views::ExploreRequest request, std::string broken);
  /// Ends the search soon; its answer says that it was cancelled.
  void cancel();
  bool running() const { return running_; }
  /// How far it is.
  views::ExploreFigures figures() const;

 signals:
  // All come on the window's thread.
  /// A stage with these bounds begins.
  void stage_began(const synod::explore::Bounds& bounds);
  /// A stage was looked at as a whole, and a wider one follows.
  void stage_held(const synod::views::ExploreStage& stage);
  void explored(const synod::views::ExploreAnswer& answer);
  /// `whole` is false where it was cancelled.
  void minimised(const synod::Run& run, bool whole);

 private:
  /// Runs a function on the window's thread, unless another search was begun meanwhile.
  using Post = std::function<void(std::function<void()>)>;

  template <class Work>
  void start(Work work);
  views::ExploreAnswer answer_to(const views::ExploreRequest& request,
                                 explore::SearchProgress& progress, const Post& post);
  void stop();

  std::shared_ptr<explore::SearchProgress> progress_;
  QElapsedTimer clock_;
  bool running_ = false;
  std::jthread thread_;
};

}  // namespace synod::app
