// Scenario files: reading and running them.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/files/read_file.h"
#include "model/line/history.h"
#include "model/scenario/header.h"
#include "model/scenario/runner.h"

namespace synod {

/// The scenario in a file. Errors name the file, and line and column where there are any.
ScenarioResult<Scenario> load_scenario(const std::filesystem::path& path);

/// Result of a scenario: whether every command could be done and every `expect` was true.
struct Verdict {
  std::optional<ScenarioError> error;  ///< Why it could not be read, parsed or run to its end.
  std::vector<ExpectFailure> failures;
  std::optional<History> history;  ///< What happened; nothing where it could not even start.
  Bookmarks bookmarks;             ///< Of that history.
  /// The text that it was run from, to be kept where it is saved again. Null where it was no text,
  /// or did not run to its end.
  std::shared_ptr<const OwnText> own;
  bool cancelled = false;  ///< That is the error.

  bool passed() const { return !error && failures.empty(); }
};

/// Runs a scenario from its start, within `bounds`, and checks each `expect`. `progress` may be
/// null; where it is cancelled, the run ends with an error.
Verdict verify(ScenarioResult<Scenario> scenario, const FindProtocol& find_protocol,
               const RunBounds& bounds = {}, RunProgress* progress = nullptr);

/// The same for a text that is called `name` in errors. Of one that a program wrote on, the first
/// `own_bytes` are the own text, in whole lines; none where that is 0.
Verdict verify_text(std::string text, const std::string& name, const FindProtocol& find_protocol,
                    const RunBounds& bounds = {}, RunProgress* progress = nullptr,
                    std::size_t own_bytes = std::string::npos);

/// The same for a scenario file.
Verdict verify(const std::filesystem::path& path, const FindProtocol& find_protocol,
               const RunBounds& bounds = {}, RunProgress* progress = nullptr);

}  // namespace synod
