// Scenario files from the disk: bounded, because files are untrusted.
#pragma once

#include <string>

#include "model/sentence.h"

namespace synod::app {

/// What stands in the file, or why it can't be read: not there, no file, or over a bound.
Result<std::string> read_scenario_file(const std::string& path);

}  // namespace synod::app
