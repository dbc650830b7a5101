// HTML of a lesson's Markdown.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace synod {

/// The HTML that stands in the place of a picture, from its path and the words for it.
using PictureHtml = std::function<std::string(std::string_view path, std::string_view words)>;

/// `markdown` as HTML, in the dialect that docs/lessons.md describes: paragraphs, lists, tables,
/// quotes, fences and what stands in a line. Every other character is escaped, HTML too. Links have
/// no target on paper, so only their words are left. Without `picture`, of a picture its words are.
std::string markdown_html(std::string_view markdown, const PictureHtml& picture = {});

/// The same of one line, without a paragraph around it: a choice, say.
std::string line_html(std::string_view markdown);

}  // namespace synod
