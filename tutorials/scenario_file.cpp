#include "tutorials/scenario_file.h"

#include "model/files/read_file.h"
#include "model/scenario/parser.h"

namespace synod {

Result<std::string> read_text_file(const std::filesystem::path& path, std::size_t most) {
  return read_regular_file(path, most);
}

ScenarioResult<Scenario> load_scenario(const std::filesystem::path& path) {
  const Result<std::string> text = read_text_file(path, max_scenario_bytes);
  if (!text) return ScenarioError{path.string(), 0, 0, text.error()};
  return parse_scenario(*text, path.string());
}

Verdict verify(const std::filesystem::path& path, const FindProtocol& find_protocol,
               const RunBounds& bounds, RunProgress* progress) {
  return verify(load_scenario(path), find_protocol, bounds, progress);
}

Verdict verify(ScenarioResult<Scenario> scenario, const FindProtocol& find_protocol,
               const RunBounds& bounds, RunProgress* progress) {
  if (!scenario) return {scenario.error(), {}, {}, {}};
  ScenarioResult<History> start = start_history(*scenario, find_protocol);
  if (!start) return {start.error(), {}, {}, {}};
  Verdict verdict;
  verdict.history = *std::move(start);
  ScenarioRunner runner(*std::move(scenario), *verdict.history, bounds, progress);
  verdict.error = runner.run();
  verdict.failures = runner.failures();
  verdict.bookmarks = runner.bookmarks();
  return verdict;
}

}  // namespace synod
