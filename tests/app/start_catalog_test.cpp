// Entries of the start page: they are what stands in the files.
#include "app/start/start_catalog.h"

#include <QTemporaryDir>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/start/start_pictures.h"
#include "app/system/shipped_folder.h"
#include "model/scenario/header.h"
#include "model/scenario/parser.h"
#include "protocols/catalog.h"
#include "tests/places.h"

using namespace synod;
using namespace synod::app;
using views::StartEntries;
using views::StartEntry;

namespace {

namespace fs = std::filesystem;

const fs::path tutorials = fs::path(SYNOD_SOURCE_DIR) / "tutorials";

std::size_t count_files(const fs::path& folder, const char* ending) {
  std::size_t count = 0;
  for (const auto& file : fs::recursive_directory_iterator(folder))
    if (file.path().extension() == ending) ++count;
  return count;
}

std::vector<ListedLesson> built_in_lessons() {
  const fs::path lessons = tutorials / "lessons";
  return listed_lessons(load_course(lessons / "synod.synodcourse", lessons).course, false,
                        {lessons});
}

class StartCatalogTest : public testing::Test {
 protected:
  void write(const char* name, const char* text) {
    std::ofstream(fs::path(folder.path().toStdString()) / name) << text;
  }
  fs::path path() const { return folder.path().toStdString(); }

  QTemporaryDir folder;
};

TEST(StartCatalog, has_every_textbook_scenario_with_title_source_and_group) {
  const StartEntries entries = scenario_entries(tutorials / "scenarios");
  EXPECT_EQ(entries.size(), count_files(tutorials / "scenarios", ".synod"));
  for (const StartEntry& entry : entries) {
    const std::string key = entry.key.toStdString();
    EXPECT_FALSE(entry.mark.isEmpty()) << key;
    EXPECT_FALSE(entry.title.isEmpty()) << key;
    EXPECT_FALSE(entry.text.isEmpty()) << key;
    EXPECT_FALSE(entry.facts.isEmpty()) << key;
    EXPECT_NE(entry.group, "More") << key << " names no group";
  }
}

TEST(StartCatalog, begins_with_the_easiest_group_and_ends_with_the_hardest) {
  const StartEntries entries = scenario_entries(tutorials / "scenarios");
  EXPECT_EQ(entries.front().mark, "BP-01");
  EXPECT_EQ(entries.back().group, "Several leaders") << "a group that nobody put in order";
}

TEST(StartCatalog, knows_what_students_type) {
  const StartEntries entries = scenario_entries(tutorials / "scenarios");
  for (const auto& [typed, mark] :
       {std::pair("livelock", "BP-08"), std::pair("dueling", "BP-08"),
        std::pair("duelling", "BP-08"), std::pair("split brain", "BP-22"),
        std::pair("leader election", "ML-01")}) {
    StartEntries all = views::found(entries, typed);
    for (const StartEntry& more : views::related(entries, typed, start_synonyms()))
      all.push_back(more);
    EXPECT_TRUE(std::any_of(all.begin(), all.end(), [&, wanted = mark](const StartEntry& entry) {
      return entry.mark == wanted;
    })) << typed;
  }
}

TEST(StartCatalog, has_every_lesson_and_none_is_broken) {
  const StartEntries entries = lesson_entries(built_in_lessons(), {});
  EXPECT_EQ(entries.size(), count_files(tutorials / "lessons", ".md"));
  ASSERT_FALSE(entries.empty());
  EXPECT_EQ(entries.front().mark, "1");
  for (const StartEntry& entry : entries) {
    EXPECT_NE(entry.facts, "has a mistake") << entry.key.toStdString();
    EXPECT_GT(entry.steps, 1) << entry.key.toStdString();
  }
}

TEST(StartCatalog, draws_a_picture_for_everything_that_comes_with_the_program) {
  StartEntries entries = lesson_entries(built_in_lessons(), {});
  for (const StartEntry& entry : scenario_entries(tutorials / "scenarios"))
    entries.push_back(entry);
  for (const StartEntry& entry : free_play_entries()) entries.push_back(entry);
  const views::PictureSize size{{120, 60}, 2};
  for (const StartEntry& entry : entries) {
    const QImage picture = start_picture(entry, views::Theme::light(), size);
    ASSERT_EQ(picture.size(), QSize(240, 120)) << entry.key.toStdString();
    QImage empty(picture.size(), picture.format());
    empty.fill(views::Theme::light().canvas);
    empty.setDevicePixelRatio(2);
    EXPECT_NE(picture, empty) << entry.key.toStdString();
  }
}

TEST(StartCatalog, offers_clusters_that_can_be_made) {
  for (const StartEntry& entry : free_play_entries()) {
    const auto scenario = parse_scenario(entry.key.toStdString());
    ASSERT_TRUE(scenario) << scenario.error().str();
    EXPECT_TRUE(setup_of(*scenario, find_protocol)) << entry.key.toStdString();
  }
}

TEST(StartCatalog, finds_the_folders_that_came_with_the_program) {
  EXPECT_TRUE(fs::is_directory(shipped_folder("lessons")));
  EXPECT_TRUE(fs::is_directory(shipped_folder("scenarios")));
  EXPECT_TRUE(shipped_folder("no-such-folder").empty());
}

TEST_F(StartCatalogTest, reads_title_source_group_and_description_over_several_lines) {
  write("X-1.synod",
        "# X-1: The title\n# Source: a book,\n# page 3\n# Group: Odd ones\n#\n# What it\n# shows.\n"
        "#\n# More of it.\n\nnodes 3\n# Source: not this\n");
  const StartEntries entries = scenario_entries(path());
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].mark, "X-1");
  EXPECT_EQ(entries[0].title, "The title");
  EXPECT_EQ(entries[0].facts, "a book, page 3");
  EXPECT_EQ(entries[0].group, "Odd ones");
  EXPECT_EQ(entries[0].text, "What it shows.");
}

