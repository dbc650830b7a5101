// Extraction of texts: each text that the sources mark reaches a translator, in the context in
// which the program looks it up.
#include <algorithm>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>
#include <tuple>

#include "tests/places.h"
#include "tests/texts/extracted_texts.h"
#include "tests/texts/marked_texts.h"
#include "tutorials/course.h"
#include "tutorials/lesson_parser.h"
#include "tutorials/scenario_file.h"
#include "tutorials/scenario_head.h"

namespace synod::testing {
namespace {

using ::testing::IsEmpty;

/// A text, and the file and line where it stands.
using Place = std::tuple<QString, int, QString>;

std::string told(const Place& place) {
  const auto& [file, line, text] = place;
  return file.toStdString() + ':' + std::to_string(line) + ": \"" + text.toStdString() + '"';
}

/// Whether the program looks for that text in `context`.
bool is_context_of(const MarkedText& mark, const QString& context) {
  if (mark.mark == u"SYNOD_TEXT" || mark.mark == u"SYNOD_COUNTED") return context == u"core";
  if (!mark.context.isEmpty()) return context == mark.context;
  return std::any_of(
      declared_contexts().begin(), declared_contexts().end(), [&](const DeclaredContext& declared) {
        // A class may stand in the header; a name for a file's own texts may not.
        const bool of_class =
            declared.context.startsWith("synod::") && !mark.mark.startsWith("Texts::");
        return declared.context == context && (of_class || declared.file == mark.file);
      });
}

TEST(Extraction, understands_every_file) {
  EXPECT_EQ(extracted_texts().complaints.toStdString(), "");
}

TEST(Extraction, finds_each_text_where_it_stands_in_the_sources) {
  std::set<Place> marked;
  for (const MarkedText& mark : marked_texts())
    if (!mark.source.isEmpty()) marked.insert({mark.file, mark.line, mark.source});
  std::set<Place> found;
  for (const ExtractedText& text : extracted_texts().all)
    if (text.context != u"heads") found.insert({text.file, text.line, text.source});
  std::vector<std::string> wrong;
  for (const Place& place : marked)
    if (!found.contains(place)) wrong.push_back(told(place) + " is not found");
  for (const Place& place : found)
    if (!marked.contains(place)) wrong.push_back(told(place) + " is found but not there");
  EXPECT_THAT(wrong, IsEmpty());
  EXPECT_GT(marked.size(), 2500u) << "the test has lost sight of the texts";
}

TEST(Extraction, puts_each_text_where_the_program_looks_for_it) {
  std::vector<std::string> wrong;
  for (const MarkedText& mark : marked_texts()) {
    if (mark.source.isEmpty()) continue;
    std::set<QString> contexts;
    for (const ExtractedText& text : extracted_texts().all)
      if (text.file == mark.file && text.line == mark.line && text.source == mark.source)
        contexts.insert(text.context);
    for (const QString& context : contexts)
      if (!is_context_of(mark, context))
        wrong.push_back(mark.where() + " is filed under '" + context.toStdString() + "'");
  }
  EXPECT_THAT(wrong, IsEmpty());
}

/// What is not a literal can't be extracted. Tables hold SYNOD_TEXT("..."), which
/// views::translated shows.
TEST(Extraction, finds_a_literal_behind_every_mark) {
  std::vector<std::string> wrong;
  for (const MarkedText& mark : marked_texts())
    if (mark.source.isEmpty() && mark.file != u"views/kit/translated.cpp" &&
        mark.file != u"app/parts/head_words.cpp")
      wrong.push_back(mark.where());
  EXPECT_THAT(wrong, IsEmpty());
}

TEST(Extraction, asks_for_the_forms_of_what_is_counted) {
  std::set<Place> marked;
  for (const MarkedText& mark : marked_texts())
    if (mark.mark == u"SYNOD_COUNTED") marked.insert({mark.file, mark.line, mark.source});
  std::set<Place> found;
  for (const ExtractedText& text : extracted_texts().all)
    if (text.counted && text.context == u"core") found.insert({text.file, text.line, text.source});
  EXPECT_EQ(marked, found);
  EXPECT_GT(marked.size(), 25u);
}

/// As the program reads them: otherwise it would look for another text.
TEST(Extraction, finds_the_head_of_each_lesson_course_and_scenario) {
  std::set<QString> wanted;
  const auto want = [&](const std::string& text) {
    for (const QString& paragraph : QString::fromStdString(text).split("\n\n"))
      if (!paragraph.isEmpty()) wanted.insert(paragraph);
  };
  namespace fs = std::filesystem;
  for (const auto& entry : fs::recursive_directory_iterator(SYNOD_SOURCE_DIR "/tutorials")) {
    const fs::path& path = entry.path();
    if (path.extension() == ".synod") {
      const ScenarioHead head = read_scenario_head(*read_beginning(path, 20'000));
      for (const std::string& text : {head.title, head.group, head.text}) want(text);
    } else if (path.extension() == ".md" && path.parent_path().filename() == "lessons") {
      const LessonHead head = load_lesson(path).lesson.head;
      for (const std::string& text : {head.title, head.summary}) want(text);
    } else if (path.extension() == course_ending) {
      const Course course = load_course(path, {}).course;
      for (const std::string& text : {course.title, course.summary}) want(text);
      for (const CoursePart& part : course.parts) want(part.heading);
    }
  }
  std::set<QString> found;
  for (const ExtractedText& text : extracted_texts().all)
    if (text.context == u"heads") found.insert(text.source);
  std::vector<std::string> wrong;
  for (const QString& text : wanted)
    if (!found.contains(text)) wrong.push_back("not found: " + text.toStdString());
  for (const QString& text : found)
    if (!wanted.contains(text)) wrong.push_back("nowhere: " + text.toStdString());
  EXPECT_THAT(wrong, IsEmpty());
  EXPECT_GT(wanted.size(), 300u);
}

TEST(Extraction, finds_a_mark_around_every_sentence_of_the_core) {
  EXPECT_THAT(unmarked_sentences(), IsEmpty());
}

/// Each language has an order of its own: a format with places leaves it to the translator.
TEST(Extraction, finds_no_sentence_that_is_glued_from_pieces) {
  EXPECT_THAT(glued_texts(), IsEmpty());
}

}  // namespace
}  // namespace synod::testing
