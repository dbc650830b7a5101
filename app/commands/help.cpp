// Command 'help': synod help scenario
#include "app/commands/commands.h"
#include "app/system/standard_streams.h"
#include "model/scenario/language_help.h"
#include "protocols/catalog.h"

namespace synod::app {

int print_scenario_help() {
  print_out("{}", scenario_help(catalog()));
  return 0;
}

}  // namespace synod::app
