// Helpers of the model's tests: small worlds, and a way to act in them.
#pragma once

#include <gtest/gtest.h>
#include <string_view>

#include "model/line/history.h"
#include "model/world/apply.h"
#include "model/world/protocol.h"
#include "protocols/basic_paxos.h"
#include "protocols/catalog.h"

namespace synod::testing {

/// P1, P2, P3, then A1.., then L1, in a cluster with roles apart.
inline constexpr Shape apart{.proposers = 2, .acceptors = 3, .learners = 1};

inline Cluster world_of(const Shape& shape, const Options& options = {}) {
  return make_cluster(*find_protocol("paxos"), {.shape = shape, .options = options});
}

inline NodeId node(const Cluster& world, std::string_view name) {
  return world.shape().find(name).value();
}

/// Acts, expects that it can be done, and tells all about it.
inline Event done(Cluster& world, const Action& action) {
  Event event;
  const auto why = act(world, action, &event);
  EXPECT_FALSE(why) << why->str();
  return event;
}

inline Event propose(Cluster& world, std::string_view proposer, const char* value,
                     std::uint32_t round = 0) {
  return done(world, actions::propose(node(world, proposer), value, round));
}

/// The oldest message in flight of that kind ("prepare"), from and to these nodes.
inline MessageId in_flight(const Cluster& world, std::string_view kind, std::string_view from,
                           std::string_view to) {
  const auto& kinds = world.protocol->info().messages;
  for (const Message& message : world.in_flight)
    if (kinds[message.kind].name == kind && world.name(message.from) == from &&
        world.name(message.to) == to)
      return message.id;
  ADD_FAILURE() << "no " << kind << " " << from << "->" << to << " in flight";
  return {};
}

inline Event deliver(Cluster& world, std::string_view kind, std::string_view from,
                     std::string_view to) {
  return done(world, actions::on_message(Verb::deliver, in_flight(world, kind, from, to)));
}

inline Event on(Cluster& world, Verb verb, std::string_view kind, std::string_view from,
                std::string_view to) {
  return done(world, actions::on_message(verb, in_flight(world, kind, from, to)));
}

inline Event on(Cluster& world, Verb verb, std::string_view name) {
  return done(world, actions::on_node(verb, node(world, name)));
}

inline Event on_link(Cluster& world, Verb verb, std::string_view from, std::string_view to,
                     bool both_ways = true) {
  return done(world, actions::on_link(verb, node(world, from), node(world, to), both_ways));
}

/// Does what is due next until the cluster is quiet.
inline void run(Cluster& world, int at_most = 10'000) {
  while (const auto due = next_due(world)) {
    ASSERT_GT(at_most--, 0) << "the cluster never comes to rest";
    done(world, *due);
  }
}

/// A field as `expect` would print it: "1.1:blue", "{A1 A2}", "none".
inline std::string shown(const Cluster& world, std::string_view name, std::string_view wanted) {
  const State& state = world.node(node(world, name)).state;
  for (std::size_t i = 0; i < state.infos().size(); ++i)
    if (state.infos()[i].name == wanted) return print(state.value(i), world.shape());
  ADD_FAILURE() << "no field " << wanted;
  return {};
}

/// "kind from->to" of each message, in order.
inline std::vector<std::string> routes(const Cluster& world, const std::vector<Message>& messages) {
  std::vector<std::string> words;
  for (const Message& m : messages)
    words.push_back(fmt::format("{} {}->{}", world.protocol->info().messages[m.kind].name,
                                world.name(m.from), world.name(m.to)));
  return words;
}

/// "blue@1.1" for each choice, in the order in which they came about.
inline std::vector<std::string> chosen(const Cluster& world) {
  std::vector<std::string> words;
  for (const Chosen& c : world.observer.chosen())
    words.push_back(fmt::format("{}@{}", c.vote.value.view(), c.vote.ballot.str()));
  return words;
}

/// The refusal of `action`, having made sure that it changed nothing; empty where it is allowed.
inline std::string refused(const Cluster& world, const Action& action) {
  Cluster copy = world;
  const auto why = act(copy, action);
  if (!why) return "";
  EXPECT_EQ(fingerprint(copy), fingerprint(world)) << "a refused action changed the world";
  EXPECT_EQ(refusal(world, action)->str(), why->str());
  EXPECT_EQ(apply(world, action).error().str(), why->str());
  return why->str();
}

}  // namespace synod::testing
