// Memory of the machine, and how much of it the program may take.
#pragma once

#include <cstdint>

#include "model/line/run_bounds.h"

namespace synod::app {

/// The memory of this machine, or of the container that the program runs in, in bytes; 8 GiB where
/// that can't be told. Read once.
std::uint64_t machine_memory();

/// What a long piece of work may take where nobody says otherwise: a quarter of it.
inline std::uint64_t memory_budget() {
  return machine_memory() / 4;
}

/// What a run in the window, and one of a command, may take on this machine. A window shows every
/// event of its run, so it takes fewer of them.
inline RunBounds session_bounds() {
  return {.events = 1'000'000, .bytes = memory_budget()};
}
inline RunBounds command_bounds() {
  return {.bytes = memory_budget()};
}

}  // namespace synod::app
