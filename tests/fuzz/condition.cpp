// Fuzz target: conditions, asked of worlds in which much has happened.
#include "model/scenario/condition.h"

#include <vector>

#include "model/scenario/condition_parser.h"
#include "model/scenario/header.h"
#include "model/scenario/parser.h"
#include "model/scenario/printer.h"
#include "model/scenario/runner.h"
#include "protocols/catalog.h"
#include "tests/fuzz/fuzz_target.h"

namespace synod::fuzz {

namespace {

Cluster end_of(const char* text) {
  const auto scenario = parse_scenario(text, "world");
  auto history = start_history(*scenario, find_protocol);
  ScenarioRunner(*scenario, *history).run();
  return history->world();
}

const std::vector<Cluster>& worlds() {
  static const std::vector<Cluster> all{
      end_of("proposers 2\nacceptors 3\nlearners 1\n"),
      end_of("proposers 2\nacceptors 3\nlearners 1\npropose P1 blue\nstep 9\npropose P2 green\n"
             "step 9\nwipe A1\ncut P1-A2\n"),
      end_of("protocol multi\nnodes 3\nclients 2\noption detector fixed\noption load 20\nrun for "
             "2000ms\ncrash N1\nstep 40\n"),
  };
  return all;
}

void ask(const Condition& condition, const Cluster& world) {
  const auto holds = is_true(world, condition);
  const auto wrong = mismatch(world, condition);
  require(holds.operator bool() == wrong.operator bool(), "both can tell, or neither can");
  if (!holds) return;
  require(*holds != wrong->has_value(), "what is true has no mismatch");
  if (*wrong) require(!(*wrong)->actual.str().empty(), "a mismatch says what is the case");
}

}  // namespace

void run(std::string_view input) {
  const auto condition = parse_condition(input);
  if (!condition) return;
  const std::string printed = print(*condition);
  const auto again = parse_condition(printed);
  require(again.operator bool(), "what was printed can be read");
  require(*again == *condition, "and means the same");
  for (const Cluster& world : worlds()) ask(*condition, world);
}

}  // namespace synod::fuzz
