// Adding to the end of a file: what was there stays, whatever happens meanwhile.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "model/base/sentence.h"
#include "model/files/file_calls.h"

namespace synod {

/// Writes `bytes` behind the `size` bytes of the file at `path`, and has them on the disk. Gives
/// the new size, or says why not, without naming the file.
///  1. A power cut leaves what was there with a beginning of `bytes` behind it: where whole
///     lines are written, the one that was cut off has no end. Bytes of a write that failed
///     half-way are taken away again.
///  2. Refused: what is no regular file, and a file of another size, as somebody else wrote it.
Result<std::uint64_t> append_file(const std::filesystem::path& path, std::uint64_t size,
                                  std::string_view bytes);
Result<std::uint64_t> append_file(const std::filesystem::path& path, std::uint64_t size,
                                  std::string_view bytes, FileCalls& calls);

}  // namespace synod
