// Tests of a laboratory course, MIT 6.5840 (2025), labs 3A to 3C: what each of them asserts, by its
// meaning. Clusters run by the clock; servers are cut off, crash and come back.
#include <gtest/gtest.h>

#include "model/base/random.h"
#include "model/world/apply.h"
#include "protocols/log_options.h"
#include "tests/effort.h"
#include "tests/protocols/raft_cluster.h"

namespace synod {
namespace {

using namespace synod::testing;

NodeId named(std::size_t number) {
  return {static_cast<std::uint8_t>(number - 1)};
}

/// A cluster of Raft in which time passes.
class Lab {
 public:
  Lab(std::uint8_t servers, std::uint64_t seed, const Options& options) {
    synod::Setup setup = raft_setup(servers);
    setup.seed = seed;
    setup.options = options;
    setup.options.own.set(log_options::batch, 20);
    world = make_cluster(*find_protocol("raft"), setup);
    connected = all();
  }

  Cluster world;
  NodeSet connected;         ///< Who reaches the others that are connected.
  std::size_t requests = 0;  ///< RequestVote and AppendEntries that were sent.
  std::size_t entries = 0;   ///< Entries in them.

  NodeSet all() const { return world.shape().with(Role::acceptor); }
  const Raft::Server& at(NodeId node) const {
    return world.node(node).state.as<Raft::State>().server;
  }

  bool does(const Action& action) {
    Event event;
    if (synod::act(world, action, &event)) return false;
    for (const Message& message : event.sent) {
      requests += message.kind == Raft::RequestVote::kind || message.kind == Raft::Append::kind;
      if (message.kind == Raft::Append::kind)
        entries += message.body.as<Raft::Append>().entries.size();
    }
    return true;
  }

  void run_for(std::int64_t ms) {
    for (const SimTime end = world.now + SimTime{ms}; world.now < end;)
      if (const auto due = next_due(world); !due || !does(*due)) return;
  }

  /// Runs until `holds()`, for 5 s at most.
  template <class Holds>
  bool run_until(Holds holds) {
    for (int i = 0; i < 100 && !holds(); ++i) run_for(50);
    return holds();
  }

  /// Cuts all that are not in `these` off from everybody.
  void connect(NodeSet these) {
    connected = these;
    Action action{.verb = Verb::partition};
    std::uint8_t side = 1;
    for (NodeId node : all()) action.side[node.index] = these.contains(node) ? 1 : ++side;
    EXPECT_TRUE(does(action));
  }
  void cut_off(NodeId node) { connect(connected - NodeSet{node}); }
  void join(NodeId node) { connect(connected | NodeSet{node}); }

  /// Who leads at the highest term at which one of those that are connected leads.
  NodeId leader() const {
    NodeId best;
    for (NodeId node : connected) {
      if (!world.node(node).up || at(node).phase != Raft::Phase::leading) continue;
      if (!best.exists() || at(node).term.round > at(best).term.round) best = node;
    }
    return best;
  }
  /// Waits until somebody leads of whom a majority of those connected has heard.
  NodeId elected() {
    EXPECT_TRUE(run_until([&] {
      const NodeId best = leader();
      std::size_t following = 0;
      for (NodeId node : connected) following += best.exists() && at(node).leader == best ? 1u : 0u;
      return 2 * following > all().size();
    })) << "nobody leads";
    return leader();
  }

