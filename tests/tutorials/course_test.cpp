// Courses: which lessons, in which order, and nothing from elsewhere.
#include "tutorials/course.h"

#include <fstream>

#include "tests/tutorials/lesson_files.h"

namespace synod {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string head = "---\ntitle: Four weeks\nsummary: For the lab.\n---\n";

ParsedCourse parsed(const std::string& text) {
  return parse_course(text, "/c/mine.synodcourse", "/built-in");
}

/// The first problem of a course with these lines below its head, without its file.
std::string problem_of(const std::string& lines) {
  const ParsedCourse course = parsed(head + lines);
  if (course.problems.empty()) return {};
  return course.problems.front().str().substr(std::string("/c/mine.synodcourse:").size());
}

TEST(Course, has_a_title_and_lessons_in_parts) {
  const auto [course, problems] = parsed(head +
                                         "- 01-hello.md  # the way in\n\n"
                                         "## Week 1\n# a comment\n"
                                         "- w1/./two.synodlesson\n- built-in: 05-the-heart\n");
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_EQ(course.title, "Four weeks");
  EXPECT_EQ(course.summary, "For the lab.");
  ASSERT_EQ(course.parts.size(), 2u);
  EXPECT_EQ(course.parts[0].heading, "");
  EXPECT_EQ(course.parts[1].heading, "Week 1");
  EXPECT_EQ(course.parts[1].lessons[1].place, (Place{10, 13}));
  EXPECT_THAT(lessons_of(course),
              ElementsAre("/c/01-hello.md", "/c/w1/two.synodlesson", "/built-in/05-the-heart.md"));
}

TEST(Course, names_the_line_and_column_of_a_mistake) {
  EXPECT_EQ(problem_of("- a.md\n"), "");
  EXPECT_THAT(problem_of("a.md\n"), HasSubstr("5:1: expected a lesson, such as"));
  EXPECT_THAT(problem_of("- a.txt\n"), HasSubstr("5:3: expected a lesson that ends in .md"));
  EXPECT_THAT(problem_of("## Part\n"), HasSubstr("1:1: the course has no lessons"));
  EXPECT_THAT(problem_of("- a.md\n- b/a.synodlesson\n"),
              HasSubstr("6:3: a lesson called 'a' stands in line 5 already"));
  EXPECT_THAT(problem_of("- a.md\n- built-in: a\n"), HasSubstr("stands in line 5 already"));
}

TEST(Course, takes_no_lesson_from_outside_its_folder) {
  for (const char* path : {"../a.md", "/etc/a.md", "w/../../a.md", "w\\a.md"})
    EXPECT_THAT(problem_of("- " + std::string(path) + "\n"), HasSubstr("5:3: '")) << path;
  for (const char* name : {"../a", "/etc/passwd", "a.md", "a\\b", ".."})
    EXPECT_THAT(problem_of("- built-in: " + std::string(name) + "\n"),
                HasSubstr("5:13: '" + std::string(name) + "' is no name of a built-in lesson"));
}

TEST(Course, needs_a_head_with_a_title) {
  const auto first = [](const std::string& text) { return parsed(text).problems.at(0).str(); };
  EXPECT_THAT(first(""), HasSubstr("expected the head of the course"));
  EXPECT_THAT(first("- a.md\n"), HasSubstr("expected the head of the course"));
  EXPECT_THAT(first("---\ntitle: A title\n- a.md\n"), HasSubstr("has no end"));
  EXPECT_THAT(first("---\ntitle: A title\nauthor: me\n---\n- a.md\n"),
              HasSubstr("3:1: expected title or summary, but found 'author: me'"));
  EXPECT_THAT(first("---\nsummary: A summary\n---\n- a.md\n"), HasSubstr("has no title"));
  EXPECT_THAT(first("---\ntitle: x\n---\n- a.md\n"), HasSubstr("2:8: expected 3 to 160"));
  EXPECT_THAT(first("---\ntitle: A \xff title\n---\n- a.md\n"),
              HasSubstr("expected text in UTF-8"));
}

TEST(Course, has_bounds) {
  std::string lines;
  for (int i = 0; i < 301; ++i) lines += "- " + std::to_string(i) + ".md\n";
  const ParsedCourse course = parsed(head + lines);
  ASSERT_EQ(course.problems.size(), 1u);
  EXPECT_THAT(course.problems[0].str(), HasSubstr(":305:3: a course has at most 300 lessons"));
  EXPECT_EQ(lessons_of(course.course).size(), 300u);
  std::string parts;
  for (int i = 0; i < 61; ++i) parts += "## Part\n";
  EXPECT_THAT(problem_of(parts + "- a.md\n"), HasSubstr("at most 60 parts"));
}

class CourseFile : public ::testing::Test {
 protected:
  CourseFile() {
    std::string name = (fs::temp_directory_path() / "synod-course-XXXXXX").string();
    folder = ::mkdtemp(name.data());
    fs::create_directories(folder / "c");
  }
  ~CourseFile() override { fs::remove_all(folder); }
  ParsedCourse load(const std::string& lines) const {
    std::ofstream(folder / "c/mine.synodcourse") << head << lines;
    return load_course(folder / "c/mine.synodcourse", folder / "built-in");
  }
  fs::path folder;
};

TEST_F(CourseFile, that_names_a_lesson_that_is_still_to_come_can_be_opened) {
  const ParsedCourse course = load("- a.md\n- built-in: nobody\n");
  EXPECT_THAT(course.problems, IsEmpty());
  const auto missing = missing_lessons(course.course);
  ASSERT_EQ(missing.size(), 2u);
  EXPECT_THAT(missing[0].str(), HasSubstr("mine.synodcourse:5:3: there is no lesson '"));
  EXPECT_EQ(missing[1].line, 6u);
}

TEST_F(CourseFile, follows_no_link_out_of_its_folder) {
  std::ofstream(folder / "a.md") << "a secret";
  fs::create_symlink(folder / "a.md", folder / "c/a.md");
  const ParsedCourse course = load("- a.md\n");
  ASSERT_EQ(course.problems.size(), 1u);
  EXPECT_THAT(course.problems[0].str(), HasSubstr(":5:3: 'a.md' is a link that leads out"));
}

TEST_F(CourseFile, that_is_too_large_or_not_there_is_refused) {
  EXPECT_EQ(load(std::string(100'001, '\n')).problems.size(), 1u);
  const auto gone = load_course(folder / "gone.synodcourse", {});
  ASSERT_EQ(gone.problems.size(), 1u);
  EXPECT_THAT(gone.problems[0].str(), HasSubstr("there is no such file"));
}

TEST(Course, knows_what_comes_behind_a_lesson) {
  const std::vector<fs::path> lessons = {"/c/b.md", "/c/a.md"};
  EXPECT_EQ(lesson_behind(lessons, "/c/b.md").file, "/c/a.md");
  EXPECT_EQ(lesson_behind(lessons, "/c/./x/../b.md").file, "/c/a.md");
  EXPECT_TRUE(lesson_behind(lessons, "/c/a.md").found);
  EXPECT_EQ(lesson_behind(lessons, "/c/a.md").file, "");
  EXPECT_FALSE(lesson_behind(lessons, "/c/c.md").found);
}

TEST(Built_in_course, has_every_lesson_once_and_in_the_order_of_their_names) {
  const fs::path lessons = fs::path(SYNOD_SOURCE_DIR) / "tutorials/lessons";
  const ParsedCourse course = load_course(lessons / "synod.synodcourse", lessons);
  ASSERT_THAT(course.problems, IsEmpty());
  EXPECT_THAT(lessons_of(course.course), ::testing::ElementsAreArray(testing::lesson_files()));
  std::vector<std::string> parts;
  for (const CoursePart& part : course.course.parts) parts.push_back(part.heading);
  EXPECT_THAT(parts, ElementsAre("Basic Paxos", "Multi-Paxos", "Commit protocols", "Raft"));
}

}  // namespace
}  // namespace synod
