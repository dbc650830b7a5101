#include "tutorials/lesson_block.h"

#include <algorithm>
#include <cctype>

#include "model/base/utf8.h"
#include "model/scenario/condition_parser.h"
#include "model/scenario/parser.h"
#include "tutorials/lesson_markdown.h"

namespace synod {

namespace {

bool is_indented(std::string_view line) {
  return line.starts_with("  ") || line.starts_with('\t');
}

/// Where the `:` of `key: value` stands. Keys are written in small letters.
std::size_t key_size(std::string_view line) {
  std::size_t size = 0;
  while (size < line.size() &&
         (std::islower(static_cast<unsigned char>(line[size])) != 0 || line[size] == '-'))
    ++size;
  const bool key = size > 0 && line[0] != '-' && line.substr(size).starts_with(':') &&
                   (size + 1 == line.size() || line[size + 1] == ' ');
  return key ? size : 0;
}

BlockEntry entry_of(const TextLine& line, std::size_t index) {
  BlockEntry entry{.whole = PlacedString(line.text, {line.number, 1}), .line = index};
  entry.item = line.text.starts_with("- ");
  entry.key = line.text.substr(0, key_size(line.text));
  return entry;
}

void end_entry(BlockEntry& entry) {
  entry.value = entry.item          ? entry.whole.part(2)
                : entry.key.empty() ? entry.whole.part(0)
                                    : entry.whole.part(entry.key.size() + 1);
}

NotesBlock read_notes_block(const Fence& fence, Lesson& lesson, LessonProblems& problems) {
  check_markdown(fence.lines, lesson, problems);
  NotesBlock notes{fence.place(), joined_lines(fence.lines)};
  if (words(notes.markdown) == 0)
    problems.add(fence.place(), say(SYNOD_TEXT("these notes are empty")));
  return notes;
}

}  // namespace

std::vector<BlockEntry> entries_of(std::span<const TextLine> lines) {
  std::vector<BlockEntry> entries;
  bool open = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (is_blank_line(lines[i].text)) {
      open = false;
      continue;
    }
    if (open && is_indented(lines[i].text)) {
      const PlacedString line(lines[i].text, {lines[i].number, 1});
      entries.back().whole.append(line.part(0).text(), line.part(0).place());
      continue;
    }
    entries.push_back(entry_of(lines[i], i));
    open = true;
  }
  std::for_each(entries.begin(), entries.end(), end_entry);
  return entries;
}

Scenario read_scenario_lines(std::span<const TextLine> lines, LessonProblems& problems) {
  Scenario scenario{problems.file(), {}};
  for (const TextLine& line : lines) {
    auto parsed = parse_scenario(line.text, problems.file());
    if (!parsed) {
      problems.add({line.number, parsed.error().column}, parsed.error().why);
    } else if (!parsed->lines.empty()) {
      ScenarioLine command = parsed->lines.front();
      command.number = line.number;
      if (std::holds_alternative<GotoCommand>(command.command)) {
        problems.add({line.number, command.column},
                     say(SYNOD_TEXT("'goto' can't stand in a lesson: the learner's own branches "
                                    "count as moments too. Begin a new cluster instead")));
      } else {
        scenario.lines.push_back(std::move(command));
      }
    }
  }
  return scenario;
}

std::optional<PlacedCondition> read_placed_condition(const PlacedString& text,
                                                     LessonProblems& problems) {
  auto condition = parse_condition(text.text());
  if (condition) return PlacedCondition{text.place(), *std::move(condition)};
  const std::size_t column = condition.error().column;
  problems.add(text.place_behind(0, column > 0 ? column - 1 : 0), condition.error().why);
  return std::nullopt;
}

void check_words(const PlacedString& text, std::size_t most, LessonProblems& problems) {
  const std::size_t count = words(text.text());
  if (count > most)
    problems.add(text.place(), say(SYNOD_TEXT("this text has %1 words; it may have at most %2"),
                                   std::to_string(count), std::to_string(most)));
}

std::string read_block_id(const PlacedString& value, Lesson& lesson, LessonProblems& problems) {
  constexpr std::size_t most = 40;
  const std::string& id = value.text();
  const bool word =
      !id.empty() && id.size() <= most &&
      id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
  if (!word) {
    problems.add(value.place(), say(SYNOD_TEXT("expected a word of small letters, figures and "
                                               "dashes, such as who-is-free, but found '%1'"),
                                    quote(id)));
    return {};
  }
  if (!lesson.ids.insert(id).second)
    problems.add(value.place(),
                 say(SYNOD_TEXT("another question or goal of this lesson has the id '%1'"), id));
  return id;
}

std::string joined_lines(std::span<const TextLine> lines) {
  std::string text;
  for (const TextLine& line : lines) {
    if (!text.empty()) text += '\n';
    text += line.text;
  }
  return text;
}

ExpectBlock read_expect_block(const Fence& fence, LessonProblems& problems) {
  ExpectBlock expect{fence.place(), {}};
  bool any = false;
  for (const TextLine& line : fence.lines) {
    const PlacedString text = PlacedString(line.text, {line.number, 1}).part(0);
    if (text.empty() || text.text().starts_with('#')) continue;
    any = true;
    if (auto condition = read_placed_condition(text, problems))
      expect.conditions.push_back(*std::move(condition));
  }
  if (!any)
    problems.add(fence.place(),
                 say(SYNOD_TEXT("expected a condition, such as 'chosen blue', but the block is "
                                "empty")));
  return expect;
}

std::optional<Block> read_block(const Fence& fence, Lesson& lesson, LessonProblems& problems) {
  const std::string& info = fence.info.text();
  const std::size_t space = std::min(info.find(' '), info.size());
  const std::string kind = info.substr(0, space);
  const PlacedString rest = fence.info.part(space);
  if (kind == "synod") return read_run_block(fence, rest, problems);
  if (!rest.empty())
    problems.add(rest.place(), say(SYNOD_TEXT("expected the end of the line, but found '%1'"),
                                   quote(rest.text())));
  if (kind == "ask") return read_ask_block(fence, lesson, problems);
  if (kind == "goal") return read_goal_block(fence, lesson, problems);
  if (kind == "expect") return read_expect_block(fence, problems);
  if (kind == "notes") return read_notes_block(fence, lesson, problems);
  problems.add(
      fence.place(),
      say(SYNOD_TEXT("expected a block of synod, ask, goal, expect, notes or text, but found '%1'"),
          quote(kind)));
  return std::nullopt;
}

}  // namespace synod
