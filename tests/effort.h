// Effort of a test: how many random runs it makes, and fewer under sanitizers.
//
// A sanitizer makes every run about ten times as slow, and finds what it looks for in the first few
// hundred. All runs are made in the release build, where the invariants are what counts.
#pragma once

#include <algorithm>
#include <cstdint>

namespace synod {

#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool sanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
inline constexpr bool sanitized = true;
#else
inline constexpr bool sanitized = false;
#endif
#else
inline constexpr bool sanitized = false;
#endif

/// `runs` in a usual build, and a twentieth of them under sanitizers; at least one.
constexpr std::uint64_t effort(std::uint64_t runs) {
  return sanitized ? std::max<std::uint64_t>(1, runs / 20) : runs;
}

}  // namespace synod

/// At the head of a test that looks at so many states that a sanitizer would take minutes.
#define SKIP_IF_SANITIZED() \
  if (synod::sanitized) GTEST_SKIP() << "too much for a sanitizer"
