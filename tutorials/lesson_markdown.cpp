#include "tutorials/lesson_markdown.h"

#include <algorithm>
#include <cctype>
#include <system_error>

#include "model/base/utf8.h"
#include "model/files/picture_file.h"

namespace synod {

namespace {

bool is_letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

/// `scheme:` as in https:, file: or data:.
bool has_scheme(std::string_view target) {
  const std::size_t colon = target.find(':');
  if (colon == std::string_view::npos || colon == 0 || !is_letter(target[0])) return false;
  return std::all_of(
      target.begin(), target.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '+' || c == '-' || c == '.';
      });
}

/// Looks through one line or text from left to right.
class Scanner {
 public:
  Scanner(const PlacedString& text, Lesson& lesson, LessonProblems& problems)
      : text_(text), all_(text.text()), lesson_(lesson), problems_(problems) {}

  void run() {
    while (at_ < all_.size()) next();
  }

 private:
  void next() {
    switch (all_[at_]) {
      case '\\': at_ += 2; return;
      case '`': return code();
      case '<': return angle();
      case ']': return link();
      default: ++at_;
    }
  }

  /// A code span ends with as many backticks as it begins with; where it never ends it is none.
  void code() {
    const std::size_t open = std::min(all_.find_first_not_of('`', at_), all_.size());
    const std::string_view ticks = all_.substr(at_, open - at_);
    const std::size_t close = all_.find(ticks, open);
    at_ = close == std::string_view::npos ? open : close + ticks.size();
  }

  void angle() {
    const char after = at_ + 1 < all_.size() ? all_[at_ + 1] : ' ';
    if (is_letter(after) || after == '/' || after == '!' || after == '?')
      problems_.add(text_.place(at_), say(SYNOD_TEXT("HTML can't stand in a lesson; where '<' is "
                                                     "meant, write it in `code`")));
    ++at_;
  }

  void link() {
    const std::size_t bracket = at_++;
    const std::string_view rest = all_.substr(at_);
    if (rest.starts_with('(')) return target(bracket);
    // `[name]: https://…` says elsewhere what a link leads to.
    if (rest.starts_with(':') && has_scheme(trimmed(rest.substr(1))))
      problems_.add(text_.place(at_), say(SYNOD_TEXT("nothing in a lesson comes from a network; "
                                                     "expected text")));
  }

  void target(std::size_t bracket) {
    const std::size_t from = at_ + 1;
    const std::size_t close = all_.find(')', from);
    if (close == std::string_view::npos) return;
    at_ = close + 1;
    const std::string path(all_.substr(from, std::min(all_.find(' ', from), close) - from));
    const std::size_t open = opening(bracket);
    const Place place = text_.place(from);
    if (open != std::string_view::npos && open > 0 && all_[open - 1] == '!')
      return picture(place, path);
    if (path.starts_with("term:")) {
      lesson_.terms.push_back({place, path.substr(5)});
    } else if (!path.starts_with('#')) {
      problems_.add(place, say(SYNOD_TEXT("expected a link to a term, such as term:quorum, or to a "
                                          "step, such as #quorums, but found '%1'"),
                               quote(path)));
    }
  }

  void picture(Place place, const std::string& path) {
    if (auto why = picture_refusal(path)) return problems_.add(place, *why);
    lesson_.pictures.push_back({place, path});
  }

  /// The `[` that belongs to the `]` at `close`.
  std::size_t opening(std::size_t close) const {
    std::size_t depth = 0;
    for (std::size_t i = close + 1; i-- > 0;) {
      if (all_[i] == ']') ++depth;
      if (all_[i] == '[' && --depth == 0) return i;
    }
    return std::string_view::npos;
  }

  const PlacedString& text_;
  std::string_view all_;
  Lesson& lesson_;
  LessonProblems& problems_;
  std::size_t at_ = 0;
};

}  // namespace

void check_markdown(std::span<const TextLine> lines, Lesson& lesson, LessonProblems& problems) {
  PlacedString paragraph;
  const auto check = [&] {
    check_markdown(paragraph, lesson, problems);
    paragraph = {};
  };
  for (const TextLine& line : lines) {
    if (is_blank_line(line.text)) check();
    paragraph.append(line.text, {line.number, 1});
  }
  check();
}

void check_markdown(const PlacedString& text, Lesson& lesson, LessonProblems& problems) {
  Scanner(text, lesson, problems).run();
}

std::optional<Sentence> picture_refusal(std::string_view path) {
  if (path.empty()) return say(SYNOD_TEXT("expected a picture, such as votes.svg, but found none"));
  const std::string shown = quote(path);
  if (has_scheme(path) || path.starts_with("//"))
    return say(SYNOD_TEXT("'%1' is not in the lesson's folder; nothing is fetched from a network. "
                          "Put the picture beside the lesson"),
               shown);
  if (path.starts_with('/') || path.find('\\') != std::string_view::npos ||
      path.find('%') != std::string_view::npos)
    return say(SYNOD_TEXT("'%1' is not a path inside the lesson's folder, such as votes.svg"),
               shown);
  for (const auto& part : std::filesystem::path(path))
    if (part == "..")
      return say(SYNOD_TEXT("'%1' leads out of the lesson's folder. Put the picture beside the "
                            "lesson"),
                 shown);
  const std::string type = lowered(std::filesystem::path(path).extension().string());
  if (type != ".svg" && type != ".png" && type != ".jpg" && type != ".jpeg")
    return say(SYNOD_TEXT("expected a picture that ends in .svg, .png, .jpg or .jpeg, but found "
                          "'%1'"),
               shown);
  return std::nullopt;
}

std::optional<Sentence> picture_refusal(const std::filesystem::path& folder,
                                        const std::string& path) {
  if (auto why = picture_refusal(path)) return why;
  std::error_code error;
  const auto root = std::filesystem::canonical(folder.empty() ? "." : folder, error);
  if (error) return say(SYNOD_TEXT("the lesson's folder can't be read"));
  const auto file = std::filesystem::canonical(root / path, error);
  if (error) return say(SYNOD_TEXT("there is no picture '%1' in the lesson's folder"), quote(path));
  const auto [end, rest] = std::mismatch(root.begin(), root.end(), file.begin(), file.end());
  if (end != root.end())
    return say(SYNOD_TEXT("'%1' leads out of the lesson's folder. Put the picture beside the "
                          "lesson"),
               quote(path));
  if (!std::filesystem::is_regular_file(file, error))
    return say(SYNOD_TEXT("'%1' is not a file"), quote(path));
  const Result<PictureFile> picture = read_picture_file(file);
  if (picture) return std::nullopt;
  return say(SYNOD_TEXT("'%1' can't be shown: %2"), quote(path), picture.error());
}

}  // namespace synod
