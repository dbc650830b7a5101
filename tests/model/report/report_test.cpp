// Reports of a run in text formats: the programs that they are for can read them.
#include <gmock/gmock.h>
#include <map>
#include <regex>
#include <sstream>

#include "model/line/causality.h"
#include "model/report/csv.h"
#include "model/report/event_csv.h"
#include "model/report/key_moments.h"
#include "model/report/shiviz.h"
#include "model/report/story_markdown.h"
#include "tests/model/walked.h"

namespace synod {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

/// Three nodes, N1 asked for blue, until nothing is left to happen.
History one_round() {
  synod::Setup setup;
  setup.shape = {.together = 3};
  History history(make_cluster(paxos(), setup));
  history.act(actions::propose(NodeId{0}, "blue"));
  while (history.step()) {
  }
  return history;
}

/// RFC 4180 read back: rows of fields.
std::vector<std::vector<std::string>> read_csv(const std::string& text) {
  std::vector<std::vector<std::string>> rows(1, {""});
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      rows.back().back() += text[i++];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == ',') {
      rows.back().emplace_back();
    } else if (!quoted && c == '\n') {
      rows.push_back({""});
    } else if (quoted || c != '\r') {
      rows.back().back() += c;
    }
  }
  rows.pop_back();
  return rows;
}

/// An event as ShiViz reads it from its log.
struct Logged {
  std::string host;
  std::map<std::string, unsigned> clock;
};

/// Reads a log with the expression on its first line, as ShiViz does.
std::vector<Logged> read_log(const std::string& log) {
  std::istringstream lines(log);
  std::string expression;
  std::string blank;
  std::getline(lines, expression);
  std::getline(lines, blank);
  EXPECT_EQ(expression, R"((?<event>.*)\n(?<host>\S*) (?<clock>{.*}))");
  EXPECT_EQ(blank, "");
  static const std::regex head(R"(^(\S*) (\{.*\})$)");
  static const std::regex entry(R"re("([^"]+)":(\d+))re");
  std::vector<Logged> events;
  for (std::string text, where; std::getline(lines, text) && std::getline(lines, where);) {
    std::smatch match;
    EXPECT_TRUE(std::regex_match(where, match, head)) << where;
    Logged event{match[1], {}};
    const std::string clock = match[2];
    for (std::sregex_iterator it(clock.begin(), clock.end(), entry), end; it != end; ++it)
      event.clock[(*it)[1]] = static_cast<unsigned>(std::stoul((*it)[2]));
    events.push_back(event);
  }
  return events;
}

bool before(const Logged& a, const Logged& b) {
  const auto found = b.clock.find(a.host);
  return found != b.clock.end() && a.clock.at(a.host) <= found->second && &a != &b;
}

TEST(Shiviz_log, orders_events_exactly_as_the_history_does) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const History history = walked(seed);
    Trace trace;
    trace.follow(history);
    const Causality causality(trace);
    std::vector<EventNumber> numbers;
    for (EventNumber n = 1; n <= trace.length(); ++n)
      if (causality.at_node(n)) numbers.push_back(n);
    const std::vector<Logged> logged = read_log(shiviz_log(history));
    ASSERT_EQ(logged.size(), numbers.size()) << "seed " << seed;
    for (std::size_t a = 0; a < logged.size(); ++a)
      for (std::size_t b = 0; b < logged.size(); ++b)
        ASSERT_EQ(before(logged[a], logged[b]), causality.before(numbers[a], numbers[b]));
  }
}

TEST(Shiviz_log, starts_each_host_at_one_and_counts_on_by_one) {
  std::map<std::string, unsigned> last;
  for (const Logged& event : read_log(shiviz_log(walked(7))))
    ASSERT_EQ(event.clock.at(event.host), ++last[event.host]);
  EXPECT_GT(last.size(), 2u);
}

TEST(Csv, quotes_what_would_be_taken_apart) {
  EXPECT_EQ(csv_line({"a,b", "say \"no\"", "two\nlines", "plain", ""}),
            "\"a,b\",\"say \"\"no\"\"\",\"two\nlines\",plain,\r\n");
  EXPECT_EQ(csv_line({"", "x"}), ",x\r\n");
}

TEST(Event_csv, has_a_row_for_every_event_and_a_field_under_every_name) {
  const History history = walked(11);
  const auto rows = read_csv(event_csv(history));
  ASSERT_EQ(rows.size(), history.line().size());
  for (const auto& row : rows) ASSERT_THAT(row, SizeIs(19));
  EXPECT_EQ(rows[0][0], "event");
  for (std::size_t i = 1; i < rows.size(); ++i) EXPECT_EQ(rows[i][0], std::to_string(i));
}

TEST(Event_csv, tells_of_a_delivery_what_came_from_where_and_what_was_chosen) {
  const auto rows = read_csv(event_csv(one_round()));
  EXPECT_THAT(std::vector(rows[1].begin(), rows[1].begin() + 5),
              ElementsAre("1", "0", "propose", "N1", ""));
  EXPECT_EQ(rows[2][2], "deliver");
  EXPECT_EQ(rows[2][4], "1") << "what N1 did first sent it";
  EXPECT_EQ(rows[2][6], "prepare");
  EXPECT_EQ(rows[2][9], "1.1");
  std::vector<std::string> chosen;
  for (const auto& row : rows) chosen.push_back(row[14]);
  EXPECT_THAT(chosen, Contains("1.1:blue").Times(1));
}

