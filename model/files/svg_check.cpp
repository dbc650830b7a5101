#include "model/files/svg_check.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <map>
#include <string>
#include <vector>

#include "model/base/utf8.h"

namespace synod {

namespace {

/// Deeper nesting is no drawing, and would not fit on the stack of who draws it.
constexpr std::size_t deepest = 100;

bool is_space(char c) {
  return std::isspace(static_cast<unsigned char>(c)) != 0;
}

std::string in_small_letters(std::string_view text) {
  std::string small(text);
  std::transform(small.begin(), small.end(), small.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return small;
}

std::string_view without_blanks(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

/// "href" of "xlink:href".
std::string local_name(std::string_view name) {
  return in_small_letters(name.substr(name.rfind(':') + 1));
}

/// The character that `&…;` stands for; \1 where it is none that matters here.
char entity(std::string_view name) {
  constexpr std::pair<std::string_view, char> known[] = {
      {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
  for (const auto& [word, sign] : known)
    if (name == word) return sign;
  if (!name.starts_with('#')) return '\1';
  name.remove_prefix(1);
  const int base = name.starts_with('x') ? 16 : 10;
  if (base == 16) name.remove_prefix(1);
  unsigned code = 0;
  std::from_chars(name.data(), name.data() + name.size(), code, base);
  return code > 0 && code < 0x80 ? static_cast<char>(code) : '\1';
}

std::string decoded(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t end = text[at] == '&' ? text.find(';', at) : std::string_view::npos;
    if (end == std::string_view::npos) {
      plain += text[at];
    } else {
      plain += entity(text.substr(at + 1, end - at - 1));
      at = end;
    }
  }
  return plain;
}

struct Refused {
  Sentence why;
};

[[noreturn]] void refuse_reference(std::string_view to) {
  throw Refused{say(SYNOD_TEXT("it refers to '%1': a drawing may refer to its own parts alone, "
                               "such as #arrow"),
                    quote(to))};
}

/// An element, with what it refers to.
struct Element {
  std::size_t bytes = 0;
  std::vector<std::size_t> children;
  std::vector<std::string> uses;
  std::size_t unfolded = 0;  ///< 0: not known yet.
  bool open = false;         ///< It is being unfolded.
};

/// Reads markup from left to right.
class SvgReader {
 public:
  explicit SvgReader(std::string_view svg) : rest_(svg) {}

  void run() {
    elements_.push_back({});
    stack_.push_back(0);
    while (!rest_.empty()) next();
    if (unfolded(0, 0) > most_svg_bytes) refuse_size();
  }

 private:
  [[noreturn]] static void refuse_size() {
    throw Refused{say(SYNOD_TEXT("its parts use one another too often: unfolded, it may have at "
                                 "most %1 bytes"),
                      std::to_string(most_svg_bytes))};
  }

  /// What stands before `end`, which is passed over too.
  std::string_view take_until(std::string_view end) {
    const std::size_t at = rest_.find(end);
    const std::string_view taken = rest_.substr(0, at);
    rest_.remove_prefix(at == std::string_view::npos ? rest_.size() : at + end.size());
    return taken;
  }

  bool take(std::string_view word) {
    const bool there = rest_.starts_with(word);
    if (there) rest_.remove_prefix(word.size());
    return there;
  }

  void next() {
    if (take("<!--")) return static_cast<void>(take_until("-->"));
    if (take("<![CDATA[")) return style(std::string(take_until("]]>")));
    if (take("<!"))
      throw Refused{say(SYNOD_TEXT("it has a DOCTYPE: a drawing needs none, so take it out"))};
    if (take("<?")) return instruction(take_until("?>"));
    if (take("</")) return end_tag();
    if (take("<")) return start_tag();
    const std::size_t size = std::min(rest_.find('<'), rest_.size());
    style(decoded(rest_.substr(0, size)));
    rest_.remove_prefix(size);
  }

  /// `<?xml encoding="…"?>` may stand, a style sheet from elsewhere may not.
  static void instruction(std::string_view text) {
    const std::string small = in_small_letters(text);
    if (!small.starts_with("xml") || small.size() < 4 || !is_space(small[3]))
      throw Refused{say(SYNOD_TEXT("it asks for '%1', which is not drawn here: take it out"),
                        quote(text.substr(0, text.find_first_of(" \t\r\n"))))};
    if (small.find("encoding") != std::string::npos && small.find("utf-8") == std::string::npos)
      throw Refused{say(SYNOD_TEXT("it is not in UTF-8: save it so"))};
  }

  void end_tag() {
    take_until(">");
    if (stack_.size() > 1) stack_.pop_back();
  }

  void start_tag() {
    const std::size_t before = rest_.size();
    const std::size_t index = elements_.size();
    elements_.push_back({});
    elements_[stack_.back()].children.push_back(index);
    take_name();
    bool closed = false;
    while (!rest_.empty() && !take(">")) {
      if (take("/>")) {
        closed = true;
        break;
      }
      if (is_space(rest_.front()) || rest_.front() == '/') {
        rest_.remove_prefix(1);
      } else {
        attribute(index);
      }
    }
    elements_[index].bytes = before - rest_.size() + 1;
    if (closed) return;
    stack_.push_back(index);
    if (stack_.size() > deepest)
      throw Refused{say(SYNOD_TEXT("its parts stand in one another more than %1 deep"),
                        std::to_string(deepest))};
  }

  std::string_view take_name() {
    std::size_t size = 0;
    while (size < rest_.size() && !is_space(rest_[size]) &&
           std::string_view("=/><\"'").find(rest_[size]) == std::string_view::npos)
      ++size;
    const std::string_view name = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return name;
  }

  void skip_blanks() {
    while (!rest_.empty() && is_space(rest_.front())) rest_.remove_prefix(1);
  }

  void attribute(std::size_t element) {
    const std::string_view whole = take_name();
    const std::string name = local_name(whole);
    skip_blanks();
    if (!take("=")) {
      // No name, no value: a sign that stands nowhere in XML is passed over. "xlink:" is a name,
      // though it has no local one.
      if (whole.empty()) rest_.remove_prefix(1);
      return;
    }
    skip_blanks();
    const char mark = rest_.empty() ? ' ' : rest_.front();
    if (mark != '"' && mark != '\'')
      throw Refused{
          say(SYNOD_TEXT("this is not a drawing: expected a quotation behind '%1='"), quote(name))};
    rest_.remove_prefix(1);
    value(element, name, decoded(take_until({&mark, 1})));
  }

  void value(std::size_t element, const std::string& name, const std::string& text) {
    const std::string_view bare = without_blanks(text);
    if (name == "id") ids_.try_emplace(std::string(bare), element);
    if (name == "attributename" && local_name(bare) == "href") refuse_reference(bare);
    if (name == "href") {
      if (!bare.starts_with('#')) refuse_reference(bare);
      elements_[element].uses.emplace_back(bare.substr(1));
    }
    if (name == "style" && text.find('\\') != std::string::npos) refuse_reference(text);
    references(element, text);
  }

  /// Text between tags: that of a style element above all.
  void style(const std::string& text) {
    const bool sheet = text.find('{') != std::string::npos;
    if (in_small_letters(text).find("@import") != std::string::npos ||
        (sheet && text.find('\\') != std::string::npos))
      refuse_reference(without_blanks(text));
    references(stack_.back(), text);
  }

  /// Each `url(#name)` in `text`.
  void references(std::size_t element, const std::string& text) {
    const std::string small = in_small_letters(text);
    for (std::size_t at = small.find("url("); at != std::string::npos;
         at = small.find("url(", at + 1)) {
      const std::size_t end = std::min(text.find(')', at), text.size());
      std::string_view to = without_blanks(std::string_view(text).substr(at + 4, end - at - 4));
      while (to.starts_with('"') || to.starts_with('\'')) to.remove_prefix(1);
      while (to.ends_with('"') || to.ends_with('\'')) to.remove_suffix(1);
      if (!to.starts_with('#')) refuse_reference(to);
      elements_[element].uses.emplace_back(to.substr(1));
    }
  }

  /// The bytes of an element where each part that it uses stands in its place.
  std::size_t unfolded(std::size_t index, std::size_t depth) {
    if (elements_[index].unfolded != 0) return elements_[index].unfolded;
    if (elements_[index].open || depth > 2 * deepest)
      throw Refused{say(SYNOD_TEXT("its parts use themselves"))};
    elements_[index].open = true;
    std::size_t bytes = elements_[index].bytes + 1;
    const auto add = [&](std::size_t other) {
      bytes = std::min(bytes + unfolded(other, depth + 1), most_svg_bytes + 1);
    };
    for (std::size_t child : elements_[index].children) add(child);
    for (const std::string& name : elements_[index].uses)
      if (const auto found = ids_.find(name); found != ids_.end()) add(found->second);
    elements_[index].open = false;
    elements_[index].unfolded = bytes;
    return bytes;
  }

  std::string_view rest_;
  std::vector<Element> elements_;
  std::vector<std::size_t> stack_;
  std::map<std::string, std::size_t> ids_;
};

}  // namespace

std::optional<Sentence> svg_refusal(std::string_view svg) {
  if (svg.size() > most_svg_bytes)
    return say(SYNOD_TEXT("it is too large: a drawing may have at most %1 bytes"),
               std::to_string(most_svg_bytes));
  if (const auto fault = text_fault(svg))
    return say(SYNOD_TEXT("line %1, column %2: %3"), std::to_string(fault->line),
               std::to_string(fault->column), fault->why);
  try {
    SvgReader(svg).run();
  } catch (const Refused& refused) {
    return refused.why;
  }
  return std::nullopt;
}

}  // namespace synod
