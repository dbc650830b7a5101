// Determinism: the same setup and the same actions give the same world on every machine.
#include <gtest/gtest.h>

#include "model/walk/random_walk.h"
#include "protocols/catalog.h"

namespace synod {
namespace {

const Protocol& paxos() {
  return *find_protocol("paxos");
}

Cluster by_clock(const synod::Setup& setup, std::initializer_list<Action> first, int events) {
  Cluster world = make_cluster(paxos(), setup);
  for (const Action& action : first) act(world, action);
  for (int i = 0; i < events && next_due(world); ++i) act(world, *next_due(world));
  return world;
}

/// The newest message first, and a fault now and then: nothing here follows the clock.
Cluster by_hand(const synod::Setup& setup, int events) {
  Cluster world = make_cluster(paxos(), setup);
  for (int i = 0; i < events; ++i) {
    const NodeId node{static_cast<std::uint8_t>(i % static_cast<int>(world.nodes.size()))};
    if (i % 17 == 0 || world.in_flight.empty()) act(world, actions::propose({0}, "blue"));
    if (i % 11 == 3) act(world, actions::on_node(Verb::crash, node));
    if (i % 11 == 7) act(world, actions::on_node(Verb::restart, node));
    if (!world.in_flight.empty())
      act(world, actions::on_message(Verb::deliver, world.in_flight.back().id));
  }
  return world;
}

Cluster walked(std::uint64_t seed) {
  return random_walk(paxos(), random_setup(paxos(), seed), seed).end;
}

synod::Setup rough(const Shape& shape, std::uint64_t seed) {
  synod::Setup setup{.shape = shape, .seed = seed};
  setup.options.retry = true;
  setup.options.loss = 1'000;
  setup.options.duplicate = 500;
  return setup;
}

/// A change of a fingerprint is a change of behaviour, or of what a world consists of: say so in
/// the commit that pins it anew.
TEST(Determinism, ten_runs_end_in_the_worlds_that_are_pinned_here) {
  const Action blue = actions::propose({0}, "blue");
  const Action red = actions::propose({1}, "red");
  const Shape apart{.proposers = 2, .acceptors = 3, .learners = 1};
  const Shape large{.proposers = 5, .acceptors = 15, .learners = 5};
  synod::Setup unequal{.shape = {.together = 7}, .seed = 5};
  unequal.options.q1 = 6;
  unequal.options.q2 = 2;
  synod::Setup silent{.shape = apart, .seed = 6};
  silent.options.nack = false;
  const auto same = [](const Cluster& world, const char* pinned) {
    EXPECT_EQ(fingerprint(world).str(), pinned);
  };
  same(by_clock({.shape = {.together = 3}}, {blue}, 1'000), "bc0f1dafdf03b82288ee9240384c44f6");
  same(by_clock({.shape = apart, .seed = 2}, {blue, red}, 1'000),
       "eefaf278ae13c7320b54b84840e6fde9");
  same(by_clock(rough({.together = 5}, 3), {blue, red}, 200), "f90f0e547686b433e9c39908651de518");
  same(by_clock(rough(large, 4), {blue, red}, 500), "86ca0792cb91729b6e4be5a0efd0ff14");
  same(by_clock(unequal, {blue, red}, 1'000), "627906e5ce8a172e3c48d69c8eb8ea31");
  same(by_clock(silent, {red, blue}, 1'000), "f06db4a1f91db9d95896efefcdcdf825");
  same(by_hand({.shape = {.together = 5}, .seed = 7}, 300), "d7e055b466dc97080b00cb1a6b076d41");
  same(by_hand(rough(apart, 8), 300), "87ae97095f169ec2d81fd174303cdb52");
  same(walked(9), "bcfb1c59620fc9b9d1f153a885f7ec1b");
  same(walked(10), "8cd3b986fda0c1cb6e69efba1f7a3b35");
}

}  // namespace
}  // namespace synod
