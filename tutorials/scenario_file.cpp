#include "tutorials/scenario_file.h"

#include <algorithm>
#include <limits>

#include "model/files/read_file.h"
#include "model/scenario/parser.h"

namespace synod {

ScenarioResult<Scenario> load_scenario(const std::filesystem::path& path) {
  const Result<std::string> text = read_text_file(path, max_scenario_bytes);
  if (!text) return ScenarioError{path.string(), 0, 0, text.error()};
  return parse_scenario(*text, path.string());
}

namespace {

using Line = std::uint32_t;
constexpr Line all_lines = std::numeric_limits<Line>::max();

/// The number of the last line of `text`.
Line lines_of(std::string_view text) {
  const auto ends = std::count(text.begin(), text.end(), '\n');
  return static_cast<Line>(ends) + (text.empty() || text.back() == '\n' ? 0 : 1);
}

std::optional<ScenarioError> run_to(Line last, ScenarioRunner& runner) {
  while (!runner.done() && runner.line()->number <= last)
    if (auto error = runner.advance()) return error;
  return std::nullopt;
}

/// What came of the lines up to `last`; `runner` has just run them.
OwnText come_of(Line last, const ScenarioRunner& runner, const History& history) {
  OwnText own;
  for (const MarkLine& mark : runner.marks()) {
    if (mark.line > last) break;
    own.marks.push_back(mark);
    own.bookmarks.put(mark.moment, runner.bookmarks().at(mark.moment)->note);
  }
  own.last = static_cast<MomentId>(history.size() - 1);
  own.present = history.present();
  own.waits = runner.waits();
  return own;
}

/// Runs a scenario, and finds what came of its lines up to `last`.
Verdict verify(ScenarioResult<Scenario> scenario, Line last, OwnText& own,
               const FindProtocol& find_protocol, const RunBounds& bounds, RunProgress* progress) {
  if (!scenario) return Verdict{.error = scenario.error()};
  ScenarioResult<History> start = start_history(*scenario, find_protocol);
  if (!start) return Verdict{.error = start.error()};
  Verdict verdict;
  verdict.history = *std::move(start);
  ScenarioRunner runner(*std::move(scenario), *verdict.history, bounds, progress);
  verdict.error = run_to(last, runner);
  own = come_of(last, runner, *verdict.history);
  if (!verdict.error) verdict.error = runner.run();
  verdict.cancelled = verdict.error && progress != nullptr && progress->cancelled;
  verdict.failures = runner.failures();
  verdict.bookmarks = runner.bookmarks();
  return verdict;
}

}  // namespace

Verdict verify(const std::filesystem::path& path, const FindProtocol& find_protocol,
               const RunBounds& bounds, RunProgress* progress) {
  Result<std::string> text = read_text_file(path, max_scenario_bytes);
  if (!text) return Verdict{.error = ScenarioError{path.string(), 0, 0, text.error()}};
  return verify_text(*std::move(text), path.string(), find_protocol, bounds, progress);
}

Verdict verify_text(std::string text, const std::string& name, const FindProtocol& find_protocol,
                    const RunBounds& bounds, RunProgress* progress, std::size_t own_bytes) {
  ScenarioResult<Scenario> scenario = parse_scenario(text, name);
  text.resize(std::min(own_bytes, text.size()));
  OwnText own;
  Verdict verdict =
      verify(std::move(scenario), lines_of(text), own, find_protocol, bounds, progress);
  if (verdict.error || text.empty()) return verdict;
  own.text = std::move(text);
  verdict.own = std::make_shared<const OwnText>(std::move(own));
  return verdict;
}

Verdict verify(ScenarioResult<Scenario> scenario, const FindProtocol& find_protocol,
               const RunBounds& bounds, RunProgress* progress) {
  OwnText own;
  return verify(std::move(scenario), all_lines, own, find_protocol, bounds, progress);
}

}  // namespace synod
