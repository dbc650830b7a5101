#include "app/commands/explore_report.h"

#include <cctype>
#include <chrono>
#include <cstdio>
#include <fmt/format.h>
#include <unistd.h>

#include "app/system/standard_streams.h"
#include "model/explore/scope.h"

namespace synod::app {

namespace {

using explore::SearchEnd;

template <class... Args>
void tell(fmt::format_string<Args...> text, Args&&... args) {
  print_out("# {}\n", fmt::format(text, std::forward<Args>(args)...));
  flush_output();
}

std::string capital(std::string words) {
  if (!words.empty())
    words[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(words[0])));
  return words;
}

/// What is true of every state where nothing was found.
std::string nothing_found(const ExploreWording& wording) {
  if (wording.goal) return "the goal is not reached";
  if (!wording.invariant.empty()) return wording.invariant + " holds";
  return "every invariant holds";
}

/// Which limit came first, and the option that moves it.
std::string limit_text(SearchEnd end, const explore::SearchLimits& limits) {
  switch (end) {
    case SearchEnd::too_many:
      return fmt::format("The limit of {} states came first (--max-states)", limits.states);
    case SearchEnd::too_large:
      return fmt::format("The limit of {} MB of memory came first (--memory)", limits.bytes >> 20);
    case SearchEnd::too_deep: return "The limit of depth came first (--max-depth)";
    default: return "Cancelled";
  }
}

/// Breadth first: once a depth is begun, all that fewer events lead to was looked at.
std::string sure_text(const explore::SearchResult& search, const explore::Bounds& bounds) {
  if (search.depth < 3 || bounds.merge_quiet) return "";
  return fmt::format("; nothing was found within {} events", search.depth - 2);
}

void tell_limit(const explore::StagedAnswer& staged, const ExploreWording& wording) {
  const explore::SearchResult& search = staged.answer.search;
  tell("{}, after {} states with {}{}", limit_text(search.end, wording.limits), search.states,
       scope_text(staged.bounds, wording.shape), sure_text(search, staged.bounds));
  if (staged.held.empty()) return tell("No bounds were looked at as a whole");
  const explore::Stage& widest = staged.held.back();
  tell("Known so far: {} in all {} states with {}", nothing_found(wording), widest.search.states,
       scope_text(widest.bounds, wording.shape));
}

void tell_found(const explore::StagedAnswer& staged, const ExploreWording& wording) {
  const explore::Answer& answer = staged.answer;
  const std::string what = wording.goal ? "The goal is reached" : answer.broken + " is violated";
  const std::string way =
      fmt::format("{} {} events from where the scenario ends", what, answer.actions.size());
  if (!answer.shortest)
    return tell("{}; whether fewer would do is not known: the limit came first", way);
  if (staged.shortest_of_all) return tell("{}, and not in fewer", way);
  tell("{}, and not in fewer with {}; wider bounds may allow fewer", way,
       scope_text(staged.bounds, wording.shape));
}

constexpr auto between_writes = std::chrono::milliseconds(500);

}  // namespace

ProgressLine::ProgressLine(const explore::SearchProgress& progress,
                           const explore::SearchLimits& limits)
    : progress_(progress), limits_(limits) {
  if (isatty(STDERR_FILENO) != 0)
    thread_ = std::jthread([this](const std::stop_token& stop) { keep_writing(stop); });
}

ProgressLine::~ProgressLine() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
  clear();
}

void ProgressLine::set_label(std::string label) {
  const std::lock_guard lock(mutex_);
  label_ = std::move(label);
}

void ProgressLine::clear() {
  if (isatty(STDERR_FILENO) == 0) return;
  const std::lock_guard lock(mutex_);
  print_error("\r\x1b[K");
}

void ProgressLine::keep_writing(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    wake_.wait_for(lock, stop, between_writes, [] { return false; });
    if (!stop.stop_requested()) write();
  }
}

void ProgressLine::write() const {
  print_error("\r\x1b[K{}: {} states, depth {}, {} of {} MB", label_, progress_.states.load(),
              progress_.depth.load(), progress_.bytes.load() >> 20, limits_.bytes >> 20);
  std::fflush(stderr);
}

std::string scope_text(const explore::Bounds& bounds, const Shape& shape) {
  std::string text;
  for (const Sentence& part : explore::scope_of(bounds, shape))
    text += (text.empty() ? "" : ", ") + part.str();
  return text;
}

void tell_stage(const explore::Stage& stage, const ExploreWording& wording, double seconds) {
  tell("{}: {} in all {} states; depth {}, {:.2f} s",
       capital(scope_text(stage.bounds, wording.shape)), nothing_found(wording),
       stage.search.states, stage.search.depth, seconds);
}

void tell_verdict(const explore::StagedAnswer& staged, const ExploreWording& wording) {
  switch (staged.answer.search.end) {
    case SearchEnd::complete:
      return tell(
          "{} in all {} states within these bounds; the chance that a state was missed is {:.1e}",
          capital(nothing_found(wording)), staged.answer.search.states, staged.answer.collision);
    case SearchEnd::found: return tell_found(staged, wording);
    default: return tell_limit(staged, wording);
  }
}

void tell_room(const explore::LivelockAnswer& known, double seconds) {
  tell(
      "No livelock with at most {} messages under way and {} rounds from the lowest ballot to the "
      "highest: {} states, {:.2f} s",
      known.under_way, known.span, known.search.states, seconds);
}

void tell_verdict(const explore::LivelockAnswer& answer, const explore::SearchLimits& limits) {
  switch (answer.search.end) {
    case SearchEnd::complete:
      return tell("There is no livelock in all {} states within these bounds",
                  answer.search.states);
    case SearchEnd::found:
      return tell(
          "{} events from where the scenario ends a loop of {} events begins: nothing is chosen, "
          "and every ballot is higher after each turn",
          answer.actions.size(), answer.loop.size());
    default:
      return tell(
          "{}; there is no livelock with at most {} messages under way and {} rounds from the "
          "lowest ballot to the highest",
          limit_text(answer.search.end, limits), answer.under_way, answer.span);
  }
}

void tell_figures(const explore::SearchResult& search, double seconds) {
  tell("{} states, depth {}, {:.2f} s", search.states, search.depth, seconds);
}

}  // namespace synod::app
