// Lessons as one file: what is packed opens again, and what should not be in it is refused.
#include "tutorials/packed_lesson.h"

#include <fstream>
#include <sstream>

#include "protocols/catalog.h"
#include "tests/places.h"
#include "tests/tutorials/zip_by_hand.h"
#include "tutorials/course.h"
#include "tutorials/glossary.h"
#include "tutorials/lesson_check.h"
#include "tutorials/translation.h"

namespace synod {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::zip_by_hand;

constexpr auto drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"7\"/>";

class PackedLessonTest : public ::testing::Test {
 protected:
  PackedLessonTest() {
    std::string name = (fs::temp_directory_path() / "synod-packed-XXXXXX").string();
    folder = ::mkdtemp(name.data());
    fs::create_directories(folder / "lesson/p");
  }
  ~PackedLessonTest() override { fs::remove_all(folder); }

  void write(const std::string& name, const std::string& bytes) const {
    std::ofstream(folder / name, std::ios::binary) << bytes;
  }
  /// The good lesson, which shows this picture.
  static std::string lesson_with(const std::string& picture) {
    std::ifstream file(fs::path(SYNOD_SOURCE_DIR) / "tests/tutorials/good_lesson.md");
    std::string text(std::istreambuf_iterator<char>(file), {});
    return text.replace(text.find("Some text."), 10, "Some ![a](" + picture + ").");
  }
  Result<std::string> packed(const std::vector<fs::path>& scenarios = {}) const {
    const ParsedLesson parsed = load_lesson(folder / "lesson/05-mine.md");
    EXPECT_THAT(parsed.problems, IsEmpty());
    return pack_lesson(parsed.lesson, scenarios);
  }
  /// What is wrong with these bytes as a packed lesson.
  std::vector<std::string> problems_of(const std::string& zip) const {
    write("x.synodlesson", zip);
    std::vector<std::string> problems;
    for (const LessonProblem& problem :
         check_lesson(load_lesson(folder / "x.synodlesson"), world()))
      problems.push_back(problem.str());
    return problems;
  }
  std::string only_problem_of(const std::string& zip) const {
    const auto problems = problems_of(zip);
    EXPECT_EQ(problems.size(), 1u);
    return problems.empty() ? std::string() : problems.front();
  }
  static LessonWorld world() { return {find_protocol, Glossary::built_in().ids()}; }

