// Leadership transfer of Raft (Ongaro 2014, section 3.10).
//
// A leader takes no commands any more, brings the log of its successor up to date, and asks it to
// stand at once. Where nobody leads at a higher term after an election timeout, it goes on.
#include "protocols/raft_rules.h"

namespace synod::raft {

namespace {

/// What a person says: one for each server that a cluster may have.
constexpr std::array<const char*, 9> server_names{"S1", "S2", "S3", "S4", "S5",
                                                  "S6", "S7", "S8", "S9"};

}  // namespace

NodeId successor(const Text& request, const Shape& shape) {
  for (NodeId server : shape.with(Role::acceptor))
    if (request == Text(server_names[server.index])) return server;
  return NodeId::none();
}

bool names_server(const Text& request) {
  return std::find(server_names.begin(), server_names.end(), request) != server_names.end();
}

std::vector<Wish> successor_wishes() {
  std::vector<Wish> wishes;
  wishes.reserve(server_names.size());
  for (const char* name : server_names)
    wishes.push_back({name, SYNOD_TEXT("Hand the lead over to %1")});
  return wishes;
}

std::optional<Sentence> hand_over_problem(const Server& server, NodeId self, NodeId to,
                                          const Shape& shape) {
  const std::string name = shape.name(self);
  if (server.phase != Phase::leading)
    return say(SYNOD_TEXT("%1 does not lead, so it has no lead to hand over; ask the leader"),
               name);
  if (to == self)
    return say(SYNOD_TEXT("%1 leads already; name another server to hand the lead over to"), name);
  if (!members(server, shape).contains(to))
    return say(SYNOD_TEXT("%1 is no member, so it can't lead; add it first"), shape.name(to));
  if (!server.hands_to.exists()) return std::nullopt;
  return say(SYNOD_TEXT("%1 hands its lead over to %2 already; wait until that is done"), name,
             shape.name(server.hands_to));
}

void hand_over(State& state, NodeId to, Out& out) {
  Server& server = state.server;
  server.hands_to = to;
  out.set_timer(Raft::transfer, SimTime{out.setup().options.timeout});
  out.note(SYNOD_TEXT("Section 3.10"),
           SYNOD_TEXT("%1 hands its lead over to %2, and takes no commands until that is done."),
           out.self(), to);
  go_on_handing_over(state, to, out);
}

void go_on_handing_over(State& state, NodeId from, Out& out) {
  Server& server = state.server;
  if (server.hands_to != from || server.phase != Phase::leading) return;
  if (server.match[from] != last_slot(server)) {
    out.note(SYNOD_TEXT("Section 3.10"),
             SYNOD_TEXT("%1 waits until the log of %2 is its own up to slot %3."), out.self(), from,
             shown(last_slot(server)));
    return;
  }
  server.handed = true;
  out.note(SYNOD_TEXT("Section 3.10"),
           SYNOD_TEXT("The log of %2 is that of %1, which asks it to stand at once."), out.self(),
           from);
  out.send(from, Raft::TimeoutNow{server.term});
}

void give_up_handing_over(State& state, Out& out) {
  Server& server = state.server;
  out.note(SYNOD_TEXT("Section 3.10"),
           SYNOD_TEXT("%1 still leads a timeout after it began to hand its lead over to %2: it "
                      "takes commands again."),
           out.self(), server.hands_to);
  server.hands_to = {};
  for (const Text& command : service::take_first(server.waiting, service::longest_queue))
    append(state, command, out);
}

}  // namespace synod::raft

namespace synod {

using namespace raft;

void Raft::on(State& state, NodeId from, const TimeoutNow& message, Out& out) {
  Server& server = state.server;
  take_term(state, message.term, out);
  if (message.term.round < server.term.round || server.phase != Phase::follower) {
    out.note(SYNOD_TEXT("Section 3.10"),
             SYNOD_TEXT("%1 ignores that %2 hands it the lead of term %3: it is at term %4."),
             out.self(), from, message.term, server.term);
    return;
  }
  server.hears = false;
  out.cancel_timer(silence);
  stand(state, true, out);
}

}  // namespace synod
