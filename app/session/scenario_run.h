// Run of a scenario that a person opens: a file, or a text that was kept.
#pragma once

#include <string>

#include "tutorials/scenario_file.h"

namespace synod::app {

/// As `verify`, with the program's protocols. May be called from any thread.
Verdict run_scenario_file(const std::string& path, const RunBounds& bounds,
                          RunProgress* progress = nullptr);
/// `text` is called `name` in errors. Of one that a program wrote on, the first `own_bytes` are the
/// own text.
Verdict run_scenario_text(const std::string& text, const RunBounds& bounds,
                          RunProgress* progress = nullptr, const std::string& name = "session",
                          std::size_t own_bytes = std::string::npos);
/// As much of a damaged text as can be run: all before its first line that can't.
Verdict run_before_damage(std::string text, const RunBounds& bounds,
                          RunProgress* progress = nullptr);

}  // namespace synod::app
