// Calls of the system that go wrong, or end the program, at a place that a test names.
#pragma once

#include <algorithm>
#include <cerrno>
#include <unistd.h>

#include "model/files/file_calls.h"

namespace synod {

/// Counts the calls, and lets one of them go wrong.
class CountedCalls : public FileCalls {
 public:
  explicit CountedCalls(int wrong) : wrong_(wrong) {}
  int seen = 0;

  int create(const char* path, mode_t mode) override {
    return goes_wrong() ? fail() : FileCalls::create(path, mode);
  }
  int open_end(const char* path) override {
    return goes_wrong() ? fail() : FileCalls::open_end(path);
  }
  int open_folder(const char* path) override {
    return goes_wrong() ? fail() : FileCalls::open_folder(path);
  }
  ssize_t write(int file, const void* bytes, std::size_t count) override {
    // In several goes, as the system may.
    return goes_wrong() ? fail() : FileCalls::write(file, bytes, std::min<std::size_t>(count, 3));
  }
  int chown(int file, uid_t user, gid_t group) override {
    return goes_wrong() ? fail() : FileCalls::chown(file, user, group);
  }
  int chmod(int file, mode_t mode) override {
    return goes_wrong() ? fail() : FileCalls::chmod(file, mode);
  }
  int truncate(int file, off_t size) override {
    return goes_wrong() ? fail() : FileCalls::truncate(file, size);
  }
  int sync(int file) override { return goes_wrong() ? fail() : FileCalls::sync(file); }
  int close(int file) override {
    // What close says does not keep the file open.
    const int closed = FileCalls::close(file);
    return goes_wrong() ? fail() : closed;
  }
  int rename(const char* from, const char* to) override {
    return goes_wrong() ? fail() : FileCalls::rename(from, to);
  }
  int remove(const char* path) override { return goes_wrong() ? fail() : FileCalls::remove(path); }

 protected:
  virtual int fail() {
    errno = ENOSPC;
    return -1;
  }

 private:
  bool goes_wrong() { return ++seen == wrong_; }
  int wrong_;
};

/// Ends the program in the middle, as a power cut does.
class DyingCalls : public CountedCalls {
 public:
  using CountedCalls::CountedCalls;

 protected:
  int fail() override { ::_exit(9); }
};

}  // namespace synod
