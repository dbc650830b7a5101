// Entry for clang's libFuzzer, which brings a main of its own.
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/fuzz_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  synod::fuzz::run({reinterpret_cast<const char*>(data), size});
  return 0;
}
