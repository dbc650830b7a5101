// Memory of the machine, and how much of it the program may take.
#pragma once

#include <cstdint>

namespace synod::app {

/// The memory of this machine, or of the container that the program runs in, in bytes; 8 GiB where
/// that can't be told. Read once.
std::uint64_t machine_memory();

/// What a long piece of work may take where nobody says otherwise: a quarter of it.
inline std::uint64_t memory_budget() {
  return machine_memory() / 4;
}

}  // namespace synod::app
