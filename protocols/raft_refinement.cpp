#include "protocols/raft_refinement.h"

#include <algorithm>

#include "model/base/told_names.h"
#include "protocols/raft_options.h"
#include "protocols/raft_rules.h"

namespace synod {

namespace {

using Kind = RaftRefinement::Done::Kind;

const Raft::Server& server_of(NodeId node, const Cluster& world) {
  return world.node(node).state.as<Raft::State>().server;
}

/// Whether `nodes` are a majority of the members before as well, where the configuration is joint.
bool suits_members_before(const RaftRefinement::Done& one, NodeSet nodes, std::size_t servers) {
  return one.before.empty() || RaftSpec(servers, one.before).is_quorum(nodes & one.before);
}

/// Why what was done is no action of the specification.
Sentence why_not(const RaftRefinement::Done& one, const Shape& shape) {
  switch (one.kind) {
    case Kind::led:
      return say(
          SYNOD_TEXT("%1 begins to lead at term %2 by the votes of %3, which are no majority "
                     "that may vote so: no BecomeLeader"),
          shape.name(one.node), std::to_string(one.term), told_names(shape, one.votes));
    case Kind::appended:
      return say(SYNOD_TEXT("%1 appends an entry of term %2, at which it does not lead: no "
                            "ClientRequest"),
                 shape.name(one.node), std::to_string(one.term));
    case Kind::removed:
      return say(SYNOD_TEXT("%1 removes slot %2 at term %3, and its log ends no earlier than the "
                            "leader's or does not differ: no RollbackEntries"),
                 shape.name(one.node), std::to_string(one.place), std::to_string(one.term));
    case Kind::got:
      return say(SYNOD_TEXT("%1 writes slot %2 at term %3, which is not what comes next in the "
                            "leader's log: no GetEntries"),
                 shape.name(one.node), std::to_string(one.place), std::to_string(one.term));
    case Kind::committed: break;
  }
  return say(SYNOD_TEXT("%1 commits slot %2 at term %3, whose entry is of an earlier term or on no "
                        "majority: no CommitEntry"),
             shape.name(one.node), std::to_string(one.place), std::to_string(one.term));
}

}  // namespace

RaftRefinement::RaftRefinement(const Cluster& start)
    : spec_(start.shape().with(Role::acceptor).size()),
      begins_with_noop_(begins_with_noop(start.setup->options)),
      state_{{}, spec_.init(), {}, {}, {}} {}

bool RaftRefinement::has_done(Done::Kind kind, Term term, NodeId node) const {
  return std::any_of(state_.done.begin(), state_.done.end(), [&](const Done& one) {
    return one.kind == kind && one.term == term && one.node == node;
  });
}

/// What the server of `event` did there, but for what it committed.
std::vector<RaftRefinement::Done> RaftRefinement::done_in(const Event& event,
                                                          const Cluster& after) const {
  const NodeId node = event.node;
  if (event.deeds.empty() || !node.exists() || !after.shape().roles(node).has(Role::acceptor))
    return {};
  const Raft::Server& server = server_of(node, after);
  const Term term = server.term.round;
  bool leads = has_done(Kind::led, term, node);
  bool wrote = has_done(Kind::appended, term, node);
  std::vector<Done> all;
  for (const Deed& deed : event.deeds) {
    const std::uint32_t place = deed.slot.number;
    if (deed.kind == Deed::Kind::leads) {
      leads = true;
      all.push_back({term, 0, Kind::led, node, server.votes, raft::members(server, after.shape()),
                     server.before});
    } else if (deed.kind == Deed::Kind::dropped) {
      all.push_back({term, place, Kind::removed, node});
    } else if (deed.kind == Deed::Kind::stored && leads) {
      all.push_back({term, wrote ? place : 0, Kind::appended, node});
      wrote = true;
    } else if (deed.kind == Deed::Kind::stored) {
      all.push_back({term, place, Kind::got, node});
    }
  }
  return all;
}

/// The specification does what is new in its place among what was done: all again where something
/// of a higher term, or further on in the log, was done before it.
RaftRefinement::Why RaftRefinement::take_all(std::vector<Done> more, const Shape& shape) {
  if (more.empty()) return std::nullopt;
  std::sort(more.begin(), more.end());
  const bool is_last = state_.done.empty() || state_.done.back() < more.front();
  if (!is_last) {
    more.insert(more.end(), state_.done.begin(), state_.done.end());
    std::sort(more.begin(), more.end());
    state_ = {{}, spec_.init(), {}, {}, std::move(state_.members)};
  }
  for (const Done& one : more)
    if (!take(one)) return why_not(one, shape);
  return std::nullopt;
}

bool RaftRefinement::take(const Done& one) {
  state_.done.push_back(one);
  if (one.kind == Kind::led) return lead(one);
  if (state_.led.empty() || state_.led.back() != one.term) return false;
  come_to_term(one.node, spec_term(one.term));
  const NodeId leader = state_.leaders.back();
  RaftSpec::State& spec = state_.spec;
  const std::size_t length = spec.logs[one.node.index].size();
  switch (one.kind) {
    case Kind::appended: return one.node == leader && spec_.client_request(spec, one.node);
    case Kind::removed: return cut(one, leader);
    case Kind::got: return length + 1 == one.place && spec_.get_entry(spec, one.node, leader);
    default: break;
  }
  return one.node == leader && length == one.place && commit(one);
}

/// In a joint configuration a majority of either is needed.
bool RaftRefinement::commit(const Done& one) {
  const RaftSpec now(spec_.servers().size(), one.members);
  const NodeSet held = holders();
  return suits_members_before(one, held, spec_.servers().size()) &&
         now.commit_entry(state_.spec, one.node, held & one.members);
}

/// Terms at which nobody led are passed over.
bool RaftRefinement::lead(const Done& one) {
  come_to_term(one.node, spec_term(one.term - 1));
  if (state_.led.empty() || state_.led.back() != one.term) {
    state_.led.push_back(one.term);
    state_.leaders.push_back(one.node);
  }
  if (state_.leaders.back() != one.node) return false;
  const RaftSpec now(spec_.servers().size(), one.members);
  const NodeSet voters = one.votes & one.members;
  if (!suits_members_before(one, one.votes, spec_.servers().size())) return false;
  return one.members.contains(one.node) ? now.become_leader(state_.spec, one.node, voters)
                                        : now.lead_from_outside(state_.spec, one.node, voters);
}

bool RaftRefinement::cut(const Done& one, NodeId leader) {
  RaftSpec::State& spec = state_.spec;
  if (spec.logs[one.node.index].size() < one.place) return false;
  while (spec.logs[one.node.index].size() >= one.place)
    if (!spec_.roll_back(spec, one.node, leader) &&
        (begins_with_noop_ || !spec_.give_way(spec, one.node, leader)))
      return false;
  return true;
}

/// It hears of that term from who leads there.
void RaftRefinement::come_to_term(NodeId server, Term term) {
  if (term == 0 || state_.spec.terms[server.index] >= term) return;
  spec_.update_term(state_.spec, server, state_.leaders[term - 1]);
}

/// Who holds the last entry of the present leader, and is at its term.
NodeSet RaftRefinement::holders() const {
  const RaftSpec::State& spec = state_.spec;
  const std::size_t leader = state_.leaders.back().index;
  const std::size_t length = spec.logs[leader].size();
  NodeSet all;
  for (NodeId server : spec_.servers())
    if (spec.terms[server.index] == spec.terms[leader] &&
        spec.logs[server.index].size() >= length &&
        spec.logs[server.index][length - 1] == spec.terms[leader])
      all.insert(server);
  return all;
}

/// How many of the terms up to `term` somebody led at.
RaftRefinement::Term RaftRefinement::spec_term(Term term) const {
  const auto behind = std::upper_bound(state_.led.begin(), state_.led.end(), term);
  return static_cast<Term>(behind - state_.led.begin());
}

/// Whether every server holds what the specification says: its log, that it leads, and a term that
/// is none below.
RaftRefinement::Why RaftRefinement::differs(NodeId node, const Cluster& after) const {
  const Raft::Server& server = server_of(node, after);
  const std::string name = after.name(node);
  const std::size_t place = node.index;
  const Term term = state_.spec.terms[place];
  if (term != 0 && server.term.round < state_.led[term - 1])
    return say(SYNOD_TEXT("%1 is at term %2, where currentTerm was %3: no action does that"), name,
               std::to_string(server.term.round), std::to_string(state_.led[term - 1]));
  if (server.phase == Raft::Phase::leading && !state_.spec.leads[place])
    return say(SYNOD_TEXT("%1 leads at term %2, where nobody elected it: no action does that"),
               name, std::to_string(server.term.round));
  RaftSpec::Log log;
  if (server.snapshot.exists())
    for (const LogEntry& entry : server.snapshot->covered)
      log.push_back(spec_term(entry.vote.ballot.round));
  for (const LogEntry& entry : server.log) log.push_back(spec_term(entry.vote.ballot.round));
  if (log == state_.spec.logs[place]) return std::nullopt;
  return say(SYNOD_TEXT("%1 holds a log of %2 entries that is not the one of %3 entries that it "
                        "wrote: no action does that"),
             name, std::to_string(log.size()), std::to_string(state_.spec.logs[place].size()));
}

/// Where the leader of `term` told of none yet, all servers count.
RaftRefinement::Members RaftRefinement::members_at(Term term) const {
  for (const Members& members : state_.members)
    if (members.term == term) return members;
  return {term, spec_.servers(), {}};
}

void RaftRefinement::note_members(const Deed& deed) {
  const Term term = deed.number.round;
  std::erase_if(state_.members, [&](const Members& members) { return members.term == term; });
  state_.members.push_back({term, deed.nodes, deed.others});
}

/// Known implies committed. A leader counts, which is the action; others are told. It counts those
/// that are members as it counts: it may change them in the same event.
RaftRefinement::Why RaftRefinement::follow_known(const Event& event, const Cluster& after) {
  Slot last;
  Members counted;
  for (const Deed& deed : event.deeds) {
    if (deed.kind == Deed::Kind::members) note_members(deed);
    if (deed.kind != Deed::Kind::learned || deed.slot < last) continue;
    last = deed.slot;
    counted = members_at(server_of(event.node, after).term.round);
  }
  if (last.number == 0 || is_committed(event.node, last)) return std::nullopt;
  const Raft::Server& server = server_of(event.node, after);
  // It may lead no more by now: it was not among the members that it committed.
  if (has_done(Kind::led, server.term.round, event.node))
    return take_all({{server.term.round,
                      last.number,
                      Kind::committed,
                      event.node,
                      {},
                      counted.now,
                      counted.before}},
                    after.shape());
  return say(SYNOD_TEXT("%1 takes slot %2 for committed, which no leader committed"),
             after.name(event.node), std::to_string(last.number));
}

/// Whether what the server holds in `slot` is committed, itself or before an entry that is.
bool RaftRefinement::is_committed(NodeId server, Slot slot) const {
  const auto& logs = state_.spec.logs;
  const auto holds = [](const RaftSpec::Log& log, std::size_t place, Term term) {
    return log.size() >= place && log[place - 1] == term;
  };
  const Term term = logs[server.index][slot.number - 1];
  for (const auto& [place, its] : state_.spec.committed)
    for (const RaftSpec::Log& log : logs)
      if (place >= slot.number && holds(log, place, its) && holds(log, slot.number, term))
        return true;
  return false;
}

std::optional<Sentence> RaftRefinement::follow(const Event& event, const Cluster& after) {
  if (auto why = take_all(done_in(event, after), after.shape())) return why;
  for (NodeId node : spec_.servers())
    if (auto why = differs(node, after)) return why;
  return follow_known(event, after);
}

}  // namespace synod
