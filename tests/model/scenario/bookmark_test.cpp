// Bookmarks of a run, and their lines in a script.
#include "model/scenario/bookmark.h"

#include <gtest/gtest.h>

#include "model/scenario/script.h"
#include "tests/model/scenario/scenario_world.h"

namespace synod {
namespace {

using testing::parsed;
using testing::Ran;
using testing::ran;

const std::string head = "protocol paxos\nproposers 2\nacceptors 3\nlearners 1\nseed 7\n";

Bookmarks bookmarks_of(const std::string& text, History& history) {
  ScenarioRunner runner(parsed(text), history);
  EXPECT_FALSE(runner.run());
  return runner.bookmarks();
}

/// What is read back from what was written of both.
Bookmarks written_and_read(const History& history, const Bookmarks& bookmarks) {
  const std::string text = script_text(history, bookmarks);
  History again(history.world_at(0));
  const Bookmarks read = bookmarks_of(text, again);
  EXPECT_EQ(again.size(), history.size());
  EXPECT_EQ(again.present(), history.present());
  EXPECT_EQ(script_text(again, read), text);
  return read;
}

History some_run() {
  History history = std::move(ran(head + "propose P1 blue\nstep 6\n").history);
  history.seek(3);
  EXPECT_TRUE(history.act(actions::on_node(Verb::crash, NodeId{2})));
  history.step();
  return history;
}

TEST(Bookmarks, are_ordered_by_moment_and_one_a_moment) {
  Bookmarks bookmarks;
  EXPECT_TRUE(bookmarks.put(7, "late"));
  EXPECT_TRUE(bookmarks.put(2, "early"));
  EXPECT_TRUE(bookmarks.put(7, "later"));
  ASSERT_EQ(bookmarks.list().size(), 2u);
  EXPECT_EQ(bookmarks.list()[0], (Bookmark{2, "early"}));
  EXPECT_EQ(bookmarks.list()[1], (Bookmark{7, "later"}));
  EXPECT_TRUE(bookmarks.remove(2));
  EXPECT_FALSE(bookmarks.remove(2));
  EXPECT_EQ(bookmarks.at(2), nullptr);
}

TEST(Bookmarks, are_bounded_in_number_and_in_length) {
  Bookmarks bookmarks;
  for (MomentId id = 0; id < max_bookmarks; ++id) EXPECT_TRUE(bookmarks.put(id, "x"));
  EXPECT_FALSE(bookmarks.put(max_bookmarks, "one too many"));
  EXPECT_TRUE(bookmarks.put(0, "another note"));
  bookmarks.put(1, std::string(max_note_bytes - 1, 'x') + "\u00e4\u00e4");
  EXPECT_EQ(bookmarks.at(1)->note, std::string(max_note_bytes - 1, 'x'));
}

TEST(Bookmarks, survive_writing_and_reading_at_the_start_within_a_run_of_steps_and_on_branches) {
  const History history = some_run();
  Bookmarks bookmarks;
  bookmarks.put(0, "before anything");
  bookmarks.put(4, "in the middle of six steps");
  bookmarks.put(7, "the end of the first line");
  bookmarks.put(8, "A1 dies on a branch");
  bookmarks.put(9, "");
  EXPECT_EQ(written_and_read(history, bookmarks), bookmarks);
}

TEST(Bookmarks, leave_a_script_that_means_the_same_to_whoever_knows_none) {
  const History history = some_run();
  Bookmarks bookmarks;
  bookmarks.put(4, "a note");
  const Ran plain = ran(script_text(history));
  const Ran marked = ran(script_text(history, bookmarks));
  EXPECT_EQ(script_text(plain.history), script_text(marked.history));
}

TEST(Bookmarks, keep_line_breaks_backslashes_and_hashes_of_a_note) {
  const History history = some_run();
  Bookmarks bookmarks;
  bookmarks.put(3, "first line\nC:\\new # \u00e4nd \"quotes\"");
  EXPECT_EQ(written_and_read(history, bookmarks), bookmarks);
}

TEST(Bookmarks, that_are_broken_or_unknown_are_just_comments) {
  EXPECT_EQ(bookmark_note(": bookmark hello"), "hello");
  EXPECT_EQ(bookmark_note(": bookmark"), "");
  EXPECT_EQ(bookmark_note(": bookmarks hello"), std::nullopt);
  EXPECT_EQ(bookmark_note(" bookmark hello"), std::nullopt);
  EXPECT_EQ(bookmark_note(": camera hello"), std::nullopt);
  EXPECT_EQ(bookmark_note(": bookmark a \\q b"), std::nullopt);
  EXPECT_EQ(bookmark_note(": bookmark ends in \\"), std::nullopt);
}

TEST(Bookmarks, behind_a_command_on_its_line_mark_nothing) {
  History history(ran(head).history.world());
  EXPECT_TRUE(bookmarks_of(head + "propose P1 blue #: bookmark here\n", history).list().empty());
}

TEST(Bookmarks, stand_where_a_file_written_by_hand_is_at_that_line) {
  History history(ran(head).history.world());
  const Bookmarks read = bookmarks_of(
      head + "propose P1 blue\nrun until chosen\n#: bookmark there it is\nstep 1\n", history);
  ASSERT_EQ(read.list().size(), 1u);
  EXPECT_TRUE(history.moment(read.list()[0].moment).chosen);
}

}  // namespace
}  // namespace synod
