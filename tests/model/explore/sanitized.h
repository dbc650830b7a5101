// Searches of millions of states take minutes under a sanitizer, which sees the same code in the
// smaller ones.
#pragma once

#include <gtest/gtest.h>

#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool sanitized = true;
#else
inline constexpr bool sanitized = false;
#endif

#define SKIP_IF_SANITIZED() \
  if (sanitized) GTEST_SKIP() << "millions of states: too many for a sanitizer"