  /// Asks `node`, which leads, and returns the slot.
  Slot asks(NodeId node, const std::string& command) {
    EXPECT_TRUE(does(actions::propose(node, Text(command))));
    return at(node).log.last();
  }
  bool knows(NodeId node, Slot slot) const { return at(node).commit >= slot; }
  /// How many of all know that `slot` is committed.
  std::size_t knowing(Slot slot) const {
    std::size_t count = 0;
    for (NodeId node : all()) count += knows(node, slot) ? 1u : 0u;
    return count;
  }
  /// Has a command committed by `count` servers, however often leaders change meanwhile.
  Slot agree(const std::string& command, std::size_t count) {
    for (int attempt = 0; attempt < 10; ++attempt) {
      const NodeId who = leader().exists() ? leader() : elected();
      if (!who.exists()) break;
      const Slot slot = asks(who, command);
      const Ballot term = at(who).term;
      run_until([&] { return knowing(slot) >= count || at(who).term.round != term.round; });
      if (knowing(slot) >= count && holds_everywhere(slot, command)) return slot;
    }
    ADD_FAILURE() << "no agreement on " << command;
    return {};
  }
  bool holds_everywhere(Slot slot, const std::string& command) const {
    for (NodeId node : all()) {
      if (!knows(node, slot)) continue;
      const LogEntry* entry = at(node).log.find(slot);
      if (entry == nullptr || entry->vote.value != Text(command)) return false;
    }
    return true;
  }
  void crash(NodeId node) { does(actions::on_node(Verb::crash, node)); }
  void restart(NodeId node) { does(actions::on_node(Verb::restart, node)); }
  std::size_t up() const {
    std::size_t count = 0;
    for (NodeId node : all()) count += world.node(node).up ? 1u : 0u;
    return count;
  }
  std::string broken() const {
    const auto& all = world.observer.violations();
    return all.empty() ? "" : all.front().why.str();
  }
};

/// As in the laboratory: an answer comes long before the next heartbeat.
Options fast() {
  Options options;
  options.latency = {1, 20};
  return options;
}

/// Each by several seeds: elections are drawn.
class RaftLab : public ::testing::TestWithParam<std::uint64_t> {
 protected:
  void TearDown() override { EXPECT_EQ(lab_ ? lab_->broken() : "", ""); }
  Lab& lab(std::uint8_t servers, const Options& options = fast()) {
    return lab_.emplace(servers, GetParam(), options);
  }

