// Height of a row below the chosen badge.
#pragma once

namespace synod::views {

/// Beside a badge that is 50 high.
inline constexpr double row_below_badge = 25;

}  // namespace synod::views
