// Header of a scenario: the lines before the first action, which make the setup.
#pragma once

#include <functional>
#include <string_view>

#include "model/line/history.h"
#include "model/scenario/command.h"

namespace synod {

/// Finds a protocol by the name that scenarios call it; null where there is none.
using FindProtocol = std::function<const Protocol*(std::string_view)>;

/// What the setup lines of `scenario` ask for. What they do not say is as in `Setup{}`; where one
/// role is given a number, those that are not have no node.
ScenarioResult<Setup> setup_of(const Scenario& scenario, const FindProtocol& find_protocol);

/// A history in which nothing happened yet, as the setup lines ask for it.
ScenarioResult<History> start_history(const Scenario& scenario, const FindProtocol& find_protocol);

}  // namespace synod
