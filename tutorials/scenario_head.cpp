#include "tutorials/scenario_head.h"

#include <algorithm>
#include <cctype>
#include <optional>

#include "tutorials/lesson_text.h"

namespace synod {

namespace {

/// The head of a scenario is no longer than this.
constexpr int most_lines = 60;

/// The next line of a head without its mark; nothing where the head ends. It is taken off `text`.
std::optional<std::string_view> take_line(std::string_view& text) {
  if (!text.starts_with('#') || text.starts_with("#:")) return std::nullopt;
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(1, end - 1);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return trimmed(line);
}

/// "BP-04" of "BP-04: A value survives": a short name with a number in it, and no blank.
std::string_view mark_of(std::string_view title) {
  const std::string_view mark = title.substr(0, std::min(title.find(": "), title.size()));
  const auto is = [&](auto wanted) { return std::any_of(mark.begin(), mark.end(), wanted); };
  const bool short_name = mark.size() < title.size() &&
                          is([](unsigned char c) { return std::isdigit(c) != 0; }) &&
                          !is([](unsigned char c) { return std::isspace(c) != 0; });
  return short_name ? mark : std::string_view();
}

void read_title(std::string_view line, ScenarioHead& head) {
  head.mark = mark_of(line);
  head.title = head.mark.empty() ? line : line.substr(head.mark.size() + 2);
}

/// The part that a line with a key begins; its key is taken off the line.
std::string* part_of(std::string_view& line, ScenarioHead& head) {
  constexpr std::string_view source = "Source:";
  constexpr std::string_view group = "Group:";
  const bool is_source = line.starts_with(source);
  if (!is_source && !line.starts_with(group)) return nullptr;
  line = trimmed(line.substr(is_source ? source.size() : group.size()));
  return is_source ? &head.source : &head.group;
}

}  // namespace

ScenarioHead read_scenario_head(std::string_view text) {
  ScenarioHead head;
  if (const auto title = take_line(text)) read_title(*title, head);
  std::string* part = &head.text;
  bool new_paragraph = false;
  for (int i = 1; i < most_lines; ++i) {
    auto line = take_line(text);
    if (!line) break;
    if (std::string* begun = part_of(*line, head)) part = begun;
    if (line->empty()) {
      new_paragraph = part == &head.text;
      part = &head.text;
      continue;
    }
    if (!part->empty()) *part += std::exchange(new_paragraph, false) ? "\n\n" : " ";
    *part += *line;
  }
  return head;
}

std::string full_title(const ScenarioHead& head) {
  return head.mark.empty() ? head.title : head.mark + ": " + head.title;
}

}  // namespace synod
