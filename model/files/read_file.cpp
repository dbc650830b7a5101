#include "model/files/read_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace synod {

namespace {

/// A file that is closed again.
struct Opened {
  int file;
  explicit Opened(int opened) : file(opened) {}
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;
  ~Opened() {
    if (file >= 0) ::close(file);
  }
};

Sentence refusal(int error) {
  if (error == ENOENT || error == ENOTDIR) return say(SYNOD_TEXT("there is no such file"));
  return say(SYNOD_TEXT("this file can't be read"));
}

/// Reads on until there are `most` bytes, or no more.
bool fill(int file, std::string& bytes, std::size_t most) {
  std::array<char, 65'536> part{};
  while (bytes.size() < most) {
    const ssize_t count = ::read(file, part.data(), std::min(part.size(), most - bytes.size()));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    if (count == 0) break;
    bytes.append(part.data(), static_cast<std::size_t>(count));
  }
  return true;
}

/// `most` bytes of the beginning, or of the end.
Result<std::string> read_part(const std::filesystem::path& path, std::size_t most, bool end) {
  // Opening a pipe waits for whoever writes into it, and opening a device may do anything. What
  // stands there may change in between, so both are looked at.
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) return refusal(errno);
  if (!S_ISREG(found.st_mode)) return say(SYNOD_TEXT("this is not a file"));
  const Opened opened(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
  if (opened.file < 0 || ::fstat(opened.file, &found) != 0) return refusal(errno);
  if (!S_ISREG(found.st_mode)) return say(SYNOD_TEXT("this is not a file"));
  const auto most_back = std::min(static_cast<off_t>(most), found.st_size);
  if (end && ::lseek(opened.file, -most_back, SEEK_END) < 0) return refusal(errno);
  std::string bytes;
  if (!fill(opened.file, bytes, most)) return refusal(errno);
  return bytes;
}

}  // namespace

Result<std::string> read_beginning(const std::filesystem::path& path, std::size_t most) {
  return read_part(path, most, false);
}

Result<std::string> read_end(const std::filesystem::path& path, std::size_t most) {
  return read_part(path, most, true);
}

Result<std::string> read_text_file(const std::filesystem::path& path, std::size_t most) {
  Result<std::string> bytes = read_beginning(path, most + 1);
  if (bytes && bytes->size() > most)
    return say(SYNOD_TEXT("this file is too large: it may have at most %1 bytes"),
               std::to_string(most));
  return bytes;
}

}  // namespace synod
