#include "tutorials/lesson_head.h"

#include <algorithm>
#include <set>

#include "model/base/utf8.h"

namespace synod {

namespace {

constexpr std::size_t least_characters = 3;
constexpr std::size_t most_characters = 160;
constexpr std::uint64_t most_level = 3;
constexpr std::uint64_t most_minutes = 180;

/// Reads the lines between the fences of the head.
class HeadReader {
 public:
  HeadReader(LessonHead& head, LessonProblems& problems) : head_(head), problems_(problems) {}

  void line(const TextLine& line) {
    const PlacedString all(line.text, {line.number, 1});
    const PlacedString text = all.part(0);
    if (text.empty() || text.text().starts_with('#')) return;
    if (text.text().starts_with("- ")) return item(text.part(2));
    const std::size_t colon = text.text().find(':');
    if (colon == std::string::npos)
      return problems_.add(text.place(),
                           say(SYNOD_TEXT("expected a key and a value, such as 'level: 2', but "
                                          "found '%1'"),
                               quote(text.text())));
    entry(text.part(0, colon), text.part(colon + 1));
  }

  void end() {
    if (!head_.assignment && !head_.deadline.empty())
      problems_.add({1, 1}, say(SYNOD_TEXT("only an assignment has a deadline: add 'assignment: "
                                           "true'")));
    for (const char* key : {"title", "summary", "protocol", "level", "minutes", "objectives"})
      if (!seen_.contains(key)) problems_.add({1, 1}, say(SYNOD_TEXT("the head has no '%1'"), key));
    if (seen_.contains("objectives") && head_.objectives.empty())
      problems_.add(
          objectives_,
          say(SYNOD_TEXT("expected at least one objective below, such as '- predict …'")));
  }

 private:
  void entry(const PlacedString& key, const PlacedString& rest) {
    const std::string& name = key.text();
    in_objectives_ = name == "objectives";
    if (!seen_.insert(name).second)
      return problems_.add(key.place(),
                           say(SYNOD_TEXT("'%1' stands here for the second time"), quote(name)));
    const PlacedString value = rest.part(0, without_comment(rest.text()).size());
    if (name == "title") return sentence(value, head_.title);
    if (name == "summary") return sentence(value, head_.summary);
    if (name == "protocol") return protocol(value);
    if (name == "level") return number(value, most_level, head_.level);
    if (name == "minutes") return number(value, most_minutes, head_.minutes);
    if (name == "forms") return forms(value);
    if (name == "detail") return detail(value);
    if (name == "assignment") return assignment(value);
    if (name == "lang") return void(head_.lang = value.text());
    if (name == "deadline") return sentence(value, head_.deadline);
    if (!in_objectives_)
      return problems_.add(key.place(),
                           say(SYNOD_TEXT("expected title, summary, protocol, level, minutes, "
                                          "objectives, forms, detail, lang, assignment or "
                                          "deadline, but found '%1'"),
                               quote(name)));
    objectives_ = key.place();
    if (!value.empty())
      problems_.add(value.place(), say(SYNOD_TEXT("objectives stand below, each on a line that "
                                                  "begins with '- '")));
  }

  void item(const PlacedString& text) {
    if (!in_objectives_)
      return problems_.add(text.place(), say(SYNOD_TEXT("only 'objectives' is a list")));
    std::string objective;
    sentence(text, objective);
    head_.objectives.push_back(std::move(objective));
  }

  void sentence(const PlacedString& value, std::string& into) {
    into = value.text();
    const std::size_t length = characters(into);
    if (length < least_characters || length > most_characters)
      problems_.add(value.place(), say(SYNOD_TEXT("expected %1 to %2 characters, but found %3"),
                                       std::to_string(least_characters),
                                       std::to_string(most_characters), std::to_string(length)));
  }

  void protocol(const PlacedString& value) {
    head_.protocol = lowered(value.text());
    head_.protocol_place = value.place();
    if (value.empty())
      problems_.add(value.place(),
                    say(SYNOD_TEXT("expected the name of a protocol, such as paxos")));
  }

  void number(const PlacedString& value, std::uint64_t most, std::uint32_t& into) {
    const auto number = parse_number(value.text(), most);
    if (!number || *number == 0)
      return problems_.add(value.place(), say(SYNOD_TEXT("expected a number from 1 to %1, but "
                                                         "found '%2'"),
                                              std::to_string(most), quote(value.text())));
    into = static_cast<std::uint32_t>(*number);
  }

  void assignment(const PlacedString& value) {
    head_.assignment = value.text() == "true";
    if (!head_.assignment && value.text() != "false")
      problems_.add(value.place(),
                    say(SYNOD_TEXT("expected true or false, but found '%1'"), quote(value.text())));
  }

  void detail(const PlacedString& word) {
    const auto* known = std::find(std::begin(lesson_detail_words), std::end(lesson_detail_words),
                                  std::string_view(word.text()));
    if (known == std::end(lesson_detail_words))
      return problems_.add(word.place(),
                           say(SYNOD_TEXT("expected basic, intermediate or full, but found '%1'"),
                               quote(word.text())));
    head_.detail = static_cast<LessonDetail>(known - std::begin(lesson_detail_words));
  }

  void forms(const PlacedString& value) {
    std::size_t from = 0;
    while (from <= value.text().size()) {
      const std::size_t comma = std::min(value.text().find(',', from), value.text().size());
      form(value.part(from, comma));
      from = comma + 1;
    }
  }

  void form(const PlacedString& word) {
    for (std::size_t i = 0; i < std::size(lesson_form_words); ++i)
      if (word.text() == lesson_form_words[i]) {
        const auto form = static_cast<LessonForm>(i);
        if (std::find(head_.forms.begin(), head_.forms.end(), form) == head_.forms.end())
          head_.forms.push_back(form);
        return;
      }
    problems_.add(
        word.place(),
        say(SYNOD_TEXT("expected worked, last-open or goal, but found '%1'"), quote(word.text())));
  }

  LessonHead& head_;
  LessonProblems& problems_;
  std::set<std::string> seen_;
  Place objectives_;
  bool in_objectives_ = false;
};

}  // namespace

std::size_t read_head(std::span<const TextLine> lines, LessonHead& head, LessonProblems& problems) {
  if (lines.empty() || trimmed(lines[0].text) != "---") {
    problems.add({1, 1}, say(SYNOD_TEXT("expected the head of the lesson, between two lines of "
                                        "'---', but found '%1'"),
                             lines.empty() ? std::string() : quote(lines[0].text)));
    return 0;
  }
  HeadReader reader(head, problems);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (trimmed(lines[i].text) == "---") {
      reader.end();
      return i + 1;
    }
    // A head whose end is missing must not swallow the lesson.
    if (lines[i].text.starts_with("## ")) break;
    reader.line(lines[i]);
  }
  problems.add({1, 1}, say(SYNOD_TEXT("the head that begins here has no end: expected a line of "
                                      "'---'")));
  return 0;
}

}  // namespace synod
