// Grid of votes: who did what at which ballot, and the state of each ballot.
#include "model/line/vote_grid.h"

#include <gmock/gmock.h>

#include "model/walk/random_walk.h"
#include "protocols/catalog.h"
#include "tests/places.h"
#include "tutorials/scenario_file.h"

namespace synod {
namespace {

using ::testing::ElementsAre;

History textbook(const std::string& name) {
  Verdict verdict = verify(
      std::filesystem::path(SYNOD_SOURCE_DIR) / "tutorials/scenarios/textbook" / (name + ".synod"),
      find_protocol);
  EXPECT_TRUE(verdict.passed()) << name;
  return std::move(*verdict.history);
}

struct Votes {
  explicit Votes(const History& history, Slot slot = {}) {
    trace.follow(history);
    grid = VoteGrid(trace, *history.world().setup, slot);
  }
  EventNumber end() const { return trace.length(); }

  Trace trace;
  VoteGrid grid;
};

/// "P" for a promise, "A:blue" for a vote, "R<2.2" for a refusal because of 2.2.
std::string cell(std::span<const VoteMark> marks) {
  std::string text;
  for (const VoteMark& mark : marks) {
    if (!text.empty()) text += ' ';
    if (mark.kind == Response::Kind::promised) text += "P";
    if (mark.kind == Response::Kind::accepted) text += "A:" + mark.value.str();
    if (mark.kind == Response::Kind::refused) text += "R<" + mark.instead.str();
  }
  return text.empty() ? "-" : text;
}

/// "1.1 V1 | P A:V1 | P | P | prepared".
std::vector<std::string> lines(const VoteGrid& grid, EventNumber at) {
  std::vector<std::string> all;
  for (const VoteRow& row : grid.rows()) {
    if (row.since > at) continue;
    std::string line = row.ballot.str();
    for (const ProposedValue& proposed : row.proposed)
      if (proposed.at <= at) line += " " + proposed.value.str();
    for (std::size_t i = 0; i < grid.acceptors().size(); ++i)
      line += " | " + cell(grid.marks(row, i, at));
    const Tally tally = grid.tally(row, at);
    if (tally.prepared) line += " | prepared";
    if (tally.chosen) line += " | chosen " + tally.value.str();
    all.push_back(line);
  }
  return all;
}

TEST(VoteGrid, of_bp_05_shows_a_vote_that_is_lost_and_a_second_one_by_the_same_acceptor) {
  const Votes votes(textbook("BP-05"));
  EXPECT_THAT(lines(votes.grid, votes.end()),
              ElementsAre("1.1 V1 | P A:V1 | P | P | prepared",
                          "2.2 V2 | A:V2 | P A:V2 | P A:V2 | prepared | chosen V2"));
}

TEST(VoteGrid, of_bp_06_shows_three_acceptors_that_hold_one_value_and_no_row_that_is_chosen) {
  const Votes votes(textbook("BP-06"));
  const EventNumber before = votes.grid.row({4, 4})->since - 1;
  EXPECT_THAT(lines(votes.grid, before),
              ElementsAre("1.1 V1 | P A:V1 | P | P | P | P | prepared",
                          "2.2 V2 | - | P A:V2 | P | P | P | prepared",
                          "3.3 V1 | P | - | P A:V1 | P A:V1 | P | prepared"));
  int holders = 0;
  for (std::size_t i = 0; i < votes.grid.acceptors().size(); ++i)
    holders += votes.grid.held(i, before).value == Text("V1");
  EXPECT_EQ(holders, 3);
  EXPECT_THAT(lines(votes.grid, votes.end()),
              ElementsAre("1.1 V1 | P A:V1 | P | P | P | P | prepared",
                          "2.2 V2 | - | P A:V2 | P | P | P | prepared",
                          "3.3 V1 | P | - | P A:V1 | P A:V1 | P | prepared",
                          "4.4 V2 | P A:V2 | P A:V2 | A:V2 | A:V2 | P A:V2 | prepared | "
                          "chosen V2"));
}

TEST(VoteGrid, of_bp_07_shows_who_stands_in_both_quorums) {
  const Votes votes(textbook("BP-07"));
  EXPECT_THAT(lines(votes.grid, votes.end()),
              ElementsAre("1.1 V1 | P A:V1 | P A:V1 | P | prepared | chosen V1",
                          "2.2 V1 | A:V1 | P A:V1 | P A:V1 | prepared | chosen V1"));
  const NodeSet earlier = votes.grid.tally(*votes.grid.row({1, 1}), votes.end()).accepted;
  const NodeSet later = votes.grid.tally(*votes.grid.row({2, 2}), votes.end()).promised;
  EXPECT_EQ(earlier & later, NodeSet{votes.grid.acceptors()[1]});
}

TEST(VoteGrid, of_bp_12_shows_a_vote_without_a_promise_and_the_refusal_that_it_led_to) {
  const Votes votes(textbook("BP-12"));
  EXPECT_THAT(lines(votes.grid, votes.end()),
              ElementsAre("1.1 A | P R<2.2 | P | - | prepared",
                          "2.2 B | A:B | P | P A:B | prepared | chosen B",
                          "3.3 B | P A:B | P A:B | - | prepared | chosen B"));
}

TEST(VoteGrid, tells_of_a_moment_only_what_had_happened_by_then) {
  const Votes votes(textbook("BP-07"));
  EXPECT_TRUE(lines(votes.grid, 0).empty());
  EXPECT_THAT(lines(votes.grid, 1), ElementsAre("1.1 | - | - | -"));
  EXPECT_THAT(lines(votes.grid, 2), ElementsAre("1.1 | P | - | -"));
}

TEST(VoteGrid, marks_as_chosen_exactly_what_the_observer_says_at_every_event) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const Protocol& paxos = *find_protocol("paxos");
    const WalkReport walk = random_walk(paxos, random_setup(paxos, seed), seed, {.steps = 150});
    History history(make_cluster(paxos, walk.setup));
    for (const Action& action : walk.actions) ASSERT_TRUE(history.act(action));
    const Votes votes(history);
    for (EventNumber at = 0; at <= votes.end(); at += 7) {
      std::vector<std::string> rows;
      for (const VoteRow& row : votes.grid.rows())
        if (const Tally tally = votes.grid.tally(row, at); tally.chosen)
          rows.push_back(Vote{row.ballot, tally.value}.str());
      std::vector<std::string> observed;
      const Cluster world = history.world_at(history.line()[at]);
      for (const Chosen& chosen : world.observer.chosen()) observed.push_back(chosen.vote.str());
      EXPECT_THAT(rows, ::testing::UnorderedElementsAreArray(observed)) << "seed " << seed;
    }
  }
}

