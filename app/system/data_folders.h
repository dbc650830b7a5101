// Folders of lessons, scenarios and translations, and of what the program remembers.
#pragma once

#include <filesystem>
#include <vector>

namespace synod::app {

/// Where lessons are looked for: those that came with the program, and then the person's own, which
/// need not be there.
std::vector<std::filesystem::path> lesson_folders();

/// Where translations are looked for: beside the program, where an installed one has its data, and
/// the person's own, which need not be there.
std::vector<std::filesystem::path> translation_folders();

/// What is remembered of the lessons. Its folder need not be there.
std::filesystem::path progress_file();

}  // namespace synod::app
