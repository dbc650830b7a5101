// Lamport's specification of Paxos: it has as many states as the original.
#include "protocols/paxos_spec.h"

#include <gtest/gtest.h>
#include <set>

#include "tests/effort.h"

namespace synod {
namespace {

using Kind = SpecMessage::Kind;

struct Size {
  std::uint8_t acceptors;
  std::uint8_t values;
  std::uint32_t ballots;
};

PaxosSpec spec_of(const Size& size) {
  return PaxosSpec({.shape = {.proposers = 1, .acceptors = size.acceptors}});
}

/// Every message that some action might send in `state`.
std::vector<SpecMessage> thinkable(const PaxosSpec& spec, const PaxosSpec::State& state,
                                   const Size& size) {
  std::vector<SpecMessage> all;
  for (Ballot bal{1, 1}; bal.round <= size.ballots; ++bal.round) {
    all.push_back({Kind::prepare, bal, {}, {}});
    for (NodeId acceptor : spec.setup().shape.with(Role::acceptor))
      all.push_back({Kind::promise, bal, acceptor, state.acceptors[acceptor.index].max_vote});
    for (std::uint8_t v = 1; v <= size.values; ++v) {
      const Vote vote{bal, Text(std::to_string(v))};
      all.push_back({Kind::accept, bal, {}, vote});
      for (NodeId acceptor : spec.setup().shape.with(Role::acceptor))
        all.push_back({Kind::accepted, bal, acceptor, vote});
    }
  }
  return all;
}

struct Later {
  bool operator()(const PaxosSpec::State& a, const PaxosSpec::State& b) const {
    return a.msgs < b.msgs;  // maxBal and the rest follow from what was sent.
  }
};

/// How many states there are, and how many on the longest shortest way.
std::pair<std::size_t, std::size_t> states_and_depth(const Size& size) {
  const PaxosSpec spec = spec_of(size);
  std::set<PaxosSpec::State, Later> seen{spec.init()};
  std::vector<PaxosSpec::State> present{spec.init()};
  std::size_t depth = 0;
  for (; !present.empty(); ++depth) {
    std::vector<PaxosSpec::State> next;
    for (const auto& state : present)
      for (const SpecMessage& message : thinkable(spec, state, size)) {
        PaxosSpec::State after = state;
        if (!spec.send_all(after, {message}) && seen.insert(after).second) next.push_back(after);
      }
    present = std::move(next);
  }
  return {seen.size(), depth};
}

TEST(PaxosSpecification, has_the_states_that_independent_checkers_count) {
  using Count = std::pair<std::size_t, std::size_t>;
  EXPECT_EQ(states_and_depth({1, 1, 2}), Count(25, 9));
  EXPECT_EQ(states_and_depth({3, 2, 2}), Count(3'921, 17));
  SKIP_IF_SANITIZED();
  EXPECT_EQ(states_and_depth({3, 2, 3}), Count(185'369, 25));
}

/// A specification of three acceptors and what was sent so far.
struct Sent {
  PaxosSpec spec = spec_of({3, 2, 3});
  PaxosSpec::State state = spec.init();

  std::string send(const SpecMessage& message) {
    const auto before = state;
    const auto why = spec.send(state, message);
    if (why) {
      EXPECT_EQ(state, before) << "a refusal changed something";
    }
    return why ? why->str() : "";
  }
  std::string prepare(std::uint32_t round) { return send({Kind::prepare, {round, 1}, {}, {}}); }
  std::string promise(std::uint8_t acceptor, std::uint32_t round, const Vote& vote = {}) {
    return send({Kind::promise, {round, 1}, {acceptor}, vote});
  }
  std::string accept(std::uint32_t round, const char* value) {
    return send({Kind::accept, {round, 1}, {}, {{round, 1}, value}});
  }
  std::string accepted(std::uint8_t acceptor, std::uint32_t round, const char* value) {
    return send({Kind::accepted, {round, 1}, {acceptor}, {{round, 1}, value}});
  }
  std::string learned(const char* value) { return send({Kind::learned, {}, {0}, {{}, value}}); }
};

TEST(PaxosSpecification, lets_an_acceptor_promise_once_what_was_asked_and_report_its_vote) {
  Sent sent;
  EXPECT_EQ(sent.promise(1, 1), "A1 promises 1.1, for which nobody asked: no Phase1b");
  sent.prepare(1), sent.prepare(2);
  EXPECT_EQ(sent.promise(1, 2, {{1, 1}, "red"}),
            "A1 promises 2.1 and reports 1.1:red, but accepted none last: no Phase1b");
  EXPECT_EQ(sent.promise(1, 2), "");
  EXPECT_EQ(sent.promise(1, 1), "A1 promises 1.1 though it has promised 2.1: no Phase1b");
}

TEST(PaxosSpecification, lets_a_value_be_proposed_that_a_quorum_shows_to_be_safe) {
  Sent sent;
  sent.prepare(1), sent.promise(1, 1);
  EXPECT_EQ(sent.accept(1, "red"),
            "1.1:red is proposed though no quorum of promises for 1.1 shows that red is safe: no "
            "Phase2a");
  sent.promise(2, 1);
  EXPECT_EQ(sent.accept(1, "red"), "");
  EXPECT_EQ(sent.accept(1, "blue"),
            "1.1:blue is proposed though 1.1:red was: no Phase2a, which sends one value a ballot");
  sent.accepted(1, 1, "red");
  sent.prepare(2), sent.promise(1, 2, {{1, 1}, "red"}), sent.promise(2, 2);
  EXPECT_NE(sent.accept(2, "blue"), "") << "A1 reported red";
  Sent other = sent;
  EXPECT_EQ(other.accept(2, "red"), "");
  sent.promise(3, 2);
  EXPECT_EQ(sent.accept(2, "blue"), "") << "A2 and A3 reported nothing";
}

TEST(PaxosSpecification, of_two_reports_goes_by_the_higher) {
  Sent sent;
  sent.prepare(1), sent.promise(1, 1), sent.promise(2, 1), sent.accept(1, "red");
  sent.accepted(1, 1, "red");
  sent.prepare(2), sent.promise(2, 2), sent.promise(3, 2), sent.accept(2, "blue");
  sent.accepted(2, 2, "blue");
  sent.prepare(3), sent.promise(1, 3, {{1, 1}, "red"}), sent.promise(2, 3, {{2, 1}, "blue"});
  EXPECT_NE(sent.accept(3, "red"), "");
  EXPECT_EQ(sent.accept(3, "blue"), "");
}

TEST(PaxosSpecification, lets_an_acceptor_vote_for_what_was_proposed_at_or_above_its_promise) {
  Sent sent;
  sent.prepare(1), sent.promise(1, 1), sent.promise(2, 1), sent.accept(1, "red");
  EXPECT_EQ(sent.accepted(3, 1, "blue"), "A3 accepts 1.1:blue, which nobody proposed: no Phase2b");
  EXPECT_EQ(sent.accepted(3, 1, "red"), "") << "it need not have promised";
  EXPECT_EQ(sent.state.acceptors[3].max_bal, (Ballot{1, 1}));
  sent.prepare(2), sent.promise(1, 2);
  EXPECT_EQ(sent.accepted(1, 1, "red"),
            "A1 accepts 1.1:red though it has promised 2.1: no Phase2b");
}

TEST(PaxosSpecification, lets_a_learner_know_what_a_quorum_accepted_at_one_ballot) {
  Sent sent;
  sent.prepare(1), sent.promise(1, 1), sent.promise(2, 1), sent.accept(1, "red");
  sent.accepted(1, 1, "red");
  sent.prepare(2), sent.promise(1, 2, {{1, 1}, "red"}), sent.promise(2, 2), sent.accept(2, "red");
  sent.accepted(2, 2, "red");
  EXPECT_EQ(sent.learned("red"), "P1 learns red, which no quorum accepted at one ballot: no Learn")
      << "two acceptors accepted it, at two ballots";
  sent.accepted(1, 2, "red");
  EXPECT_EQ(sent.learned("red"), "");
}

}  // namespace
}  // namespace synod
