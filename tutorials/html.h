// HTML pages that need nothing else: their head, and text that stays text in them.
#pragma once

#include <string>
#include <string_view>

namespace synod {

/// `text` as HTML shows it: nothing in it is taken for a tag, an entity or the end of an attribute.
std::string escaped_html(std::string_view text);

/// The beginning of a page up to its first element: `title`, which is escaped, and `style`, which
/// is CSS. The page may ask nothing of a network and runs no script.
std::string html_head(std::string_view title, std::string_view style);

}  // namespace synod
