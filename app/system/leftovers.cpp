#include "app/system/leftovers.h"

#include <map>
#include <mutex>
#include <system_error>

namespace synod::app {

namespace {

struct Folder {
  std::filesystem::path path;
  Leftover::With with;
};

std::mutex mutex;
int last_number = 0;

/// Never destroyed: a signal may come while the program ends.
std::map<int, Folder>& folders() {
  static auto* list = new std::map<int, Folder>;
  return *list;
}

/// Somebody may go on writing into it meanwhile.
constexpr int most_tries = 100;

void remove(const Folder& folder) {
  std::error_code error;
  if (folder.with == Leftover::With::nothing_in_it) {
    std::filesystem::remove(folder.path, error);
    return;
  }
  for (int i = 0; i < most_tries; ++i) {
    std::filesystem::remove_all(folder.path, error);
    if (!error && !std::filesystem::exists(folder.path, error)) return;
  }
}

}  // namespace

Leftover::Leftover(const std::filesystem::path& folder, With with) {
  const std::lock_guard lock(mutex);
  number_ = ++last_number;
  folders()[number_] = {folder, with};
}

Leftover::~Leftover() {
  const std::lock_guard lock(mutex);
  folders().erase(number_);
}

void remove_leftovers() {
  const std::lock_guard lock(mutex);
  for (const auto& [number, folder] : folders()) remove(folder);
}

}  // namespace synod::app
