// Files of a folder that have one ending, by name.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "model/base/sentence.h"

namespace synod {

/// What stands in `folder` itself and ends in `extension`, such as ".md". Says why where the folder
/// can't be read, or holds more than `most` of them.
Result<std::vector<std::filesystem::path>> files_in(const std::filesystem::path& folder,
                                                    std::string_view extension, std::size_t most);

}  // namespace synod
