// Fuzz target: the parser of scenarios. What it reads it prints, and reads again as the same.
#include "model/scenario/header.h"
#include "model/scenario/parser.h"
#include "model/scenario/printer.h"
#include "protocols/catalog.h"
#include "tests/fuzz/fuzz_target.h"

namespace synod::fuzz {

void run(std::string_view input) {
  const auto scenario = parse_scenario(input, "input");
  if (!scenario) {
    require(!scenario.error().str().empty(), "an error says something");
    return;
  }
  const std::string printed = print(*scenario);
  const auto again = parse_scenario(printed, "input");
  require(again.operator bool(), "what was printed can be read");
  require(print(*again) == printed, "what was printed is printed so again");
  (void)setup_of(*scenario, find_protocol);
}

}  // namespace synod::fuzz
