#include "tutorials/markdown_html.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <vector>

#include "tutorials/html.h"
#include "tutorials/lesson_text.h"
#include "tutorials/markdown_line.h"

namespace synod {

namespace {

using Lines = std::vector<std::string>;

std::size_t indent_of(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

/// The mark of a list's item.
struct ListItem {
  bool numbered = false;
  bool interrupts = false;  ///< It may stand right below a paragraph: `2016.` there is text.
  std::size_t content = 0;  ///< Where its text begins.
};

std::optional<ListItem> list_item(std::string_view line) {
  const std::size_t at = indent_of(line);
  std::size_t end = at;
  while (end < line.size() && end - at < 9 &&
         std::isdigit(static_cast<unsigned char>(line[end])) != 0)
    ++end;
  const bool numbered = end > at;
  if (end >= line.size()) return std::nullopt;
  const std::string_view marks = numbered ? ".)" : "-*+";
  if (at > 3 || marks.find(line[end]) == std::string_view::npos) return std::nullopt;
  if (end + 1 < line.size() && line[end + 1] != ' ') return std::nullopt;
  const std::size_t text = std::min(line.find_first_not_of(' ', end + 1), line.size());
  const bool first = !numbered || line.substr(at, end - at) == "1";
  return ListItem{numbered, first && text<line.size(), text - end> 5 ? end + 2 : text};
}

/// `---`, `***`, `___`.
bool is_rule(std::string_view line) {
  const std::string_view marks = trimmed(line);
  if (marks.empty() || std::string_view("-*_").find(marks[0]) == std::string_view::npos)
    return false;
  const auto count = std::count(marks.begin(), marks.end(), marks[0]);
  return count >= 3 &&
         std::all_of(marks.begin(), marks.end(), [&](char c) { return c == marks[0] || c == ' '; });
}

bool is_fence(std::string_view line) {
  const std::string_view text = trimmed(line);
  return indent_of(line) < 4 && (text.starts_with("```") || text.starts_with("~~~"));
}

bool is_quote(std::string_view line) {
  return indent_of(line) < 4 && trimmed(line).starts_with('>');
}

std::size_t heading_level(std::string_view line) {
  const std::string_view text = trimmed(line);
  const std::size_t level = std::min(text.find_first_not_of('#'), text.size());
  const bool ends = level == text.size() || text[level] == ' ';
  return indent_of(line) < 4 && level >= 1 && level <= 6 && ends ? level : 0;
}

Lines cells_of(std::string_view line) {
  line = trimmed(line);
  if (line.starts_with('|')) line.remove_prefix(1);
  Lines cells(1);
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size() && line[i + 1] == '|')
      ++i;
    else if (line[i] == '|') {
      cells.emplace_back();
      continue;
    }
    cells.back() += line[i];
  }
  if (trimmed(cells.back()).empty() && cells.size() > 1) cells.pop_back();
  return cells;
}

/// `| --- | :---: |`, below the heads of a table.
bool is_table_rule(std::string_view line) {
  if (line.find('-') == std::string_view::npos || line.find('|') == std::string_view::npos)
    return false;
  return line.find_first_not_of(" |-:") == std::string_view::npos;
}

/// Reads blocks of lines, as CommonMark does (spec.commonmark.org, chapters 4 and 5).
class BlockReader {
 public:
  BlockReader(const Lines& lines, const PictureHtml& picture, int depth)
      : lines_(lines),
        picture_(picture),
        depth_(depth),
        next_text_(lines.size() + 1, lines.size()) {
    for (std::size_t i = lines.size(); i-- > 0;)
      next_text_[i] = is_blank_line(lines[i]) ? next_text_[i + 1] : i;
  }

  std::string html() {
    while (at_ < lines_.size()) next();
    return std::move(html_);
  }
  /// Without an empty line between its blocks: the text of a list's item stands by itself then.
  std::string tight_html() {
    tight_ = true;
    return html();
  }

 private:
  const std::string& line() const { return lines_[at_]; }
  bool may_nest() const { return depth_ < deepest_markdown; }
  std::string inline_of(std::string_view text) const { return inline_html(text, picture_); }

  void next() {
    if (is_blank_line(line())) {
      ++at_;
    } else if (is_fence(line())) {
      fence();
    } else if (const std::size_t level = heading_level(line())) {
      const std::string text(trimmed(trimmed(line()).substr(level)));
      heading(level, text.substr(0, text.find_last_not_of(" #") + 1));
      ++at_;
    } else if (is_rule(line())) {
      html_ += "<hr>\n";
      ++at_;
    } else if (may_nest() && is_quote(line())) {
      quote();
    } else if (may_nest() && list_item(line())) {
      list();
    } else if (at_ + 1 < lines_.size() && is_table_rule(lines_[at_ + 1]) &&
               cells_of(line()).size() == cells_of(lines_[at_ + 1]).size()) {
      table();
    } else if (indent_of(line()) >= 4) {
      indented_code();
    } else {
      paragraph();
    }
  }

  /// Below the heading of the step.
  void heading(std::size_t level, std::string_view text) {
    const std::string tag = "h" + std::to_string(std::clamp<std::size_t>(level, 3, 6));
    html_ += "<" + tag + ">" + inline_of(text) + "</" + tag + ">\n";
  }

