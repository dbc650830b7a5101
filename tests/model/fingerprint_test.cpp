// Fingerprint of a world: it changes whenever any part of the world does.
#include <functional>
#include <gtest/gtest.h>
#include <set>

#include "tests/model/world.h"

namespace synod {
namespace {

using namespace synod::testing;

/// A world with something in every part of it.
Cluster full_world() {
  Options options;
  options.retry = true;
  Cluster world = world_of(apart, options);
  propose(world, "P1", "blue");
  for (int i = 0; i < 14; ++i) done(world, *next_due(world));
  propose(world, "P2", "red");
  return world;
}

struct Change {
  const char* name;
  std::function<void(Cluster&)> make;
};

void PrintTo(const Change& change, std::ostream* out) {
  *out << change.name;
}

template <class Edit>
void edit_setup(Cluster& world, Edit edit) {
  auto setup = *world.setup;
  edit(setup);
  world.setup = std::make_shared<const synod::Setup>(setup);
}

BasicPaxos::State& paxos(Cluster& world, std::size_t node) {
  return world.nodes[node].state.as<BasicPaxos::State>();
}

const Change changes[] = {
    {"seed", [](Cluster& w) { edit_setup(w, [](auto& s) { ++s.seed; }); }},
    {"protocol", [](Cluster& w) { edit_setup(w, [](auto& s) { s.protocol = "x"; }); }},
    {"shape",
     [](Cluster& w) {
       edit_setup(w, [](auto& s) { s.shape = {.proposers = 2, .acceptors = 2, .learners = 2}; });
     }},
    {"nack", [](Cluster& w) { edit_setup(w, [](auto& s) { s.options.nack = false; }); }},
    {"q1", [](Cluster& w) { edit_setup(w, [](auto& s) { s.options.q1 = 3; }); }},
    {"q2", [](Cluster& w) { edit_setup(w, [](auto& s) { s.options.q2 = 3; }); }},
    {"retry", [](Cluster& w) { edit_setup(w, [](auto& s) { s.options.retry = false; }); }},
    {"delay", [](Cluster& w) { edit_setup(w, [](auto& s) {
                                 s.options.retry_delay = {1, 2};
                               }); }},
    {"loss", [](Cluster& w) { edit_setup(w, [](auto& s) { s.options.loss = 1; }); }},
    {"duplicate", [](Cluster& w) { edit_setup(w, [](auto& s) { s.options.duplicate = 1; }); }},
    {"latency", [](Cluster& w) { edit_setup(w, [](auto& s) {
                                   s.options.latency = {1, 2};
                                 }); }},
    {"bug", [](Cluster& w) { edit_setup(w, [](auto& s) { s.options.bug = "no-adopt"; }); }},
    {"promised", [](Cluster& w) { paxos(w, 2).acceptor.promised.round = 9; }},
    {"accepted", [](Cluster& w) { paxos(w, 2).acceptor.accepted.value = "other"; }},
    {"round", [](Cluster& w) { ++paxos(w, 0).proposer.round; }},
    {"seen", [](Cluster& w) { ++paxos(w, 0).proposer.seen; }},
    {"ballot", [](Cluster& w) { ++paxos(w, 0).proposer.ballot.proposer; }},
    {"own", [](Cluster& w) { paxos(w, 0).proposer.own = "other"; }},
    {"phase", [](Cluster& w) { paxos(w, 0).proposer.phase = BasicPaxos::Phase::idle; }},
    {"promises", [](Cluster& w) { paxos(w, 0).proposer.promises = {}; }},
    {"reported",
     [](Cluster& w) {
       paxos(w, 0).proposer.reported = {{7, 7}, "x"};
     }},
    {"reporter", [](Cluster& w) { paxos(w, 0).proposer.reported_by = {3}; }},
    {"value", [](Cluster& w) { paxos(w, 0).proposer.value = "other"; }},
    {"accepts", [](Cluster& w) { paxos(w, 0).proposer.accepts = {{2}}; }},
    {"heard",
     [](Cluster& w) {
       paxos(w, 5).learner.heard.add({}, {{7, 7}, "x"}, {2});
     }},
    {"learned", [](Cluster& w) { paxos(w, 5).learner.learned = "other"; }},
    {"up", [](Cluster& w) { w.nodes[3].up = false; }},
    {"wiped", [](Cluster& w) { w.nodes[3].wiped = true; }},
    {"cut", [](Cluster& w) { w.cut[0].insert({2}); }},
    {"message_gone", [](Cluster& w) { w.in_flight.pop_back(); }},
    {"message_id", [](Cluster& w) { ++w.in_flight.back().id.number; }},
    {"message_from", [](Cluster& w) { w.in_flight.back().from = {0}; }},
    {"message_to", [](Cluster& w) { w.in_flight.back().to = {2}; }},
    {"message_held", [](Cluster& w) { w.in_flight.back().held = true; }},
    {"message_copy", [](Cluster& w) { w.in_flight.back().copy = true; }},
    {"message_sent_by", [](Cluster& w) { ++w.in_flight.back().sent_by; }},
    {"message_sent", [](Cluster& w) { ++w.in_flight.back().sent.ms; }},
    {"message_due", [](Cluster& w) { ++w.in_flight.back().due.ms; }},
    {"message_body",
     [](Cluster& w) {
       w.in_flight.back().body = BasicPaxos::Prepare{{9, 2}};
     }},
    {"timer_gone", [](Cluster& w) { w.timers.pop_back(); }},
    {"timer_set_by", [](Cluster& w) { ++w.timers.back().set_by; }},
    {"timer_set", [](Cluster& w) { ++w.timers.back().set.ms; }},
    {"timer_due", [](Cluster& w) { ++w.timers.back().due.ms; }},
    {"timer_node", [](Cluster& w) { w.timers.back().node = {0}; }},
    {"delivered", [](Cluster& w) { ++w.delivered.mutate(0).id.number; }},
    {"now", [](Cluster& w) { ++w.now.ms; }},
    {"events", [](Cluster& w) { ++w.events; }},
    {"last_id", [](Cluster& w) { ++w.last_id; }},
    {"random", [](Cluster& w) { w.random.next(); }},
    {"asked", [](Cluster& w) { w.observer.asked("other"); }},
    {"proposed",
     [](Cluster& w) {
       w.observer.proposed(w.shape(), {0}, {}, {{9, 1}, "red"}, 1);
     }},
    {"voted",
     [](Cluster& w) {
       w.observer.accepted(w.shape(), {3}, {}, {{9, 1}, "red"}, 2, 1);
     }},
    {"chosen",
     [](Cluster& w) {
       w.observer.accepted(w.shape(), {3}, {}, {{9, 1}, "red"}, 1, 1);
     }},
    {"learned_by", [](Cluster& w) { w.observer.learned(w.shape(), {1}, {}, "blue", 1); }},
    {"violated",
     [](Cluster& w) {
       w.observer.went_back(w.shape(), {2}, "promised", {2, 1}, {1, 1}, 1);
     }},
};

class Fingerprints : public ::testing::TestWithParam<Change> {};

INSTANTIATE_TEST_SUITE_P(of, Fingerprints, ::testing::ValuesIn(changes),
                         [](const auto& p) { return std::string(p.param.name); });

TEST_P(Fingerprints, change_when_this_part_of_the_world_changes) {
  Cluster world = full_world();
  const Fingerprint before = fingerprint(world);
  EXPECT_EQ(fingerprint(world), before);
  GetParam().make(world);
  EXPECT_FALSE(fingerprint(world) == before);
}

TEST(Fingerprints_of_a_run, never_come_twice) {
  Cluster world = world_of({.together = 5});
  std::set<std::string> seen{fingerprint(world).str()};
  propose(world, "N1", "blue");
  do EXPECT_TRUE(seen.insert(fingerprint(world).str()).second) << world.events;
  while (next_due(world) && !act(world, *next_due(world)));
}

TEST(Fingerprints_of_a_run, are_32_hexadecimal_figures) {
  EXPECT_EQ((Fingerprint{0xab, 1}.str()), "00000000000000ab0000000000000001");
}

}  // namespace
}  // namespace synod
