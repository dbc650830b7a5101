#include "protocols/raft_spec.h"

#include <algorithm>

namespace synod {

namespace {

RaftSpec::Term last_term(const RaftSpec::Log& log) {
  return log.empty() ? 0 : log.back();
}

/// Whether a voter that holds `own` votes for a candidate that holds `asked`.
bool is_up_to_date(const RaftSpec::Log& asked, const RaftSpec::Log& own) {
  if (last_term(asked) != last_term(own)) return last_term(asked) > last_term(own);
  return asked.size() >= own.size();
}

bool is_prefix(const RaftSpec::Log& log, const RaftSpec::Log& of) {
  return log.size() <= of.size() && std::equal(log.begin(), log.end(), of.begin());
}

}  // namespace

RaftSpec::State RaftSpec::init() const {
  return {std::vector<Term>(servers_), std::vector<bool>(servers_), std::vector<Log>(servers_), {}};
}

/// Whether the voters are below the next term, and none has a log that is more up to date.
bool RaftSpec::may_elect(const State& state, NodeId server, NodeSet voters) const {
  const Term term = state.terms[server.index] + 1;
  for (NodeId voter : voters)
    if (state.terms[voter.index] >= term ||
        !is_up_to_date(state.logs[server.index], state.logs[voter.index]))
      return false;
  return true;
}

void RaftSpec::follow_elected(State& state, NodeId server, NodeSet voters) const {
  const Term term = state.terms[server.index] + 1;
  for (NodeId voter : voters) {
    state.terms[voter.index] = term;
    state.leads[voter.index] = voter == server;
  }
}

bool RaftSpec::become_leader(State& state, NodeId server, NodeSet quorum) const {
  if (!quorum.contains(server) || !is_quorum(quorum) || !may_elect(state, server, quorum))
    return false;
  follow_elected(state, server, quorum);
  return true;
}

bool RaftSpec::lead_from_outside(State& state, NodeId server, NodeSet quorum) const {
  if (members_.contains(server) || !is_quorum(quorum) || !may_elect(state, server, quorum))
    return false;
  follow_elected(state, server, quorum | NodeSet{server});
  return true;
}

bool RaftSpec::client_request(State& state, NodeId server) const {
  if (!state.leads[server.index]) return false;
  state.logs[server.index].push_back(state.terms[server.index]);
  return true;
}

bool RaftSpec::get_entry(State& state, NodeId server, NodeId from) const {
  Log& log = state.logs[server.index];
  const Log& other = state.logs[from.index];
  if (state.leads[server.index] || other.size() <= log.size()) return false;
  if (!log.empty() && other[log.size() - 1] != log.back()) return false;
  log.push_back(other[log.size()]);
  return true;
}

bool RaftSpec::roll_back(State& state, NodeId server, NodeId from) const {
  Log& log = state.logs[server.index];
  const Log& other = state.logs[from.index];
  if (state.leads[server.index] || last_term(log) >= last_term(other) || is_prefix(log, other))
    return false;
  log.pop_back();
  return true;
}

bool RaftSpec::give_way(State& state, NodeId server, NodeId leader) const {
  Log& log = state.logs[server.index];
  const Term term = state.terms[leader.index];
  if (state.leads[server.index] || !state.leads[leader.index] ||
      state.terms[server.index] != term || last_term(log) >= term ||
      is_prefix(log, state.logs[leader.index]))
    return false;
  log.pop_back();
  return true;
}

bool RaftSpec::commit_entry(State& state, NodeId leader, NodeSet quorum) const {
  const Term term = state.terms[leader.index];
  const Log& log = state.logs[leader.index];
  if (!state.leads[leader.index] || log.empty() || log.back() != term || !is_quorum(quorum))
    return false;
  for (NodeId holder : quorum) {
    const Log& held = state.logs[holder.index];
    if (state.terms[holder.index] != term || held.size() < log.size() ||
        held[log.size() - 1] != term)
      return false;
  }
  return state.committed.emplace(log.size(), term).second;
}

bool RaftSpec::update_term(State& state, NodeId server, NodeId from) const {
  if (state.terms[from.index] <= state.terms[server.index]) return false;
  state.terms[server.index] = state.terms[from.index];
  state.leads[server.index] = false;
  return true;
}

}  // namespace synod
