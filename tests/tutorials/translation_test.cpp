// Translations of lessons: they stand beside their originals and are the same lessons.
#include "tutorials/translation.h"

#include <fstream>
#include <gmock/gmock.h>

#include "model/files/read_file.h"
#include "protocols/catalog.h"
#include "tests/places.h"
#include "tutorials/lesson_check.h"
#include "tutorials/lesson_parser.h"
#include "tutorials/question_id.h"

namespace synod {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Translation : public ::testing::Test {
 protected:
  void SetUp() override {
    fs::create_directories(folder);
    text = *read_text_file(fs::path(SYNOD_SOURCE_DIR) / "tests/tutorials/good_lesson.md", 100'000);
    put("good.md", text);
  }
  void TearDown() override { fs::remove_all(folder); }

  fs::path put(const std::string& name, const std::string& content) {
    std::ofstream(folder / name) << content;
    return folder / name;
  }
  std::string with(const std::string& from, const std::string& to) const {
    std::string changed = text;
    const std::size_t at = changed.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return changed.replace(at, from.size(), to);
  }
  std::string in_chinese() const { return with("level:", "lang: zh\nlevel:"); }
  std::string found(const std::string& content) {
    const fs::path file = put("good.zh.md", content);
    const auto problems =
        translation_problems(load_lesson(file).lesson, load_lesson(folder / "good.md").lesson);
    return problems.empty() ? "" : problems.front().str();
  }

  const fs::path folder =
      fs::path(::testing::TempDir()) /
      (("translation-" +
        std::string(::testing::UnitTest::GetInstance()->current_test_info()->name())));
  std::string text;
};

TEST_F(Translation, is_the_file_that_a_language_asks_for) {
  EXPECT_EQ(lesson_in(folder / "good.md", "zh_CN"), folder / "good.md") << "there is none";
  put("good.zh.md", in_chinese());
  EXPECT_EQ(lesson_in(folder / "good.md", "zh_CN"), folder / "good.zh.md");
  EXPECT_EQ(lesson_in(folder / "good.md", "de"), folder / "good.md");
  put("good.zh_CN.md", in_chinese());
  EXPECT_EQ(lesson_in(folder / "good.md", "zh_CN"), folder / "good.zh_CN.md");
  EXPECT_EQ(lesson_in(folder / "good.md", "../x"), folder / "good.md") << "no path";
}

TEST_F(Translation, has_the_name_of_its_original_in_what_is_remembered) {
  const fs::path file = put("good.zh.md", in_chinese());
  EXPECT_EQ(lesson_name(file), "good");
  EXPECT_TRUE(is_translation(file));
  EXPECT_FALSE(is_translation(folder / "good.md"));
  EXPECT_EQ(lesson_name(put("alone.zh.md", text)), "alone.zh") << "it has no original";
  EXPECT_EQ(lesson_name(put("good.old.draft.md", text)), "good.old.draft");
}

TEST_F(Translation, of_words_alone_is_in_step_with_its_original) {
  EXPECT_THAT(found(in_chinese()), IsEmpty());
}

TEST_F(Translation, that_does_something_else_is_told_with_its_line) {
  EXPECT_THAT(found(text), HasSubstr("expected 'lang: zh'"));
  const std::string zh = in_chinese();
  text = zh;
  EXPECT_THAT(found(with("deliver promise A1->P1", "deliver promise A3->P1")),
              HasSubstr("something else than line"));
  EXPECT_THAT(found(with("reach: ", "reach: A1 up and ")), HasSubstr("something else than line"));
  EXPECT_THAT(found(text + "\n## More\n\nText.\n"), HasSubstr("steps, but this has"));
}

TEST_F(Translation, that_is_out_of_step_does_not_pass_the_check) {
  const fs::path file = put("good.zh.md", text);  // Without its language.
  std::ostringstream out;
  EXPECT_EQ(check_lesson_files({file.string()}, {find_protocol, {}}, out), 1);
  EXPECT_THAT(out.str(), HasSubstr("good.zh.md:1:1: the name of this file"));
}

TEST_F(Translation, keeps_the_answers_that_were_given_in_another_language) {
  const Lesson english = load_lesson(folder / "good.md").lesson;
  const Lesson chinese = load_lesson(put("good.zh.md",
                                         [&] {
                                           text = in_chinese();
                                           return with("Who promises?", "谁会承诺？");
                                         }()))
                             .lesson;
  LessonProgress progress;
  progress.ids = question_ids(english);
  for (const auto& [place, id] : progress.ids) progress.answers[place].tries = 1;
  const LessonProgress carried = carried_over(progress, chinese);
  EXPECT_EQ(carried.answers, progress.answers);
  EXPECT_EQ(carried.language, "zh");
  EXPECT_EQ(carried_over(carried, english).answers, progress.answers);
}

}  // namespace
}  // namespace synod
