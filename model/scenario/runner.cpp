#include "model/scenario/runner.h"

#include <algorithm>

#include "model/base/utf8.h"
#include "model/scenario/condition.h"
#include "model/scenario/printer.h"

namespace synod {

namespace {

SimTime due_time(const Cluster& world, const Action& due) {
  return due.verb == Verb::fire ? world.timer(due.message)->due : world.message(due.message)->due;
}

/// How often a command does each of its actions.
std::uint32_t times_of(const Command& command) {
  const auto* message = std::get_if<MessageCommand>(&command);
  return message != nullptr ? message->times : 1;
}

Sentence nothing_due(const Cluster& world) {
  const NodeSet paused = waited_for(world);
  if (paused.empty()) return say(SYNOD_TEXT("nothing is due: the cluster is quiet"));
  return say(SYNOD_TEXT("nothing is due before %1 is resumed: it is paused"),
             world.name(*paused.begin()));
}

Sentence cancelled_after(std::uint64_t events) {
  return say(SYNOD_COUNTED("cancelled after %1 events"), Sentence::Argument::count(events));
}

/// Between two looks at whether a rehearsal shall go on.
constexpr std::uint64_t rehearsal_share = 256;

}  // namespace

ScenarioRunner::ScenarioRunner(Scenario scenario, History& history, const RunBounds& bounds,
                               RunProgress* progress)
    : scenario_(std::move(scenario)), history_(history), bounds_(bounds), progress_(progress) {
  if (progress_ != nullptr) progress_->lines = static_cast<std::uint32_t>(scenario_.lines.size());
  skip_blank();
}

const ScenarioLine* ScenarioRunner::line() const {
  return at_ < scenario_.lines.size() ? &scenario_.lines[at_] : nullptr;
}

void ScenarioRunner::skip_blank() {
  for (; !done() && std::holds_alternative<BlankLine>(line()->command); ++at_)
    if (const auto note = line()->comment ? bookmark_note(*line()->comment) : std::nullopt)
      if (bookmarks_.put(history_.present(), *note))
        marks_.push_back({line()->number, history_.present()});
}

std::optional<ScenarioError> ScenarioRunner::advance() {
  if (done()) return std::nullopt;
  report();
  std::optional<Sentence> why;
  if (cancelled()) why = cancelled_after(all_made_);
  if (!why && !running_) why = begin();
  if (!why && running_) why = hindrance();
  if (!why && running_) why = proceed();
  if (why) return ScenarioError{scenario_.name, line()->number, line()->column, *why};
  if (!running_) {
    ++at_;
    skip_blank();
  }
  return std::nullopt;
}

void ScenarioRunner::report() const {
  if (progress_ == nullptr) return;
  // Nobody waits for these numbers, and they are written at every event.
  progress_->events.store(all_made_, std::memory_order_relaxed);
  progress_->bytes.store(history_.grown_bytes(), std::memory_order_relaxed);
  progress_->line.store(line()->number, std::memory_order_relaxed);
}

/// Why no further event may be made.
std::optional<Sentence> ScenarioRunner::hindrance() const {
  return bound_reached(bounds_, all_made_, history_);
}

std::optional<ScenarioError> ScenarioRunner::run_command() {
  const std::size_t present = at_;
  while (!done() && at_ == present)
    if (auto error = advance()) return error;
  return std::nullopt;
}

std::optional<ScenarioError> ScenarioRunner::run() {
  while (!done())
    if (auto error = advance()) return error;
  return std::nullopt;
}

std::optional<Sentence> ScenarioRunner::begin() {
  made_ = 0;
  const Command& command = line()->command;
  if (const auto* setup = std::get_if<SetupCommand>(&command)) {
    if (!setup_over_) return std::nullopt;
    return say(SYNOD_TEXT("'%1' must stand before the first action"), setup->key);
  }
  setup_over_ = true;
  if (const auto* expect = std::get_if<ExpectCommand>(&command)) return check(*expect);
  if (const auto* target = std::get_if<GotoCommand>(&command)) return go(*target);
  if (const auto* until = std::get_if<RunUntilCommand>(&command)) return start(*until);
  if (const auto* run = std::get_if<RunForCommand>(&command)) {
    end_ = std::max(clock_, history_.world().now) + run->time;
    running_ = true;
    return std::nullopt;
  }
  if (std::holds_alternative<StepCommand>(command)) {
    running_ = true;
    return std::nullopt;
  }
  return start_actions();
}

std::optional<Sentence> ScenarioRunner::check(const ExpectCommand& command) {
  const auto wrong = mismatch(history_.world(), command.condition);
  if (!wrong) return wrong.error();
  if (*wrong)
    failures_.push_back({line()->number, line()->column, (*wrong)->expected, (*wrong)->actual});
  return std::nullopt;
}

std::optional<Sentence> ScenarioRunner::go(const GotoCommand& command) {
  if (!history_.seek(command.moment))
    return say(SYNOD_TEXT("there is no moment %1; the last one is %2"),
               std::to_string(command.moment), std::to_string(history_.size() - 1));
  clock_ = {};
  return std::nullopt;
}

std::optional<Sentence> ScenarioRunner::start(const RunUntilCommand& command) {
  const Result<bool> reached = is_true(history_.world(), command.condition);
  if (!reached) return reached.error();
  running_ = !*reached;
  return std::nullopt;
}

std::optional<Sentence> ScenarioRunner::start_actions() {
  const Cluster& world = history_.world();
  Result<std::vector<Action>> actions = actions_of(world, line()->command);
  if (!actions) return actions.error();
  queue_ = *std::move(actions);
  times_ = times_of(line()->command);
  next_ = 0;
  for (Action& action : queue_) {
    if (clock_ > world.now) action.at = clock_;
    if (line()->at.ms >= 0) action.at = line()->at;
  }
  if (auto why = rehearse()) return why;
  running_ = true;
  return std::nullopt;
}

/// Whether all of the queue can be done: where one of its actions can't, none is.
std::optional<Sentence> ScenarioRunner::rehearse() const {
  if (queued() < 2) return std::nullopt;
  if (queued() > bounds_.events - std::min(all_made_, bounds_.events))
    return say(SYNOD_TEXT("this stands for %1 events, after %2 that were made; at most %3 may be "
                          "made here"),
               std::to_string(queued()), std::to_string(all_made_), std::to_string(bounds_.events));
  Cluster world = history_.world();
  for (std::uint64_t i = 0; i < queued(); ++i) {
    if (auto why = synod::act(world, queued(i))) return why;
    if (auto why = too_many_in_flight(bounds_, world.in_flight.size(), all_made_ + i + 1))
      return why;
    if (i % rehearsal_share == 0 && cancelled()) return cancelled_after(all_made_);
  }
  return std::nullopt;
}

std::optional<Sentence> ScenarioRunner::proceed() {
  const Command& command = line()->command;
  if (std::holds_alternative<StepCommand>(command)) return step_on();
  if (const auto* until = std::get_if<RunUntilCommand>(&command)) return run_on(*until);
  if (const auto* run = std::get_if<RunForCommand>(&command)) return run_on(*run);
  return act_on();
}

std::optional<Sentence> ScenarioRunner::act_on() {
  const Result<MomentId> reached = history_.act(queued(next_));
  if (!reached) {
    running_ = false;
    return reached.error();
  }
  ++all_made_;
  running_ = ++next_ < queued();
  return std::nullopt;
}

/// Fewer events than were asked for are no error; none at all is one.
std::optional<Sentence> ScenarioRunner::step_on() {
  if (!history_.step()) {
    running_ = false;
    return made_ == 0 ? std::optional(nothing_due(history_.world())) : std::nullopt;
  }
  ++all_made_;
  running_ = ++made_ < std::get<StepCommand>(line()->command).count;
  return std::nullopt;
}

std::optional<Sentence> ScenarioRunner::run_on(const RunUntilCommand& command) {
  const std::uint32_t within = command.within != 0 ? command.within : default_within;
  const bool spent = made_ == within;
  if (!spent && history_.step()) {
    ++made_;
    ++all_made_;
    const Result<bool> reached = is_true(history_.world(), command.condition);
    if (!reached) return reached.error();
    running_ = !*reached;
    return std::nullopt;
  }
  running_ = false;
  const auto wrong = mismatch(history_.world(), command.condition);
  if (!wrong) return wrong.error();
  return say(
      spent ? SYNOD_TEXT("'%1' did not come true within %2 steps: %3")
            : SYNOD_TEXT("'%1' did not come true: the cluster is quiet after %2 steps, and %3"),
      quote((*wrong)->expected), std::to_string(made_), (*wrong)->actual);
}

std::optional<Sentence> ScenarioRunner::run_on(const RunForCommand&) {
  const Cluster& world = history_.world();
  const std::optional<Action> due = next_due(world);
  if (!due || due_time(world, *due) > end_) {
    clock_ = end_;
    running_ = false;
    return std::nullopt;
  }
  history_.step();
  ++all_made_;
  return std::nullopt;
}

}  // namespace synod
