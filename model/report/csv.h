// Comma-separated values (RFC 4180).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace synod {

/// One field, in quotes where it must be.
std::string csv_field(std::string_view text);

/// One line with its end.
std::string csv_line(const std::vector<std::string>& fields);

}  // namespace synod
