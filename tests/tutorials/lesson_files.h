// Files of the lessons, wherever the project stands.
#pragma once

#include <algorithm>
#include <filesystem>
#include <vector>

#include "tests/places.h"

namespace synod::testing {

/// The file of every lesson, in their order.
inline std::vector<std::filesystem::path> lesson_files() {
  namespace fs = std::filesystem;
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(fs::path(SYNOD_SOURCE_DIR) / "tutorials/lessons"))
    if (entry.path().extension() == ".md") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace synod::testing
