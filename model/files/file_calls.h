// Calls of the system with which files are written, and what is said where one fails.
#pragma once

#include <cstddef>
#include <string_view>
#include <sys/types.h>

#include "model/base/sentence.h"

namespace synod {

/// What the system is asked for while a file is written. Each does as its namesake of POSIX, and
/// leaves its error in `errno`. Tests put their own in its place, to fail or to die at any of them.
class FileCalls {
 public:
  virtual ~FileCalls() = default;
  /// Makes a file that is not there yet, open for writing.
  virtual int create(const char* path, mode_t mode);
  /// Opens a file that is there, so that writing adds to its end. Never waits for anybody.
  virtual int open_end(const char* path);
  virtual int open_folder(const char* path);
  virtual ssize_t write(int file, const void* bytes, std::size_t count);
  virtual int chown(int file, uid_t user, gid_t group);
  virtual int chmod(int file, mode_t mode);
  virtual int truncate(int file, off_t size);
  virtual int sync(int file);
  virtual int close(int file);
  virtual int rename(const char* from, const char* to);
  virtual int remove(const char* path);
};

/// Writes all of `bytes`, in as many goes as the system wants. False where it refuses: see `errno`.
bool write_all(FileCalls& calls, int file, std::string_view bytes);

/// Why a file can't be written where a call left `error` in `errno`.
Sentence writing_refusal(int error);

}  // namespace synod
