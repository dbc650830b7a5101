// Untrusted lessons: pictures that refer to other places, endless words, bytes that are no text.
#include <filesystem>
#include <fstream>
#include <sys/stat.h>

#include "protocols/catalog.h"
#include "tests/places.h"
#include "tutorials/glossary.h"
#include "tutorials/lesson_check.h"
#include "tutorials/lesson_parser.h"

namespace synod {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class UntrustedLesson : public ::testing::Test {
 protected:
  UntrustedLesson() {
    folder = fs::temp_directory_path() /
             ("synod_untrusted_" + std::to_string(::getpid()) + "_" +
              ::testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder);
  }
  ~UntrustedLesson() override { fs::remove_all(folder); }

  static std::string good_lesson() {
    std::ifstream file(fs::path(SYNOD_SOURCE_DIR) / "tests/tutorials/good_lesson.md");
    return {std::istreambuf_iterator<char>(file), {}};
  }
  void write(const std::string& name, const std::string& bytes) const {
    std::ofstream(folder / name, std::ios::binary) << bytes;
  }
  /// What is wrong with the good lesson once it shows this picture.
  std::vector<LessonProblem> problems_with(const std::string& picture) const {
    std::string text = good_lesson();
    text.replace(text.find("Some text."), 10, "Some ![a](" + picture + ").");
    write("lesson.md", text);
    return check_lesson(load_lesson(folder / "lesson.md"), world());
  }
  static LessonWorld world() { return {find_protocol, Glossary::built_in().ids()}; }

  fs::path folder;
};

TEST_F(UntrustedLesson, a_picture_that_reads_other_files_is_named_with_its_line) {
  write("a.svg", "<svg><image href=\"/etc/passwd\"/></svg>");
  const auto problems = problems_with("a.svg");
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].line, 20u);
  EXPECT_EQ(problems[0].column, 11u);
  EXPECT_THAT(problems[0].str(), HasSubstr("lesson.md:20:11: 'a.svg' can't be shown: it refers to "
                                           "'/etc/passwd'"));
}

TEST_F(UntrustedLesson, a_drawing_by_another_name_is_looked_at_too) {
  write("a.png", "<svg><image href=\"/etc/passwd\"/></svg>");
  EXPECT_EQ(problems_with("a.png").size(), 1u);
}

TEST_F(UntrustedLesson, a_pipe_is_no_picture_and_no_lesson_and_nobody_waits_for_it) {
  ASSERT_EQ(::mkfifo((folder / "pipe.svg").c_str(), 0600), 0);
  const auto problems = problems_with("pipe.svg");
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_THAT(problems[0].str(), HasSubstr("'pipe.svg' is not a file"));
  ASSERT_EQ(::mkfifo((folder / "pipe.md").c_str(), 0600), 0);
  ASSERT_EQ(load_lesson(folder / "pipe.md").problems.size(), 1u);
}

TEST_F(UntrustedLesson, a_picture_of_more_pixels_than_memory_is_refused_by_its_head) {
  write("a.png", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\x01\0\0\0\x01\0\0\x08\x06", 26));
  ASSERT_EQ(problems_with("a.png").size(), 1u);
  EXPECT_THAT(problems_with("a.png")[0].str(), HasSubstr("4294967296 pixels"));
  write("a.jpg",
        std::string("\xff\xd8\xff\xe0\0\x04xx\xff\xc2\0\x11\x08\xff\xff\xff\xff\x03xxxx", 22));
  ASSERT_EQ(problems_with("a.jpg").size(), 1u);
  EXPECT_THAT(problems_with("a.jpg")[0].str(), HasSubstr("4294836225 pixels"));
}

TEST_F(UntrustedLesson, a_picture_of_more_bytes_than_eight_million_is_refused) {
  write("a.png", std::string(8'000'001, 'x'));
  ASSERT_EQ(problems_with("a.png").size(), 1u);
  EXPECT_THAT(problems_with("a.png")[0].str(), HasSubstr("at most 8000000 bytes"));
}

TEST_F(UntrustedLesson, surrogates_and_other_bytes_are_refused_where_they_stand) {
  for (const std::string bytes : {"\xed\xa0\x80", "\xc0\xaf", "\xf4\x90\x80\x80", "\x1b", "\xff"}) {
    std::string text = good_lesson();
    text.insert(text.find("Some text.") + 5, bytes);
    const auto parsed = parse_lesson(text, "lesson.md");
    ASSERT_EQ(parsed.problems.size(), 1u);
    EXPECT_EQ(parsed.problems[0].str(),
              "lesson.md:20:6: this is not a lesson: expected text in UTF-8");
  }
}

/// Each word of each broken and good lesson in turn becomes one that never ends.
TEST_F(UntrustedLesson, no_problem_quotes_more_than_sixty_characters_of_a_word) {
  const std::string text = good_lesson();
  const std::string endless(5'000, 'x');
  const auto is_blank = [](char c) { return c == ' ' || c == '\n'; };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && !is_blank(text[end])) ++end;
    for (const std::string& word :
         {endless, endless + ":", "`" + endless, "[a](" + endless + ")", "![a](" + endless + ")",
          "term:" + endless, "```" + endless, "A1." + endless, "[a](term:" + endless + ")"}) {
      const auto parsed = parse_lesson(text.substr(0, at) + word + text.substr(end), "lesson.md");
      for (const LessonProblem& problem : check_lesson(parsed, world())) {
        EXPECT_LT(problem.str().size(), 700u) << problem.str().substr(0, 300);
        EXPECT_EQ(problem.str().find(std::string(61, 'x')), std::string::npos)
            << problem.str().substr(0, 300);
      }
    }
    at = end + 1;
    while (at < text.size() && is_blank(text[at])) ++at;
  }
}

}  // namespace
}  // namespace synod
