// Script of a history: it replays to the same history.
#include "model/scenario/script.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "model/base/random.h"
#include "model/walk/random_walk.h"
#include "tests/model/scenario/scenario_world.h"

namespace synod {
namespace {

using testing::done;
using testing::parsed;
using testing::Ran;
using testing::ran;
using testing::three_acceptors;

const std::string header = "protocol paxos\nproposers 2\nacceptors 3\nlearners 1\nseed 7\n";

/// Does random things to a history: anything that the language can say, branches included.
class Chaos {
 public:
  Chaos(History& history, std::uint64_t seed) : history_(history), random_(seed) {}

  void run(int actions) {
    while (actions-- > 0) {
      if (random_.chance(1'000)) history_.seek(below(history_.size()));
      if (random_.chance(4'500)) {
        history_.step();
      } else {
        Action action = draw();
        if (random_.chance(500)) action.at = history_.world().now + SimTime{random_.between(0, 50)};
        history_.act(action);
      }
    }
    if (random_.chance(5'000)) history_.seek(below(history_.size()));
  }

 private:
  std::uint32_t below(std::size_t count) {
    return static_cast<std::uint32_t>(random_.between(0, static_cast<std::int64_t>(count) - 1));
  }
  NodeId node() { return {static_cast<std::uint8_t>(below(history_.world().nodes.size()))}; }

  template <class List>
  MessageId any_id(const List& list) {
    return list.empty() ? MessageId{1} : list[below(list.size())].id;
  }

  Action draw() {
    const Cluster& world = history_.world();
    const auto verb = static_cast<Verb>(below(static_cast<std::size_t>(Verb::fire) + 1));
    switch (verb) {
      case Verb::propose: return propose();
      case Verb::deliver:
      case Verb::drop:
      case Verb::duplicate:
      case Verb::hold:
      case Verb::release: return actions::on_message(verb, any_id(world.in_flight));
      case Verb::redeliver: return actions::on_message(verb, any_id(world.delivered));
      case Verb::cut:
      case Verb::heal: return actions::on_link(verb, node(), node(), random_.chance(5'000));
      case Verb::partition: return partition();
      case Verb::fire: return actions::fire(any_id(world.timers));
      case Verb::heal_all: return {.verb = verb};
      default: return actions::on_node(verb, node());
    }
  }

  Action propose() {
    constexpr const char* values[] = {"red", "two words", "none", "#3", "größe", "a\"b\\c\n", "at"};
    const auto round = random_.chance(3'000) ? below(20) : 0;
    return actions::propose(node(), values[below(std::size(values))], round);
  }

  Action partition() {
    Action action{.verb = Verb::partition};
    std::uint8_t sides = 0;
    for (NodeId id : history_.world().shape().all())
      if (random_.chance(8'000))
        action.side[id.index] =
            static_cast<std::uint8_t>(sides < 3 && random_.chance(5'000) ? ++sides
                                      : sides == 0                       ? 0
                                                                         : 1 + below(sides));
    return action;
  }

  History& history_;
  Random random_;
};

/// The first way in which two histories differ; empty where they are the same.
std::string difference(const History& a, const History& b) {
  if (a.size() != b.size()) return fmt::format("{} moments against {}", a.size(), b.size());
  if (a.present() != b.present()) return "another present";
  for (MomentId id = 0; id < a.size(); ++id) {
    const Moment& left = a.moment(id);
    const Moment& right = b.moment(id);
    if (left.parent != right.parent) return fmt::format("another parent at {}", id);
    if (!(left.action == right.action)) return fmt::format("another action at {}", id);
    if (left.by_clock != right.by_clock) return fmt::format("another clock at {}", id);
    if (!(fingerprint(a.world_at(id)) == fingerprint(b.world_at(id))))
      return fmt::format("another world at {}", id);
  }
  return "";
}

RC_GTEST_PROP(Script, replayed_gives_the_identical_history, (std::uint64_t seed)) {
  const Setup setup = random_setup(*find_protocol("paxos"), seed);
  History history(make_cluster(*find_protocol("paxos"), setup));
  Chaos(history, seed).run(150);
  const std::string script = script_text(history);
  const Ran again = ran(script);
  RC_ASSERT(again.why() == "");
  RC_ASSERT(*again.world().setup == setup);
  RC_ASSERT(difference(history, again.history) == "");
  RC_ASSERT(script_text(again.history) == script);
  RC_ASSERT(print(parsed(script)) == script);
}

TEST(Script, of_a_long_history_replays) {
  History history(make_cluster(*find_protocol("paxos"), {.shape = {.together = 5}}));
  Chaos(history, 3).run(6'000);
  ASSERT_GT(history.size(), 2'000u);
  const Ran again = ran(script_text(history));
  EXPECT_EQ(again.why(), "");
  ASSERT_EQ(again.history.size(), history.size());
  EXPECT_EQ(fingerprint(again.world()), fingerprint(history.world()));
}

TEST(Script, folds_what_was_next_by_the_clock_into_steps) {
  const Ran run = done("propose P1 blue\nstep 3\nstep 2\ncrash A1\nstep\n");
  const std::string clock = command_text(run.history.world_at(run.history.present() - 1),
                                         run.history.moment(run.history.present()).action);
  EXPECT_EQ(script_text(run.history),
            header + "propose P1 blue\nstep 5\ncrash A1\n" + clock + "\n");
}

TEST(Script, keeps_branches_and_the_present) {
  const Ran run = done("propose P1 blue\ncrash A1\ngoto 1\ncrash A2\ngoto 2\n");
  EXPECT_EQ(script_text(run.history),
            header + "propose P1 blue\ncrash A1\ngoto 1\ncrash A2\ngoto 2\n");
}

TEST(Script, of_nothing_is_the_setup) {
  const Ran run = done("");
  EXPECT_EQ(script_text(run.history), header);
}

TEST(Script, keeps_the_time_at_which_something_was_done) {
  const Ran run = done("propose P1 blue at 3 at 164ms\n");
  EXPECT_EQ(script_text(run.history), header + "propose P1 blue at 3 at 164ms\n");
}

TEST(Script, writes_only_options_that_differ) {
  synod::Setup setup{.shape = {.together = 5}, .seed = 9};
  setup.options.nack = false;
  setup.options.latency = {10, 20};
  EXPECT_EQ(setup_text(setup),
            "protocol paxos\nnodes 5\nseed 9\noption nack off\noption latency 10..20\n");
}

/// Does what `commands` say and tells how the last of them is written.
std::string last_command(const std::string& commands) {
  const Ran run = done(commands);
  const MomentId last = run.history.present();
  return command_text(run.history.world_at(run.history.moment(last).parent),
                      run.history.moment(last).action);
}

TEST(CommandText, names_a_message_by_kind_and_link_where_that_is_enough) {
  EXPECT_EQ(last_command("propose P1 blue\ndrop #2\n"), "drop prepare P1->A2");
}

TEST(CommandText, adds_the_ballot_where_two_ballots_are_under_way) {
  EXPECT_EQ(last_command("propose P1 blue\npropose P1 red\ndrop #2\n"), "drop prepare 1.1 P1->A2");
}

TEST(CommandText, falls_back_to_the_number_among_copies) {
  EXPECT_EQ(last_command("propose P1 blue\nduplicate #2\ndrop #4\n"), "drop #4");
  EXPECT_EQ(last_command("propose P1 blue\nduplicate #2\ndrop #2\n"), "drop #2");
}

TEST(CommandText, counts_only_messages_that_the_verb_may_be_done_to) {
  const std::string held_copy = "propose P1 blue\nduplicate #2\nhold #4\n";
  EXPECT_EQ(last_command(held_copy + "deliver #2\n"), "deliver prepare P1->A2");
  EXPECT_EQ(last_command(held_copy + "release #4\n"), "release prepare P1->A2");
  EXPECT_EQ(last_command(held_copy + "drop #4\n"), "drop #4");
}

TEST(CommandText, names_what_was_delivered_for_redelivery) {
  EXPECT_EQ(last_command("propose P1 blue\ndeliver #2\nredeliver #2\n"),
            "redeliver prepare P1->A2");
  EXPECT_EQ(last_command("propose P1 blue\ndeliver #2\nredeliver #2\nredeliver #2\n"),
            "redeliver #2");
}

TEST(CommandText, writes_every_other_action_as_it_is_read) {
  const std::string retry = "option retry on\npropose P1 blue\n";
  for (const char* command :
       {"propose P2 \"two words\" at 9", "crash A1", "wipe A1", "cut A1-P2", "cut A1->P2",
        "heal all", "partition P1 A1 | P2 A2 A3", "fire P1 retry", "crash A1 at 500ms"})
    EXPECT_EQ(last_command(retry + command + "\n"), command);
  EXPECT_EQ(last_command("crash A1\nrestart A1\n"), "restart A1");
  EXPECT_EQ(last_command("cut A1-P1\nheal A1->P1\n"), "heal A1->P1");
}

/// More than a megabyte of commands by hand.
TEST(Script, of_sixty_thousand_actions_by_hand_opens_again) {
  Ran run = done("propose P1 blue\n");
  const MessageId message = run.world().in_flight.front().id;
  for (int i = 0; i < 60'000; ++i)
    run.history.act(actions::on_message(i % 2 == 0 ? Verb::hold : Verb::release, message));
  const std::string script = script_text(run.history);
  EXPECT_GT(script.size(), 1'000'000u);
  EXPECT_FALSE(is_nearly_too_long(size_of(script)));
  const Ran again = ran(script);
  EXPECT_EQ(again.why(), "");
  EXPECT_EQ(fingerprint(again.world()), fingerprint(run.world()));
}

TEST(Script, tells_when_little_is_left_until_it_is_too_long_to_be_read) {
  EXPECT_FALSE(is_nearly_too_long(size_of(std::string(max_scenario_bytes / 2, '#'))));
  EXPECT_TRUE(is_nearly_too_long(size_of(std::string(max_scenario_bytes - 1'000, '#'))));
  EXPECT_FALSE(is_nearly_too_long(size_of(std::string(max_scenario_lines / 2, '\n'))));
  EXPECT_TRUE(is_nearly_too_long(size_of(std::string(max_scenario_lines - 1'000, '\n'))));
}

}  // namespace
}  // namespace synod
