// Elections of Raft (Ongaro 2014, sections 3.3, 3.4, 3.6.1, 4.2.3, 6.2 and 9.6).
#include "protocols/raft_options.h"
#include "protocols/raft_rules.h"

namespace synod::raft {

namespace {

/// How long any server waits for a leader at least.
SimTime shortest_wait(const Out& out) {
  return SimTime{out.setup().options.timeout};
}

/// Section 3.4. With an entry of its own term, what is
/// before gets committed as well (section 6.4); without one it only says that it leads.
void lead(State& state, Out& out) {
  Server& server = state.server;
  server.phase = Phase::leading;
  server.leader = out.self();
  server.term = owned(server.term, out.self(), out);
  server.next = server.match = {};
  server.sent = server.answered = {};
  forget_reads(server);
  for (NodeId node : others(server, out)) {
    server.next.set(node, after(last_slot(server)));
    server.match.set(node, {});
  }
  out.cancel_timer(Raft::election);
  out.leads(server.term);
  tell_members(server, out);
  out.note(SYNOD_TEXT("Section 3.4"),
           SYNOD_TEXT("%1 has the votes of a majority, %2: it leads at term %3."), out.self(),
           server.votes, server.term);
  begin_lease_round(state, out);
  const bool noop = begins_with_noop(out.setup().options);
  if (noop) append(state, Raft::noop, out);
  for (const Text& command : service::take_first(server.waiting, service::longest_queue))
    append(state, command, out);
  if (noop)
    out.set_timer(Raft::heartbeat, SimTime{out.setup().options.heartbeat});
  else
    send_heartbeat(state, out);
  if (checks_quorum(out.setup().options)) out.set_timer(Raft::quorum, shortest_wait(out));
  end_joint(state, out);
}

void give_vote(State& state, NodeId candidate, Out& out) {
  Server& server = state.server;
  server.voted_for = candidate;
  if (!server.leader.exists()) server.term = owned(server.term, candidate, out);
  out.promised(server.term);
  out.note(SYNOD_TEXT("Section 3.4"), SYNOD_TEXT("%1 votes for %2 at term %3."), out.self(),
           candidate, server.term);
  wait_for_leader(server, out);
  out.send(candidate, Raft::Vote{server.term, true});
}

void deny_vote(const State& state, NodeId candidate, const Ballot& asked, Out& out) {
  out.refused(asked, state.server.term);
  out.send(candidate, Raft::Vote{state.server.term, false});
}

bool hears_leader(const Server& server) {
  return server.hears || server.phase == Phase::leading;
}

/// For notes: how many of the members vote for it.
std::size_t votes_that_count(const Server& server, const Out& out) {
  return (server.votes & members(server, out.shape())).size();
}

void note_behind(const State& state, NodeId candidate, Slot last, const Ballot& last_term,
                 Out& out) {
  const Server& server = state.server;
  out.note(SYNOD_TEXT("Section 3.6.1"),
           SYNOD_TEXT("%1 denies %2 its vote: its own log is more up to date. It ends with slot "
                      "%3 of term %4, the candidate's with slot %5 of term %6."),
           out.self(), candidate, shown(last_slot(server)),
           shown(term_of(server, last_slot(server))), shown(last), shown(last_term));
}

}  // namespace

void stand(State& state, bool handed, Out& out) {
  Server& server = state.server;
  server.term = owned({server.term.round + 1, 0}, out.self(), out);
  server.voted_for = out.self();
  server.phase = Phase::candidate;
  server.leader = {};
  server.votes = {out.self()};
  out.promised(server.term);
  if (handed)
    out.note(SYNOD_TEXT("Section 3.10"),
             SYNOD_TEXT("%1 is asked by its leader to take over: it stands for term %2 and votes "
                        "for itself."),
             out.self(), server.term);
  else
    out.note(SYNOD_TEXT("Section 3.4"),
             SYNOD_TEXT("%1 has heard of no leader for a while: it stands for term %2 and votes "
                        "for itself."),
             out.self(), server.term);
  if (is_quorum(server, server.votes, out)) return lead(state, out);
  wait_for_leader(server, out);
  const Slot last = last_slot(server);
  out.broadcast(others(server, out),
                Raft::RequestVote{server.term, last, term_of(server, last), handed});
}

namespace {

/// Section 9.6: "a candidate only increments its term if it first learns from a majority of the
/// cluster that they would be willing to grant the candidate their votes".
void ask_before_standing(State& state, Out& out) {
  Server& server = state.server;
  const Ballot next = Ballot::term(server.term.round + 1);
  server.phase = Phase::pre_candidate;
  server.leader = {};
  server.votes = {out.self()};
  out.note(SYNOD_TEXT("Section 9.6"),
           SYNOD_TEXT("%1 has heard of no leader for a while: it asks who would vote for it at "
                      "term %2, and stays at its own."),
           out.self(), next);
  if (is_quorum(server, server.votes, out)) return stand(state, false, out);
  wait_for_leader(server, out);
  const Slot last = last_slot(server);
  out.broadcast(others(server, out), Raft::PreVote{next, last, term_of(server, last)});
}

/// Whether this server would vote for the one that asks. It says why it would not.
bool would_vote(const State& state, NodeId candidate, const Raft::PreVote& asked, Out& out) {
  const Server& server = state.server;
  if (asked.term.round <= server.term.round) {
    out.note(SYNOD_TEXT("Section 9.6"),
             SYNOD_TEXT("%1 would not vote for %2 at term %3: it is at term %4."), out.self(),
             candidate, asked.term, server.term);
    return false;
  }
  if (hears_leader(server)) {
    out.note(SYNOD_TEXT("Section 9.6"),
             SYNOD_TEXT("%1 would not vote for %2: it heard from its leader a short while ago."),
             out.self(), candidate);
    return false;
  }
  if (!rules_of(out).is_up_to_date(server, asked.last, asked.last_term)) {
    note_behind(state, candidate, asked.last, asked.last_term, out);
    return false;
  }
  out.note(SYNOD_TEXT("Section 9.6"), SYNOD_TEXT("%1 would vote for %2 at term %3."), out.self(),
           candidate, asked.term);
  return true;
}

}  // namespace

bool RaftRules::is_up_to_date(const Server& voter, Slot last, const Ballot& last_term) const {
  const Ballot own = term_of(voter, last_slot(voter));
  if (last_term.round != own.round) return last_term.round > own.round;
  return last >= last_slot(voter);
}

void wait_for_leader(const Server& server, Out& out) {
  if (is_outside(server, out)) return out.cancel_timer(Raft::election);
  const std::int64_t least = out.setup().options.timeout;
  out.set_timer(Raft::election, SimTime{out.random({least, 2 * least})});
}

void miss_leader(State& state, Out& out) {
  state.server.hears = false;
  out.cancel_timer(Raft::silence);
  if (asks_before_standing(out.setup().options)) return ask_before_standing(state, out);
  stand(state, false, out);
}

void hear_leader(Server& server, Out& out) {
  if (!remembers_leader(out.setup().options)) return;
  server.hears = true;
  out.set_timer(Raft::silence, shortest_wait(out));
}

void check_quorum(State& state, Out& out) {
  Server& server = state.server;
  const NodeSet heard = server.answered | NodeSet{out.self()};
  server.answered = {};
  if (is_quorum(server, heard, out)) {
    out.note(SYNOD_TEXT("Section 6.2"), SYNOD_TEXT("%1 was answered by a majority, and leads on."),
             out.self());
    return out.set_timer(Raft::quorum, shortest_wait(out));
  }
  out.note(SYNOD_TEXT("Section 6.2"),
           SYNOD_TEXT("%1 was answered by no majority for a whole timeout."), out.self());
  server.leader = {};
  step_down(state, out);
}

/// Section 3.3: "if one server's current term is smaller than the other's, then it updates its
/// current term to the larger value. If a candidate or leader discovers that its term is out of
/// date, it immediately reverts to follower state."
bool take_term(State& state, const Ballot& term, Out& out) {
  Server& server = state.server;
  if (term.round <= server.term.round) return false;
  out.note(SYNOD_TEXT("Section 3.3"),
           SYNOD_TEXT("%1 hears of term %2, which is higher than its "
                      "own."),
           out.self(), term);
  server.term = term.bare();
  server.voted_for = {};
  server.leader = {};
  step_down(state, out);
  return true;
}

void step_down(State& state, Out& out) {
  Server& server = state.server;
  if (server.phase == Phase::follower) return;
  if (server.phase == Phase::leading) {
    out.resigned();
    out.cancel_timer(Raft::heartbeat);
    out.cancel_timer(Raft::quorum);
    out.cancel_timer(Raft::transfer);
    out.note(SYNOD_TEXT("Section 3.3"), SYNOD_TEXT("%1 leads no more."), out.self());
  } else {
    out.note(SYNOD_TEXT("Section 3.3"), SYNOD_TEXT("%1 stands no more."), out.self());
  }
  server.phase = Phase::follower;
  server.votes = {};
  server.next = server.match = {};
  server.sent = server.answered = {};
  server.hands_to = {};
  server.handed = false;
  forget_reads(server);
  forget_change(server, out);
  wait_for_leader(server, out);
}

}  // namespace synod::raft

