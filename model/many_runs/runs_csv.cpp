#include "model/many_runs/runs_csv.h"

#include <fmt/format.h>
#include <iterator>

namespace synod {

namespace {

/// A whole number of hundredths as a decimal fraction without needless zeros.
std::string hundredths(std::int64_t number) {
  std::string text = printed_share(number);
  text.pop_back();  // The percent sign.
  return text;
}

std::string quartiles(const Spread& spread) {
  if (spread.count == 0) return ",,";
  return fmt::format("{},{},{}", spread.q1, spread.median, spread.q3);
}

/// "retry_delay_ms": a column's name, with its unit.
std::string column(const VariedOption& option) {
  std::string name = option.name;
  for (char& letter : name)
    if (letter == '-') letter = '_';
  if (std::string_view(option.unit) == "%") return name + "_percent";
  return *option.unit == '\0' ? name : fmt::format("{}_{}", name, option.unit);
}

}  // namespace

std::string runs_csv(std::span<const RunOutcome> outcomes) {
  std::string text = "seed,decided,time_ms,messages,ballots,events,violated,linearizable\n";
  for (const RunOutcome& run : outcomes)
    fmt::format_to(std::back_inserter(text), "{},{},{},{},{},{},{},{}\n", run.seed,
                   run.decided ? 1 : 0, run.time_ms, run.messages, run.ballots, run.events,
                   run.violated != nullptr ? run.violated : "",
                   run.linearizable != nullptr ? run.linearizable : "");
  return text;
}

std::string steps_csv(const VariedOption& option, std::span<const VariedStep> steps) {
  std::string text =
      column(option) +
      ",runs,undecided,violated,time_ms_q1,time_ms_median,time_ms_q3,messages_q1,messages_median,"
      "messages_q3,ballots_q1,ballots_median,ballots_q3\n";
  for (const VariedStep& step : steps) {
    const RunStatistics& s = step.statistics;
    const double undecided =
        s.runs == 0 ? 0 : static_cast<double>(s.undecided) / static_cast<double>(s.runs);
    fmt::format_to(std::back_inserter(text), "{},{},{},{},{},{},{}\n",
                   option.scale == 100 ? hundredths(step.value) : std::to_string(step.value),
                   s.runs, undecided, s.violated, quartiles(s.time), quartiles(s.messages),
                   quartiles(s.ballots));
  }
  return text;
}

}  // namespace synod
