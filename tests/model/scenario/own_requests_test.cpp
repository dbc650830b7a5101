// Requests in the words of each protocol: `propose`, `begin`, `vote`, `refuse`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/scenario/header.h"
#include "model/scenario/parser.h"
#include "model/scenario/printer.h"
#include "model/scenario/runner.h"
#include "protocols/catalog.h"
#include "tests/played.h"

namespace synod {
namespace {

using ::synod::testing::header_problem_of;
using ::testing::HasSubstr;

struct Asking {
  const char* text;
  const char* why;
};
class A_request : public ::testing::TestWithParam<Asking> {};

TEST_P(A_request, that_the_protocol_does_not_take_is_refused_with_those_that_it_takes) {
  EXPECT_THAT(header_problem_of(GetParam().text), HasSubstr(GetParam().why));
}

INSTANTIATE_TEST_SUITE_P(
    Of, A_request,
    ::testing::Values(
        Asking{"protocol paxos\nnodes 3\nbegin N1 blue\n",
               "x.synod:3:1: there is no command 'begin'; nodes of Basic Paxos are asked with "
               "propose"},
        Asking{"protocol 2pc\nparticipants 2\nenter T1 blue\n",
               "x.synod:3:1: there is no command 'enter'; nodes of Two-phase commit are asked with "
               "begin, vote, refuse"},
        Asking{"nodes 3\ncrsh N1\n", "x.synod:2:1: there is no command 'crsh'"},
        Asking{"nodes 3\npropose\n", "x.synod:2:8: expected a node"},
        Asking{"nodes 3\npropose N1\n", "x.synod:2:11: expected a value"},
        Asking{"nodes 3\ndelivr prepare N1->N2\n", "x.synod:2:1: expected a command"}));

TEST(A_request_without_a_value, is_short_for_a_wish) {
  Scenario scenario = *parse_scenario("protocol 2pc\nparticipants 2\nrefuse R2 at 5ms\n", "x");
  EXPECT_EQ(print(scenario), "protocol 2pc\nparticipants 2\nrefuse R2 at 5ms\n");
  const Cluster world = make_cluster(*find_protocol("2pc"), *setup_of(scenario, find_protocol));
  const auto refuse = actions_of(world, scenario.lines[2].command);
  const auto vote = actions_of(world, parse_scenario("vote R2 no", "x")->lines[0].command);
  ASSERT_TRUE(refuse && vote);
  EXPECT_EQ(*refuse, *vote);
}

TEST(A_request_without_a_value, is_refused_where_it_needs_one_and_one_with_where_it_needs_none) {
  const Cluster world =
      make_cluster(*find_protocol("2pc"),
                   *setup_of(*parse_scenario("protocol 2pc\nparticipants 2", "x"), find_protocol));
  const auto why = [&](const char* line) {
    const auto made = actions_of(world, parse_scenario(line, "x")->lines[0].command);
    return made ? std::string() : made.error().str();
  };
  EXPECT_EQ(why("begin T1"), "expected a value behind 'begin T1'");
  EXPECT_EQ(why("refuse R2 today"), "'refuse' needs no value, so leave 'today' out");
}

}  // namespace
}  // namespace synod