  void fence() {
    const std::string_view open = trimmed(line());
    const std::string marks(open.substr(0, open.find_first_not_of(open[0])));
    const std::size_t indent = indent_of(line());
    html_ += "<pre>";
    for (++at_; at_ < lines_.size(); ++at_) {
      const std::string_view text = trimmed(line());
      if (text.starts_with(marks) && text.find_first_not_of(marks[0]) == std::string_view::npos) {
        ++at_;
        break;
      }
      html_ += escaped_html(line().substr(std::min(indent, indent_of(line())))) + "\n";
    }
    html_ += "</pre>\n";
  }

  void indented_code() {
    html_ += "<pre>";
    for (; at_ < lines_.size() && indent_of(line()) >= 4 && !is_blank_line(line()); ++at_)
      html_ += escaped_html(line().substr(4)) + "\n";
    html_ += "</pre>\n";
  }

  void quote() {
    Lines inside;
    for (; at_ < lines_.size() && !is_blank_line(line()); ++at_) {
      std::string_view text = line();
      if (is_quote(text)) {
        text = trimmed(text).substr(1);
        if (text.starts_with(' ')) text.remove_prefix(1);
      }
      inside.emplace_back(text);
    }
    html_ +=
        "<blockquote>\n" + BlockReader(inside, picture_, depth_ + 1).html() + "</blockquote>\n";
  }

  /// Whether the line goes on with what stands in `present`.
  bool belongs_to_item(const ListItem& present) const {
    const std::size_t content = present.content;
    const std::size_t text = next_text_[at_];
    if (text != at_) return text < lines_.size() && indent_of(lines_[text]) >= content;
    if (indent_of(line()) >= content) return true;
    const auto item = list_item(line());
    const bool next = item && item->numbered == present.numbered;
    return !is_blank_line(lines_[at_ - 1]) && !next && !begins_block();
  }

  /// Whether the line ends the paragraph above it.
  bool begins_block() const {
    const auto item = list_item(line());
    return is_fence(line()) || heading_level(line()) != 0 || is_rule(line()) || is_quote(line()) ||
           (item && item->interrupts);
  }

  void list() {
    const bool numbered = list_item(line())->numbered;
    const std::string number =
        numbered ? std::string(trimmed(line()).substr(0, trimmed(line()).find_first_of(".)"))) : "";
    html_ += numbered ? "<ol start=\"" + number + "\">\n" : "<ul>\n";
    while (at_ < lines_.size()) {
      const auto item = list_item(line());
      if (!item || item->numbered != numbered || is_rule(line())) break;
      Lines inside{line().substr(std::min(item->content, line().size()))};
      for (++at_; at_ < lines_.size() && belongs_to_item(*item); ++at_)
        inside.push_back(line().substr(std::min(item->content, indent_of(line()))));
      html_ += "<li>" + BlockReader(inside, picture_, depth_ + 1).tight_html() + "</li>\n";
      const std::size_t text = next_text_[at_];
      if (text < lines_.size() && list_item(lines_[text])) at_ = text;
    }
    html_ += numbered ? "</ol>\n" : "</ul>\n";
  }

  void row(const std::string& text, const char* tag, std::size_t columns) {
    Lines cells = cells_of(text);
    cells.resize(columns);
    html_ += "<tr>";
    for (const std::string& cell : cells)
      html_ += std::string("<") + tag + ">" + inline_of(trimmed(cell)) + "</" + tag + ">";
    html_ += "</tr>\n";
  }

  void table() {
    const std::size_t columns = cells_of(line()).size();
    html_ += "<table>\n";
    row(line(), "th", columns);
    for (at_ += 2; at_ < lines_.size() && !is_blank_line(line()) && !begins_block(); ++at_)
      row(line(), "td", columns);
    html_ += "</table>\n";
  }

  void paragraph() {
    std::string text;
    for (; at_ < lines_.size() && !is_blank_line(line()); ++at_) {
      const std::string_view marks = trimmed(line());
      const bool underline = !text.empty() && !marks.empty() &&
                             (marks[0] == '=' || marks[0] == '-') &&
                             marks.find_first_not_of(marks[0]) == std::string_view::npos;
      if (underline) {
        ++at_;
        return heading(marks[0] == '=' ? 1 : 2, text);
      }
      if (!text.empty() && begins_block()) break;
      if (!text.empty()) text += '\n';
      text += line().substr(indent_of(line()));
    }
    text.erase(text.find_last_not_of(' ') + 1);
    html_ += tight_ ? inline_of(text) + "\n" : "<p>" + inline_of(text) + "</p>\n";
  }

  const Lines& lines_;
  const PictureHtml& picture_;
  int depth_;
  std::vector<std::size_t> next_text_;  ///< By line: the next one that is not empty.
  bool tight_ = false;
  std::size_t at_ = 0;
  std::string html_;
};

}  // namespace

std::string markdown_html(std::string_view markdown, const PictureHtml& picture) {
  Lines lines;
  for (const TextLine& line : lines_of(markdown)) {
    std::string text;
    for (char c : line.text) text += c == '\t' ? "    " : std::string(1, c);
    lines.push_back(std::move(text));
  }
  return BlockReader(lines, picture, 0).html();
}

}  // namespace synod
