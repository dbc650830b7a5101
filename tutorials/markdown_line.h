// Markdown within a line: emphasis, code, links and pictures.
#pragma once

#include "tutorials/markdown_html.h"

namespace synod {

/// Deeper than this nothing is nested: what stands there is text.
inline constexpr int deepest_markdown = 12;

/// The HTML of the text of a paragraph. Takes time in proportion to its length.
std::string inline_html(std::string_view text, const PictureHtml& picture, int depth = 0);

}  // namespace synod
