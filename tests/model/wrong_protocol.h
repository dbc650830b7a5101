// Wrong protocol for tests: it does whatever it is told, and breaks invariants.
#pragma once

#include <tuple>

#include "model/world/protocol.h"

namespace synod::testing {

/// Each proposal tells a node, in its round, what to do wrong.
struct Reckless {
  enum Deed : std::uint32_t {
    propose_unasked = 1,
    propose_at_a_foreign_ballot,
    propose_two_values_at_one_ballot,
    accept_red_at_1_1,
    accept_blue_at_1_1,
    accept_red_at_2_2,
    learn_red,
    disk_forward,
    disk_back,
  };

  struct Ping {
    static constexpr const char* name = "ping";
    static constexpr std::uint8_t kind = 0;
    Ballot ballot;
    static constexpr auto fields() {
      return std::tuple{field("ballot", &Ping::ballot, "").means(Means::number)};
    }
  };
  using Messages = std::tuple<Ping>;

  struct State {
    static constexpr const char* name = "node";
    Ballot promised;
    static constexpr auto fields() {
      return std::tuple{field("promised", &State::promised, "")
                            .on_disk()
                            .means(Means::promised)
                            .on_card()
                            .shown_by(Role::acceptor)};
    }
  };

  static ProtocolInfo info() {
    return {"reckless", "Reckless", "", "", {{"ping", "Ping", "p", ""}}, {}};
  }
  static State fresh(NodeId, const Setup&) { return {}; }
  static std::optional<Sentence> refuses(const State&, NodeId, const Request&, const Setup&) {
    return std::nullopt;
  }
  static void propose(State& state, const Request& request, Out& out) {
    const Ballot own{1, out.shape().number(out.self())};
    switch (request.round) {
      case propose_unasked: return out.proposed({}, {own, "amber"});
      case propose_at_a_foreign_ballot: return out.proposed({}, {{1, 9}, request.value});
      case propose_two_values_at_one_ballot: return out.proposed({}, {own, request.value});
      case accept_red_at_1_1: return out.accepted({}, {{1, 1}, "red"});
      case accept_blue_at_1_1: return out.accepted({}, {{1, 1}, "blue"});
      case accept_red_at_2_2: return out.accepted({}, {{2, 2}, "red"});
      case learn_red: return out.learned({}, "red");
      case disk_forward: state.promised = {5, 1}; return;
      case disk_back: state.promised = {4, 1}; return;
      default: return;
    }
  }
  static void timeout(State&, std::uint8_t, Out&) {}
  static void started(State&, Out&) {}
  static void on(State&, NodeId, const Ping&, Out&) {}
};

inline const Protocol& reckless() {
  static const ProtocolOf<Reckless> protocol;
  return protocol;
}

}  // namespace synod::testing
