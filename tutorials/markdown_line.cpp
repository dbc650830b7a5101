#include "tutorials/markdown_line.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <vector>

#include "tutorials/html.h"

namespace synod {

namespace {

bool is_blank_byte(char c) {
  return c == ' ' || c == '\n' || c == '\t';
}

bool is_punctuation_byte(char c) {
  return std::ispunct(static_cast<unsigned char>(c)) != 0;
}

bool is_word_byte(char c) {
  return !is_blank_byte(c) && !is_punctuation_byte(c);
}

/// How long an entity such as `&lt;` at the front of `text` is; 0 where there is none.
std::size_t entity_size(std::string_view text) {
  const std::size_t end = text.substr(0, 12).find(';');
  if (end == std::string_view::npos || end < 2) return 0;
  const std::string_view name = text.substr(1, end - 1);
  const std::string_view letters = name[0] == '#' ? name.substr(1) : name;
  const bool known = !letters.empty() && std::all_of(letters.begin(), letters.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0;
  });
  return known ? end + 1 : 0;
}

/// Reads one text from left to right, as CommonMark does (spec.commonmark.org, chapter 6).
class InlineReader {
 public:
  InlineReader(std::string_view text, const PictureHtml& picture, int depth)
      : text_(text),
        picture_(picture),
        depth_(depth),
        closing_(text.size(), npos),
        last_parenthesis_(text.rfind(')')) {
    find_brackets();
  }

  std::string html() {
    while (at_ < text_.size()) next();
    return std::move(html_);
  }

 private:
  static constexpr std::size_t npos = std::string_view::npos;

  char byte(std::size_t at) const { return at < text_.size() ? text_[at] : ' '; }
  char byte_before(std::size_t at) const { return at > 0 ? text_[at - 1] : ' '; }
  std::size_t run_at(std::size_t at) const {
    return std::min(text_.find_first_not_of(text_[at], at), text_.size()) - at;
  }
  std::string nested(std::string_view text) const {
    return inline_html(text, picture_, depth_ + 1);
  }
  void put(std::size_t bytes) {
    html_ += escaped_html(text_.substr(at_, bytes));
    at_ += bytes;
  }

  void next() {
    switch (text_[at_]) {
      case '\\': return backslash();
      case '`': return code();
      case '*':
      case '_':
      case '~': return emphasis();
      case '!': return byte(at_ + 1) == '[' && picture() ? void() : put(1);
      case '[': return link() ? void() : put(1);
      case '&': return entity();
      case '\n': return end_of_line();
      default: return put(1);
    }
  }

  void backslash() {
    if (byte(at_ + 1) == '\n' && at_ + 1 < text_.size()) {
      html_ += "<br>\n";
      at_ += 2;
      return;
    }
    if (at_ + 1 < text_.size() && is_punctuation_byte(byte(at_ + 1))) ++at_;
    put(1);
  }

  void entity() {
    const std::size_t size = entity_size(text_.substr(at_));
    if (size == 0) return put(1);
    html_ += text_.substr(at_, size);
    at_ += size;
  }

  /// Two blanks before the end of a line break it.
  void end_of_line() {
    const bool breaks = html_.ends_with("  ");
    while (html_.ends_with(' ')) html_.pop_back();
    html_ += breaks ? "<br>\n" : "\n";
    at_ = std::min(text_.find_first_not_of(" \n", at_), text_.size());
  }

  /// Where the code span that begins at `at` ends; npos where it never does.
  std::size_t end_of_code(std::size_t at) {
    const std::size_t ticks = run_at(at);
    if (endless_code_.contains(ticks)) return npos;
    for (std::size_t i = text_.find('`', at + ticks); i != npos;) {
      const std::size_t run = run_at(i);
      if (run == ticks) return i + run;
      i = text_.find('`', i + run);
    }
    endless_code_.insert(ticks);
    return npos;
  }

  void code() {
    const std::size_t ticks = run_at(at_);
    const std::size_t end = end_of_code(at_);
    if (end == npos) return put(ticks);
    std::string inside(text_.substr(at_ + ticks, end - at_ - 2 * ticks));
    std::replace(inside.begin(), inside.end(), '\n', ' ');
    const bool padded = inside.size() > 2 && inside.front() == ' ' && inside.back() == ' ' &&
                        inside.find_first_not_of(' ') != std::string::npos;
    if (padded) inside = inside.substr(1, inside.size() - 2);
    html_ += "<code>" + escaped_html(inside) + "</code>";
    at_ = end;
  }

