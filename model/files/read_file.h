// Reading of files that are not trusted: regular ones only, and no more than is wanted.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "model/base/sentence.h"

namespace synod {

/// The bytes of a regular file of at most `most` bytes, or why they can't be read. Never waits for
/// anybody: a pipe or a device that has taken the file's place is refused.
Result<std::string> read_text_file(const std::filesystem::path& path, std::size_t most);

/// The first `most` bytes of a regular file, or all where it has fewer.
Result<std::string> read_beginning(const std::filesystem::path& path, std::size_t most);

/// The last `most` bytes of a regular file, or all where it has fewer.
Result<std::string> read_end(const std::filesystem::path& path, std::size_t most);

}  // namespace synod
