#include "app/session/scenario_run.h"

#include <algorithm>

#include "protocols/catalog.h"

namespace synod::app {

Verdict run_scenario_file(const std::string& path, const RunBounds& bounds, RunProgress* progress) {
  return verify(std::filesystem::path(path), find_protocol, bounds, progress);
}

Verdict run_scenario_text(const std::string& text, const RunBounds& bounds, RunProgress* progress,
                          const std::string& name, std::size_t own_bytes) {
  return verify_text(text, name, find_protocol, bounds, progress, own_bytes);
}

Verdict run_before_damage(std::string text, const RunBounds& bounds, RunProgress* progress) {
  text.resize(std::min(text.size(), max_scenario_bytes));
  for (;;) {
    Verdict verdict = run_scenario_text(text, bounds, progress);
    if (!verdict.error || verdict.cancelled) return verdict;
    // Each time by a line at least.
    std::size_t end = 0;
    for (std::uint32_t line = 1; line < verdict.error->line && end < text.size(); ++line)
      end = std::min(text.find('\n', end), text.size() - 1) + 1;
    if (end == 0 || end >= text.size()) return verdict;
    text.resize(end);
  }
}

}  // namespace synod::app
