// Writing of files: whole or not at all, whatever happens meanwhile.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "model/base/sentence.h"
#include "model/files/file_calls.h"

namespace synod {

/// Puts `bytes` in the place of the file at `path`, which need not be there. Gives the path of the
/// file that was written, or says why it was not, without naming it.
///  1. Until all of it is on the disk the old file stays as it is, and then the new one is there:
///     a power cut leaves the one or the other. What was begun is taken away again.
///  2. A symbolic link stays one: what it leads to is written. The mode of an old file stays too.
///  3. Refused: what is no regular file, and a file that its user may not write.
Result<std::filesystem::path> write_file(const std::filesystem::path& path, std::string_view bytes);
Result<std::filesystem::path> write_file(const std::filesystem::path& path, std::string_view bytes,
                                         FileCalls& calls);

}  // namespace synod
