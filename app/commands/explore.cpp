// Command 'explore': synod explore FILE [--max-ballots 2 --drops 1 …] [--goal CONDITION]
#include "model/explore/explore.h"

#include <CLI/CLI.hpp>
#include <chrono>
#include <fmt/format.h>

#include "app/commands/commands.h"
#include "app/commands/explore_report.h"
#include "app/commands/file_run.h"
#include "app/commands/number_option.h"
#include "app/system/interrupt.h"
#include "app/system/machine.h"
#include "app/system/standard_streams.h"
#include "model/explore/livelock.h"
#include "model/explore/minimise.h"
#include "model/explore/stages.h"
#include "model/explore/two_histories.h"
#include "model/scenario/condition_parser.h"
#include "model/scenario/script.h"
#include "protocols/catalog.h"

namespace synod::app {

namespace {

using explore::SearchEnd;

constexpr int holds = 0, broken = 1, wrong = 2, limited = 3;

int wrong_question(const std::string& why) {
  print_error("synod: {}\n", why);
  return wrong;
}

/// Seconds since it was made.
class Stopwatch {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
  }

 private:
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

/// The whole run, from the start of the file, as short as it can be made where that changes no
/// bounds.
std::string script_of(const Run& run, const explore::Answer& answer,
                      const explore::Question& question, bool synchronous) {
  const Run whole = followed_by(run, answer.actions);
  // A shorter run might not keep to time any more.
  if (synchronous) return script_text(history_of(whole));
  return script_text(history_of(explore::made_smaller(whole, question, answer.broken)));
}

/// `complete` is the code where all was looked at, `found` where something was found.
int exit_code(SearchEnd end, int complete, int found) {
  switch (end) {
    case SearchEnd::complete: return complete;
    case SearchEnd::found: return found;
    case SearchEnd::cancelled: return interrupted_code;
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

int explore_livelock(const Run& run, const ExploreOptions& options) {
  const Stopwatch watch;
  explore::SearchProgress progress;
  const Interrupt interrupt(progress.cancelled);
  ProgressLine line(progress, options.limits);
  line.set_label("Looking for a loop");
  const auto held = [&](const explore::LivelockAnswer& known) {
    line.clear();
    tell_room(known, watch.seconds());
  };
  const auto answer = explore::find_livelock(run, options.bounds, options.limits, progress, held);
  line.clear();
  if (!answer) return wrong_question(answer.error().str());
  if (answer->search.end == SearchEnd::found) print_out("{}", script_of(run, *answer));
  tell_verdict(*answer, options.limits);
  tell_figures(answer->search, watch.seconds());
  return exit_code(answer->search.end, holds, broken);
}

int explore_question(const Run& run, const explore::Question& question,
                     const ExploreOptions& options) {
  const Stopwatch watch;
  explore::SearchProgress progress;
  const Interrupt interrupt(progress.cancelled);
  ProgressLine line(progress, options.limits);
  const ExploreWording wording{question.goal.has_value(), question.invariant, run.start.shape(),
                               options.bounds, options.limits};
  explore::StageWatcher watcher;
  watcher.begins = [&](const explore::Bounds& bounds) {
    line.set_label(scope_text(bounds, wording.shape));
  };
  watcher.held = [&](const explore::Stage& stage) {
    line.clear();
    tell_stage(stage, wording, watch.seconds());
  };
  const auto staged =
      explore::explore_in_stages(run, question, options.bounds, options.limits, progress, watcher);
  line.clear();
  if (!staged) return wrong_question(staged.error().str());
  const explore::SearchResult& search = staged->answer.search;
  if (search.end == SearchEnd::found)
    print_out("{}", script_of(run, staged->answer, question, options.bounds.synchronous));
  tell_verdict(*staged, wording);
  tell_figures(search, watch.seconds());
  return wording.goal ? exit_code(search.end, broken, holds) : exit_code(search.end, holds, broken);
}

/// Both scripts, one after the other, each under a line that says how it ends.
int explore_two_histories(const Run& run, const ExploreOptions& options) {
  const auto node = run.start.shape().find(options.two_histories);
  if (!node)
    return wrong_question(
        fmt::format("--two-histories: there is no node '{}'", quote(options.two_histories)));
  explore::SearchProgress progress;
  const Interrupt interrupt(progress.cancelled);
  ProgressLine line(progress, options.limits);
  const auto both = explore::find_two_histories(run, *node, std::max(options.bounds.timers, 1u),
                                                options.limits, progress);
  line.clear();
  if (!both) return wrong_question(both.error().str());
  for (const auto& history : {both->first, both->second})
    if (history)
      print_out("# Decided: {}\n{}\n", history->decided.str(),
                script_text(history_of(history->run)));
  const std::string name = run.start.shape().name(*node);
  if (both->second)
    print_error("{} can't tell the two apart: it has the same state in both.\n", name);
  else if (both->search == SearchEnd::complete)
    print_error("No two histories with other decisions in which {} has the state that it has.\n",
                name);
  else
    print_error("Not known: the search for a history in which {} has the same state was ended.\n",
                name);
  return exit_code(both->search, broken, holds);
}

void add_count(CLI::App& app, const char* name, std::uint32_t& value, const char* help,
               std::uint32_t most) {
  add_number_with_default(app, name, value, help, 0, most);
}

}  // namespace

CLI::App* add_explore(CLI::App& app, ExploreOptions& options) {
  CLI::App* command = app.add_subcommand(
      "explore",
      "Explore every order of events from where a scenario ends, in stages: first with one "
      "proposer "
      "asked once, then with more and with faults, up to the bounds below. Each stage is answered "
      "as it ends. Exits with 0 where all invariants hold or the goal is reached, 1 where not, 2 "
      "on "
      "wrong usage, 3 where a limit came first, 130 after Ctrl+C; the last two say what is known "
      "so "
      "far. The shortest run found goes to standard output as a script");
  explore::Bounds& bounds = options.bounds;
  command->add_option("FILE", options.file, "A scenario file: it is explored from its end")
      ->required();
  add_count(*command, "--max-ballots", bounds.ballots, "How often each proposer may be asked",
            explore::most_ballots);
  command
      ->add_option("--values", options.values,
                   "What any proposer may be asked for, such as blue,green; without it each is "
                   "asked for a value of its own")
      ->delimiter(',');
  add_count(*command, "--drops", bounds.drops, "How many messages may be lost",
            explore::most_faults);
  add_count(*command, "--duplicates", bounds.duplicates, "How many messages may be duplicated",
            explore::most_faults);
  command->add_flag("--lossy", bounds.lossy,
                    "Any message may be lost, and any may arrive again, however often");
  command
      ->add_flag("--synchronous", bounds.synchronous,
                 "Messages and timers keep to time: a timer goes off only once no message is under "
                 "way, and only messages of nodes that are down are lost")
      ->excludes("--lossy");
  add_count(*command, "--crashes", bounds.crashes, "How many crashes may happen",
            explore::most_faults);
  add_count(*command, "--restarts", bounds.restarts, "How many restarts may happen",
            explore::most_faults);
  add_count(*command, "--wipes", bounds.wipes, "How many disks may be lost", explore::most_faults);
  add_count(*command, "--pauses", bounds.pauses,
            "How many pauses may happen: only 0, as a search has no clock and a pause adds nothing",
            explore::most_faults);
  add_count(*command, "--timers", bounds.timers, "How many timers may go off",
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
  command
      ->add_option("--two-histories", options.two_histories,
                   "A node: look for two runs that it can't tell from this one, with other "
                   "decisions; 0 where there are two")
      ->excludes("--goal")
      ->excludes("--invariant")
      ->excludes("--livelock");
  command->add_flag("--symmetry", options.symmetry,
                    "Treat states as equal that differ in the names of acceptors alone (and of "
                    "values, with --values): so it is where no condition is to be reached");
  command
      ->add_flag("--no-symmetry", options.no_symmetry,
                 "Tell such states apart: more states, the same verdict")
      ->excludes("--symmetry");
  command->add_flag("--merge-quiet", bounds.merge_quiet,
                    "Take steps that nobody else can see together with the next that somebody can: "
                    "far fewer states with --lossy, and the same verdict about invariants; what is "
                    "found may not be the shortest");
  const auto read_bits = [&bounds](const std::string& text) {
    bounds.fingerprint = text == "64" ? 64 : 128;
  };
  command
      ->add_option_function<std::string>("--fingerprint", read_bits,
                                         "Bits by which a state is known")
      ->check(CLI::IsMember({"64", "128"}))
      ->default_str(std::to_string(bounds.fingerprint));
  add_number(*command, "--threads", options.limits.threads, "Threads; without it, one a core", 1,
             64);
  add_number_with_default(*command, "--max-states", options.limits.states,
                          "Give up after so many states in one stage", 1, 4'000'000'000);
  add_number(*command, "--max-depth", options.limits.depth, "Look at no way with more states", 1,
             1'000'000'000);
  options.megabytes = std::max<std::uint64_t>(16, memory_budget() >> 20);
  add_number_with_default(
      *command, "--memory", options.megabytes,
      "Give up above so many megabytes; without it a quarter of the machine's memory", 16,
      1'000'000);
  command->set_version_flag("--version", "synod " SYNOD_VERSION);
  return command;
}

int explore_file(ExploreOptions options) {
  const auto [scenario, interrupted] = run_file(options.file);
  if (interrupted) return interrupted_code;
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
      return wrong_question(fmt::format("--values: a value has 1 to {} bytes, '{}' has not",
                                        Text::max_size, quote(word)));
    options.bounds.values.push_back(*value);
  }
  options.limits.bytes = options.megabytes << 20;
  options.bounds.symmetry =
      options.symmetry || (options.goal.empty() && !options.no_symmetry && !options.livelock);
  if (!options.two_histories.empty()) return explore_two_histories(run, options);
  return options.livelock ? explore_livelock(run, options)
                          : explore_question(run, question, options);
}

}  // namespace synod::app
