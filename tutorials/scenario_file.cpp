#include "tutorials/scenario_file.h"

#include <array>
#include <fstream>
#include <system_error>

#include "model/scenario/parser.h"

namespace synod {

Result<std::string> read_text_file(const std::filesystem::path& path, std::size_t most) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) return say(SYNOD_TEXT("there is no such file"));
  // A device or a pipe might never end.
  if (!std::filesystem::is_regular_file(status)) return say(SYNOD_TEXT("this is not a file"));
  std::ifstream file(path, std::ios::binary);
  std::string bytes;
  std::array<char, 65'536> part{};
  while (bytes.size() <= most && file.read(part.data(), part.size()).gcount() > 0)
    bytes.append(part.data(), static_cast<std::size_t>(file.gcount()));
  if (file.bad() || (file.fail() && !file.eof())) return say(SYNOD_TEXT("this file can't be read"));
  if (bytes.size() > most)
    return say(SYNOD_TEXT("this file is too large: it may have at most %1 bytes"),
               std::to_string(most));
  return bytes;
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
