// Template of a lesson: what `synod lesson new` writes.
#pragma once

#include <string_view>

namespace synod {

/// A whole lesson that shows each kind of block once, with comments for its author. It passes the
/// check.
std::string_view lesson_template();

}  // namespace synod
