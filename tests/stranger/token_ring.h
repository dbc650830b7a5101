// Token ring: mutual exclusion without numbers, votes or quorums. A protocol that has nothing in
// common with those that Synod ships, for tests of all that must not know any protocol.
//
// Gérard Le Lann, "Distributed Systems: Towards a Formal Approach", IFIP Congress 1977: one token
// goes round, and the station that has it may enter its critical section.
#pragma once

#include <optional>
#include <tuple>

#include "model/world/protocol.h"

namespace synod {

inline constexpr Cast ring_cast{
    .node = {"stations", 'S', Role::proposer, SYNOD_TEXT("Station"), SYNOD_TEXT("Stations"),
             SYNOD_TEXT("Enters its critical section while it has the token."), 2, 9, 4},
    .proposer = {},
    .acceptor = {},
    .learner = {},
    .client = {},
};

struct TokenRing {
  struct Token {
    static constexpr const char* name = "token";
    static constexpr std::uint8_t kind = 0;
    static constexpr auto fields() { return std::tuple{}; }
  };
  using Messages = std::tuple<Token>;

  enum class Phase : std::uint8_t { idle, waiting, inside };
  static constexpr PhaseWord phase_words[] = {
      {SYNOD_TEXT("idle")}, {SYNOD_TEXT("waiting")}, {SYNOD_TEXT("inside")}};
  enum Timer : std::uint8_t { pass, leave, guard };

  struct Station {
    bool token = false;
    Phase phase = Phase::idle;
    Text wants;
    bool began = false;  ///< The first station made the token once, and never makes another.

    static constexpr auto fields() {
      return std::tuple{
          field("token", &Station::token, SYNOD_TEXT("It has the token")).on_card(),
          field("phase", &Station::phase, SYNOD_TEXT("Whether it is in its critical section"))
              .phases(phase_words),
          field("wants", &Station::wants, SYNOD_TEXT("What it wants to do there"))
              .means(Means::wants),
          field("began", &Station::began, SYNOD_TEXT("It made the token at the very beginning"))
              .on_disk()
              .rare()};
    }
  };

  struct State {
    static constexpr const char* name = "node";
    Station station;
    static constexpr auto fields() { return fields_of(&State::station, Role::proposer); }
  };

  static ProtocolInfo info();
  static State fresh(NodeId self, const Setup& setup);
  static std::optional<Sentence> refuses(const State& state, NodeId self, const Request& request,
                                         const Setup& setup);
  static void propose(State& state, const Request& request, Out& out);
  static void timeout(State& state, std::uint8_t timer, Out& out);
  static void started(State& state, Out& out);
  static void on(State& state, NodeId from, const Token& token, Out& out);
};

inline FieldValue to_field(TokenRing::Phase phase) {
  return Text(TokenRing::phase_words[static_cast<std::size_t>(phase)].word);
}

}  // namespace synod
