#include "model/files/append_file.h"

#include <cerrno>
#include <optional>
#include <sys/stat.h>

namespace synod {

namespace {

/// Why nothing may be added to what stands there.
std::optional<Sentence> hindrance(int file, std::uint64_t size) {
  struct stat found {};
  if (::fstat(file, &found) != 0) return writing_refusal(errno);
  if (!S_ISREG(found.st_mode)) return say(SYNOD_TEXT("this is not a file"));
  if (static_cast<std::uint64_t>(found.st_size) != size)
    return say(SYNOD_TEXT("another program wrote this file"));
  return std::nullopt;
}

/// 0, or the error of the call that failed; then what was written is taken away again.
int add(int file, std::uint64_t size, std::string_view bytes, FileCalls& calls) {
  if (write_all(calls, file, bytes) && calls.sync(file) == 0) return 0;
  const int error = errno;
  (void)calls.truncate(file, static_cast<off_t>(size));
  return error;
}

}  // namespace

Result<std::uint64_t> append_file(const std::filesystem::path& path, std::uint64_t size,
                                  std::string_view bytes) {
  FileCalls calls;
  return append_file(path, size, bytes, calls);
}

Result<std::uint64_t> append_file(const std::filesystem::path& path, std::uint64_t size,
                                  std::string_view bytes, FileCalls& calls) {
  const int file = calls.open_end(path.c_str());
  if (file < 0) return writing_refusal(errno);
  if (const auto why = hindrance(file, size)) {
    calls.close(file);
    return *why;
  }
  const int error = add(file, size, bytes, calls);
  const bool closed = calls.close(file) == 0;
  if (error != 0) return writing_refusal(error);
  if (!closed) return writing_refusal(errno);
  return size + bytes.size();
}

}  // namespace synod
