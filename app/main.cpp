// Main function of the program.
#include <csignal>

#include "app/commands/command_line.h"
#include "app/system/standard_streams.h"

int main(int argc, char** argv) {
  // A file larger than the system allows is an error to be told, and no reason to die.
  std::signal(SIGXFSZ, SIG_IGN);
  synod::app::settle_standard_streams();
  return synod::app::run_command_line(argc, argv);
}
