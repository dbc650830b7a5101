// Writing of files: whole or not at all, whatever happens meanwhile.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <sys/types.h>

#include "model/sentence.h"

namespace synod {

/// What the system is asked for while a file is written. Each does as its namesake of POSIX, and
/// leaves its error in `errno`. Tests put their own in its place, to fail or to die at any of them.
class FileCalls {
 public:
  virtual ~FileCalls() = default;
  /// Makes a file that is not there yet, open for writing.
  virtual int create(const char* path, mode_t mode);
  virtual int open_folder(const char* path);
  virtual ssize_t write(int file, const void* bytes, std::size_t count);
  virtual int chown(int file, uid_t user, gid_t group);
  virtual int chmod(int file, mode_t mode);
  virtual int sync(int file);
  virtual int close(int file);
  virtual int rename(const char* from, const char* to);
  virtual int remove(const char* path);
};

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
