// Options that a protocol declares for itself: their values, and how scenarios set them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/scenario/header.h"
#include "model/scenario/parser.h"
#include "model/walk/random_setup.h"
#include "protocols/catalog.h"
#include "protocols/commit_options.h"
#include "protocols/log_options.h"
#include "tests/played.h"

namespace synod {
namespace {

using ::synod::testing::header_problem_of;
using ::testing::HasSubstr;

synod::Setup setup_from(const std::string& text) {
  return *setup_of(*parse_scenario(text, "x.synod"), find_protocol);
}

TEST(OwnOptions, that_nobody_set_have_their_usual_value) {
  const OwnOptions options;
  EXPECT_EQ(options[log_options::pipeline], 4);
  EXPECT_EQ(options.choice<Detector>(log_options::detector), Detector::off);
  EXPECT_FALSE(options.on(commit_options::accounts));
}

TEST(OwnOptions, set_back_to_their_usual_value_are_as_if_never_set) {
  OwnOptions options;
  options.set(log_options::pipeline, 2);
  options.set(log_options::batch, 3);
  EXPECT_NE(options, OwnOptions());
  options.set(log_options::pipeline, 4);
  options.set(log_options::batch, 1);
  EXPECT_EQ(options, OwnOptions());
}

TEST(OwnOptions, are_alike_in_whatever_order_they_were_set) {
  OwnOptions one;
  one.set(log_options::pipeline, 2);
  one.set(log_options::batch, 3);
  OwnOptions other;
  other.set(log_options::batch, 3);
  other.set(log_options::pipeline, 2);
  EXPECT_EQ(one, other);
}

TEST(OwnOptions, of_a_scenario_are_those_of_its_protocol_wherever_that_is_named) {
  EXPECT_EQ(setup_from("protocol 2pc\noption accounts 7\n").options.own[commit_options::accounts],
            7);
  EXPECT_EQ(setup_from("option accounts 7\nprotocol 2pc\n").options.own[commit_options::accounts],
            7);
}

TEST(OwnOptions, of_another_protocol_are_refused_with_those_that_there_are) {
  EXPECT_THAT(header_problem_of("protocol paxos\noption accounts 7\n"),
              HasSubstr("x.synod:2:1: Basic Paxos knows no option 'accounts'; it knows nack"));
  EXPECT_THAT(header_problem_of("protocol 2pc\noption acounts 7\n"),
              HasSubstr("presume, ask, accounts"));
}

TEST(OwnOptions, with_a_value_that_they_can_not_have_are_refused_at_that_value) {
  EXPECT_EQ(header_problem_of("protocol 2pc\n  option ask everybody\n"),
            "x.synod:2:14: expected one of all, coordinator, not 'everybody'");
  EXPECT_EQ(header_problem_of("protocol 2pc\noption accounts 0\n"),
            "x.synod:2:17: expected off or a whole number from 1 to 1000000, not '0'");
}

TEST(OwnOptions, without_a_value_are_refused_where_the_line_ends) {
  EXPECT_THAT(header_problem_of("protocol 2pc\noption ask\n"),
              HasSubstr("x.synod:2:11: expected a value for option ask"));
  EXPECT_THAT(header_problem_of("option\n"), HasSubstr("x.synod:1:7: expected an option"));
}

TEST(OwnOptions, of_every_protocol_say_what_they_are_and_have_a_usual_value_that_can_be_read) {
  for (const Protocol* protocol : catalog())
    for (const OwnOption* option : protocol->info().own) {
      const OptionKind kind = kind_of(*option);
      EXPECT_NE(*option->title, '\0') << option->name;
      EXPECT_NE(*option->help, '\0') << option->name;
      Options options;
      EXPECT_FALSE(kind.parse(kind.print({}), options)) << option->name;
      EXPECT_EQ(options, Options()) << option->name;
      EXPECT_FALSE(kind.parse(option->example, options)) << option->name;
    }
}

TEST(Random_setup, of_a_commit_protocol_opens_the_bank_now_and_then) {
  int banks = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed)
    banks += random_setup(*find_protocol("2pc"), seed).options.own.on(commit_options::accounts);
  EXPECT_GT(banks, 25);
  EXPECT_LT(banks, 75);
}

}  // namespace
}  // namespace synod
