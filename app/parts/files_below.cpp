#include "app/parts/files_below.h"

#include <algorithm>

namespace synod::app {

namespace fs = std::filesystem;

namespace {

/// More than any folder of lessons or scenarios has.
constexpr std::size_t most_files_below = 2000;

}  // namespace

std::vector<fs::path> files_below(const fs::path& folder,
                                  const std::vector<std::string_view>& endings) {
  std::vector<fs::path> files;
  std::error_code error;
  fs::recursive_directory_iterator file(folder, error);
  for (; !error && file != fs::recursive_directory_iterator() && files.size() < most_files_below;
       file.increment(error)) {
    std::error_code unreadable;
    const bool wanted = std::find(endings.begin(), endings.end(),
                                  file->path().extension().string()) != endings.end();
    if (wanted && file->is_regular_file(unreadable)) files.push_back(file->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace synod::app
