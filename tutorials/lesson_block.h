// Fenced blocks of a lesson.
#pragma once

#include <optional>
#include <span>

#include "tutorials/lesson_problems.h"
#include "tutorials/lesson_text.h"

namespace synod {

/// A fenced block as it stands in the file.
struct Fence {
  PlacedString info;  ///< What stands behind the backticks: "synod at-once".
  std::span<const TextLine> lines;

  Place place() const { return info.place(); }
};

/// Reads the block in `fence`, adding what is wrong to `problems` and links to `lesson`. Nothing
/// where there is no such block.
std::optional<Block> read_block(const Fence& fence, Lesson& lesson, LessonProblems& problems);

// The readers of the single blocks.
RunBlock read_run_block(const Fence& fence, const PlacedString& words, LessonProblems& problems);
AskBlock read_ask_block(const Fence& fence, Lesson& lesson, LessonProblems& problems);
GoalBlock read_goal_block(const Fence& fence, Lesson& lesson, LessonProblems& problems);
ExpectBlock read_expect_block(const Fence& fence, LessonProblems& problems);

/// What a question or a goal is called: a word of small letters, figures and dashes that no other
/// one of the lesson has. Empty and a problem where it is none.
std::string read_block_id(const PlacedString& value, Lesson& lesson, LessonProblems& problems);
/// The commands in `lines`, with the file's line numbers. Every line that is wrong is a problem.
Scenario read_scenario_lines(std::span<const TextLine> lines, LessonProblems& problems);
/// A condition, or nothing and a problem.
std::optional<PlacedCondition> read_placed_condition(const PlacedString& text,
                                                     LessonProblems& problems);
/// Adds a problem where `text` has more words than `most`.
void check_words(const PlacedString& text, std::size_t most, LessonProblems& problems);
std::string joined_lines(std::span<const TextLine> lines);

/// A key, an item of a list or a text in a block, with the indented lines that continue it.
struct BlockEntry {
  std::string key;       ///< "reach"; empty for items and texts.
  bool item = false;     ///< Begins with `- `.
  PlacedString whole;    ///< All of it.
  PlacedString value;    ///< What stands behind the key or the dash.
  std::size_t line = 0;  ///< Its first line's index in the block.
};
std::vector<BlockEntry> entries_of(std::span<const TextLine> lines);

}  // namespace synod
