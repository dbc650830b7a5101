// Command line of the program: its arguments, and the command that they ask for.
#pragma once

namespace synod::app {

/// Does what the arguments ask for and returns the exit code: 0, 1 where a check failed or the
/// output can't be written, 2 for wrong usage, which is told in one line.
int run_command_line(int argc, char** argv);

}  // namespace synod::app
