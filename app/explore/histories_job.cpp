#include "app/explore/histories_job.h"

#include <algorithm>
#include <utility>

namespace synod::app {

namespace {

constexpr int time_limit_ms = 30'000;
constexpr explore::SearchLimits usual_limits{
    .states = 5'000'000, .bytes = std::uint64_t{512} << 20, .threads = 1};

/// Few timers first: a decision takes one as a rule, and each makes the search many times as wide.
/// What is known with few stands where more find nothing, or come to a limit.
Result<explore::TwoHistories> search(const Run& run, NodeId node,
                                     const explore::SearchLimits& limits,
                                     explore::SearchProgress& progress) {
  constexpr std::uint32_t few = 1;
  constexpr std::uint32_t more = 3;
  constexpr std::uint64_t most_of_more = 500'000;
  auto both = explore::find_two_histories(run, node, few, limits, progress);
  if (!both || both->second || both->search != explore::SearchEnd::complete) return both;
  explore::SearchLimits rest = limits;
  rest.states = std::min(rest.states, most_of_more);
  auto wider = explore::find_two_histories(run, node, more, rest, progress);
  return wider && wider->second ? wider : both;
}

/// The longer one stands on the left: what the right lacks shows as its standing still.
void put_side_by_side(FoundHistories& found) {
  if (!found.both || !found.both->second) return;
  const explore::OneHistory* left = &*found.both->first;
  const explore::OneHistory* right = &*found.both->second;
  if (right->run.actions.size() > left->run.actions.size()) std::swap(left, right);
  found.twin = std::make_shared<Twin>(Twin::of_runs(left->run, right->run));
  found.decided = {left->decided, right->decided};
}

}  // namespace

HistoriesJob::HistoriesJob(QObject* parent) : QObject(parent), limits_(usual_limits) {
  limit_.setSingleShot(true);
  limit_.setInterval(time_limit_ms);
  // Its answer is told: what is not known by then is said to be so.
  connect(&limit_, &QTimer::timeout, this, [this] {
    if (progress_) progress_->cancelled = true;
  });
}

HistoriesJob::~HistoriesJob() {
  cancel();
  if (thread_.joinable()) thread_.join();
}

void HistoriesJob::look(Run run, NodeId node) {
  cancel();
  if (thread_.joinable()) thread_.join();
  progress_ = std::make_shared<explore::SearchProgress>();
  limit_.start();
  thread_ =
      std::jthread([this, progress = progress_, run = std::move(run), node, limits = limits_] {
        FoundHistories answer{search(run, node, limits, *progress)};
        answer.too_long = answer.both && answer.both->search == explore::SearchEnd::cancelled;
        put_side_by_side(answer);
        QMetaObject::invokeMethod(
            this,
            [this, progress, answer = std::move(answer)] {
              if (progress != progress_) return;  // It was cancelled, or another was begun.
              limit_.stop();
              progress_.reset();
              emit found(answer);
            },
            Qt::QueuedConnection);
      });
}

void HistoriesJob::cancel() {
  limit_.stop();
  if (progress_) progress_->cancelled = true;
  progress_.reset();
}

}  // namespace synod::app
