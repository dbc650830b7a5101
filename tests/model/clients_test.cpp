// Client nodes, and what a protocol says of the setups that it runs with.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

#include "model/line/history.h"
#include "model/scenario/header.h"
#include "model/scenario/parser.h"
#include "model/scenario/script.h"
#include "protocols/catalog.h"
#include "protocols/log_options.h"
#include "tests/model/log_keeper.h"
#include "tests/model/world.h"

namespace synod {
namespace {

using testing::done;
using ::testing::HasSubstr;
using testing::log_keeper;
using testing::log_keepers;

TEST(Clients, come_after_all_other_nodes_and_are_called_c) {
  const Shape shape{.together = 3, .clients = 2};
  EXPECT_EQ(shape.size(), 5u);
  EXPECT_EQ(shape.servers(), 3u);
  EXPECT_EQ(shape.names(shape.all()), "{N1 N2 N3 C1 C2}");
  EXPECT_EQ(shape.find("c2"), NodeId{4});
  EXPECT_EQ(shape.number({4}), 2u);
  EXPECT_EQ(Shape({.proposers = 1, .acceptors = 3, .learners = 1, .clients = 1}).name({5}), "C1");
}

TEST(Clients, play_no_role_of_a_server) {
  const Shape shape{.together = 3, .clients = 2};
  for (Role role : {Role::proposer, Role::acceptor, Role::learner})
    EXPECT_EQ(shape.names(shape.with(role)), "{N1 N2 N3}");
  EXPECT_EQ(shape.names(shape.with(Role::client)), "{C1 C2}");
  EXPECT_EQ(shape.roles({3}), Roles(Role::client));
  EXPECT_EQ(shape.roles({2}), Roles::all());
}

TEST(Clients, do_not_count_towards_quorums) {
  EXPECT_EQ((synod::Setup{.shape = {.together = 5, .clients = 8}}.q1()), 3u);
}

TEST(Clients, talk_with_proposers_alone) {
  const Shape together{.together = 2, .clients = 2};
  EXPECT_TRUE(linked(together, {0}, {2}));
  EXPECT_TRUE(linked(together, {2}, {0}));
  EXPECT_FALSE(linked(together, {2}, {3}));
  const Shape apart{.proposers = 1, .acceptors = 1, .learners = 1, .clients = 1};
  EXPECT_TRUE(linked(apart, {3}, {0}));
  EXPECT_FALSE(linked(apart, {3}, {1}));
  EXPECT_FALSE(linked(apart, {2}, {3}));
}

TEST(Clients, are_at_most_eight) {
  EXPECT_FALSE((synod::Setup{.shape = {.together = 3, .clients = 8}}.problem()));
  EXPECT_TRUE((synod::Setup{.shape = {.together = 3, .clients = 9}}.problem()));
}

TEST(Clients, can_be_asked_to_propose) {
  Cluster world = log_keepers(1);
  done(world, actions::propose({3}, "x=5", 0));
  EXPECT_EQ(print(world.node({3}).state.value(2), world.shape()), "x=5");
}

TEST(Clients, are_refused_by_a_protocol_without_them) {
  const auto why =
      setup_problem(find_protocol("paxos")->info(), {.shape = {.together = 3, .clients = 1}});
  ASSERT_TRUE(why);
  EXPECT_EQ(why->str(), "Basic Paxos runs without client nodes: make 'clients' 0");
}

TEST(Protocol_info, refuses_roles_apart_where_the_protocol_wants_them_together) {
  const auto why = setup_problem(log_keeper().info(),
                                 {.shape = {.proposers = 1, .acceptors = 3, .learners = 1}});
  ASSERT_TRUE(why);
  EXPECT_THAT(why->str(), HasSubstr("'nodes'"));
}

TEST(Protocol_info, refuses_an_option_that_means_nothing_to_the_protocol) {
  synod::Setup setup{.shape = {.together = 3}};
  setup.options.own.set(log_options::batch, 8);
  EXPECT_FALSE(setup_problem(log_keeper().info(), setup));
  const auto why = setup_problem(find_protocol("paxos")->info(), setup);
  ASSERT_TRUE(why);
  EXPECT_THAT(why->str(), HasSubstr("Basic Paxos knows no option 'batch'; it knows nack"));
}

TEST(Protocol_info, lets_the_protocol_itself_refuse_a_setup) {
  synod::Setup setup{.shape = {.together = 3}};
  setup.options.own.set(log_options::batch, 101);
  EXPECT_EQ(setup_problem(log_keeper().info(), setup)->str(),
            "a batch of more than 100 does not fit");
}

TEST(Protocol_info, names_every_option_by_a_name_that_there_is) {
  for (const Protocol* protocol : catalog())
    for (std::string_view name : protocol->info().options)
      EXPECT_TRUE(std::any_of(option_kinds().begin(), option_kinds().end(),
                              [&](const OptionKind& kind) { return kind.name == name; }))
          << protocol->info().name << ": " << name;
}

TEST(No_op, needs_no_client_that_asks_for_it) {
  Cluster world = log_keepers();
  world.observer.proposed(world.shape(), {0}, {1}, {{1, 1}, "no-op"}, 1);
  EXPECT_TRUE(world.observer.violations().empty());
}

TEST(Suspicion, is_wrong_where_the_suspected_node_is_up) {
  Cluster world = log_keepers();
  const Event mistake = done(world, actions::propose({0}, "suspect", 2));
  EXPECT_EQ(mistake.suspicions,
            std::vector<Suspicion>({{.by = {0}, .of = {2}, .began = true, .wrong = true}}));
  done(world, actions::on_node(Verb::crash, {2}));
  const Event right = done(world, actions::propose({0}, "suspect", 2));
  EXPECT_FALSE(right.suspicions.at(0).wrong);
  const Event trust = done(world, actions::propose({0}, "trust", 2));
  EXPECT_FALSE(trust.suspicions.at(0).began);
}

TEST(Log, a_crash_keeps_the_log_on_disk_and_forgets_the_store) {
  Cluster world = log_keepers();
  done(world, actions::propose({0}, "a", 1));
  done(world, actions::propose({0}, "x", 0));
  done(world, actions::on_node(Verb::crash, {0}));
  EXPECT_EQ(print(world.node({0}).state.value(0), world.shape()), "{1=1.1:a}");
  EXPECT_EQ(print(world.node({0}).state.value(1), world.shape()), "{}");
}

TEST(Log, each_part_of_a_log_and_a_store_shows_in_the_fingerprint) {
  std::set<std::string> seen;
  const auto is_new = [&](const Cluster& world) {
    return seen.insert(fingerprint(world).str()).second;
  };
  const auto doing = [](std::vector<std::pair<const char*, std::uint32_t>> deeds) {
    Cluster world = log_keepers();
    for (const auto& [value, round] : deeds) done(world, actions::propose({0}, value, round));
    // The deeds themselves leave their traces in what was asked for: only the state matters here.
    world.observer = {};
    world.events = 0;
    return world;
  };
  EXPECT_TRUE(is_new(doing({})));
  EXPECT_TRUE(is_new(doing({{"a", 1}})));
  EXPECT_TRUE(is_new(doing({{"b", 1}})));
  EXPECT_TRUE(is_new(doing({{"a", 2}})));
  EXPECT_TRUE(is_new(doing({{"a", 1}, {"known", 1}})));
  EXPECT_TRUE(is_new(doing({{"x", 0}, {"y", 0}})));
  EXPECT_TRUE(is_new(doing({{"y", 0}, {"x", 0}}))) << "the key that was put last is a fact, too";
  EXPECT_FALSE(is_new(doing({{"b", 1}, {"a", 1}})));
}

TEST(Log, of_one_slot_gives_its_message_a_value) {
  testing::LogKeeper::Ping ping;
  EXPECT_EQ(headline_value(ping), Text());
  ping.log.set({3}, {{1, 1}, "e"});
  EXPECT_EQ(headline_value(ping), Text("e"));
  ping.log.set({4}, {{1, 1}, "f"});
  EXPECT_EQ(headline_value(ping), Text());
}

TEST(Log, prints_its_slots_and_marks_what_is_known) {
  Cluster world = log_keepers();
  done(world, actions::propose({0}, "a", 1));
  done(world, actions::propose({0}, "b", 3));
  done(world, actions::propose({0}, "known", 1));
  EXPECT_EQ(print(world.node({0}).state.value(0), world.shape()), "{1=1.1:a* 3=1.1:b}");
  done(world, actions::propose({0}, "y", 0));
  done(world, actions::propose({0}, "x", 0));
  EXPECT_EQ(print(world.node({0}).state.value(1), world.shape()), "{x=1 y=1}");
}

const Protocol* find(std::string_view name) {
  return name == "log-keeper" ? &log_keeper() : find_protocol(name);
}

std::string error_of(const char* text) {
  const auto setup = setup_of(*parse_scenario(text, "x.synod"), find);
  return setup ? "" : setup.error().str();
}

TEST(Setup_lines, give_a_cluster_clients_in_any_order) {
  for (const char* text :
       {"protocol log-keeper\nnodes 3\nclients 2\n", "clients 2\nprotocol log-keeper\nnodes 3\n"}) {
    const auto setup = setup_of(*parse_scenario(text, "x.synod"), find);
    ASSERT_TRUE(setup) << setup.error().str();
    EXPECT_EQ(setup->shape, (Shape{.together = 3, .clients = 2}));
    EXPECT_EQ(setup_text(*setup), "protocol log-keeper\nnodes 3\nclients 2\nseed 1\n");
  }
}

TEST(Setup_lines, say_where_the_protocol_refuses_them) {
  EXPECT_EQ(error_of("nodes 3\nclients 1\n"),
            "x.synod:2:1: Basic Paxos runs without client nodes: make 'clients' 0");
  EXPECT_THAT(error_of("nodes 3\noption batch 4\nseed 2\n"),
              HasSubstr("x.synod:2:1: Basic Paxos "));
  EXPECT_THAT(error_of("protocol log-keeper\nproposers 1\nacceptors 3\n"), HasSubstr("'nodes'"));
  EXPECT_THAT(error_of("protocol log-keeper\nnodes 3\nclients 9\n"), HasSubstr("C1 to C8"));
}

struct OptionCase {
  const char* line;
  const char* why;  ///< Empty where it is well formed.
};
class An_option : public ::testing::TestWithParam<OptionCase> {};

TEST_P(An_option, is_read_and_written_alike_or_refused_with_what_it_may_be) {
  const auto lines = parse_scenario(
      std::string("protocol multi\nnodes 3\nclients 1\noption ") + GetParam().line, "x");
  const auto setup = lines ? setup_of(*lines, find_protocol) : lines.error();
  if (*GetParam().why == '\0') {
    ASSERT_TRUE(setup) << setup.error().str();
    EXPECT_EQ(printed_options(setup->options), std::vector<std::string>({GetParam().line}));
  } else {
    ASSERT_FALSE(setup);
    EXPECT_THAT(setup.error().str(), HasSubstr(GetParam().why));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Of_a_log, An_option,
    ::testing::Values(OptionCase{"detector fixed", ""}, OptionCase{"detector growing", ""},
                      OptionCase{"detector highest", ""},
                      OptionCase{"detector slow", "off, fixed, growing, highest"},
                      OptionCase{"heartbeat 50", ""}, OptionCase{"heartbeat 0", "from 1 to"},
                      OptionCase{"timeout 500", ""}, OptionCase{"timeout soon", "from 1 to"},
                      OptionCase{"lease 300", ""}, OptionCase{"lease -1", "off or a whole number"},
                      OptionCase{"reads local", ""}, OptionCase{"reads fast", "log, local"},
                      OptionCase{"batch 8", ""}, OptionCase{"batch 1001", "from 1 to 1000"},
                      OptionCase{"pipeline 1", ""}, OptionCase{"pipeline off", "from 1 to 1000"},
                      OptionCase{"load 20", ""}, OptionCase{"load 10001", "from 1 to 10000"},
                      OptionCase{"client-retry 200", ""}));

TEST(Options, of_a_log_are_not_printed_where_they_are_as_always) {
  EXPECT_TRUE(printed_options({}).empty());
  EXPECT_TRUE(parse_scenario("option lease off\noption load off\n", "x"));
}

}  // namespace
}  // namespace synod
