// Clients, and how replicas serve them. A client asks for one thing at a time, and asks again until
// it is answered; its commands carry ids, so that asking twice does nothing twice (van Renesse and
// Altinbuken, "Paxos Made Moderately Complex", section 2.1).
#include <charconv>
#include <fmt/format.h>

#include "protocols/multi_paxos_variants.h"

namespace synod::multi {

namespace {

/// Whether this replica may answer a read from its own store, without a slot in the log.
bool reads_locally(const State& state, const Out& out) {
  return reads_locally(out.setup().options) ||
         rules_of(out.setup()).may_read_locally(state, out.now());
}

void read_locally(State& state, NodeId client, const KeyCommand& command, Out& out) {
  Text stored = state.machine.store.get(command.key);
  const Text result = execute(command, stored);
  if (reads_locally(out.setup().options)) {
    out.note(SYNOD_TEXT("Local read"),
             SYNOD_TEXT("%1 answers %2 from its own store, without asking anybody: %3. That may be "
                        "stale."),
             out.self(), client, result);
  } else if (!holds_lease(state.proposer, out.now())) {
    out.note(SYNOD_TEXT("Local read"),
             SYNOD_TEXT("%1 leads, as far as it knows, and answers %2 from its own store without a "
                        "lease: %3."),
             out.self(), client, result);
  } else {
    out.note(SYNOD_TEXT("Lease"),
             SYNOD_TEXT("%1 holds the lease and answers %2 from its own store: %3."), out.self(),
             client, result);
  }
  out.send(client, MultiPaxos::Reply{command.id, command.life, result});
}

/// Without a failure detector nobody else notices that a leader is gone: a client that got nothing
/// out of it twice is the only sign. Synod's own choice; the papers leave open who suspects a
/// leader.
bool is_to_lead_instead(const State& state, NodeSet tried, const Out& out) {
  return !detects(out) && tried.contains(state.proposer.leader);
}

/// A candidate that no timer makes try again does so when a client asks again.
bool is_to_try_again(const State& state, const Text& command, const Out& out) {
  return !detects(out) && !out.setup().options.retry && is_waiting(state, command);
}

/// What a replica that does not lead does with a client's command.
void redirect(State& state, NodeId client, const MultiPaxos::Request& request, Out& out) {
  auto& proposer = state.proposer;
  const bool hopes = proposer.leader.exists() && proposer.leader != out.self() &&
                     !state.detector.suspects.contains(proposer.leader);
  if (proposer.phase == Phase::preparing) {
    out.note(SYNOD_TEXT("Section 3"), SYNOD_TEXT("%1 keeps %2 until it knows whether it leads."),
             out.self(), request.command);
    const bool again = is_to_try_again(state, request.command, out);
    enqueue(state, request.command, out);
    if (again) start_ballot(state, next_round(state), out);
    return;
  }
  if (hopes && is_to_lead_instead(state, request.tried, out)) {
    out.note(SYNOD_TEXT("Section 3"),
             SYNOD_TEXT("%1 hears that %2 got no result from %3, and tries to lead."), out.self(),
             client, proposer.leader);
    enqueue(state, request.command, out);
    return start_ballot(state, next_round(state), out);
  }
  if (!hopes && !detects(out)) {
    out.note(SYNOD_TEXT("Section 3"), SYNOD_TEXT("%1 knows no leader, and tries to lead."),
             out.self());
    enqueue(state, request.command, out);
    return start_ballot(state, next_round(state), out);
  }
  if (hopes) {
    out.note(SYNOD_TEXT("Section 3"), SYNOD_TEXT("%1 does not lead: it sends %2 to %3."),
             out.self(), client, proposer.leader);
  } else {
    out.note(SYNOD_TEXT("Section 3"),
             SYNOD_TEXT("%1 knows no leader that it trusts: %2 must ask again."), out.self(),
             client);
  }
  const KeyCommand command = parse_key_command(request.command);
  out.send(client, MultiPaxos::Redirect{command.id, command.life,
                                        hopes ? proposer.leader : NodeId::none()});
}

/// What a replica that does not lead does with a command that another replica passed on.
void take_over(State& state, const Text& command, Out& out) {
  auto& proposer = state.proposer;
  enqueue(state, command, out);
  if (proposer.phase == Phase::follower && !proposer.leader.exists() && !detects(out))
    return start_ballot(state, next_round(state), out);
  out.note(SYNOD_TEXT("Section 3"), SYNOD_TEXT("%1 keeps %2 until it knows who leads."), out.self(),
           command);
}

}  // namespace

void reply(const State& state, const KeyCommand& command, const Text& result, Out& out) {
  const NodeId client = client_of(command, out.shape());
  if (!client.exists() || state.proposer.phase != Phase::leading) return;
  out.send(client, MultiPaxos::Reply{command.id, command.life, result});
}

}  // namespace synod::multi

namespace synod {

using namespace multi;

void MultiPaxos::on(State& state, NodeId from, const Request& request, Out& out) {
  const KeyCommand command = parse_key_command(request.command);
  const NodeId client = client_of(command, out.shape());
  if (answer_again(state.machine, client, command, out)) return;
  out.note(SYNOD_TEXT("Client"), SYNOD_TEXT("%1 is asked for %2 by %3."), out.self(),
           request.command, from);
  if (command.kind == KeyCommand::Kind::get && from == client && reads_locally(state, out))
    return read_locally(state, client, command, out);
  if (state.proposer.phase == Phase::leading) {
    enqueue(state, request.command, out);
    if (request.again) ask_for_votes_again(state, out);
    return serve(state, out);
  }
  if (is_client(out, from)) return redirect(state, from, request, out);
  take_over(state, request.command, out);
}

void MultiPaxos::on(State& state, NodeId from, const Reply& reply, Out& out) {
  service::on(state.client, from, reply, out);
}

void MultiPaxos::on(State& state, NodeId from, const Redirect& redirect, Out& out) {
  service::on(state.client, from, redirect, out);
}

}  // namespace synod
