#include "app/scenario_run.h"

#include "model/scenario/parser.h"
#include "protocols/catalog.h"

namespace synod::app {

Verdict run_scenario_file(const std::string& path, const RunBounds& bounds, RunProgress* progress) {
  return verify(std::filesystem::path(path), find_protocol, bounds, progress);
}

Verdict run_scenario_text(const std::string& text, const RunBounds& bounds, RunProgress* progress,
                          const std::string& name) {
  return verify(parse_scenario(text, name), find_protocol, bounds, progress);
}

}  // namespace synod::app
