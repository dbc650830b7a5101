// Output of a command: a text for a file or for standard output, and the reason of a failure.
#pragma once

#include <string>
#include <string_view>

namespace synod::app {

/// Says on standard error why a command failed. Gives its exit code, 1.
int fail(const std::string& why);

/// Writes `text` to the file at `place`, or to standard output for "-". The exit code: 0, or 1
/// where that can't be done, which is told.
int write_output(std::string_view text, const std::string& place);

}  // namespace synod::app
