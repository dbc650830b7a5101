// Scenarios that are opened, gone on with and saved: what their authors wrote is still there.
#include "model/scenario/own_text.h"

#include <algorithm>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/scenario/script.h"
#include "protocols/catalog.h"
#include "tests/places.h"
#include "tutorials/scenario_file.h"

namespace synod {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

/// A text that was run, and its script as it would be saved.
struct Opened {
  Verdict verdict;
  GrowingScript script;

  explicit Opened(const std::string& text, std::size_t own = std::string::npos)
      : verdict(verify_text(text, "text", find_protocol, {}, nullptr, own)), script(verdict.own) {
    EXPECT_FALSE(verdict.error) << verdict.error->str() << "\n" << text;
  }
  History& history() { return *verdict.history; }
  std::string file() { return script.file_text(history(), verdict.bookmarks); }
  std::string text() { return script.text(history(), verdict.bookmarks); }
};

/// That `text` makes what stands in `opened`, and that its `expect` lines are as true as they were.
void expect_same(const std::string& text, Opened& opened) {
  const Verdict again = verify_text(text, "saved", find_protocol);
  ASSERT_FALSE(again.error) << again.error->str() << "\n" << text;
  const History& a = opened.history();
  const History& b = *again.history;
  ASSERT_EQ(a.size(), b.size()) << text;
  for (MomentId id = 0; id < a.size(); ++id) {
    ASSERT_EQ(a.moment(id).parent, b.moment(id).parent) << id << "\n" << text;
    ASSERT_EQ(a.moment(id).action, b.moment(id).action) << id << "\n" << text;
  }
  EXPECT_EQ(fingerprint(a.world_at(static_cast<MomentId>(a.size() - 1))),
            fingerprint(b.world_at(static_cast<MomentId>(b.size() - 1))));
  EXPECT_EQ(a.present(), b.present()) << text;
  EXPECT_EQ(again.bookmarks, opened.verdict.bookmarks) << text;
  EXPECT_EQ(again.failures.size(), opened.verdict.failures.size()) << text;
}

class OwnTextOf : public ::testing::TestWithParam<fs::path> {
 protected:
  const std::string text = *read_text_file(GetParam(), max_scenario_bytes);
  Opened opened{text};
  History& history() { return opened.history(); }
};

TEST_P(OwnTextOf, saved_as_it_was_opened_is_the_same_byte_for_byte) {
  EXPECT_EQ(opened.file(), text);
  EXPECT_EQ(opened.text(), text);
}

TEST_P(OwnTextOf, looked_at_elsewhere_it_is_saved_as_it_was) {
  history().seek(static_cast<MomentId>(history().size() / 2));
  EXPECT_EQ(opened.file(), text);
  EXPECT_THAT(opened.text(), StartsWith(text));
  expect_same(opened.text(), opened);
}

TEST_P(OwnTextOf, gone_on_with_it_begins_as_it_did_and_makes_the_same) {
  for (int i = 0; i < 3; ++i) history().step();
  (void)history().act(actions::on_node(Verb::crash, NodeId{0}));
  EXPECT_THAT(opened.file(), StartsWith(text));
  expect_same(opened.file(), opened);
}

TEST_P(OwnTextOf, with_another_way_from_its_middle_it_begins_as_it_did_and_makes_the_same) {
  history().seek(static_cast<MomentId>(history().size() / 2));
  (void)history().act(actions::on_node(Verb::pause, NodeId{1}));
  (void)history().act(actions::on_node(Verb::crash, NodeId{1}));
  history().step();
  history().seek(static_cast<MomentId>(history().size() - 2));
  EXPECT_THAT(opened.file(), StartsWith(text));
  expect_same(opened.file(), opened);
}

TEST_P(OwnTextOf, marked_and_unmarked_it_keeps_all_but_the_marks) {
  const auto last = static_cast<MomentId>(history().size() - 1);
  Bookmarks& marks = opened.verdict.bookmarks;
  marks.put(last / 2, "the middle");
  marks.put(0, "the start");
  expect_same(opened.file(), opened);
  // What was saved is opened and changed again.
  Opened again(opened.file());
  again.verdict.bookmarks.put(last / 2, "half of it");
  again.verdict.bookmarks.remove(0);
  (void)again.history().act(actions::on_node(Verb::crash, NodeId{0}));
  EXPECT_THAT(again.file(), HasSubstr("half of it"));
  EXPECT_THAT(again.file(), Not(HasSubstr("the start")));
  expect_same(again.file(), again);
}

TEST_P(OwnTextOf, kept_half_way_it_is_still_its_own_text_that_is_saved) {
  history().seek(static_cast<MomentId>(history().size() / 2));
  (void)history().act(actions::on_node(Verb::crash, NodeId{0}));
  const std::string kept = opened.text();
  Opened again(kept, opened.script.own_bytes());
  EXPECT_EQ(again.script.own()->text, text);
  EXPECT_EQ(again.script.own()->present, opened.script.own()->present);
  EXPECT_EQ(again.file(), opened.file());
}

std::vector<fs::path> scenarios() {
  std::vector<fs::path> found;
  for (const auto& entry :
       fs::recursive_directory_iterator(fs::path(SYNOD_SOURCE_DIR) / "tutorials" / "scenarios"))
    if (entry.path().extension() == ".synod") found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

INSTANTIATE_TEST_SUITE_P(Shipped, OwnTextOf, ::testing::ValuesIn(scenarios()),
                         [](const auto& given) {
                           std::string name = given.param.stem().string();
                           std::replace_if(
                               name.begin(), name.end(), [](char c) { return !std::isalnum(c); },
                               '_');
                           return name;
                         });

const std::string small = "nodes 3\npropose N1 blue # asks\nstep 2\nexpect N1 up\n";

TEST(OwnText, without_an_end_of_line_gets_one_before_what_follows) {
  Opened opened("nodes 3\npropose N1 blue");
  EXPECT_EQ(opened.file(), "nodes 3\npropose N1 blue");
  opened.history().step();
  EXPECT_THAT(opened.file(), StartsWith("nodes 3\npropose N1 blue\ndeliver"));
  expect_same(opened.file(), opened);
}

TEST(OwnText, that_waits_at_its_end_lets_nothing_behind_it_come_late) {
  Opened opened(small + "run for 5000ms\n");
  ASSERT_TRUE(opened.history().act(actions::propose(NodeId{1}, "green")));
  expect_same(opened.file(), opened);
}

TEST(OwnText, keeps_its_byte_order_mark_and_its_ends_of_lines) {
  Opened opened("\xef\xbb\xbfnodes 3\r\npropose N1 blue\r\n#: bookmark here\r\nstep\r\n");
  opened.history().step();
  opened.verdict.bookmarks.put(1, "there");
  EXPECT_THAT(opened.file(), StartsWith("\xef\xbb\xbfnodes 3\r\npropose N1 blue\r\n"
                                        "#: bookmark there\r\nstep\r\n"));
  expect_same(opened.file(), opened);
}

TEST(OwnText, of_two_marks_at_one_moment_keeps_both_until_they_change) {
  const std::string twice = small + "#: bookmark first\n# said\n#: bookmark second\n";
  Opened opened(twice);
  opened.history().step();
  EXPECT_THAT(opened.file(), StartsWith(twice));
  expect_same(opened.file(), opened);
  opened.verdict.bookmarks.remove(3);
  EXPECT_THAT(opened.file(), StartsWith(small + "# said\n"));
  expect_same(opened.file(), opened);
}

TEST(OwnText, with_an_expectation_that_is_wrong_keeps_that_too) {
  const std::string wrong = small + "expect N1 down\n";
  Opened opened(wrong);
  opened.history().step();
  EXPECT_THAT(opened.file(), StartsWith(wrong));
  expect_same(opened.file(), opened);
}

}  // namespace
}  // namespace synod
