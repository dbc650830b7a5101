#include "tests/stranger/token_ring.h"

#include "model/truth/one_holder.h"

namespace synod {

namespace {

NodeId next_of(const Out& out) {
  return {static_cast<std::uint8_t>((out.self().index + 1u) % out.shape().size())};
}

void hand_on(TokenRing::Station& station, Out& out) {
  station.token = false;
  out.cancel_timer(TokenRing::pass);
  out.note(SYNOD_TEXT("Token"), SYNOD_TEXT("%1 hands the token on to %2."), out.self(),
           next_of(out));
  out.send(next_of(out), TokenRing::Token{});
}

void enter(TokenRing::Station& station, Out& out) {
  station.phase = TokenRing::Phase::inside;
  out.cancel_timer(TokenRing::pass);
  out.cancel_timer(TokenRing::guard);
  out.set_timer(TokenRing::leave, SimTime{out.setup().options.heartbeat});
  out.took();
  out.note(SYNOD_TEXT("Entry"), SYNOD_TEXT("%1 has the token and enters its critical section: %2."),
           out.self(), station.wants);
}

void receive(TokenRing::Station& station, Out& out) {
  station.token = true;
  if (station.phase == TokenRing::Phase::waiting) return enter(station, out);
  out.set_timer(TokenRing::pass, SimTime{out.setup().options.heartbeat});
}

}  // namespace

ProtocolInfo TokenRing::info() {
  ProtocolInfo info{
      "ring",
      SYNOD_TEXT("Token ring"),
      SYNOD_TEXT("One token goes round. The station that has it may enter its critical section."),
      "Le Lann 1977",
      {{"token", SYNOD_TEXT("Token"), "T", SYNOD_TEXT("Whoever has it may enter")}},
      {"pass", "leave", "guard"}};
  info.options = {"heartbeat", "timeout", "latency", "loss", "duplicate", "bug"};
  info.cast = &ring_cast;
  info.judge = &JudgeType::of<OneHolder>();
  info.invariants = one_holder_invariants();
  info.decision = {nullptr, nullptr, ""};
  info.numbers.reset();
  info.apart = false;
  info.asked = Role::proposer;
  info.requests = {"print", "scan"};
  info.request = {"enter", SYNOD_TEXT("Enter"), SYNOD_TEXT("%1 wants to enter"),
                  SYNOD_TEXT("Let %1 enter its critical section once it has the token."),
                  SYNOD_TEXT("%1 wants to %2")};
  info.variants = {{"impatient", SYNOD_TEXT("A second token"),
                    SYNOD_TEXT("A station that waits too long makes a token of its own. The rule "
                               "broken: there is one token."),
                    "Le Lann 1977"}};
  return info;
}

TokenRing::State TokenRing::fresh(NodeId, const Setup&) {
  return {};
}

std::optional<Sentence> TokenRing::refuses(const State& state, NodeId self, const Request&,
                                           const Setup& setup) {
  if (state.station.phase == Phase::idle) return std::nullopt;
  return say(SYNOD_TEXT("%1 wants something already"), setup.shape.name(self));
}

void TokenRing::propose(State& state, const Request& request, Out& out) {
  Station& station = state.station;
  station.wants = request.value;
  if (station.token) return enter(station, out);
  station.phase = Phase::waiting;
  out.note(SYNOD_TEXT("Entry"), SYNOD_TEXT("%1 waits for the token."), out.self());
  out.set_timer(guard, SimTime{out.setup().options.timeout});
}

void TokenRing::on(State& state, NodeId from, const Token&, Out& out) {
  out.note(SYNOD_TEXT("Token"), SYNOD_TEXT("%1 gets the token from %2."), out.self(), from);
  receive(state.station, out);
}

void TokenRing::timeout(State& state, std::uint8_t timer, Out& out) {
  Station& station = state.station;
  switch (timer) {
    case pass: return hand_on(station, out);
    case leave:
      station.phase = Phase::idle;
      station.wants = {};
      out.let_go();
      out.note(SYNOD_TEXT("Exit"), SYNOD_TEXT("%1 leaves its critical section."), out.self());
      return hand_on(station, out);
    default: break;
  }
  if (out.setup().options.bug != "impatient")
    return out.note(SYNOD_TEXT("Token"), SYNOD_TEXT("%1 still waits: the token is late, or lost."),
                    out.self());
  out.note(SYNOD_TEXT("Token"), SYNOD_TEXT("%1 makes a token of its own."), out.self());
  receive(station, out);
}

void TokenRing::started(State& state, Out& out) {
  if (out.self().index != 0 || state.station.began) return;
  state.station.began = true;
  receive(state.station, out);
}

}  // namespace synod
