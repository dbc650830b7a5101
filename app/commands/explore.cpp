// synod explore FILE [--max-ballots 2 --drops 1 …] [--goal CONDITION]
#include "model/explore/explore.h"

#include <CLI/CLI.hpp>
#include <chrono>
#include <fmt/format.h>

#include "app/commands/commands.h"
#include "model/explore/livelock.h"
#include "model/explore/minimise.h"
#include "model/scenario/condition_parser.h"
#include "model/scenario/script.h"
#include "protocols/catalog.h"
#include "tutorials/scenario_file.h"

namespace synod::app {

namespace {

using explore::Answer;
using explore::SearchEnd;

using Clock = std::chrono::steady_clock;

constexpr int holds = 0, broken = 1, wrong = 2, limited = 3;

int wrong_question(const std::string& why) {
  fmt::print(stderr, "synod: {}\n", why);
  return wrong;
}

/// All that is printed is a scenario: what is said of it stands in comments.
template <class... Args>
void tell(fmt::format_string<Args...> text, Args&&... args) {
  fmt::print("# {}\n", fmt::format(text, std::forward<Args>(args)...));
}

void tell_figures(const explore::SearchResult& search, Clock::time_point began) {
  const std::chrono::duration<double> took = Clock::now() - began;
  tell("{} states, depth {}, {:.2f} s", search.states, search.depth, took.count());
}

void tell_verdict(const Answer& answer, bool goal) {
  switch (answer.search.end) {
    case SearchEnd::complete:
      return tell(
          "{} in all {} states within these bounds; the chance that a state was missed is {:.1e}",
          goal ? "The goal is not reached" : "Every invariant holds", answer.search.states,
          answer.collision);
    case SearchEnd::found:
      return tell("{} {} events from where the scenario ends{}",
                  goal ? "The goal is reached" : answer.broken + " is violated",
                  answer.actions.size(),
                  answer.shortest ? ", and not in fewer"
                                  : "; whether fewer would do is not known: the limit came first");
    case SearchEnd::too_many:
      return tell("The limit of states came first, and nothing was found so far (--max-states)");
    case SearchEnd::too_large:
      return tell("The limit of memory came first, and nothing was found so far (--memory)");
    case SearchEnd::too_deep:
      return tell("The limit of depth came first, and nothing was found so far (--max-depth)");
    case SearchEnd::cancelled: return tell("Cancelled");
  }
}

/// The whole run, from the start of the file, as short as it can be made.
std::string script_of(const Run& run, const Answer& answer, const explore::Question& question) {
  const Run whole = followed_by(run, answer.actions);
  return script_text(history_of(explore::made_smaller(whole, question, answer.broken)));
}

int exit_code(const Answer& answer, bool goal) {
  switch (answer.search.end) {
    case SearchEnd::complete: return goal ? broken : holds;
    case SearchEnd::found: return goal ? holds : broken;
    default: return limited;
  }
}

/// The run into the loop and once around, and in a comment where the loop begins.
std::string script_of(const Run& run, const explore::LivelockAnswer& answer) {
  History history = history_of(followed_by(run, answer.actions));
  const std::string way = script_text(history);
  for (const Action& action : answer.loop) history.act(action);
  std::string whole = script_text(history);
  whole.insert(std::min(way.size(), whole.size()), "# From here on, again and again:\n");
  return whole;
}

int tell_livelock(const explore::LivelockAnswer& answer) {
  switch (answer.search.end) {
    case SearchEnd::complete:
      tell("There is no livelock in all {} states within these bounds", answer.search.states);
      return holds;
    case SearchEnd::found:
      tell(
          "{} events from where the scenario ends a loop of {} events begins: nothing is chosen, "
          "and every ballot is higher after each turn",
          answer.actions.size(), answer.loop.size());
      return broken;
    default:
      tell(
          "The limit came first; there is no livelock with at most {} messages under way and {} "
          "rounds from the lowest ballot to the highest",
          answer.under_way, answer.span);
      return limited;
  }
}

int explore_livelock(const Run& run, const ExploreOptions& options, Clock::time_point began) {
  explore::SearchProgress progress;
  const auto answer = explore::find_livelock(run, options.bounds, options.limits, progress);
  if (!answer) return wrong_question(answer.error().str());
  if (answer->search.end == SearchEnd::found) fmt::print("{}", script_of(run, *answer));
  const int code = tell_livelock(*answer);
  tell_figures(answer->search, began);
  return code;
}

template <class Number>
void add_number(CLI::App& app, const char* name, Number& value, const char* help, Number most) {
  app.add_option(name, value, help)->check(CLI::Range(Number{0}, most))->capture_default_str();
}

}  // namespace

CLI::App* add_explore(CLI::App& app, ExploreOptions& options) {
  CLI::App* command = app.add_subcommand(
      "explore",
      "Explore every order of events from where a scenario ends. Exits with 0 where all invariants "
      "hold or the goal is reached, 1 where not, 2 on wrong usage, 3 where a limit came first. "
      "The shortest run found goes to standard output as a script");
  explore::Bounds& bounds = options.bounds;
  command->add_option("FILE", options.file, "A scenario file: it is explored from its end")
      ->required();
  add_number(*command, "--max-ballots", bounds.ballots, "How often each proposer may be asked",
             explore::most_ballots);
  command
      ->add_option("--values", options.values,
                   "What any proposer may be asked for, such as blue,green; without it each is "
                   "asked for a value of its own")
      ->delimiter(',');
  add_number(*command, "--drops", bounds.drops, "How many messages may be lost",
             explore::most_faults);
  add_number(*command, "--duplicates", bounds.duplicates, "How many messages may be duplicated",
             explore::most_faults);
  command->add_flag("--lossy", bounds.lossy,
                    "Any message may be lost, and any may arrive again, however often");
  add_number(*command, "--crashes", bounds.crashes, "How many crashes may happen",
             explore::most_faults);
  add_number(*command, "--restarts", bounds.restarts, "How many restarts may happen",
             explore::most_faults);
  add_number(*command, "--wipes", bounds.wipes, "How many disks may be lost", explore::most_faults);
  add_number(
      *command, "--pauses", bounds.pauses,
      "How many pauses may happen: only 0, as a search has no clock and a pause adds nothing",
      explore::most_faults);
  add_number(*command, "--timers", bounds.timers, "How many timers may go off",
             explore::most_faults);
  command->add_option("--goal", options.goal,
                      "A condition to be reached, such as 'chosen blue and not learned L1 blue'");
  command
      ->add_option("--invariant", options.invariant,
                   "The one invariant to be asked about, such as agreement; without it all")
      ->excludes("--goal");
  command
      ->add_flag("--livelock", options.livelock,
                 "Look for a loop on which messages arrive and nothing is chosen")
      ->excludes("--goal")
      ->excludes("--invariant");
  command->add_flag("--symmetry", bounds.symmetry,
                    "Take states for one that differ in the names of acceptors alone (and of "
                    "values, with --values)");
  command->add_flag("--merge-quiet", bounds.merge_quiet,
                    "Take steps that nobody else can see together with the next that somebody can: "
                    "far fewer states with --lossy, and the same verdict about invariants; what is "
                    "found may not be the shortest");
  command->add_option("--fingerprint", bounds.fingerprint, "Bits by which a state is known")
      ->check(CLI::IsMember({64, 128}))
      ->capture_default_str();
  command->add_option("--threads", options.limits.threads, "Threads; without it, one a core")
      ->check(CLI::Range(1u, 64u));
  command->add_option("--max-states", options.limits.states, "Give up after so many states")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{4'000'000'000}))
      ->capture_default_str();
  command->add_option("--max-depth", options.limits.depth, "Look at no way with more states")
      ->check(CLI::PositiveNumber);
  command->add_option("--memory", options.megabytes, "Give up above so many megabytes")
      ->check(CLI::Range(std::uint64_t{16}, std::uint64_t{1'000'000}))
      ->capture_default_str();
  command->set_version_flag("--version", "synod " SYNOD_VERSION);
  return command;
}

int explore_file(ExploreOptions options) {
  const auto began = Clock::now();
  const Verdict scenario = verify(options.file, find_protocol);
  if (scenario.error) return wrong_question(scenario.error->str());
  const Run run = run_of(*scenario.history, scenario.history->present());
  explore::Question question;
  question.invariant = options.invariant;
  if (!options.goal.empty()) {
    const auto goal = parse_condition(options.goal);
    if (!goal)
      return wrong_question(
          fmt::format("--goal, column {}: {}", goal.error().column, goal.error().why.str()));
    question.goal = *goal;
  }
  for (const std::string& word : options.values) {
    const auto value = Text::from(word);
    if (!value || word.empty())
      return wrong_question(
          fmt::format("--values: a value has 1 to {} bytes, '{}' has not", Text::max_size, word));
    options.bounds.values.push_back(*value);
  }
  options.limits.bytes = options.megabytes << 20;
  if (options.livelock) return explore_livelock(run, options, began);
  explore::SearchProgress progress;
  const auto answer = explore::explore(run, question, options.bounds, options.limits, progress);
  if (!answer) return wrong_question(answer.error().str());
  if (answer->search.end == SearchEnd::found) fmt::print("{}", script_of(run, *answer, question));
  tell_verdict(*answer, question.goal.has_value());
  tell_figures(answer->search, began);
  return exit_code(*answer, question.goal.has_value());
}

}  // namespace synod::app
