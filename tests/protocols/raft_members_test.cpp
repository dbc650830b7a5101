// Members of a Raft cluster: who counts, and how servers join and leave (Ongaro 2014, chapter 4).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/explore/explore.h"
#include "model/scenario/script.h"
#include "model/world/members.h"
#include "protocols/raft_options.h"
#include "tests/effort.h"
#include "tests/protocols/commit_cluster.h"
#include "tests/protocols/raft_cluster.h"

namespace synod {
namespace {

using namespace synod::testing;
using ::testing::HasSubstr;

synod::Setup of_members(std::uint8_t servers, std::int64_t members, const std::string& bug = "") {
  synod::Setup setup = raft_setup(servers, bug);
  setup.options.own.set(raft_options::members, members);
  setup.options.own.set(log_options::batch, 10);
  return setup;
}

void lead(Cluster& world, const char* name) {
  fire(world, name, Raft::election);
  settle(world);
}

/// S1 leads at term 1, and its no-op is committed.
Cluster led(const synod::Setup& setup) {
  Cluster world = make_cluster(*find_protocol("raft"), setup);
  lead(world, "S1");
  EXPECT_EQ(server(world, 1).phase, Raft::Phase::leading);
  return world;
}

std::string why_not(const Cluster& world, const char* name, const char* change) {
  const auto refused = refusal(world, actions::propose(node(world, name), change));
  return refused ? refused->str() : "";
}

void expect_right(const Cluster& world) {
  for (const Violation& one : world.observer.violations()) ADD_FAILURE() << one.why.str();
}

// --- Who counts ---

TEST(Members, are_all_servers_where_the_setup_names_none) {
  Cluster world = led(raft_setup(3));
  EXPECT_EQ(shown(world, "S1", "members"), "{}");
  EXPECT_EQ(shown(world, "S1", "match"), "{S2=1 S3=1}");
}

TEST(Members, are_asked_for_with_their_own_word_one_or_several_at_once) {
  Cluster world = make_cluster(*find_protocol("raft"), of_members(5, 3));
  const auto verb = [&world](const char* value) {
    return std::string(request_verb(world, node(world, "S1"), Text(value)));
  };
  EXPECT_EQ(verb("+S4"), "members");
  EXPECT_EQ(verb("+S4+S5-S1-S2"), "members");
  EXPECT_EQ(verb("S2"), "transfer");
  for (const char* command : {"S2+S4", "+S4S2", "S2S3", "+S4x", "x=1", "+"})
    EXPECT_EQ(verb(command), "propose") << command;
}

TEST(Members, that_a_joint_change_is_no_command_of_a_person) {
  Cluster world = led(of_members(5, 3));
  propose(world, "S1", "+S4+S5-S1-S2");
  EXPECT_TRUE(world.observer.by_hand().empty());
  propose(world, "S1", "x=1");
  EXPECT_FALSE(world.observer.by_hand().empty());
}

TEST(Members, that_a_server_is_none_it_tells_until_its_log_names_it) {
  Cluster world = make_cluster(*find_protocol("raft"), of_members(4, 3));
  EXPECT_FALSE(knows_it_is_no_member(world, node(world, "S1")));
  EXPECT_TRUE(knows_it_is_no_member(world, node(world, "S4")));
  lead(world, "S1");
  propose(world, "S1", "+S4");
  settle(world);
  EXPECT_FALSE(knows_it_is_no_member(world, node(world, "S4")));
  const Cluster whole = make_cluster(*find_protocol("raft"), raft_setup(4));
  EXPECT_FALSE(knows_it_is_no_member(whole, node(whole, "S4"))) << "all count";
}

TEST(Members, at_the_start_are_the_first_and_no_other_waits_for_a_leader) {
  Cluster world = make_cluster(*find_protocol("raft"), of_members(4, 3));
  for (const char* name : {"S1", "S2", "S3"}) EXPECT_TRUE(has_timer(world, name, Raft::election));
  EXPECT_FALSE(has_timer(world, "S4", Raft::election));
  lead(world, "S1");
  EXPECT_EQ(shown(world, "S4", "log"), "{}");
  on(world, Verb::crash, "S4");
  on(world, Verb::restart, "S4");
  EXPECT_FALSE(has_timer(world, "S4", Raft::election));
}

TEST(Members, can_be_no_more_than_the_servers) {
  const auto problem = setup_problem(find_protocol("raft")->info(), of_members(3, 4));
  ASSERT_TRUE(problem);
  EXPECT_EQ(problem->str(), "'option members 4' asks for more members than the 3 servers");
}

TEST(Members, alone_count_for_what_is_committed) {
  Cluster world = make_cluster(*find_protocol("raft"), of_members(5, 3));
  fire(world, "S1", Raft::election);
  deliver(world, "requestvote", "S1", "S2");
  deliver(world, "vote", "S2", "S1");
  deliver(world, "append", "S1", "S2");
  EXPECT_EQ(world.observer.chosen().size(), 1u) << "two of three, not of five";
  deliver(world, "appended", "S2", "S1");
  EXPECT_EQ(shown(world, "S1", "commit"), "1");
  expect_right(world);
}

// --- Joining ---

TEST(Joining, server_holds_the_log_before_the_change_is_appended) {
  Cluster world = led(of_members(4, 3));
  propose(world, "S1", "x=1");
  settle(world);
  propose(world, "S1", "+S4");
  EXPECT_EQ(shown(world, "S1", "joining"), "{S4}");
  EXPECT_EQ(server(world, 1).log.last(), Slot{2});
  settle(world);
  EXPECT_EQ(shown(world, "S1", "joining"), "{}");
  EXPECT_EQ(shown(world, "S1", "members"), "{S1 S2 S3 S4}");
  EXPECT_EQ(shown(world, "S4", "log"), "{1=1:no-op* 2=1:x=1* 3=1:+S4}");
  EXPECT_EQ(shown(world, "S1", "commit"), "3");
  EXPECT_TRUE(has_timer(world, "S4", Raft::election));
  expect_right(world);
}

TEST(Joining, round_that_takes_longer_than_a_timeout_is_followed_by_another_and_ten_are_enough) {
  Cluster world = led(of_members(4, 3));
  on(world, Verb::crash, "S4");
  propose(world, "S1", "+S4");
  propose(world, "S1", "x=1");
  for (int round = 2; round <= 10; ++round) {
    fire(world, "S1", Raft::catch_up);
    EXPECT_EQ(shown(world, "S1", "catch_up_round"), std::to_string(round));
    EXPECT_EQ(shown(world, "S1", "round_end"), "2");
  }
  fire(world, "S1", Raft::catch_up);
  EXPECT_EQ(shown(world, "S1", "joining"), "{}");
  EXPECT_EQ(shown(world, "S1", "match"), "{S2=1 S3=1}");
  EXPECT_FALSE(has_timer(world, "S1", Raft::catch_up));
  EXPECT_EQ(why_not(world, "S1", "+S4"), "");
}

TEST(Joining, ends_with_the_lead) {
  Cluster world = led(of_members(4, 3));
  propose(world, "S1", "+S4");
  drop_all(world);
  lead(world, "S2");
  EXPECT_EQ(shown(world, "S1", "phase"), "follower");
  EXPECT_EQ(shown(world, "S1", "joining"), "{}");
  EXPECT_FALSE(has_timer(world, "S1", Raft::catch_up));
  EXPECT_EQ(shown(world, "S2", "members"), "{S1 S2 S3}");
  expect_right(world);
}

// --- Leaving ---

TEST(Leaving, leader_leads_until_the_others_hold_it_and_does_not_count_itself) {
  Cluster world = led(raft_setup(3));
  propose(world, "S1", "-S1");
  deliver(world, "append", "S1", "S2");
  deliver(world, "appended", "S2", "S1");
  EXPECT_EQ(shown(world, "S1", "commit"), "1") << "S1 and S2 are one of two members";
  EXPECT_EQ(shown(world, "S1", "phase"), "leading");
  settle(world);
  EXPECT_EQ(shown(world, "S1", "commit"), "2");
  EXPECT_EQ(shown(world, "S1", "phase"), "follower");
  EXPECT_FALSE(has_timer(world, "S1", Raft::election)) << "it is outside, and knows it";
  lead(world, "S2");
  EXPECT_EQ(shown(world, "S2", "phase"), "leading");
  EXPECT_EQ(shown(world, "S1", "term"), "1");
  expect_right(world);
}

TEST(Leaving, server_that_does_not_know_it_committed_stands_as_it_may_be_needed) {
  Cluster world = led(raft_setup(3));
  propose(world, "S1", "-S2");
  settle(world);
  EXPECT_EQ(shown(world, "S2", "members"), "{}") << "S1 sends it nothing more";
  EXPECT_TRUE(has_timer(world, "S2", Raft::election));
}

TEST(Leaving, last_but_one_leaves_a_leader_that_commits_alone) {
  Cluster world = led(raft_setup(2));
  propose(world, "S1", "-S2");
  EXPECT_EQ(shown(world, "S1", "commit"), "2");
  propose(world, "S1", "x=1");
  EXPECT_EQ(shown(world, "S1", "commit"), "3");
  expect_right(world);
}

// --- What is refused ---

TEST(Change, of_members_is_refused_with_the_reason) {
  Cluster world = led(of_members(4, 3));
  EXPECT_THAT(why_not(world, "S2", "+S4"), HasSubstr("S2 does not lead"));
  EXPECT_THAT(why_not(world, "S1", "+S5"), HasSubstr("there is no server S5"));
  EXPECT_THAT(why_not(world, "S1", "+S2"), HasSubstr("S2 is a member already"));
  EXPECT_THAT(why_not(world, "S1", "-S4"), HasSubstr("S4 is no member"));
  EXPECT_THAT(why_not(world, "S1", "-S1-S2-S3"), HasSubstr("no member would be left"));
  EXPECT_THAT(why_not(world, "S1", "only S1"), HasSubstr("'only S1' is what leaders end"));
  EXPECT_THAT(why_not(world, "S1", "S4"), HasSubstr("S4 is no member, so it can't lead"));
  EXPECT_THAT(why_not(world, "S1", "S7"), HasSubstr("there is no server S7"));
  EXPECT_EQ(why_not(world, "S1", "+S4"), "");
  propose(world, "S1", "+S4");
  EXPECT_THAT(why_not(world, "S1", "-S2"), HasSubstr("S1 brings S4 up to date already"));
}

TEST(Change, waits_for_the_one_before_it) {
  Cluster world = led(raft_setup(3));
  propose(world, "S1", "-S2");
  EXPECT_THAT(why_not(world, "S1", "-S3"), HasSubstr("last change of members committed yet"));
  settle(world);
  EXPECT_EQ(why_not(world, "S1", "-S3"), "");
}

TEST(Change, waits_for_an_entry_of_the_leaders_own_term) {
  synod::Setup setup = raft_setup(3);
  Cluster world = make_cluster(*find_protocol("raft"), setup);
  fire(world, "S1", Raft::election);
  deliver_all(world, "requestvote");
  deliver_all(world, "vote");
  EXPECT_THAT(why_not(world, "S1", "-S3"), HasSubstr("once an entry of its own term 1"));
  settle(world);
  EXPECT_EQ(why_not(world, "S1", "-S3"), "");
}

TEST(Change, is_no_command_that_waits_for_an_answer) {
  Cluster world = led(of_members(4, 3));
  propose(world, "S1", "+S4");
  settle(world);
  propose(world, "S1", "S2");
  EXPECT_TRUE(world.observer.by_hand().empty());
  propose(world, "S1", "x=1");
  EXPECT_EQ(world.observer.by_hand().size(), 1u);
}

TEST(Change, is_written_as_it_is_read) {
  Cluster world = led(of_members(4, 3));
  const auto line = [&](const char* value) {
    return command_text(world, actions::propose(node(world, "S1"), value));
  };
  EXPECT_EQ(line("+S4"), "members S1 +S4");
  EXPECT_EQ(line("-S2"), "members S1 -S2");
  EXPECT_EQ(line("S2"), "transfer S1 S2");
  EXPECT_EQ(line("x=1"), "propose S1 x=1");
}

// --- What a server takes from its log ---

TEST(Change, that_is_removed_from_a_log_is_undone) {
  Cluster world = led(raft_setup(3));
  propose(world, "S1", "-S3");
  drop_all(world);
  EXPECT_EQ(shown(world, "S1", "members"), "{S1 S2}");
  lead(world, "S2");
  EXPECT_EQ(shown(world, "S1", "members"), "{}") << "all servers, as at first";
  EXPECT_EQ(shown(world, "S1", "log"), "{1=1:no-op* 2=2:no-op}");
  expect_right(world);
}

TEST(Change, is_known_again_after_a_restart) {
  Cluster world = led(of_members(4, 3));
  propose(world, "S1", "+S4");
  settle(world);
  on(world, Verb::crash, "S4");
  EXPECT_EQ(shown(world, "S4", "members"), "{S1 S2 S3}") << "it is the log's";
  on(world, Verb::restart, "S4");
  EXPECT_EQ(shown(world, "S4", "members"), "{S1 S2 S3 S4}");
}

TEST(Change, stands_in_snapshots_and_goes_with_them) {
  synod::Setup setup = of_members(4, 3);
  setup.options.own.set(raft_options::compact, 2);
  Cluster world = led(setup);
  propose(world, "S1", "-S3");
  settle(world);
  EXPECT_EQ(shown(world, "S1", "log"), "{}");
  EXPECT_EQ(shown(world, "S1", "members"), "{S1 S2}");
  propose(world, "S1", "+S4");
  settle(world);
  EXPECT_EQ(shown(world, "S4", "members"), "{S1 S2 S4}");
  on(world, Verb::crash, "S4");
  on(world, Verb::restart, "S4");
  EXPECT_EQ(shown(world, "S4", "members"), "{S1 S2 S4}");
  expect_right(world);
}

// --- Joint configurations (section 4.3) ---

TEST(JointConfiguration, needs_a_majority_of_both_and_the_leader_ends_it) {
  Cluster world = led(of_members(5, 3));
  propose(world, "S1", "-S1+S4+S5-S2");
  settle(world);
  EXPECT_EQ(shown(world, "S1", "log"), "{1=1:no-op* 2=1:+S4+S5-S1-S2* 3=1:only S3 S4 S5*}");
  EXPECT_EQ(shown(world, "S1", "phase"), "follower");
  lead(world, "S4");
  EXPECT_EQ(shown(world, "S4", "phase"), "leading");
  EXPECT_EQ(shown(world, "S4", "match"), "{S3=4 S5=4}");
  expect_right(world);
}

TEST(JointConfiguration, elects_nobody_without_a_majority_of_either) {
  Cluster world = led(of_members(5, 3));
  propose(world, "S1", "+S4+S5-S1-S2");
  while (server(world, 1).members_since == Slot{})
    done(world, actions::on_message(Verb::deliver, world.in_flight.front().id));
  deliver_all(world, "append");
  drop_all(world);
  on(world, Verb::crash, "S1");
  fire(world, "S4", Raft::election);
  deliver_all(world, "requestvote", "S4", "S5");
  deliver_all(world, "vote", "S5", "S4");
  EXPECT_EQ(shown(world, "S4", "phase"), "candidate") << "two of S3, S4, S5, none of S1, S2, S3";
  deliver_all(world, "requestvote", "S4", "S3");
  deliver_all(world, "vote", "S3", "S4");
  EXPECT_EQ(shown(world, "S4", "phase"), "candidate") << "one of S1, S2, S3";
  deliver_all(world, "requestvote", "S4", "S2");
  deliver_all(world, "vote", "S2", "S4");
  EXPECT_EQ(shown(world, "S4", "phase"), "leading");
  settle(world);
  EXPECT_EQ(shown(world, "S4", "before"), "{}") << "the new leader ends what the old one began";
  EXPECT_EQ(shown(world, "S4", "members"), "{S3 S4 S5}");
  expect_right(world);
}

// --- Every order, and the wrong variants ---

/// S1 adds S5, which nobody but itself has in its log. S2 leads at term 2 and removed S1: that and
/// its no-op are on S2 and S3. S3 crashed, and S1 is back.
Cluster two_changes(const std::string& bug) {
  Cluster world = led(of_members(5, 4, bug));
  propose(world, "S1", "+S5");
  while (server(world, 1).members_since == Slot{})
    done(world, actions::on_message(Verb::deliver, world.in_flight.front().id));
  drop_all(world);
  on(world, Verb::crash, "S1");
  fire(world, "S2", Raft::election);
  deliver_all(world, "requestvote", "S2");
  deliver_all(world, "vote", "S3", "S2");
  deliver_all(world, "vote", "S4", "S2");
  if (refusal(world, actions::propose(node(world, "S2"), "-S1")))
    propose(world, "S2", "x=1");
  else
    propose(world, "S2", "-S1");
  for (int i = 0; i < 2; ++i) {
    deliver_all(world, "append", "S2", "S3");
    deliver_all(world, "appended", "S3", "S2");
  }
  drop_all(world);
  on(world, Verb::crash, "S3");
  on(world, Verb::restart, "S1");
  return world;
}

explore::Answer elections_after(const std::string& bug, const char* invariant = "") {
  explore::Question question;
  question.invariant = invariant;
  return explored({two_changes(bug), {}}, {.ballots = 0, .timers = 2}, question);
}

TEST(ChangeEarly, lets_a_majority_of_other_members_elect_a_leader_without_what_is_committed) {
  SKIP_IF_SANITIZED();
  const auto answer = elections_after("change-early", "completeness");
  EXPECT_EQ(answer.search.end, explore::SearchEnd::found);
  EXPECT_EQ(answer.actions.size(), 6u);
}

TEST(Change, under_way_at_two_leaders_leaves_every_order_right) {
  SKIP_IF_SANITIZED();
  const auto answer = elections_after("");
  EXPECT_EQ(answer.search.end, explore::SearchEnd::complete);
  EXPECT_GT(answer.search.states, 1'000u);
}

Cluster leaving(const std::string& bug) {
  Cluster world = led(raft_setup(3, bug));
  propose(world, "S1", "-S1");
  return world;
}

TEST(RemovedCounts, takes_for_committed_what_one_of_two_members_holds) {
  SKIP_IF_SANITIZED();
  explore::Question question;
  question.invariant = "learning";
  const auto wrong = explored({leaving("removed-counts"), {}}, {.ballots = 0}, question);
  EXPECT_EQ(wrong.search.end, explore::SearchEnd::found);
  EXPECT_EQ(wrong.actions.size(), 2u);
  const auto right = explored({leaving(""), {}}, {.ballots = 0, .crashes = 1, .timers = 1});
  EXPECT_EQ(right.search.end, explore::SearchEnd::complete);
}

}  // namespace
}  // namespace synod
