// Heads of lessons and scenarios in the language of the program.
#pragma once

#include <QString>
#include <string>

namespace synod::app {

/// A title, a group or a text from the head of a file, paragraph by paragraph. What came with the
/// program may have a translation; what people write stays as it is.
QString head_words(const std::string& text);

}  // namespace synod::app
