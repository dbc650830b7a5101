// Run of a scenario that a person opens: a file, or a text that was kept.
#pragma once

#include <string>

#include "tutorials/scenario_file.h"

namespace synod::app {

/// As `verify`, with the program's protocols. May be called from any thread.
Verdict run_scenario_file(const std::string& path, const RunBounds& bounds,
                          RunProgress* progress = nullptr);
/// `text` is called `name` in errors.
Verdict run_scenario_text(const std::string& text, const RunBounds& bounds,
                          RunProgress* progress = nullptr, const std::string& name = "session");

}  // namespace synod::app