namespace synod {

using namespace raft;

void Raft::on(State& state, NodeId from, const RequestVote& request, Out& out) {
  Server& server = state.server;
  const RaftRules& rules = rules_of(out);
  if (stays_with_leader(out.setup().options) && hears_leader(server) && !request.handed) {
    out.note(SYNOD_TEXT("Section 4.2.3"),
             SYNOD_TEXT("%1 ignores that %2 stands: it heard from its leader a short while ago."),
             out.self(), from);
    return;
  }
  take_term(state, request.term, out);
  if (rules.waits_anew_for_anything() && server.phase == Phase::follower)
    wait_for_leader(server, out);
  if (request.term.round < server.term.round) {
    out.note(SYNOD_TEXT("Section 3.3"),
             SYNOD_TEXT("%1 denies %2 its vote: term %3 is over, it is at term %4."), out.self(),
             from, request.term, server.term);
    return deny_vote(state, from, request.term, out);
  }
  if (!rules.has_vote_for(server, from)) {
    out.note(SYNOD_TEXT("Section 3.4"),
             SYNOD_TEXT("%1 denies %2 its vote: it voted for %3 at term %4."), out.self(), from,
             server.voted_for, server.term);
    return deny_vote(state, from, request.term, out);
  }
  if (!rules.is_up_to_date(server, request.last, request.last_term)) {
    note_behind(state, from, request.last, request.last_term, out);
    return deny_vote(state, from, request.term, out);
  }
  give_vote(state, from, out);
}

void Raft::on(State& state, NodeId from, const Vote& vote, Out& out) {
  Server& server = state.server;
  if (take_term(state, vote.term, out)) return;
  if (server.phase != Phase::candidate || !rules_of(out).counts(server, vote.term)) {
    out.note(SYNOD_TEXT("Section 3.4"),
             SYNOD_TEXT("%1 ignores %2's answer of term %3: it does not stand for that term now."),
             out.self(), from, vote.term);
    return;
  }
  if (!vote.granted) {
    out.note(SYNOD_TEXT("Section 3.4"), SYNOD_TEXT("%1 hears that %2 does not vote for it."),
             out.self(), from);
    return;
  }
  server.votes.insert(from);
  if (is_quorum(server, server.votes, out)) return lead(state, out);
  out.note(SYNOD_TEXT("Section 3.4"),
           SYNOD_TEXT("%1 hears that %2 votes for it: it has %3 of the %4 votes that it needs."),
           out.self(), from, votes_that_count(server, out), majority(server, out));
}

/// A question changes nothing at the server that is asked: no term, no vote and no timer.
void Raft::on(State& state, NodeId from, const PreVote& request, Out& out) {
  const bool granted = would_vote(state, from, request, out);
  out.send(from, PreVoted{state.server.term, request.term, granted});
}

void Raft::on(State& state, NodeId from, const PreVoted& answer, Out& out) {
  Server& server = state.server;
  if (take_term(state, answer.term, out)) return;
  if (server.phase != Phase::pre_candidate || answer.asked.round != server.term.round + 1) {
    out.note(SYNOD_TEXT("Section 9.6"),
             SYNOD_TEXT("%1 ignores what %2 says of term %3: it does not ask about that now."),
             out.self(), from, answer.asked);
    return;
  }
  if (!answer.granted) {
    out.note(SYNOD_TEXT("Section 9.6"), SYNOD_TEXT("%1 hears that %2 would not vote for it."),
             out.self(), from);
    return;
  }
  server.votes.insert(from);
  out.note(SYNOD_TEXT("Section 9.6"),
           SYNOD_TEXT("%1 hears that %2 would vote for it: it has %3 of the %4 that it needs."),
           out.self(), from, votes_that_count(server, out), majority(server, out));
  if (is_quorum(server, server.votes, out)) stand(state, false, out);
}

}  // namespace synod
