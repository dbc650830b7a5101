// Untrusted pictures, such as those of a lesson: which may be drawn, and which not.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "model/base/sentence.h"

namespace synod {

/// A picture has at most so many bytes,
inline constexpr std::size_t most_picture_bytes = 8'000'000;
/// and at most so many pixels: four bytes of memory each.
inline constexpr std::uint64_t most_picture_pixels = 16'000'000;

/// What a file holds, by its bytes and not by its name.
enum class PictureKind : std::uint8_t { png, jpeg, svg };

struct PictureFile {
  PictureKind kind = PictureKind::png;
  std::string bytes;
};

/// The picture in a regular file, or why it may not be drawn: it is none, it is too large, or it
/// asks for what lies outside. Whether it is whole shows only when it is drawn.
Result<PictureFile> read_picture_file(const std::filesystem::path& path);

/// The same of a picture that was read already.
Result<PictureFile> picture_of(std::string bytes);

}  // namespace synod
