#include "app/explore/explore_job.h"

#include <utility>

#include "model/explore/livelock.h"
#include "model/explore/minimise.h"
#include "model/explore/stages.h"
#include "model/explore/turns.h"

namespace synod::app {

namespace {

using views::ExploreAnswer;
using views::ExploreRequest;
using views::ExploreStage;

/// Calls `held` for each stage in which nothing was found, with the time since it began.
using StageHeld = std::function<void(ExploreStage)>;

void look_for_livelock(const ExploreRequest& request, explore::SearchProgress& progress,
                       ExploreAnswer& answer, const StageHeld& held) {
  const auto known = [&](const explore::LivelockAnswer& room) {
    held({.bounds = request.bounds,
          .states = room.search.states,
          .under_way = room.under_way,
          .span = room.span});
  };
  auto found = explore::find_livelock(request.run, request.bounds, request.limits, progress, known);
  if (!found) {
    answer.problem = found.error();
    return;
  }
  answer.bounds = request.bounds;
  answer.found.search = found->search;
  answer.found.actions = found->actions;
  answer.under_way = found->under_way;
  if (found->search.end != explore::SearchEnd::found) return;
  answer.turn = found->loop;
  answer.next_turn = explore::next_turn(followed_by(request.run, found->actions), found->loop);
}

void look(const ExploreRequest& request, explore::SearchProgress& progress, ExploreAnswer& answer,
          const explore::StageWatcher& watcher) {
  auto staged = explore::explore_in_stages(request.run, request.question, request.bounds,
                                           request.limits, progress, watcher);
  if (!staged) {
    answer.problem = staged.error();
    return;
  }
  answer.found = std::move(staged->answer);
  answer.bounds = staged->bounds;
  answer.wider_may_be_shorter = !staged->shortest_of_all;
}

}  // namespace

/// On the thread of the search.
ExploreAnswer ExploreJob::answer_to(const ExploreRequest& request,
                                    explore::SearchProgress& progress, const Post& post) {
  QElapsedTimer clock;
  clock.start();
  ExploreAnswer answer;
  const auto held = [&](ExploreStage stage) {
    stage.milliseconds = clock.elapsed();
    answer.stages.push_back(stage);
    post([this, stage] { emit stage_held(stage); });
  };
  if (request.aim == views::ExploreAim::livelock) {
    look_for_livelock(request, progress, answer, held);
  } else {
    look(
        request, progress, answer,
        {[&](const explore::Bounds& bounds) { post([this, bounds] { emit stage_began(bounds); }); },
         [&](const explore::Stage& stage) {
           held({.bounds = stage.bounds, .states = stage.search.states});
         }});
  }
  answer.milliseconds = clock.elapsed();
  return answer;
}

/// `work` gets the progress and a way to tell the window something meanwhile; it returns what is to
/// be said there at last.
template <class Work>
void ExploreJob::start(Work work) {
  stop();
  progress_ = std::make_shared<explore::SearchProgress>();
  clock_.start();
  running_ = true;
  thread_ = std::jthread([this, progress = progress_, work = std::move(work)]() mutable {
    const Post post = [this, progress](std::function<void()> say) {
      QMetaObject::invokeMethod(
          this,
          [this, progress, say = std::move(say)] {
            if (progress == progress_) say();
          },
          Qt::QueuedConnection);
    };
    auto say = work(*progress, post);
    post([this, say = std::move(say)] {
      running_ = false;
      say();
    });
  });
}

void ExploreJob::explore(ExploreRequest request) {
  start([this, request = std::move(request)](explore::SearchProgress& progress, const Post& post) {
    return [this, answer = answer_to(request, progress, post)] { emit explored(answer); };
  });
}

void ExploreJob::minimise(Run run, ExploreRequest request, std::string broken) {
  start([this, run = std::move(run), request = std::move(request), broken = std::move(broken)](
            explore::SearchProgress& progress, const Post&) {
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
