// Parser of the scenario language: from text to commands.
#pragma once

#include <string>
#include <string_view>

#include "model/scenario/command.h"

namespace synod {

/// The commands in `text` (UTF-8, one command a line; a byte order mark and CRLF are passed over).
/// Says with file, line and column what was expected and what stood there instead. `name` names the
/// file in errors.
ScenarioResult<Scenario> parse_scenario(std::string_view text, std::string name = "scenario");

}  // namespace synod