 private:
  std::optional<Lab> lab_;
};
INSTANTIATE_TEST_SUITE_P(seed, RaftLab, ::testing::Range<std::uint64_t>(1, 1 + effort(6)));

std::string command(std::size_t number) {
  return "x=" + std::to_string(number);
}

// --- 3A: elections

TEST_P(RaftLab, initial_election_elects_one_whose_term_is_stable_without_faults) {
  Lab& lab = this->lab(3);
  const NodeId first = lab.elected();
  const Ballot term = lab.at(first).term;
  EXPECT_GE(term.round, 1u);
  EXPECT_LE(lab.requests, 30u) << "to elect";
  lab.run_for(2'000);
  EXPECT_EQ(lab.leader(), first);
  for (NodeId node : lab.all()) EXPECT_EQ(lab.at(node).term.round, term.round);
}

TEST_P(RaftLab, reelection_replaces_a_leader_that_is_cut_off_and_needs_a_majority) {
  Lab& lab = this->lab(3);
  const NodeId first = lab.elected();
  lab.cut_off(first);
  const NodeId second = lab.elected();
  EXPECT_NE(second, first);
  const Ballot term = lab.at(second).term;
  lab.join(first);
  lab.run_for(1'000);
  EXPECT_EQ(lab.leader(), second) << "who comes back disturbs nobody";
  EXPECT_EQ(lab.at(second).term.round, term.round);
  EXPECT_EQ(lab.at(first).phase, Raft::Phase::follower);

  const NodeId third = *(lab.all() - NodeSet{first, second}).begin();
  lab.connect({third});
  lab.run_for(2'000);
  EXPECT_FALSE(lab.leader().exists()) << "one of three elects nobody";
  lab.connect({first, third});
  EXPECT_TRUE(lab.elected().exists());
  lab.connect(lab.all());
  EXPECT_TRUE(lab.elected().exists());
}

TEST_P(RaftLab, many_elections_of_seven_have_a_leader_whichever_three_are_cut_off) {
  Lab& lab = this->lab(7);
  Random random(GetParam());
  lab.elected();
  for (int round = 0; round < 10; ++round) {
    NodeSet off;
    while (off.size() < 3) off.insert({static_cast<std::uint8_t>(random.between(0, 6))});
    lab.connect(lab.all() - off);
    EXPECT_TRUE(lab.elected().exists()) << "round " << round;
    lab.connect(lab.all());
  }
  EXPECT_TRUE(lab.elected().exists());
}

// --- 3B: the log. Slot 1 is the leader's first entry, so commands begin with slot 2.

TEST_P(RaftLab, basic_agree_commits_three_commands_in_their_order) {
  Lab& lab = this->lab(5);
  lab.elected();
  for (std::uint32_t i = 1; i <= 3; ++i) {
    EXPECT_EQ(lab.knowing({i + 1}), 0u) << "committed before anybody asked";
    EXPECT_EQ(lab.agree(command(100 * i), 5), Slot{i + 1});
  }
}

TEST_P(RaftLab, rpc_bytes_are_those_of_each_command_once_to_each_peer) {
  Lab& lab = this->lab(3);
  lab.elected();
  lab.agree(command(99), 3);
  const std::size_t before = lab.entries;
  for (std::size_t i = 0; i < 10; ++i) lab.agree(command(i), 3);
  EXPECT_EQ(lab.entries - before, 20u);
}

TEST_P(RaftLab, follower_failure_leaves_a_majority_and_a_second_one_does_not) {
  Lab& lab = this->lab(3);
  lab.elected();
  lab.agree(command(101), 3);
  lab.cut_off(*(lab.all() - NodeSet{lab.leader()}).begin());
  lab.agree(command(102), 2);
  lab.run_for(600);
  lab.agree(command(103), 2);
  const NodeId leader = lab.leader();
  lab.connect({leader});
  const Slot slot = lab.asks(leader, command(104));
  lab.run_for(1'200);
  EXPECT_EQ(lab.knowing(slot), 0u);
}

TEST_P(RaftLab, leader_failure_leaves_a_majority_and_a_second_one_does_not) {
  Lab& lab = this->lab(3);
  const NodeId first = lab.elected();
  lab.agree(command(101), 3);
  lab.cut_off(first);
  lab.elected();
  lab.agree(command(102), 2);
  const NodeId second = lab.leader();
  lab.cut_off(second);
  const std::size_t committed = lab.world.observer.slots_chosen();
  for (NodeId node : lab.all()) lab.does(actions::propose(node, Text(command(104))));
  lab.run_for(1'200);
  EXPECT_EQ(lab.world.observer.slots_chosen(), committed);
}

TEST_P(RaftLab, fail_agree_lets_a_follower_that_was_cut_off_catch_up) {
  Lab& lab = this->lab(3);
  lab.elected();
  lab.agree(command(101), 3);
  const NodeId off = *(lab.all() - NodeSet{lab.leader()}).begin();
  lab.cut_off(off);
  for (std::size_t i = 102; i <= 105; ++i) lab.agree(command(i), 2);
  lab.join(off);
  const Slot last = lab.agree(command(106), 3);
  lab.agree(command(107), 3);
  EXPECT_TRUE(lab.knows(off, last));
}

TEST_P(RaftLab, fail_no_agree_commits_nothing_where_three_of_five_are_cut_off) {
  Lab& lab = this->lab(5);
  const NodeId leader = lab.elected();
  lab.agree(command(10), 5);
  NodeSet off = lab.all() - NodeSet{leader};
  off.erase(*off.begin());
  lab.connect(lab.all() - off);
  const Slot lost = lab.asks(leader, command(20));
  EXPECT_EQ(lost, Slot{3});
  lab.run_for(2'000);
  EXPECT_EQ(lab.knowing(lost), 0u);

  // Who is elected then may have the command, or else writes its own first entry in its place.
  lab.connect(lab.all());
  const NodeId second = lab.elected();
  const Slot next = lab.asks(second, command(30));
  EXPECT_GE(next, Slot{4});
  EXPECT_LE(next, Slot{5});
  lab.agree(command(1'000), 5);
}

TEST_P(RaftLab, concurrent_starts_are_all_committed_in_slots_of_their_own) {
  Lab& lab = this->lab(3);
  const NodeId leader = lab.elected();
  lab.agree(command(1), 3);
  std::vector<Slot> slots;
  for (std::size_t i = 0; i < 5; ++i) slots.push_back(lab.asks(leader, command(100 + i)));
  EXPECT_TRUE(lab.run_until([&] { return lab.knowing(slots.back()) == 3; }));
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(slots[i], (Slot{static_cast<std::uint32_t>(3 + i)}));
    EXPECT_TRUE(lab.holds_everywhere(slots[i], command(100 + i)));
  }
}

TEST_P(RaftLab, rejoin_of_an_old_leader_loses_what_it_could_not_commit) {
  Lab& lab = this->lab(3);
  const NodeId first = lab.elected();
  lab.agree(command(101), 3);
  lab.cut_off(first);
  for (std::size_t i = 102; i <= 104; ++i) lab.asks(first, command(i));
  const NodeId second = lab.elected();
  const Slot kept = lab.agree(command(103), 2);
  lab.cut_off(second);
  lab.join(first);
  lab.elected();
  lab.agree(command(104), 2);
  lab.join(second);
  lab.agree(command(105), 3);
  EXPECT_TRUE(lab.holds_everywhere(kept, command(103)));
  for (NodeId node : lab.all())
    for (const LogEntry& entry : lab.at(node).log)
      EXPECT_NE(entry.vote.value, Text(command(102))) << "nobody has it any more";
}

TEST_P(RaftLab, backup_converges_over_fifty_entries_that_nobody_committed_twice) {
  Lab& lab = this->lab(5);
  const NodeId first = lab.elected();
  lab.agree(command(1), 5);
  const NodeSet others = lab.all() - NodeSet{first};
  const NodeId mate = *others.begin();
  // The leader and one follower: fifty that are never committed.
  lab.connect({first, mate});
  for (std::size_t i = 0; i < 50; ++i) lab.asks(first, command(1'000 + i));
  lab.run_for(600);
  // The other three: fifty that are.
  lab.connect(others - NodeSet{mate});
  lab.elected();
  for (std::size_t i = 0; i < 50; ++i) lab.asks(lab.leader(), command(2'000 + i));
  ASSERT_TRUE(lab.run_until([&] { return lab.knowing({53}) == 3; }));
  // Their leader and one of them: fifty more that are not.
  const NodeId second = lab.leader();
  const NodeId left = *(others - NodeSet{mate, second}).begin();
  const NodeId apart = *(others - NodeSet{mate, second, left}).begin();
  lab.connect({second, left});
  for (std::size_t i = 0; i < 50; ++i) lab.asks(second, command(3'000 + i));
  lab.run_for(600);
  // The first two come back to the one that has all that is committed.
  lab.connect({first, mate, apart});
  EXPECT_EQ(lab.elected(), apart) << "no other log is up to date";
  for (std::size_t i = 0; i < 50; ++i) lab.asks(apart, command(4'000 + i));
  const Slot last = lab.at(apart).log.last();
  EXPECT_TRUE(lab.run_until([&] { return lab.knowing(last) == 3; })) << "too slow";
  lab.connect(lab.all());
  lab.agree(command(5'000), 5);
}

TEST_P(RaftLab, count_of_messages_is_small_to_elect_to_agree_and_when_idle) {
  Lab& lab = this->lab(3);
  lab.elected();
  EXPECT_LE(lab.requests, 30u);
  EXPECT_GE(lab.requests, 1u);
  lab.agree(command(1), 3);

  const NodeId leader = lab.leader();
  const std::size_t before = lab.requests;
  Slot last;
  for (std::size_t i = 0; i < 10; ++i) last = lab.asks(leader, command(100 + i));
  ASSERT_TRUE(lab.run_until([&] { return lab.knowing(last) == 3; }));
  EXPECT_LE(lab.requests - before, (10u + 1 + 3) * 3);

  const std::size_t idle = lab.requests;
  lab.run_for(1'000);
  EXPECT_LE(lab.requests - idle, 3u * 20);
}

// --- 3C: what a crash leaves

TEST_P(RaftLab, persist_1_goes_on_after_each_crash_of_one_or_of_all) {
  Lab& lab = this->lab(3);
  lab.elected();
  lab.agree(command(11), 3);
  for (NodeId node : lab.all()) lab.crash(node);
  for (NodeId node : lab.all()) lab.restart(node);
  lab.elected();
  lab.agree(command(12), 3);
  const NodeId first = lab.leader();
  lab.crash(first);
  lab.restart(first);
  lab.elected();
  lab.agree(command(13), 3);
  const NodeId second = lab.leader();
  lab.crash(second);
  lab.connect(lab.all() - NodeSet{second});
  lab.elected();
  const Slot alone = lab.agree(command(14), 2);
  lab.connect(lab.all());
  lab.restart(second);
  EXPECT_TRUE(lab.run_until([&] { return lab.knows(second, alone); }));
  lab.agree(command(15), 3);
}

TEST_P(RaftLab, persist_2_goes_on_while_other_servers_of_five_crash_round_by_round) {
  Lab& lab = this->lab(5);
  std::size_t number = 10;
  for (std::size_t round = 0; round < 5; ++round) {
    lab.elected();
    lab.agree(command(number++), 5);
    const std::size_t from = lab.leader().index;
    const auto next = [&](std::size_t i) { return named((from + i) % 5 + 1); };
    lab.crash(next(1));
    lab.crash(next(2));
    lab.agree(command(number++), 3);
    for (std::size_t i : {0u, 3u, 4u}) lab.crash(next(i));
    lab.restart(next(1));
    lab.restart(next(2));
    lab.run_for(600);
    lab.restart(next(3));
    EXPECT_TRUE(lab.run_until([&] { return lab.leader().exists(); }));
    lab.agree(command(number++), 3);
    lab.restart(next(4));
    lab.restart(next(0));
  }
  lab.agree(command(1'000), 5);
}

TEST_P(RaftLab, persist_3_keeps_what_two_of_three_committed_when_the_third_comes_with_one_of_them) {
  Lab& lab = this->lab(3);
  const NodeId first = lab.elected();
  lab.agree(command(101), 3);
  const NodeId off = *(lab.all() - NodeSet{first}).begin();
  const NodeId other = *(lab.all() - NodeSet{first, off}).begin();
  lab.cut_off(off);
  const Slot kept = lab.agree(command(102), 2);
  lab.crash(first);
  lab.crash(other);
  lab.connect(lab.all());
  lab.restart(other);
  lab.agree(command(103), 2);
  lab.restart(first);
  lab.agree(command(104), 3);
  EXPECT_TRUE(lab.holds_everywhere(kept, command(102)));
}

/// Leaders crash often just after they were asked, and one server in two rounds comes back.
void figure_8(Lab& lab, Random& random, std::size_t rounds) {
  for (std::size_t round = 0; round < rounds; ++round) {
    const NodeId leader = lab.leader();
    if (leader.exists()) lab.asks(leader, command(round));
    lab.run_for(random.chance(1'000) ? random.between(0, 600) : random.between(0, 13));
    if (leader.exists() && lab.world.node(leader).up && random.chance(5'000)) lab.crash(leader);
    if (lab.up() >= 3) continue;
    const NodeId node = {static_cast<std::uint8_t>(random.between(0, 4))};
    if (!lab.world.node(node).up) lab.restart(node);
  }
  for (NodeId node : lab.all())
    if (!lab.world.node(node).up) lab.restart(node);
  lab.elected();
  lab.agree("last", 5);
}

TEST_P(RaftLab, figure_8_commits_nothing_wrong_in_a_thousand_rounds_of_crashes) {
  Random random(GetParam());
  figure_8(lab(5), random, effort(1'000));
}

TEST_P(RaftLab, figure_8_unreliable_does_not_where_messages_are_lost_and_late_as_well) {
  Random random(~GetParam());
  Options options;
  options.loss = 1'000;
  options.latency = {5, 200};
  figure_8(lab(5, options), random, effort(300));
}

TEST_P(RaftLab, unreliable_agree_commits_all_that_it_is_asked_for) {
  Options options = fast();
  options.loss = 1'000;
  options.duplicate = 1'000;
  Lab& lab = this->lab(5, options);
  lab.elected();
  for (std::size_t i = 0; i < 50; ++i) lab.agree(command(i), 3);
  lab.agree("last", 5);
  EXPECT_GT(lab.world.observer.slots_chosen(), 50u);
}

/// Servers crash, come back and are cut off while they are asked. What one of them told to be
/// committed must stand in all logs at the end.
void churn(Lab& lab, Random& random) {
  std::vector<std::pair<Slot, std::string>> done;
  const auto any = [&] { return NodeId{static_cast<std::uint8_t>(random.between(0, 4))}; };
  for (std::size_t round = 0; round < 200; ++round) {
    const NodeId leader = lab.leader();
    const std::string asked = command(round);
    const Slot slot = leader.exists() ? lab.asks(leader, asked) : Slot{};
    lab.run_for(random.between(10, 200));
    if (leader.exists() && lab.knows(leader, slot) && lab.holds_everywhere(slot, asked))
      done.emplace_back(slot, asked);
    if (random.chance(2'000)) lab.cut_off(any());
    if (random.chance(4'000)) lab.join(any());
    if (random.chance(1'000)) lab.crash(any());
    if (random.chance(5'000)) lab.restart(any());
  }
  lab.connect(lab.all());
  for (NodeId node : lab.all()) lab.restart(node);
  lab.elected();
  lab.agree("last", 5);
  EXPECT_GT(done.size(), 20u);
  for (const auto& [slot, asked] : done) EXPECT_TRUE(lab.holds_everywhere(slot, asked));
}

TEST_P(RaftLab, churn_keeps_what_was_told_to_be_committed) {
  Random random(GetParam());
  churn(lab(5), random);
}

TEST_P(RaftLab, unreliable_churn_does_so_where_messages_are_lost_and_doubled) {
  Random random(~GetParam());
  Options options = fast();
  options.loss = 1'000;
  options.duplicate = 1'000;
  churn(lab(5, options), random);
}

}  // namespace
}  // namespace synod
