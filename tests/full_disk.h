// Full disk for tests: the system lets no file grow beyond some bytes.
#pragma once

#include <csignal>
#include <gtest/gtest.h>
#include <sys/resource.h>

namespace synod::testing {

/// While one lives, no file of this program grows beyond `most` bytes; a write fails there.
class FullDisk {
 public:
  explicit FullDisk(rlim_t most = 0) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    EXPECT_EQ(::getrlimit(RLIMIT_FSIZE, &before_), 0);
    const rlimit narrow{most, before_.rlim_max};
    EXPECT_EQ(::setrlimit(RLIMIT_FSIZE, &narrow), 0);
  }
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  void (*handler_)(int);
  rlimit before_{};
};

}  // namespace synod::testing
