// Parser of the scenario language: from text to commands.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/scenario/command.h"

namespace synod {

/// The commands in `text` (UTF-8, one command a line; a byte order mark and CRLF are passed over).
/// Says with file, line and column what was expected and what stood there instead. `name` names the
/// file in errors.
ScenarioResult<Scenario> parse_scenario(std::string_view text, std::string name = "scenario");

/// A command of the language: lines that show it, each of which can be done in turn, and what it
/// does. Null where the protocols alone know an example.
struct CommandHelp {
  const char* word;
  const char* example;
  const char* help;
};

/// Every command, but for the requests of protocols; in the order of the parser's own table.
std::vector<CommandHelp> command_helps();

}  // namespace synod
