// Durations in words, short enough for a label.
#pragma once

#include <QString>
#include <cstdint>

namespace synod::views {

/// "40 ms"; from `first_in_seconds` milliseconds on "1.9 s".
QString duration_words(std::int64_t ms, std::int64_t first_in_seconds);

}  // namespace synod::views
