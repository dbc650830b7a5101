#include "model/files/file_calls.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace synod {

int FileCalls::create(const char* path, mode_t mode) {
  return ::open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
}
int FileCalls::open_end(const char* path) {
  return ::open(path, O_WRONLY | O_APPEND | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
}
int FileCalls::open_folder(const char* path) {
  return ::open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}
ssize_t FileCalls::write(int file, const void* bytes, std::size_t count) {
  return ::write(file, bytes, count);
}
int FileCalls::chown(int file, uid_t user, gid_t group) {
  return ::fchown(file, user, group);
}
int FileCalls::chmod(int file, mode_t mode) {
  return ::fchmod(file, mode);
}
int FileCalls::truncate(int file, off_t size) {
  return ::ftruncate(file, size);
}
int FileCalls::sync(int file) {
  return ::fsync(file);
}
int FileCalls::close(int file) {
  return ::close(file);
}
int FileCalls::rename(const char* from, const char* to) {
  return std::rename(from, to);
}
int FileCalls::remove(const char* path) {
  return ::unlink(path);
}

bool write_all(FileCalls& calls, int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = calls.write(file, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count == 0) errno = ENOSPC;
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

Sentence writing_refusal(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT: return say(SYNOD_TEXT("the disk is full"));
    case EFBIG: return say(SYNOD_TEXT("the system allows no file as large as this"));
    case EACCES:
    case EPERM: return say(SYNOD_TEXT("nothing may be written in this folder"));
    case EROFS: return say(SYNOD_TEXT("this disk can only be read"));
    case ENOENT:
    case ENOTDIR: return say(SYNOD_TEXT("there is no such folder"));
    case ENAMETOOLONG: return say(SYNOD_TEXT("this name is too long"));
    case ELOOP: return say(SYNOD_TEXT("this link leads nowhere"));
    default: return say(SYNOD_TEXT("the system can't write it: %1"), std::strerror(error));
  }
}

}  // namespace synod
