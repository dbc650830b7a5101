// Heads of source files: the first line is a comment that starts with a noun to search for.
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/source_lines.h"

namespace synod {
namespace {

namespace fs = std::filesystem;
using ::testing::IsEmpty;
using testing::SourceLine;

/// A question or an aphorism begins so, and a noun does not.
bool begins_without_a_noun(const std::string& line) {
  static const std::regex words(
      R"re(^// (The|A|An|What|Who|Whom|Whose|When|Where|Which|Whether|Why|How|From|All) )re");
  return std::regex_search(line, words);
}

/// The header says what such a file is about.
bool has_its_header(const std::string& file) {
  return fs::path(file).extension() == ".cpp" &&
         fs::exists(testing::source_root / fs::path(file).replace_extension(".h"));
}

std::string problem_of(const SourceLine& line) {
  if (!line.text.starts_with("// ")) return has_its_header(line.file) ? "" : "no comment";
  return begins_without_a_noun(line.text) ? "no noun" : "";
}

TEST(Heads, begin_with_a_noun) {
  std::vector<std::string> problems;
  for (const SourceLine& line : testing::lines_of({".h", ".cpp"})) {
    if (line.number != 1) continue;
    if (const std::string problem = problem_of(line); !problem.empty())
      problems.push_back(line.where() + ": " + problem);
  }
  EXPECT_THAT(problems, IsEmpty());
}

TEST(Heads, that_ask_or_begin_with_an_article_are_found) {
  EXPECT_EQ(problem_of({"app/x/y.h", "app", 1, "// The net below a session."}), "no noun");
  EXPECT_EQ(problem_of({"app/x/y.h", "app", 1, "// Autosave of a session."}), "");
  EXPECT_EQ(problem_of({"app/x/y.h", "app", 1, "#pragma once"}), "no comment");
}

}  // namespace
}  // namespace synod
