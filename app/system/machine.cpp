#include "app/system/machine.h"

#include <algorithm>
#include <fstream>
#include <unistd.h>

namespace synod::app {

namespace {

constexpr std::uint64_t unknown = std::uint64_t{8} << 30;

std::uint64_t installed_memory() {
  const long pages = sysconf(_SC_PHYS_PAGES);
  const long page = sysconf(_SC_PAGE_SIZE);
  if (pages <= 0 || page <= 0) return unknown;
  return static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(page);
}

/// What Linux allows a container; there is no number where it allows everything.
std::uint64_t allowed_memory(std::uint64_t installed) {
  std::ifstream file("/sys/fs/cgroup/memory.max");
  std::uint64_t most = 0;
  return file >> most && most != 0 ? std::min(most, installed) : installed;
}

}  // namespace

std::uint64_t machine_memory() {
  static const std::uint64_t memory = allowed_memory(installed_memory());
  return memory;
}

}  // namespace synod::app