TEST(VoteGrid, keeps_the_vote_of_an_acceptor_whose_disk_is_wiped_though_it_holds_nothing) {
  synod::Setup setup;
  setup.shape = {.together = 3};
  History history(make_cluster(*find_protocol("paxos"), setup));
  history.act(actions::propose(NodeId{0}, "blue"));
  while (history.step()) {
  }
  history.act(actions::on_node(Verb::wipe, NodeId{1}));
  const Votes votes(history);
  EXPECT_TRUE(votes.grid.tally(votes.grid.rows()[0], votes.end()).accepted.contains({1}));
  EXPECT_EQ(votes.grid.wiped(1, votes.end()), votes.end());
  EXPECT_FALSE(votes.grid.held(1, votes.end()).exists());
  EXPECT_EQ(votes.grid.held(1, votes.end() - 1).value, Text("blue"));
}

TEST(VoteGrid, of_a_protocol_without_a_log_has_slot_0_alone) {
  const History history = textbook("BP-05");
  const Votes votes(history);
  VoteIndex index;
  index.follow(votes.trace, *history.world().setup);
  EXPECT_THAT(index.known_slots(), ElementsAre(Slot{0}));
}

TEST(Quorums, need_not_meet_where_their_sizes_sum_up_to_the_acceptors) {
  synod::Setup setup;
  setup.shape = {.together = 4};
  EXPECT_FALSE(quorums_apart(setup).exist());
  setup.options.q1 = 2;
  setup.options.q2 = 2;
  const QuorumsApart apart = quorums_apart(setup);
  EXPECT_EQ(apart.first.size(), 2u);
  EXPECT_EQ(apart.second.size(), 2u);
  EXPECT_TRUE((apart.first & apart.second).empty());
  setup.options.q2 = 3;
  EXPECT_FALSE(quorums_apart(setup).exist());
}

}  // namespace
}  // namespace synod
