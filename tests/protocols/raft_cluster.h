// Clusters of Raft for tests: servers with logs of given terms, and ways to play with them.
#pragma once

#include <algorithm>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "model/explore/explore.h"
#include "protocols/raft.h"
#include "tests/model/world.h"
#include "tests/protocols/multi_world.h"

namespace synod::testing {

inline Setup raft_setup(std::uint8_t servers, const std::string& bug = "",
                        std::uint8_t clients = 0) {
  Setup setup;
  setup.protocol = "raft";
  setup.shape = {.together = servers, .clients = clients, .cast = &raft_cast};
  setup.options.bug = bug;
  return setup;
}

inline Cluster raft_world(std::uint8_t servers, const std::string& bug = "",
                          std::uint8_t clients = 0) {
  return make_cluster(*find_protocol("raft"), raft_setup(servers, bug, clients));
}

/// Delivers whatever is under way, until nothing is.
inline void settle(Cluster& world) {
  while (!world.in_flight.empty())
    done(world, actions::on_message(Verb::deliver, world.in_flight.front().id));
}

inline void drop_all(Cluster& world) {
  while (!world.in_flight.empty())
    done(world, actions::on_message(Verb::drop, world.in_flight.front().id));
}

inline Raft::Server& server(Cluster& world, std::size_t number) {
  return world.nodes[number - 1].state.as<Raft::State>().server;
}

/// A log of entries of these terms, from slot `first` on; what they hold says slot and term.
inline SlotLog log_of(const std::vector<std::uint32_t>& terms, std::uint32_t first = 1) {
  SlotLog log;
  for (std::uint32_t term : terms) {
    const std::string value = std::to_string(first) + "=" + std::to_string(term);
    log.set({first++}, {Ballot::term(term), Text(value)});
  }
  return log;
}

inline std::vector<std::uint32_t> terms_of(const SlotLog& log) {
  std::vector<std::uint32_t> terms;
  for (const LogEntry& entry : log) terms.push_back(entry.vote.ballot.round);
  return terms;
}

/// Gives `message` of server `from` to server `to` at once, and returns what that one answers.
template <class Message>
std::vector<synod::Message> told(Cluster& world, std::uint8_t from, std::uint8_t to,
                                 const Message& message) {
  Event event;
  Out out(world, NodeId{static_cast<std::uint8_t>(to - 1)}, &event);
  Raft::on(world.nodes[to - 1].state.as<Raft::State>(), NodeId{static_cast<std::uint8_t>(from - 1)},
           message, out);
  return event.sent;
}

/// The answer of that kind among `sent`.
template <class Message>
Message answer(const std::vector<synod::Message>& sent) {
  for (const synod::Message& one : sent)
    if (one.kind == Message::kind) return one.body.as<Message>();
  ADD_FAILURE() << "no " << Message::name << " was sent";
  return {};
}

}  // namespace synod::testing