  fs::path folder;
};

TEST_F(PackedLessonTest, opens_again_with_its_pictures_and_scenarios) {
  write("lesson/05-mine.md", lesson_with("./p/a.svg"));
  write("lesson/p/a.svg", drawing);
  write("lesson/run.synod", "nodes 3\n");
  const auto zip = packed({folder / "lesson/run.synod"});
  ASSERT_TRUE(zip) << zip.error().str();
  EXPECT_THAT(problems_of(*zip), IsEmpty());
  const ParsedLesson again = load_lesson(folder / "x.synodlesson");
  EXPECT_EQ(lesson_name(again.lesson), "05-mine") << "whatever the packed file is called";
  EXPECT_EQ(again.text, lesson_with("./p/a.svg"));
  EXPECT_EQ(again.lesson.version, load_lesson(folder / "lesson/05-mine.md").lesson.version);
  ASSERT_TRUE(again.lesson.files);
  EXPECT_EQ(*again.lesson.files, (FilesByName{{"p/a.svg", drawing}, {"run.synod", "nodes 3\n"}}));
  EXPECT_EQ(packed_scenarios(again.lesson), (FilesByName{{"run.synod", "nodes 3\n"}}));
}

TEST_F(PackedLessonTest, has_the_same_bytes_wherever_it_was_packed) {
  write("lesson/05-mine.md", lesson_with("p/a.svg"));
  write("lesson/p/a.svg", drawing);
  const auto zip = packed();
  fs::rename(folder / "lesson", folder / "other");
  fs::create_directory_symlink(folder / "other", folder / "lesson");
  EXPECT_EQ(*zip, *packed());
}

TEST_F(PackedLessonTest, takes_nothing_from_outside_the_lesson_s_folder) {
  write("lesson/05-mine.md", lesson_with("p/a.svg"));
  write("lesson/p/a.svg", drawing);
  write("secret.synod", "nodes 3\n");
  ParsedLesson parsed = load_lesson(folder / "lesson/05-mine.md");
  fs::create_symlink(folder / "secret.synod", folder / "lesson/link.synod");
  for (const char* name : {"secret.synod", "lesson/link.synod", "lesson/../secret.synod"})
    EXPECT_THAT(packed({folder / name}).error().str(), HasSubstr("outside the lesson's folder"));
  // A picture that becomes a link after the check.
  write("secret.svg", drawing);
  fs::remove(folder / "lesson/p/a.svg");
  fs::create_symlink(folder / "secret.svg", folder / "lesson/p/a.svg");
  const auto zip = pack_lesson(parsed.lesson, {});
  ASSERT_FALSE(zip);
  EXPECT_THAT(zip.error().str(), HasSubstr("leads out of the lesson's folder"));
}

TEST_F(PackedLessonTest, names_the_line_of_a_mistake_in_its_text) {
  EXPECT_THAT(only_problem_of(zip_by_hand({{"mine.md", "no head\n"}})),
              HasSubstr("x.synodlesson/mine.md:1:1: expected the head of the lesson"));
}

TEST_F(PackedLessonTest, shows_no_picture_that_is_not_in_it_or_reads_other_files) {
  write("p.svg", drawing);
  EXPECT_THAT(only_problem_of(zip_by_hand({{"mine.md", lesson_with("p.svg")}})),
              HasSubstr("mine.md:20:11: there is no picture 'p.svg' in the packed lesson"));
  EXPECT_THAT(only_problem_of(zip_by_hand({{"mine.md", lesson_with("p.svg")},
                                           {"p.svg", "<svg><image href=\"/etc/passwd\"/></svg>"}})),
              HasSubstr("mine.md:20:11: 'p.svg' can't be shown: it refers to '/etc/passwd'"));
}

TEST_F(PackedLessonTest, holds_one_lesson_which_stands_outside_all_folders) {
  const std::string text = lesson_with("p.svg");
  EXPECT_THAT(only_problem_of(zip_by_hand({{"a.md", text}, {"b.md", text}})),
              HasSubstr("'b.md' is a second lesson in it"));
  EXPECT_THAT(only_problem_of(zip_by_hand({{"p/a.md", text}})), HasSubstr("'p/a.md'"));
  EXPECT_THAT(only_problem_of(zip_by_hand({{"p.svg", drawing}})), HasSubstr("it holds no lesson"));
  EXPECT_THAT(only_problem_of(""), HasSubstr("no zip file"));
}

TEST_F(PackedLessonTest, holds_no_other_kinds_of_files) {
  for (const char* name : {"run.sh", "a.html", "p/.hidden", "a.svg.exe", "a"})
    EXPECT_THAT(only_problem_of(zip_by_hand({{"a.md", "x"}, {name, "x"}})),
                HasSubstr(std::string("'") + name + "' in it is no part of a lesson"));
}

TEST_F(PackedLessonTest, holds_no_file_that_is_too_large) {
  EXPECT_THAT(only_problem_of(zip_by_hand({{"a.md", std::string(1'000'001, 'x')}})),
              HasSubstr("'a.md' in it has more than 1000000 bytes"));
  EXPECT_THAT(only_problem_of(zip_by_hand({{"a.md", "x"}, {"p.png", std::string(8'000'001, 'x')}})),
              HasSubstr("'p.png' in it has more than 8000000 bytes"));
}

TEST_F(PackedLessonTest, tells_of_a_scenario_that_can_t_be_read) {
  write("p.svg", drawing);
  EXPECT_THAT(only_problem_of(zip_by_hand({{"mine.md", lesson_with("p.svg")},
                                           {"p.svg", drawing},
                                           {"run.synod", "nodes 3\nfly away\n"}})),
              HasSubstr("'run.synod', line 2"));
}

TEST_F(PackedLessonTest, passes_the_check_of_the_command_alone_and_in_a_course) {
  write("lesson/05-mine.md", lesson_with("p/a.svg"));
  write("lesson/p/a.svg", drawing);
  write("lesson/mine.synodlesson", *packed());
  write("lesson/c.synodcourse", "---\ntitle: Mine\n---\n- mine.synodlesson\n- gone.md\n");
  std::ostringstream out;
  EXPECT_EQ(check_lesson_files({(folder / "lesson/mine.synodlesson").string()}, world(), out), 0);
  EXPECT_THAT(out.str(), HasSubstr("mine.synodlesson: good\n1 passed, 0 failed"));
  std::ostringstream course;
  EXPECT_EQ(check_lesson_files({(folder / "lesson/c.synodcourse").string()}, world(), course), 1);
  EXPECT_THAT(course.str(), HasSubstr("c.synodcourse:5:3: there is no lesson"));
  write("lesson/c.synodcourse", "---\ntitle: Mine\n---\n- mine.synodlesson\n");
  std::ostringstream good;
  EXPECT_EQ(check_lesson_files({(folder / "lesson/c.synodcourse").string()}, world(), good), 0);
  EXPECT_THAT(good.str(), HasSubstr("2 passed, 0 failed"));
}

}  // namespace
}  // namespace synod
