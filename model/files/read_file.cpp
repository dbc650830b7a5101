#include "model/files/read_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

namespace synod {

namespace {

/// Closes what it was given.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

Sentence unreadable() {
  return say(SYNOD_TEXT("this file can't be read"));
}

/// Up to one byte more than `most`; nothing where reading fails.
std::optional<std::string> bytes_of(int file, std::size_t most) {
  std::string bytes;
  std::array<char, 65'536> part{};
  while (bytes.size() <= most) {
    const ssize_t size = ::read(file, part.data(), std::min(part.size(), most + 1 - bytes.size()));
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return std::nullopt;
    if (size == 0) break;
    bytes.append(part.data(), static_cast<std::size_t>(size));
  }
  return bytes;
}

}  // namespace

Result<std::string> read_regular_file(const std::filesystem::path& path, std::size_t most) {
  // Opening a pipe waits for a writer unless told not to; what it is, is asked of what was opened.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
  if (file.number() < 0)
    return errno == ENOENT || errno == ENOTDIR ? say(SYNOD_TEXT("there is no such file"))
                                               : unreadable();
  struct stat status {};
  if (::fstat(file.number(), &status) != 0) return unreadable();
  if (!S_ISREG(status.st_mode)) return say(SYNOD_TEXT("this is not a file"));
  std::optional<std::string> bytes = bytes_of(file.number(), most);
  if (!bytes) return unreadable();
  if (bytes->size() > most)
    return say(SYNOD_TEXT("this file is too large: it may have at most %1 bytes"),
               std::to_string(most));
  return *std::move(bytes);
}

}  // namespace synod
