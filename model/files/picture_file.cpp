#include "model/files/picture_file.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "model/files/read_file.h"
#include "model/files/svg_check.h"

namespace synod {

namespace {

std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t number = 0;
  for (std::size_t i = at; i < at + size && i < bytes.size(); ++i)
    number = number << 8 | static_cast<unsigned char>(bytes[i]);
  return number;
}

bool begins_as_png(std::string_view bytes) {
  return bytes.starts_with("\x89PNG\r\n\x1a\n");
}

bool begins_as_jpeg(std::string_view bytes) {
  return bytes.starts_with("\xff\xd8\xff");
}

/// The size stands in the first chunk.
std::uint64_t pixels_of_png(std::string_view bytes) {
  return number_at(bytes, 16, 4) * number_at(bytes, 20, 4);
}

/// The size stands in the segment that says how the pixels are coded: SOF0 to SOF15, of which
/// three numbers mean something else.
std::uint64_t pixels_of_jpeg(std::string_view bytes) {
  for (std::size_t at = 2; at + 9 < bytes.size() && bytes[at] == '\xff';) {
    const std::uint64_t kind = number_at(bytes, at + 1, 1);
    const bool size = kind >= 0xc0 && kind <= 0xcf && kind != 0xc4 && kind != 0xc8 && kind != 0xcc;
    if (size) return number_at(bytes, at + 5, 2) * number_at(bytes, at + 7, 2);
    at += 2 + std::max<std::uint64_t>(number_at(bytes, at + 2, 2), 2);
  }
  return 0;
}

std::optional<Sentence> pixels_refusal(std::uint64_t pixels) {
  if (pixels <= most_picture_pixels) return std::nullopt;
  return say(SYNOD_TEXT("it has %1 pixels; a picture may have at most %2"), std::to_string(pixels),
             std::to_string(most_picture_pixels));
}

std::optional<Sentence> refusal(PictureFile& picture) {
  const std::string_view bytes = picture.bytes;
  if (begins_as_png(bytes)) {
    picture.kind = PictureKind::png;
    return pixels_refusal(pixels_of_png(bytes));
  }
  if (begins_as_jpeg(bytes)) {
    picture.kind = PictureKind::jpeg;
    return pixels_refusal(pixels_of_jpeg(bytes));
  }
  picture.kind = PictureKind::svg;
  return svg_refusal(bytes);
}

}  // namespace

Result<PictureFile> read_picture_file(const std::filesystem::path& path) {
  Result<std::string> bytes = read_text_file(path, most_picture_bytes);
  if (!bytes) return bytes.error();
  return picture_of(*std::move(bytes));
}

Result<PictureFile> picture_of(std::string bytes) {
  if (bytes.size() > most_picture_bytes)
    return say(SYNOD_TEXT("this file is too large: it may have at most %1 bytes"),
               std::to_string(most_picture_bytes));
  PictureFile picture{PictureKind::png, std::move(bytes)};
  if (auto why = refusal(picture)) return *why;
  return picture;
}

}  // namespace synod
