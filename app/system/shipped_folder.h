// Folder of the lessons or scenarios that came with the program.
#pragma once

#include <filesystem>

namespace synod::app {

/// The folder of that name that came with the program, "lessons" or "scenarios": beside the program
/// where it is installed (../share/synod), else where it was built from. Empty where it is neither
/// here nor there. Needs no application object.
std::filesystem::path shipped_folder(const char* name);

}  // namespace synod::app
