// Files that others wrote, read whole: a device or a pipe might never end.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "model/sentence.h"

namespace synod {

/// The bytes of a regular file of at most `most` bytes, or why they can't be read. Never waits for
/// whoever writes into a pipe.
Result<std::string> read_regular_file(const std::filesystem::path& path, std::size_t most);

}  // namespace synod
