// Lines of the project's own source files, for the tests of its structure.
#pragma once

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "tests/places.h"

namespace synod::testing {

inline const std::filesystem::path source_root = SYNOD_SOURCE_DIR;
/// The top folders with source files.
inline const std::set<std::string> source_folders = {"model", "protocols", "tutorials", "views",
                                                     "app",   "tests",     "cmake"};

struct SourceLine {
  std::string file;    ///< From the root.
  std::string folder;  ///< The first part of it.
  int number;
  std::string text;

  std::string where() const { return file + ":" + std::to_string(number) + ": " + text; }
};

/// Every line of every file in these folders that has one of these endings or names.
inline std::vector<SourceLine> lines_of(const std::set<std::string>& endings) {
  std::vector<SourceLine> lines;
  for (const std::string& folder : source_folders)
    for (const auto& entry : std::filesystem::recursive_directory_iterator(source_root / folder)) {
      const std::filesystem::path& path = entry.path();
      if (!entry.is_regular_file() || !(endings.contains(path.extension().string()) ||
                                        endings.contains(path.filename().string())))
        continue;
      std::ifstream file(path);
      std::string text;
      for (int number = 1; std::getline(file, text); ++number)
        lines.push_back(
            {std::filesystem::relative(path, source_root).string(), folder, number, text});
    }
  return lines;
}

/// "model/base/ids.h" of `#include "model/base/ids.h"`; empty where the line includes nothing.
inline std::string included(const std::string& line) {
  static const std::regex include(R"re(^\s*#\s*include\s*[<"]([^>"]+)[>"])re");
  std::smatch match;
  return std::regex_search(line, match, include) ? match[1].str() : "";
}

}  // namespace synod::testing