  bool may_open(std::size_t at, std::size_t run) const {
    const char before = byte_before(at);
    const char after = byte(at + run);
    if (is_blank_byte(after)) return false;
    if (is_punctuation_byte(after) && is_word_byte(before)) return false;
    return text_[at] != '_' || !is_word_byte(before);
  }
  bool may_close(std::size_t at, std::size_t run) const {
    const char before = byte_before(at);
    const char after = byte(at + run);
    if (is_blank_byte(before)) return false;
    if (is_punctuation_byte(before) && is_word_byte(after)) return false;
    return text_[at] != '_' || !is_word_byte(after);
  }

  /// Where the marks begin that end what `wide` marks before `from` begin; npos where none do. What
  /// other marks stress in between is passed over, unless `flat`.
  std::size_t end_of_emphasis(std::size_t from, char mark, std::size_t wide, bool flat = false) {
    if (endless_.contains({mark, wide})) return npos;
    for (std::size_t i = from; i < text_.size();) {
      if (text_[i] == '\\') {
        i += 2;
      } else if (text_[i] == '`') {
        const std::size_t end = end_of_code(i);
        i = end != npos ? end : i + run_at(i);
      } else if (text_[i] != mark) {
        ++i;
      } else {
        const std::size_t run = run_at(i);
        if (run == wide && may_close(i, run)) return i;
        const bool nests = !flat && run != wide && run <= 3 && may_open(i, run);
        const std::size_t end = nests ? end_of_emphasis(i + run, mark, run, true) : npos;
        if (end == npos && run > wide && may_close(i, run)) return i + run - wide;
        i = end != npos ? end + run : i + run;
      }
    }
    endless_.insert({mark, wide});
    return npos;
  }

  void emphasis() {
    static constexpr const char* tags[] = {"em", "strong"};
    const char mark = text_[at_];
    const std::size_t run = run_at(at_);
    const std::size_t most = mark == '~' ? 2 : 3;
    if (run > most || depth_ >= deepest_markdown || !may_open(at_, run)) return put(run);
    if (mark == '~' && run == 1) return put(run);
    const std::size_t end = end_of_emphasis(at_ + run, mark, run);
    if (end == npos) return put(run);
    const std::string inside = nested(text_.substr(at_ + run, end - at_ - run));
    if (mark == '~')
      html_ += "<s>" + inside + "</s>";
    else if (run == 3)
      html_ += "<em><strong>" + inside + "</strong></em>";
    else
      html_ += std::string("<") + tags[run - 1] + ">" + inside + "</" + tags[run - 1] + ">";
    at_ = end + run;
  }

  /// Notes for each bracket the one that closes it.
  void find_brackets() {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (text_[i] == '\\') {
        ++i;
      } else if (text_[i] == '`') {
        const std::size_t end = end_of_code(i);
        i = (end != npos ? end : i + run_at(i)) - 1;
      } else if (text_[i] == '[') {
        open.push_back(i);
      } else if (text_[i] == ']' && !open.empty()) {
        closing_[open.back()] = i;
        open.pop_back();
      }
    }
  }

  struct Parts {
    std::string_view words;
    std::string_view target;
    std::size_t end = 0;
  };
  /// `[words](target)` at a bracket; no end where there is none.
  Parts parts_at(std::size_t bracket) const {
    const std::size_t close = closing_[bracket];
    if (depth_ >= deepest_markdown || close == npos || byte(close + 1) != '(') return {};
    if (last_parenthesis_ == npos || last_parenthesis_ < close + 2) return {};
    const std::size_t end = text_.find(')', close + 2);
    const std::string_view target = text_.substr(close + 2, end - close - 2);
    return {text_.substr(bracket + 1, close - bracket - 1),
            target.substr(0, std::min(target.find_first_of(" \n"), target.size())), end + 1};
  }

  bool link() {
    const Parts parts = parts_at(at_);
    if (parts.end == 0) return false;
    html_ += nested(parts.words);
    at_ = parts.end;
    return true;
  }

  bool picture() {
    const Parts parts = parts_at(at_ + 1);
    if (parts.end == 0) return false;
    html_ += picture_ ? picture_(parts.target, parts.words) : escaped_html(parts.words);
    at_ = parts.end;
    return true;
  }

  std::string_view text_;
  const PictureHtml& picture_;
  int depth_;
  std::size_t at_ = 0;
  std::string html_;
  std::vector<std::size_t> closing_;  ///< By the place of a `[`.
  std::size_t last_parenthesis_;
  // What is looked for once and never found is not looked for again.
  std::set<std::size_t> endless_code_;
  std::set<std::pair<char, std::size_t>> endless_;
};

}  // namespace

std::string inline_html(std::string_view text, const PictureHtml& picture, int depth) {
  return InlineReader(text, picture, depth).html();
}

std::string line_html(std::string_view markdown) {
  return inline_html(markdown, {});
}

}  // namespace synod
