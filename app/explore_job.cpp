#include "app/explore_job.h"

#include <utility>

#include "model/explore/livelock.h"
#include "model/explore/minimise.h"
#include "model/explore/turns.h"

namespace synod::app {

namespace {

using views::ExploreAnswer;
using views::ExploreRequest;

void look_for_livelock(const ExploreRequest& request, explore::SearchProgress& progress,
                       ExploreAnswer& answer) {
  auto found = explore::find_livelock(request.run, request.bounds, request.limits, progress);
  if (!found) {
    answer.problem = found.error();
    return;
  }
  answer.found.search = found->search;
  answer.found.actions = found->actions;
  answer.under_way = found->under_way;
  if (found->search.end != explore::SearchEnd::found) return;
  answer.turn = found->loop;
  answer.next_turn = explore::next_turn(followed_by(request.run, found->actions), found->loop);
}

void look(const ExploreRequest& request, explore::SearchProgress& progress, ExploreAnswer& answer) {
  auto found =
      explore::explore(request.run, request.question, request.bounds, request.limits, progress);
  if (found) {
    answer.found = *std::move(found);
  } else {
    answer.problem = found.error();
  }
}

ExploreAnswer answer_to(const ExploreRequest& request, explore::SearchProgress& progress) {
  QElapsedTimer clock;
  clock.start();
  ExploreAnswer answer;
  request.aim == views::ExploreAim::livelock ? look_for_livelock(request, progress, answer)
                                             : look(request, progress, answer);
  answer.milliseconds = clock.elapsed();
  return answer;
}

}  // namespace

/// `work` gets the progress, and returns what is to be said on the window's thread.
template <class Work>
void ExploreJob::start(Work work) {
  stop();
  progress_ = std::make_shared<explore::SearchProgress>();
  clock_.start();
  running_ = true;
  thread_ = std::jthread([this, progress = progress_, work = std::move(work)]() mutable {
    auto say = work(*progress);
    QMetaObject::invokeMethod(
        this,
        [this, progress, say = std::move(say)] {
          if (progress != progress_) return;  // Another was begun meanwhile.
          running_ = false;
          say();
        },
        Qt::QueuedConnection);
  });
}

void ExploreJob::explore(ExploreRequest request) {
  start([this, request = std::move(request)](explore::SearchProgress& progress) {
    return [this, answer = answer_to(request, progress)] { emit explored(answer); };
  });
}

void ExploreJob::minimise(Run run, ExploreRequest request, std::string broken) {
  start([this, run = std::move(run), request = std::move(request),
         broken = std::move(broken)](explore::SearchProgress& progress) {
    const auto cancelled = [&] { return progress.cancelled.load(); };
    const Run small = explore::made_smaller(run, request.question, broken, cancelled);
    return [this, small, whole = !cancelled()] { emit minimised(small, whole); };
  });
}

views::ExploreFigures ExploreJob::figures() const {
  if (!progress_) return {};
  return {progress_->states, progress_->frontier, progress_->bytes, progress_->depth,
          clock_.elapsed()};
}

void ExploreJob::cancel() {
  if (progress_) progress_->cancelled = true;
}

void ExploreJob::stop() {
  cancel();
  if (thread_.joinable()) thread_.join();
}

}  // namespace synod::app