TEST_F(StartCatalogTest, takes_the_name_of_a_scenario_without_a_head) {
  write("mine.synod", "nodes 3\n");
  const StartEntries entries = scenario_entries(path());
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].title, "mine");
  EXPECT_EQ(entries[0].group, "More");
}

TEST_F(StartCatalogTest, keeps_groups_together_in_the_order_of_their_first_members) {
  write("a.synod", "# One\n# Group: G1\n");
  write("b.synod", "# Two\n# Group: G2\n");
  write("c.synod", "# Three\n# Group: G1\n");
  QStringList titles;
  for (const StartEntry& entry : scenario_entries(path())) titles << entry.title;
  EXPECT_EQ(titles, (QStringList{"One", "Three", "Two"}));
}

TEST_F(StartCatalogTest, knows_how_far_somebody_has_come) {
  ProgressBook book;
  LessonProgress begun;
  begun.step = 2;
  LessonProgress done;
  done.done = true;
  book.set({"01-agreeing-is-hard", LessonForm::worked}, begun);
  book.set({"02-roles-and-a-clean-round", LessonForm::goal}, done);
  const StartEntries entries = lesson_entries(built_in_lessons(), book);
  EXPECT_EQ(entries[0].step, 2);
  EXPECT_FALSE(entries[0].done);
  EXPECT_TRUE(entries[1].done);
  EXPECT_FALSE(entries[2].begun());
}

TEST_F(StartCatalogTest, shows_a_broken_lesson_with_its_mistake) {
  write("07-mine.md", "no front matter at all\n");
  const StartEntries entries =
      lesson_entries(listed_lessons({}, false, {path(), path() / "not-there"}), {});
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].mark, "7");
  EXPECT_EQ(entries[0].facts, "has a mistake");
  EXPECT_TRUE(entries[0].text.contains("ine 1")) << entries[0].text.toStdString();
  EXPECT_TRUE(start_picture(entries[0], views::Theme::light(), {{100, 50}, 1}).isNull());
}

TEST_F(StartCatalogTest, puts_a_lesson_with_a_letter_behind_the_one_of_its_number) {
  for (const char* name : {"06b-more.md", "07-next.md", "06-first.md", "06c.md", "mine.md"})
    write(name, "no front matter at all\n");
  QStringList marks;
  for (const StartEntry& entry : lesson_entries(listed_lessons({}, false, {path()}), {}))
    marks.append(entry.mark);
  EXPECT_EQ(marks, (QStringList{"6", "6b", "6", "7", ""}));
}

}  // namespace
