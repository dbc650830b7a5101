// Targets of fuzzing: what each of the programs here is made from.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace synod::fuzz {

/// Takes any bytes at all; each target defines its own. It must come back: with a crash, a hang or
/// a failed `require` the target has found something.
void run(std::string_view input);

/// Ends the program where `true_of_every_input` is not true of this one.
inline void require(bool true_of_every_input, const char* what) {
  if (true_of_every_input) return;
  std::fprintf(stderr, "not so: %s\n", what);
  std::abort();
}

}  // namespace synod::fuzz
