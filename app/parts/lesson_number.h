// Number of a lesson, from the name of its file.
#pragma once

#include <QString>
#include <string>

namespace synod::app {

/// "1" of "01-agreeing-is-hard", and "6b" of "06b-accepted-after-chosen", which stands between
/// lessons 6 and 7; empty where the name begins with no number.
QString lesson_number(const std::string& stem);

}  // namespace synod::app
