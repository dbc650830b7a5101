// Cards of questions, made from a lesson and the answers so far.
#pragma once

#include "app/lesson/lesson_mapping.h"

namespace synod::app {

/// The question at `block` of the present step, and what became of it.
views::LessonAsk ask_piece(const LessonRun& run, std::size_t block, const AskBlock& ask,
                           const Teaching& teaching);

/// Text of a lesson's file.
QString qt_text(const std::string& utf8);

/// The place of a block of the present step.
BlockPlace place_in(const LessonRun& run, std::size_t block);

/// Words of the core as Markdown: nothing in them is a mark.
QString sentence_of(const Sentence& sentence);

}  // namespace synod::app
