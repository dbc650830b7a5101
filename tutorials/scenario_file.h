// Scenarios that stand in files.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "model/history.h"
#include "model/scenario/header.h"
#include "model/scenario/runner.h"

namespace synod {

/// The bytes of a regular file of at most `most` bytes, or why they can't be read.
Result<std::string> read_text_file(const std::filesystem::path& path, std::size_t most);

/// The scenario in a file. Errors name the file, and line and column where there are any.
ScenarioResult<Scenario> load_scenario(const std::filesystem::path& path);

/// How a scenario went: whether every command could be done and every `expect` was true.
struct Verdict {
  std::optional<ScenarioError> error;  ///< Why it could not be read, parsed or run to its end.
  std::vector<ExpectFailure> failures;
  std::optional<History> history;  ///< What happened; nothing where it could not even start.
  Bookmarks bookmarks;             ///< Of that history.

  bool passed() const { return !error && failures.empty(); }
};

/// Runs a scenario from its start, within `bounds`, and checks each `expect`. `progress` may be
/// null; where it is cancelled, the run ends with an error.
Verdict verify(ScenarioResult<Scenario> scenario, const FindProtocol& find_protocol,
               const RunBounds& bounds = {}, RunProgress* progress = nullptr);

/// The same for a scenario file.
Verdict verify(const std::filesystem::path& path, const FindProtocol& find_protocol,
               const RunBounds& bounds = {}, RunProgress* progress = nullptr);

}  // namespace synod
