// Markdown of a lesson: what its text may hold, and what not (HTML, anything from a network).
#pragma once

#include <span>

#include "tutorials/lesson_problems.h"
#include "tutorials/lesson_text.h"

namespace synod {

/// Checks the Markdown in `lines` and adds the pictures and glossary
/// terms that it names to `lesson`.
void check_markdown(std::span<const TextLine> lines, Lesson& lesson, LessonProblems& problems);

/// As above, for a text inside a block.
void check_markdown(const PlacedString& text, Lesson& lesson, LessonProblems& problems);

/// Why a lesson may not show the picture at `path`; nothing where it may. Looks at the text of the
/// path alone.
std::optional<Sentence> picture_refusal(std::string_view path);

/// As above for a lesson in `folder`: looks at the file too, symbolic links included.
std::optional<Sentence> picture_refusal(const std::filesystem::path& folder,
                                        const std::string& path);

}  // namespace synod
