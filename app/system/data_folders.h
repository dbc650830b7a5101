// Folders of lessons and scenarios, and of what the program remembers.
#pragma once

#include <filesystem>
#include <vector>

namespace synod::app {

/// The folder of that name that came with the program, "lessons" or "scenarios": beside the program
/// where it is installed (../share/synod), else where it was built from. Empty where it is neither
/// here nor there. Needs the application object.
std::filesystem::path data_folder(const char* name);

/// Where lessons are looked for: those that came with the program, and then the person's own, which
/// need not be there.
std::vector<std::filesystem::path> lesson_folders();

/// What is remembered of the lessons. Its folder need not be there.
std::filesystem::path progress_file();

}  // namespace synod::app
