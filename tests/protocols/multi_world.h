// Helpers of the tests of Multi-Paxos: small clusters, and a way to a first leader.
#pragma once

#include <gtest/gtest.h>

#include "protocols/multi_paxos.h"
#include "tests/model/world.h"

namespace synod::testing {

inline Cluster multi_world(std::uint8_t nodes, std::uint8_t clients = 0,
                           const Options& options = {}, std::uint64_t seed = 1) {
  return make_cluster(*find_protocol("multi"), {.protocol = "multi",
                                                .shape = {.together = nodes, .clients = clients},
                                                .seed = seed,
                                                .options = options});
}

inline MultiPaxos::State& state_of(Cluster& world, std::string_view name) {
  return world.nodes[node(world, name).index].state.as<MultiPaxos::State>();
}

/// Delivers every message of that kind between these nodes ("*" for any), oldest first, and those
/// that they cause.
inline void deliver_all(Cluster& world, std::string_view kind, std::string_view from = "*",
                        std::string_view to = "*") {
  const auto fits = [&](const Message& m) {
    return world.protocol->info().messages[m.kind].name == kind &&
           (from == "*" || world.name(m.from) == from) && (to == "*" || world.name(m.to) == to);
  };
  for (int guard = 0; guard < 1'000; ++guard) {
    const auto found = std::find_if(world.in_flight.begin(), world.in_flight.end(), fits);
    if (found == world.in_flight.end()) return;
    done(world, actions::on_message(Verb::deliver, found->id));
  }
}

inline void drop_all(Cluster& world, std::string_view kind, std::string_view from = "*",
                     std::string_view to = "*") {
  for (bool again = true; again;) {
    again = false;
    for (const Message& m : world.in_flight) {
      if (world.protocol->info().messages[m.kind].name != kind) continue;
      if (from != "*" && world.name(m.from) != from) continue;
      if (to != "*" && world.name(m.to) != to) continue;
      done(world, actions::on_message(Verb::drop, m.id));
      again = true;
      break;
    }
  }
}

/// `leader` asks for `value` at the round after its last, and is elected by everyone it reaches.
inline void elect(Cluster& world, std::string_view leader, const char* value) {
  const MultiPaxos::State& state = state_of(world, leader);
  const std::uint32_t heard = std::max(state.proposer.seen, state.acceptor.promised.round);
  propose(world, leader, value, std::max(state.proposer.round, heard) + 1);
  deliver_all(world, "prepare", leader);
  deliver_all(world, "promise", "*", leader);
}

/// Lets `leader` get all that it put to the vote chosen.
inline void vote(Cluster& world, std::string_view leader) {
  deliver_all(world, "accept", leader);
  deliver_all(world, "accepted", "*", leader);
}

inline Event fire(Cluster& world, std::string_view name, std::uint8_t kind) {
  for (const Timer& timer : world.timers)
    if (timer.node == node(world, name) && timer.kind == kind)
      return done(world, actions::fire(timer.id));
  ADD_FAILURE() << "no such timer at " << name;
  return {};
}

inline bool has_timer(const Cluster& world, std::string_view name, std::uint8_t kind) {
  for (const Timer& timer : world.timers)
    if (timer.node == node(world, name) && timer.kind == kind) return true;
  return false;
}

/// All sentences of an event, one after another.
inline std::string story(const Event& event) {
  std::string text;
  for (const Note& note : event.notes) text += note.text.str() + '\n';
  return text;
}

/// Does what is due next until `reached`, at most `events` times. False where it gave up.
template <class Test>
bool run_until(Cluster& world, Test reached, int events = 20'000) {
  while (!reached(world)) {
    const auto due = next_due(world);
    if (!due || events-- == 0) return false;
    act(world, *due);
  }
  return true;
}

}  // namespace synod::testing
