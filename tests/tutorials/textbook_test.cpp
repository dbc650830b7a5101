// Scenarios of the program: each runs, and every `expect` in it is true.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

#include "model/scenario/parser.h"
#include "model/scenario/printer.h"
#include "model/scenario/script.h"
#include "model/why/slice_replay.h"
#include "model/why/why.h"
#include "protocols/catalog.h"
#include "tests/effort.h"
#include "tests/places.h"
#include "tutorials/scenario_file.h"

namespace synod {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> scenario_files() {
  std::vector<fs::path> files;
  for (const auto& entry :
       fs::recursive_directory_iterator(fs::path(SYNOD_SOURCE_DIR) / "tutorials/scenarios"))
    if (entry.path().extension() == ".synod") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

class ScenarioOnDisk : public ::testing::TestWithParam<fs::path> {};

TEST_P(ScenarioOnDisk, passes) {
  const Verdict verdict = verify(GetParam(), find_protocol);
  EXPECT_FALSE(verdict.error) << verdict.error->str();
  for (const ExpectFailure& failure : verdict.failures)
    ADD_FAILURE_AT(GetParam().c_str(), static_cast<int>(failure.line))
        << "expected " << failure.expected << ", but " << failure.actual.str();
}

TEST_P(ScenarioOnDisk, expects_something_and_says_where_it_comes_from) {
  const auto scenario = load_scenario(GetParam());
  ASSERT_TRUE(scenario) << scenario.error().str();
  bool expects = false;
  for (const ScenarioLine& line : scenario->lines)
    expects = expects || std::holds_alternative<ExpectCommand>(line.command);
  EXPECT_TRUE(expects);
  EXPECT_NE(print(*scenario).find("# Source: "), std::string::npos);
}

TEST_P(ScenarioOnDisk, is_written_in_the_canonical_form) {
  std::ifstream file(GetParam(), std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(print(*parse_scenario(text)), text);
}

TEST_P(ScenarioOnDisk, can_explain_what_it_chose_and_each_event_by_earlier_ones_alone) {
  const auto scenario = load_scenario(GetParam());
  History history = *start_history(*scenario, find_protocol);
  ScenarioRunner(*scenario, history).run();
  const synod::Run run = line_of(history);
  const auto end = static_cast<EventNumber>(run.actions.size());
  // Of a long run every so many events: each is looked for in all that went before.
  const EventNumber stride = 1 + end / (sanitized ? 6 : 60);
  for (EventNumber number = 1; number <= end; number += stride) {
    const auto reason = why(run, Fact::of_event(number));
    ASSERT_TRUE(reason) << number << ": " << reason.error().str();
    ASSERT_EQ(reason->slice.back(), number);
    const SliceEnd again = replay_slice(run, reason->slice);
    ASSERT_TRUE(again.complete) << number;
    const Event& really = history.event(history.line()[number]);
    ASSERT_EQ(again.last.notes.size(), really.notes.size()) << number;
    for (std::size_t i = 0; i < really.notes.size(); ++i)
      EXPECT_EQ(again.last.notes[i].text.str(), really.notes[i].text.str()) << number;
  }
  const Observer& observer = history.world().observer;
  if (observer.chosen().empty()) {
    EXPECT_FALSE(why(run, Fact::of_chosen(end)));
    return;
  }
  const auto reason = why(run, Fact::of_chosen(end, observer.chosen()[0].slot));
  ASSERT_TRUE(reason) << reason.error().str();
  const SliceEnd again = replay_slice(run, reason->slice);
  ASSERT_TRUE(again.complete);
  ASSERT_FALSE(again.world.observer.chosen().empty());
  EXPECT_EQ(again.world.observer.chosen()[0].vote, observer.chosen()[0].vote);
}

TEST_P(ScenarioOnDisk, gives_the_same_history_as_its_script) {
  const auto scenario = load_scenario(GetParam());
  History history = *start_history(*scenario, find_protocol);
  ScenarioRunner(*scenario, history).run();
  const auto script = parse_scenario(script_text(history));
  ASSERT_TRUE(script) << script.error().str();
  History again = *start_history(*script, find_protocol);
  const auto error = ScenarioRunner(*script, again).run();
  EXPECT_FALSE(error) << error->str();
  EXPECT_EQ(again.size(), history.size());
  EXPECT_EQ(fingerprint(again.world()), fingerprint(history.world()));
}

INSTANTIATE_TEST_SUITE_P(Textbook, ScenarioOnDisk, ::testing::ValuesIn(scenario_files()),
                         [](const auto& file) {
                           std::string name = file.param.stem().string();
                           std::replace_if(
                               name.begin(), name.end(),
                               [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
                           return name;
                         });

/// A file that is there for one test.
class ScenarioFile : public ::testing::Test {
 protected:
  ScenarioFile() {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    path_ = fs::temp_directory_path() / (std::string("synod-") + test->name() + ".synod");
  }
  ~ScenarioFile() override { fs::remove_all(path_); }
  void write(const std::string& text) { std::ofstream(path_, std::ios::binary) << text; }

  fs::path path_;
};

TEST_F(ScenarioFile, that_fails_is_reported_line_by_line) {
  write("nodes 3\nexpect chosen none\nexpect chosen blue\nexpect N1 down\n");
  const Verdict verdict = verify(path_, find_protocol);
  EXPECT_FALSE(verdict.passed());
  ASSERT_EQ(verdict.failures.size(), 2u);
  EXPECT_EQ(verdict.failures[0].line, 3u);
  EXPECT_EQ(verdict.failures[1].expected, "N1 down");
}

TEST_F(ScenarioFile, that_is_broken_is_reported_with_its_place) {
  write("nodes 3\ncrash N1\ncrash N1\n");
  EXPECT_EQ(verify(path_, find_protocol).error->str(), path_.string() + ":3:1: N1 is down already");
  write("nodes 3\njump\n");
  EXPECT_EQ(verify(path_, find_protocol).error->line, 2u);
  write("protocol gossip\n");
  EXPECT_EQ(verify(path_, find_protocol).error->str(),
            path_.string() + ":1:1: there is no protocol 'gossip'");
}

TEST_F(ScenarioFile, that_is_not_there_or_no_file_or_too_large_is_refused_by_name) {
  EXPECT_EQ(verify(path_, find_protocol).error->str(), path_.string() + ": there is no such file");
  fs::create_directory(path_);
  EXPECT_EQ(verify(path_, find_protocol).error->str(), path_.string() + ": this is not a file");
  fs::remove(path_);
  write(std::string(max_scenario_bytes + 1, '#'));
  EXPECT_EQ(verify(path_, find_protocol).error->str(),
            path_.string() + ": this file is too large: it may have at most 32000000 bytes");
  write(std::string(max_line_bytes, '#') + '\n' + std::string(max_line_bytes, '#'));
  EXPECT_TRUE(verify(path_, find_protocol).passed());
}

}  // namespace
}  // namespace synod
