// Files in a folder and the folders below it, by their endings.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

namespace synod::app {

/// Those that end in one of `endings`, such as ".md", by name; at most 2000, since a link may lead
/// anywhere. None where the folder can't be read.
std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder,
                                               const std::vector<std::string_view>& endings);

}  // namespace synod::app
