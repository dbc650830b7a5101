// Broken lessons: each gives one clear problem at the right place, and nothing else.
#include "tutorials/lesson_check.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "protocols/catalog.h"
#include "tests/places.h"
#include "tutorials/glossary.h"
#include "tutorials/lesson_template.h"

namespace synod {
namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path(SYNOD_SOURCE_DIR) / "tests/tutorials";

LessonWorld world() {
  return {find_protocol, Glossary::built_in().ids()};
}

std::vector<std::string> check_text(std::string_view text) {
  std::vector<std::string> found;
  for (const LessonProblem& problem : check_lesson(parse_lesson(text, "lesson.md"), world()))
    found.push_back(problem.str());
  return found;
}

std::string good_lesson() {
  std::ifstream file(folder / "good_lesson.md");
  return {std::istreambuf_iterator<char>(file), {}};
}

struct BadLesson {
  std::string name;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string says;
};

/// bad_lessons/expected.txt says of each file where its one problem is and what it says.
std::vector<BadLesson> bad_lessons() {
  std::vector<BadLesson> lessons;
  std::ifstream file(folder / "bad_lessons/expected.txt");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream words(line);
    BadLesson lesson;
    words >> lesson.name >> lesson.line >> lesson.column >> std::ws;
    std::getline(words, lesson.says);
    lessons.push_back(lesson);
  }
  return lessons;
}

class BrokenLesson : public ::testing::TestWithParam<BadLesson> {};

TEST_P(BrokenLesson, has_one_problem_at_the_right_place) {
  const BadLesson& lesson = GetParam();
  const fs::path path = folder / "bad_lessons" / (lesson.name + ".md");
  ASSERT_TRUE(fs::exists(path));
  const auto problems = check_lesson(load_lesson(path), world());
  ASSERT_FALSE(problems.empty());
  EXPECT_EQ(problems.size(), 1u) << problems.back().str();
  EXPECT_EQ(problems.front().file, path.string());
  EXPECT_EQ(problems.front().line, lesson.line) << problems.front().str();
  EXPECT_EQ(problems.front().column, lesson.column) << problems.front().str();
  EXPECT_THAT(problems.front().why.str(), ::testing::HasSubstr(lesson.says));
}

INSTANTIATE_TEST_SUITE_P(each, BrokenLesson, ::testing::ValuesIn(bad_lessons()),
                         [](const auto& broken) { return broken.param.name; });

TEST(LessonCheck, every_broken_lesson_has_its_expectation) {
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(folder / "bad_lessons"))
    files += entry.path().extension() == ".md";
  EXPECT_EQ(files, bad_lessons().size());
  EXPECT_GE(files, 30u);
}

TEST(LessonCheck, finds_nothing_wrong_with_a_good_lesson) {
  EXPECT_THAT(check_text(good_lesson()), ::testing::IsEmpty());
}

TEST(LessonCheck, finds_nothing_wrong_with_its_own_template) {
  EXPECT_THAT(check_text(lesson_template()), ::testing::IsEmpty());
}

TEST(LessonCheck, refuses_ten_megabytes_by_their_size) {
  EXPECT_THAT(check_text(std::string(10'000'000, 'a')),
              ::testing::ElementsAre(
                  "lesson.md:1:1: the file has 10000000 bytes; a lesson has at most 1000000"));
}

TEST(LessonCheck, refuses_a_file_of_ten_megabytes_without_reading_it_all) {
  const fs::path path = fs::temp_directory_path() / "synod_ten_megabytes.md";
  std::ofstream(path) << std::string(10'000'000, 'a');
  const auto problems = check_lesson(load_lesson(path), world());
  fs::remove(path);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_THAT(problems.front().str(), ::testing::HasSubstr("too large"));
}

TEST(LessonCheck, refuses_a_block_that_asks_for_more_than_its_bounds) {
  std::string text = good_lesson();
  text.insert(
      text.find("Some text."),
      "```synod\nprotocol paxos\nnodes 9\npropose N1 blue\nduplicate * *->* x10000\n```\n\n");
  const auto problems = check_text(text);
  ASSERT_FALSE(problems.empty());
  EXPECT_THAT(problems.front(), ::testing::HasSubstr("this stands for 80000 events, after 1 that "
                                                     "were made; at most 1000 may be made here"));
}

