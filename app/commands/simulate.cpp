// Command 'simulate': synod simulate FILE --runs N
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fmt/format.h>

#include "app/commands/commands.h"
#include "app/commands/file_run.h"
#include "app/commands/number_option.h"
#include "app/system/interrupt.h"
#include "app/system/output_place.h"
#include "app/system/standard_streams.h"
#include "model/base/whole_number.h"
#include "model/files/write_file.h"
#include "model/many_runs/runs_csv.h"

namespace synod::app {

namespace {

constexpr std::int64_t longest_limit_ms = 1'000'000'000;

int wrong_file(const std::string& why) {
  print_error("{}\n", why);
  return 1;
}

/// The summary goes where the table does not.
std::FILE* summary_stream(const SimulateOptions& options) {
  return options.csv == "-" ? stderr : stdout;
}

/// Empty where it was written, else what to tell.
std::string write_table(const std::string& path, const std::string& text) {
  if (path.empty()) return {};
  if (path == "-") {
    write_to(stdout, text);
    return {};
  }
  const auto written = write_file(path, text);
  if (written) return {};
  return "synod: " + refusal_to_write(path, written.error());
}

int interrupted_after(const ManyRunsProgress& progress) {
  print_error("interrupted after {} runs\n", progress.done.load());
  return interrupted_code;
}

std::string printed(const Spread& spread, const char* unit) {
  if (spread.count == 0) return "none";
  return fmt::format("median {}{}, quartiles {} and {}, from {} to {}", spread.median, unit,
                     spread.q1, spread.q3, spread.lowest, spread.highest);
}

void print_workload(std::FILE* to, const Workload& workload) {
  if (workload.left_out != 0)
    print_to(to, "{} actions on messages and timers are left out: other seeds have others\n",
             workload.left_out);
}

/// Says which run broke an invariant; then the exit code is 1, as for 'walk'.
int report_violations(const RunStatistics& statistics, const std::string& where) {
  if (!statistics.first_violation) return 0;
  print_error("{}{} of {} runs broke an invariant, the first with seed {}: {}\n", where,
              statistics.violated, statistics.runs, statistics.first_violation->seed,
              statistics.first_violation->violated);
  return 1;
}

int simulate_runs(const Protocol& protocol, const Workload& workload,
                  const SimulateOptions& options, const ManyRunsOptions& runs) {
  ManyRunsProgress progress;
  const Interrupt interrupt(progress.cancelled);
  const auto outcomes = many_runs(protocol, workload, runs, progress);
  if (!outcomes) return interrupted_after(progress);
  const RunStatistics statistics = statistics_of(*outcomes);
  const std::string problem = write_table(options.csv, runs_csv(*outcomes));
  if (!problem.empty()) return wrong_file(problem);
  std::FILE* to = summary_stream(options);
  print_workload(to, workload);
  print_to(to, "{} runs, seeds {} to {}: {} undecided within {} ms\n", statistics.runs,
           runs.first_seed, runs.first_seed + (runs.runs - 1),
           printed_share(statistics.undecided_share()), runs.limits.time.ms);
  print_to(to, "  time to chosen  {}\n", printed(statistics.time, " ms"));
  print_to(to, "  messages        {}\n", printed(statistics.messages, ""));
  print_to(to, "  ballots         {}\n", printed(statistics.ballots, ""));
  if (statistics.may_block)
    print_to(to, "  blocked         in {}: {}\n", printed_share(statistics.blocked_share()),
             printed(statistics.blocked, " ms"));
  if (statistics.may_lock)
    print_to(to, "  locked          {}\n", printed(statistics.locked, " ms"));
  return report_violations(statistics, "");
}

std::string median(const Spread& spread) {
  return spread.count == 0 ? "-" : std::to_string(spread.median);
}

int simulate_steps(const Protocol& protocol, const Workload& workload, const Vary& vary,
                   const SimulateOptions& options, const ManyRunsOptions& runs) {
  ManyRunsProgress progress;
  const Interrupt interrupt(progress.cancelled);
  const auto steps = vary_runs(protocol, workload, vary, runs, progress);
  if (!steps) return wrong_file(options.file + ": " + steps.error().str());
  if (interrupt.requested()) return interrupted_after(progress);
  const std::string problem = write_table(options.csv, steps_csv(*vary.option, *steps));
  if (!problem.empty()) return wrong_file(problem);
  std::FILE* to = summary_stream(options);
  print_workload(to, workload);
  const bool may_block = !steps->empty() && steps->front().statistics.may_block;
  const bool may_lock = !steps->empty() && steps->front().statistics.may_lock;
  print_to(to, "{:>12} {:>10} {:>12} {:>10} {:>9}{}{}   medians of {} runs each\n",
           vary.option->name, "undecided", "time in ms", "messages", "ballots",
           may_block ? "    blocked        for ms" : "", may_lock ? "  locked in ms" : "",
           runs.runs);
  int code = 0;
  for (const VariedStep& step : *steps) {
    const RunStatistics& s = step.statistics;
    const std::string value = printed_value(*vary.option, step.value);
    print_to(to, "{:>12} {:>10} {:>12} {:>10} {:>9}", value, printed_share(s.undecided_share()),
             median(s.time), median(s.messages), median(s.ballots));
    if (may_block)
      print_to(to, " {:>10} {:>13}", printed_share(s.blocked_share()), median(s.blocked));
    if (may_lock) print_to(to, " {:>13}", median(s.locked));
    print_to(to, "\n");
    code = std::max(code, report_violations(s, fmt::format("{}={}: ", vary.option->name, value)));
  }
  return code;
}

/// "10s", "500ms" or "500" in simulated milliseconds.
std::optional<SimTime> parse_limit(std::string_view text) {
  std::int64_t factor = 1;
  if (text.ends_with("ms")) {
    text.remove_suffix(2);
  } else if (text.ends_with("s")) {
    text.remove_suffix(1);
    factor = 1000;
  }
  const auto number = whole_number(text);
  if (!number || *number < 1 || *number > longest_limit_ms / factor) return std::nullopt;
  return SimTime{*number * factor};
}

}  // namespace

CLI::App* add_simulate(CLI::App& app, SimulateOptions& options) {
  CLI::App* simulate =
      app.add_subcommand("simulate", "Run a scenario many times, each with another seed");
  simulate->add_option("FILE", options.file, "A scenario file: its setup, and what people do in it")
      ->required();
  add_number_with_default(*simulate, "--runs", options.runs, "How many runs", 1, most_runs);
  add_number_with_default(*simulate, "--seed", options.seed, "The seed of the first run", 0,
                          ~std::uint64_t{0});
  simulate
      ->add_option("--limit", options.limit,
                   "Simulated time after which a run is given up: 10s or 10000ms")
      ->check(
          [](const std::string& text) -> std::string {
            if (parse_limit(text)) return {};
            return "expected a time from 1ms to 1000000s, such as 10s or 10000ms, got '" +
                   quote(text) + "'";
          },
          "TIME")
      ->capture_default_str();
  add_number(*simulate, "--threads", options.threads, "Threads; without it, one a core", 1, 256);
  simulate
      ->add_option("--vary", options.vary,
                   "Vary an option, such as loss=0..50%:5%, latency=20..200:20, nodes=3..9:2, "
                   "retry-delay=50..1000:50 or proposers=1..5:1")
      ->check(
          [](const std::string& text) {
            const auto vary = parse_vary(text);
            return vary ? std::string() : vary.error().str();
          },
          "OPTION=FIRST..LAST:STEP");
  simulate->add_option("--csv", options.csv, "Write a table here; '-' is standard output")
      ->check(named);
  simulate->set_version_flag("--version", "synod " SYNOD_VERSION);
  return simulate;
}

int simulate(const SimulateOptions& options) {
  const auto [scenario, interrupted] = run_file(options.file);
  if (interrupted) return interrupted_code;
  if (scenario.error) return wrong_file(scenario.error->str());
  const Workload workload = workload_of(line_of(*scenario.history));
  const Protocol& protocol = *scenario.history->world().protocol;
  const ManyRunsOptions runs{
      options.seed, options.runs, {.time = *parse_limit(options.limit)}, options.threads};
  if (options.vary.empty()) return simulate_runs(protocol, workload, options, runs);
  return simulate_steps(protocol, workload, *parse_vary(options.vary), options, runs);
}

}  // namespace synod::app
