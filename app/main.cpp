#include <csignal>

#include "app/command_line.h"

int main(int argc, char** argv) {
  // A file larger than the system allows is an error to be told, and no reason to die.
  std::signal(SIGXFSZ, SIG_IGN);
  return synod::app::run_command_line(argc, argv);
}
