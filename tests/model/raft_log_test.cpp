// Judge of a log with terms: what is committed at each moment, and what breaks a property.
#include "model/truth/raft_log.h"

#include <gtest/gtest.h>

#include "model/truth/observer.h"

namespace synod {
namespace {

constexpr Cast cast{.node = {.word = "servers", .letter = 'S', .traits = Roles::all()}};

class RaftLogJudge : public ::testing::Test {
 protected:
  static NodeId s(std::uint32_t number) { return {static_cast<std::uint8_t>(number - 1)}; }
  static Ballot term(std::uint32_t round, std::uint32_t leader = 0) {
    return Ballot::term(round, leader);
  }
  void hear(Deed deed) { observer.see(deed, setup, {}, ++at); }
  void lead(std::uint32_t server, std::uint32_t round) {
    hear({.kind = Deed::Kind::leads, .node = s(server), .number = term(round, server)});
  }
  void resign(std::uint32_t server) { hear({.kind = Deed::Kind::resigned, .node = s(server)}); }
  /// `server`, at term `now`, stores what `leader` wrote at term `round`.
  void store(std::uint32_t server, std::uint32_t slot, std::uint32_t round, std::uint32_t leader,
             const char* value, std::uint32_t now) {
    hear({.kind = Deed::Kind::stored,
          .node = s(server),
          .slot = {slot},
          .vote = {term(round, leader), value},
          .number = term(now)});
  }
  void drop(std::uint32_t server, std::uint32_t slot) {
    hear({.kind = Deed::Kind::dropped, .node = s(server), .slot = {slot}});
  }
  /// "1=1:a 2=2:b".
  std::string committed() const {
    std::string text;
    for (const Chosen& chosen : observer.first_choices())
      text += std::to_string(chosen.slot.number) + "=" + chosen.vote.str() + " ";
    return text;
  }
  std::string broken() const {
    std::string names;
    for (const Violation& violation : observer.violations())
      names += std::string(violation.invariant) + " ";
    return names;
  }