TEST(Story, tells_the_cluster_every_event_and_the_end) {
  const std::string story = story_markdown(one_round());
  EXPECT_THAT(story, HasSubstr("# Basic Paxos\n"));
  EXPECT_THAT(story, HasSubstr("nodes 3\n"));
  EXPECT_THAT(story, HasSubstr("\n1. N1 wants blue. It starts ballot 1.1"));
  EXPECT_THAT(story, HasSubstr("*(Phase 1a, "));
  EXPECT_THAT(story, HasSubstr("**blue is chosen at ballot 1.1 (no node can see this).**"));
  EXPECT_THAT(story, HasSubstr("blue is chosen, and every invariant holds.\n"));
}

TEST(Story, of_a_value_with_signs_of_markdown_shows_them_as_they_are) {
  synod::Setup setup;
  setup.shape = {.together = 3};
  History history(make_cluster(paxos(), setup));
  history.act(actions::propose(NodeId{0}, "*a_b*"));
  EXPECT_THAT(story_markdown(history), HasSubstr("N1 wants \\*a\\_b\\*."));
}

TEST(Story, is_told_in_another_language_word_for_word) {
  const Sentence::Language bracketed = [](const char* source, int) {
    return "<" + std::string(source) + ">";
  };
  const std::string story = story_markdown(one_round(), bracketed);
  EXPECT_THAT(story, HasSubstr("# \\<Basic Paxos\\>\n"));
  EXPECT_THAT(story, HasSubstr("\n1. \\<N1 wants blue."));
  EXPECT_THAT(story, HasSubstr("*(\\<Phase 1a"));
  EXPECT_THAT(story, HasSubstr("\\<blue is \\<chosen\\> at "));
  EXPECT_THAT(story, HasSubstr("every invariant holds."));
}

TEST(Story, names_the_title_of_an_invariant_that_is_violated) {
  synod::Setup setup;
  setup.shape = {.together = 3};
  setup.options.q1 = setup.options.q2 = 1;
  History history(make_cluster(paxos(), setup));
  for (const std::uint8_t who : {std::uint8_t{0}, std::uint8_t{1}}) {
    history.act(actions::propose(NodeId{who}, who == 0 ? "blue" : "green"));
    while (history.world().observer.chosen().size() < who + 1u) {
      const auto due = next_due(history.world());
      ASSERT_TRUE(due);
      history.act(*due);
    }
  }
  const std::string story = story_markdown(history);
  EXPECT_THAT(story, HasSubstr("**Agreement is violated: "));
  EXPECT_THAT(story, HasSubstr("invariants violated: 1 of "));
}

TEST(Story, of_the_same_history_is_the_same_wherever_one_stands_in_it) {
  History history = one_round();
  const std::string at_end = story_markdown(history);
  history.seek(history.at_depth(3));
  EXPECT_EQ(story_markdown(history), at_end);
}

TEST(Key_moments, of_one_round_are_the_wish_the_second_phase_the_choice_and_the_learning) {
  const History history = one_round();
  Trace trace;
  trace.follow(history);
  const std::vector<EventNumber> moments = key_moments(trace, 4);
  ASSERT_THAT(moments, SizeIs(4));
  EXPECT_EQ(moments.front(), 1u);
  EventNumber chosen = 0;
  for (EventNumber n = 1; n <= trace.length(); ++n)
    if (trace.events()[n].chosen) chosen = n;
  EXPECT_THAT(moments, Contains(chosen));
  EXPECT_THAT(key_moments(trace, 1), ElementsAre(chosen));
  EXPECT_TRUE(std::is_sorted(moments.begin(), moments.end()));
}

TEST(Key_moments, of_a_run_with_faults_have_the_first_crash_and_the_first_cut) {
  synod::Setup setup;
  setup.shape = {.proposers = 2, .acceptors = 5, .learners = 2};
  History history(make_cluster(paxos(), setup));
  history.act(actions::propose(NodeId{0}, "blue"));
  const auto steps = [&](int count) {
    for (int i = 0; i < count; ++i) history.step();
  };
  steps(4);
  history.act(actions::on_node(Verb::crash, NodeId{2}));
  history.act(actions::on_link(Verb::cut, NodeId{1}, NodeId{3}, true));
  history.act(actions::propose(NodeId{1}, "green"));
  steps(60);
  Trace trace;
  trace.follow(history);
  std::vector<Verb> verbs;
  for (const EventNumber moment : key_moments(trace, 6))
    verbs.push_back(trace.events()[moment].verb);
  EXPECT_THAT(verbs, Contains(Verb::crash));
  EXPECT_THAT(verbs, Contains(Verb::cut));
  EXPECT_THAT(verbs, Contains(Verb::propose));
}

}  // namespace
}  // namespace synod