TEST(LessonCheck, refuses_more_blocks_than_anybody_takes) {
  std::string text = good_lesson();
  std::string blocks;
  for (int i = 0; i < 301; ++i) blocks += "```notes\nfor the teacher\n```\n\n";
  text.insert(text.find("Some text."), blocks);
  const auto problems = check_text(text);
  ASSERT_EQ(problems.size(), 1u) << problems.back();
  EXPECT_THAT(problems.front(), ::testing::HasSubstr("a lesson has at most 300 blocks"));
}

/// Taking the first of many lines away again and again took hours.
TEST(LessonCheck, reads_a_megabyte_of_empty_lines_at_once) {
  std::string text = good_lesson();
  text.insert(text.find("Some text."), std::string(900'000, '\n'));
  EXPECT_THAT(check_text(text), ::testing::IsEmpty());
}

TEST(LessonCheck, refuses_bytes_that_are_no_text_where_they_stand) {
  std::string text = good_lesson();
  const std::size_t at = text.find("Some text");
  text.insert(at + 5, std::string("\0\xff", 2));
  EXPECT_THAT(
      check_text(text),
      ::testing::ElementsAre("lesson.md:20:6: this is not a lesson: expected text in UTF-8"));
}

TEST(LessonCheck, refuses_an_empty_file_and_a_folder) {
  EXPECT_EQ(check_text("").size(), 1u);
  EXPECT_EQ(check_lesson(load_lesson(folder), world()).size(), 1u);
}

TEST(LessonCheck, refuses_a_picture_that_a_symbolic_link_brings_from_outside) {
  const fs::path inside = fs::temp_directory_path() / "synod_lesson_folder";
  fs::remove_all(inside);
  fs::create_directories(inside);
  const fs::path outside = fs::temp_directory_path() / "synod_outside.png";
  std::ofstream(outside) << "x";
  fs::create_symlink(outside, inside / "link.png");
  std::string text = good_lesson();
  text.replace(text.find("Some text."), 10, "Some ![a](link.png).");
  std::ofstream(inside / "lesson.md") << text;
  const auto problems = check_lesson(load_lesson(inside / "lesson.md"), world());
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_THAT(problems.front().why.str(), ::testing::HasSubstr("leads out"));
  std::ofstream(inside / "own.png") << "x";
  text.replace(text.find("link.png"), 8, "own.png");
  std::ofstream(inside / "lesson.md") << text;
  EXPECT_TRUE(check_lesson(load_lesson(inside / "lesson.md"), world()).empty());
  fs::remove_all(inside);
  fs::remove(outside);
}

TEST(LessonCheck, names_every_problem_of_a_text_and_not_only_the_first) {
  std::string text = good_lesson();
  text.replace(text.find("deliver prepare"), 15, "delivver prepare");
  text.replace(text.find("level: 1"), 8, "level: 9");
  text.replace(text.find("deliver accept P1->A1"), 21, "deliver accept P1-A1");
  const auto problems = check_text(text);
  ASSERT_EQ(problems.size(), 3u);
  EXPECT_THAT(problems[0], ::testing::HasSubstr("lesson.md:5:8:"));
  EXPECT_THAT(problems[1], ::testing::HasSubstr("lesson.md:29:1:"));
  EXPECT_THAT(problems[2], ::testing::HasSubstr("lesson.md:46:"));
}

TEST(LessonCheck, reads_lines_that_end_as_other_systems_end_them) {
  std::string text = good_lesson();
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2)
    text.insert(at, "\r");
  EXPECT_THAT(check_text("\xef\xbb\xbf" + text), ::testing::IsEmpty());
}

TEST(LessonCheck, survives_every_lesson_that_is_cut_off_somewhere) {
  const std::string text(lesson_template());
  for (std::size_t size = 0; size < text.size(); size += 3)
    for (const std::string& problem : check_text(text.substr(0, size)))
      EXPECT_THAT(problem, ::testing::StartsWith("lesson.md:"));
}

TEST(LessonCheck, prints_a_line_a_problem_and_how_many_passed) {
  std::ostringstream out;
  const std::string good = (folder / "good_lesson.md").string();
  const std::string bad = (folder / "bad_lessons/no_title.md").string();
  EXPECT_EQ(check_lesson_files({good, bad}, world(), out), 1);
  EXPECT_EQ(out.str(),
            good + ": good\n" + bad + ":1:1: the head has no 'title'\n1 passed, 1 failed\n");
}

}  // namespace
}  // namespace synod