  const synod::Setup setup{.protocol = "", .shape = {.together = 5, .cast = &cast}};
  Observer observer{&JudgeType::of<RaftLog>()};
  EventNumber at = 0;
};

TEST_F(RaftLogJudge, calls_committed_what_a_majority_stored_at_its_own_term) {
  lead(1, 1);
  store(1, 1, 1, 1, "a", 1);
  store(2, 1, 1, 1, "a", 1);
  EXPECT_EQ(committed(), "");
  store(3, 1, 1, 1, "a", 1);
  EXPECT_EQ(committed(), "1=1:a ");
  EXPECT_EQ(observer.first_choices()[0].at, at);
  EXPECT_EQ(broken(), "");
}

/// Figure 3.7 of the dissertation, letter by letter.
class Figure : public RaftLogJudge {
 protected:
  void SetUp() override {
    lead(1, 1);
    for (std::uint32_t server = 1; server <= 5; ++server) store(server, 1, 1, 1, "a", 1);
    lead(1, 2);
    store(1, 2, 2, 1, "two", 2);
    store(2, 2, 2, 1, "two", 2);  // (a)
    resign(1);
    lead(5, 3);
    store(5, 2, 3, 5, "three", 3);  // (b)
    resign(5);
    lead(1, 4);
    store(3, 2, 2, 1, "two", 4);  // (c)
  }
};

TEST_F(Figure, shows_an_entry_on_a_majority_that_is_not_committed_and_is_overwritten) {
  EXPECT_EQ(committed(), "1=1:a ");
  resign(1);
  lead(5, 5);
  for (std::uint32_t server : {2u, 3u}) {
    drop(server, 2);
    store(server, 2, 3, 5, "three", 5);
  }
  store(4, 2, 3, 5, "three", 5);  // (d)
  EXPECT_EQ(committed(), "1=1:a ") << "an entry of term 3 is not committed at term 5 either";
  EXPECT_EQ(broken(), "");
  store(5, 3, 5, 5, "five", 5);
  store(2, 3, 5, 5, "five", 5);
  store(3, 3, 5, 5, "five", 5);
  EXPECT_EQ(committed(), "1=1:a 2=3:three 3=5:five ");
  EXPECT_EQ(broken(), "");
}

TEST_F(Figure, shows_that_an_entry_of_the_own_term_commits_the_older_one_before_it) {
  store(1, 3, 4, 1, "four", 4);
  store(2, 3, 4, 1, "four", 4);
  EXPECT_EQ(committed(), "1=1:a ");
  store(3, 3, 4, 1, "four", 4);  // (e)
  EXPECT_EQ(committed(), "1=1:a 2=2:two 3=4:four ");
  resign(1);
  lead(5, 5);
  EXPECT_EQ(broken(), "completeness ");
  EXPECT_EQ(observer.violations()[0].why.str(),
            "S5 leads at term 5, but its log lacks 4:four of slot 3, which was committed at term "
            "4.");
}

TEST_F(RaftLogJudge, objects_to_two_leaders_of_one_term_and_to_none_of_two_terms) {
  lead(1, 1);
  lead(2, 2);
  EXPECT_EQ(broken(), "");
  lead(3, 2);
  EXPECT_EQ(broken(), "election ");
  EXPECT_EQ(observer.violations()[0].why.str(), "S3 leads at term 2, at which S2 led.");
}

TEST_F(RaftLogJudge, objects_to_a_leader_that_cuts_its_log_and_to_no_follower_that_does) {
  lead(1, 1);
  store(1, 1, 1, 1, "a", 1);
  store(2, 1, 1, 1, "a", 1);
  drop(2, 1);
  EXPECT_EQ(broken(), "");
  drop(1, 1);
  EXPECT_EQ(broken(), "append-only ");
}

TEST_F(RaftLogJudge, lets_a_leader_that_resigned_cut_its_log) {
  lead(1, 1);
  store(1, 1, 1, 1, "a", 1);
  resign(1);
  drop(1, 1);
  lead(2, 1 + 1);
  store(2, 1, 2, 2, "b", 2);
  hear({.kind = Deed::Kind::stopped, .node = s(2)});
  drop(2, 1);
  EXPECT_EQ(broken(), "");
}

TEST_F(RaftLogJudge, objects_to_other_values_in_one_slot_at_one_term) {
  store(1, 1, 1, 1, "a", 1);
  store(2, 1, 1, 1, "b", 1);
  EXPECT_EQ(broken(), "matching ");
}

TEST_F(RaftLogJudge, objects_to_logs_that_differ_before_an_entry_that_they_share) {
  store(1, 1, 1, 1, "a", 1);
  store(2, 1, 2, 2, "b", 2);
  store(1, 2, 3, 3, "c", 3);
  EXPECT_EQ(broken(), "");
  store(2, 2, 3, 3, "c", 3);
  EXPECT_EQ(broken(), "matching ");
  EXPECT_EQ(observer.violations()[0].why.str(),
            "S2 and S1 hold an entry of term 3 in slot 2, but their logs differ up to there.");
}

TEST_F(RaftLogJudge, objects_to_another_entry_that_is_committed_in_the_same_slot) {
  for (std::uint32_t server : {1u, 2u, 3u}) store(server, 1, 1, 1, "a", 1);
  for (std::uint32_t server : {2u, 3u}) drop(server, 1);
  for (std::uint32_t server : {2u, 3u, 4u}) store(server, 1, 2, 2, "b", 2);
  EXPECT_EQ(broken(), "agreement ");
  EXPECT_EQ(observer.violations()[0].why.str(),
            "2:b is committed in slot 1, where 1:a was committed before.");
}

/// The textbook's RF-08: the older leader commits after the newer one was elected.
TEST_F(RaftLogJudge, looks_at_a_newer_leader_when_an_older_one_commits) {
  lead(1, 1);
  store(1, 1, 1, 1, "a", 1);
  store(2, 1, 1, 1, "a", 1);
  lead(2, 2);
  store(3, 1, 1, 1, "a", 1);
  EXPECT_EQ(committed(), "1=1:a ");
  EXPECT_EQ(broken(), "") << "the newer leader has it";
  store(1, 2, 1, 1, "b", 1);
  store(3, 2, 1, 1, "b", 1);
  store(4, 1, 1, 1, "a", 1);
  store(4, 2, 1, 1, "b", 1);
  EXPECT_EQ(broken(), "completeness ") << "the newer leader lacks it";
}

TEST_F(RaftLogJudge, keeps_what_was_committed_when_the_disks_are_lost) {
  for (std::uint32_t server : {1u, 2u, 3u}) store(server, 1, 1, 1, "a", 1);
  for (std::uint32_t server : {1u, 2u, 3u})
    hear({.kind = Deed::Kind::stopped, .node = s(server), .disk_lost = true});
  EXPECT_EQ(committed(), "1=1:a ");
  lead(4, 2);
  EXPECT_EQ(broken(), "completeness ");
}

}  // namespace
}  // namespace synod
