// Protocol for tests: its nodes hold a log and a store and do what they are told.
#pragma once

#include <tuple>

#include "model/world/protocol.h"
#include "protocols/log_options.h"

namespace synod::testing {

/// Each proposal tells a node what to do. Nobody sends anything.
struct LogKeeper {
  struct Ping {
    static constexpr const char* name = "ping";
    static constexpr std::uint8_t kind = 0;
    SlotLog log;
    static constexpr auto fields() {
      return std::tuple{field("log", &Ping::log, "").means(Means::value)};
    }
  };
  using Messages = std::tuple<Ping>;

  struct State {
    static constexpr const char* name = "node";
    SlotLog log;
    Table store;
    Text command;
    static constexpr auto fields() {
      return std::tuple{
          field("log", &State::log, "")
              .on_disk()
              .means(Means::log)
              .on_card()
              .shown_by(Role::acceptor),
          field("store", &State::store, "").means(Means::store).shown_by(Role::learner),
          field("command", &State::command, "").shown_by(Role::client)};
    }
  };

  static ProtocolInfo info() {
    ProtocolInfo info{"log-keeper", "Log keeper", "", "", {{"ping", "Ping", "p", ""}}, {}};
    info.options = {"latency"};
    info.own = {&log_options::batch};
    info.noop = "no-op";
    info.clients = true;
    info.apart = false;
    return info;
  }
  static std::optional<Sentence> problem(const Setup& setup) {
    if (setup.options.own[log_options::batch] <= 100) return std::nullopt;
    return say("a batch of more than 100 does not fit");
  }
  static State fresh(NodeId, const Setup&) { return {}; }
  static std::optional<Sentence> refuses(const State&, NodeId, const Request&, const Setup&) {
    return std::nullopt;
  }
  /// "known" marks the slot that the round names as known chosen, "suspect" and "trust" are about
  /// the node of that place, a key in small letters is put into the store; a client keeps what it
  /// is asked. Anything else is accepted in the slot that the round names.
  static void propose(State& state, const Request& request, Out& out) {
    const Slot slot{request.round};
    const NodeId other{static_cast<std::uint8_t>(request.round)};
    if (out.shape().roles(out.self()).has(Role::client)) {
      state.command = request.value;
    } else if (request.value == "known") {
      state.log.mark_chosen(slot);
    } else if (request.value == "suspect") {
      out.suspected(other);
    } else if (request.value == "trust") {
      out.trusted(other);
    } else if (request.round == 0) {
      state.store.put(request.value, "1");
    } else {
      state.log.set(slot, {{1, 1}, request.value});
    }
  }
  static void timeout(State&, std::uint8_t, Out&) {}
  static void started(State&, Out&) {}
  static void on(State&, NodeId, const Ping&, Out&) {}
};

inline const Protocol& log_keeper() {
  static const ProtocolOf<LogKeeper> protocol;
  return protocol;
}

inline Cluster log_keepers(std::uint8_t clients = 0) {
  return make_cluster(log_keeper(),
                      {.protocol = "log-keeper", .shape = {.together = 3, .clients = clients}});
}

}  // namespace synod::testing
