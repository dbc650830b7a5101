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
  const bool may_block = !outcomes.empty() && outcomes.front().blocked_ms.has_value();
  std::string text = "seed,decided,time_ms,messages,ballots,events,violated,linearizable";
  const bool may_lock = !outcomes.empty() && outcomes.front().locked_ms.has_value();
  if (may_block) text += ",blocked_ms";
  text += may_lock ? ",locked_ms\n" : "\n";
  for (const RunOutcome& run : outcomes) {
    fmt::format_to(std::back_inserter(text), "{},{},{},{},{},{},{},{}", run.seed,
                   run.decided ? 1 : 0, run.time_ms, run.messages, run.ballots, run.events,
                   run.violated != nullptr ? run.violated : "",
                   run.linearizable != nullptr ? run.linearizable : "");
    if (may_block) text += ',' + std::to_string(run.blocked_ms.value_or(0));
    if (may_lock) text += ',' + std::to_string(run.locked_ms.value_or(0));
    text += '\n';
  }
  return text;
}

std::string steps_csv(const VariedOption& option, std::span<const VariedStep> steps) {
  std::string text =
      column(option) +
      ",runs,undecided,violated,time_ms_q1,time_ms_median,time_ms_q3,messages_q1,messages_median,"
      "messages_q3,ballots_q1,ballots_median,ballots_q3";
  const bool may_block = !steps.empty() && steps.front().statistics.may_block;
  const bool may_lock = !steps.empty() && steps.front().statistics.may_lock;
  if (may_block) text += ",blocked,blocked_ms_q1,blocked_ms_median,blocked_ms_q3";
  text += may_lock ? ",locked_ms_q1,locked_ms_median,locked_ms_q3\n" : "\n";
  for (const VariedStep& step : steps) {
    const RunStatistics& s = step.statistics;
    const auto share = [&s](std::size_t runs) {
      return s.runs == 0 ? 0 : static_cast<double>(runs) / static_cast<double>(s.runs);
    };
    fmt::format_to(std::back_inserter(text), "{},{},{},{},{},{},{}",
                   option.scale == 100 ? hundredths(step.value) : std::to_string(step.value),
                   s.runs, share(s.undecided), s.violated, quartiles(s.time), quartiles(s.messages),
                   quartiles(s.ballots));
    if (may_block)
      fmt::format_to(std::back_inserter(text), ",{},{}", share(s.blocked.count),
                     quartiles(s.blocked));
    if (may_lock) text += ',' + quartiles(s.locked);
    text += '\n';
  }
  return text;
}

}  // namespace synod
