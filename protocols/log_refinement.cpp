#include "protocols/log_refinement.h"

#include <algorithm>

#include "protocols/multi_paxos.h"

namespace synod {

namespace {

using Kind = SpecMessage::Kind;

/// Learn(l, v): Paxos.tla has no learners, and `chosen` of Voting.tla is what it asks for.
SpecMessage learned(NodeId node, const Text& value) {
  return {Kind::learned, {}, node, {{}, value}};
}

std::optional<Sentence> in_slot(Slot slot, std::optional<Sentence> why) {
  if (!why) return why;
  return say(SYNOD_TEXT("Slot %1: %2"), std::to_string(slot.number), *why);
}

/// The first slot that a Promise must report: the one that the Prepare which it answers asks from.
Slot asked_from(const Event& event) {
  const bool prepare = event.message && event.message->kind == MultiPaxos::Prepare::kind;
  return prepare ? event.message->body.as<MultiPaxos::Prepare>().from : Slot{};
}

}  // namespace

LogRefinement::LogRefinement(const Cluster& start)
    : spec_(*start.setup), state_{spec_.init(), {}}, looked_at_(start.nodes.size()) {}

void LogRefinement::go_to(const State& state) {
  state_ = state;
  looked_at_.assign(looked_at_.size(), std::nullopt);
}

PaxosSpec::State& LogRefinement::instance(Slot slot) {
  return state_.slots.try_emplace(slot, state_.untouched).first->second;
}

LogRefinement::Why LogRefinement::send(Slot slot, const SpecMessage& message) {
  PaxosSpec::State& state = instance(slot);
  if (PaxosSpec::was_sent(state, message)) return std::nullopt;
  return in_slot(slot, spec_.send(state, message));
}

/// What is said about every slot at once. A promise reports, in each, what was accepted there.
LogRefinement::Why LogRefinement::send_everywhere(SpecMessage message) {
  const auto send_in = [&](PaxosSpec::State& state) {
    if (message.kind == Kind::promise)
      message.vote = state.acceptors[message.acceptor.index].max_vote;
    return spec_.send(state, message);
  };
  if (auto why = send_in(state_.untouched)) return why;
  for (auto& [slot, state] : state_.slots)
    if (auto why = send_in(state)) return in_slot(slot, std::move(why));
  return std::nullopt;
}

LogRefinement::Why LogRefinement::follow(const Event& event, const Cluster& after) {
  const NodeId node = event.node;
  if (!node.exists() || !after.shape().roles(node).has(Role::acceptor)) return std::nullopt;
  if (auto why = follow_ballot(node, after)) return why;
  for (const Deed& deed : event.deeds)
    if (auto why = follow_deed(deed)) return why;
  for (const Message& message : event.sent)
    if (auto why = follow_message(event, message)) return why;
  return follow_log(node, after.node(node).state.as<MultiPaxos::State>().acceptor.log);
}

/// Phase1a where the node has a new ballot, and Phase1b where it has promised more than before: by
/// a Promise, but also by an Accept or a heartbeat, for `promised` holds for every slot.
LogRefinement::Why LogRefinement::follow_ballot(NodeId node, const Cluster& after) {
  const auto& state = after.node(node).state.as<MultiPaxos::State>();
  const SpecMessage asks{Kind::prepare, state.proposer.ballot, {}, {}};
  if (asks.bal.exists() && !PaxosSpec::was_sent(state_.untouched, asks))
    if (auto why = send_everywhere(asks)) return why;
  const Ballot& promised = state.acceptor.promised;
  const Ballot before = state_.untouched.acceptors[node.index].max_bal;
  if (before < promised) return send_everywhere({Kind::promise, promised, node, {}});
  if (before == promised) return std::nullopt;
  return say(SYNOD_TEXT("%1 has promised %2, where maxBal is %3: no action does that"),
             after.name(node), promised.str(), before.str());
}

LogRefinement::Why LogRefinement::follow_deed(const Deed& deed) {
  const Ballot& ballot = deed.vote.ballot;
  switch (deed.kind) {
    case Deed::Kind::proposed: return send(deed.slot, {Kind::accept, ballot, {}, deed.vote});
    case Deed::Kind::accepted:
      return send(deed.slot, {Kind::accepted, ballot, deed.node, deed.vote});
    case Deed::Kind::learned: return send(deed.slot, learned(deed.node, deed.vote.value));
    default: return std::nullopt;
  }
}

/// A message says what was sent in the specification before or is sent now.
LogRefinement::Why LogRefinement::follow_message(const Event& event, const Message& message) {
  const auto each = [&](const SlotLog& entries, Kind kind, const Ballot& ballot, NodeId acceptor) {
    Why why;
    for (const LogEntry& entry : entries)
      if (!why) why = send(entry.slot, {kind, ballot, acceptor, {ballot, entry.vote.value}});
    return why;
  };
  switch (message.kind) {
    case MultiPaxos::Promise::kind: return follow_report(event, message);
    case MultiPaxos::Accept::kind: {
      const auto& accept = message.body.as<MultiPaxos::Accept>();
      return each(accept.entries, Kind::accept, accept.ballot, {});
    }
    case MultiPaxos::Accepted::kind: {
      const auto& accepted = message.body.as<MultiPaxos::Accepted>();
      return each(accepted.entries, Kind::accepted, accepted.ballot, message.from);
    }
    case MultiPaxos::Tell::kind:
      return follow_known(message.from, message.body.as<MultiPaxos::Tell>().log);
    default: return std::nullopt;
  }
}

/// A Promise reports, in each slot that it was asked for, what its sender accepted last below the
/// ballot, or that it knows what was chosen.
LogRefinement::Why LogRefinement::follow_report(const Event& event, const Message& message) {
  const auto& promise = message.body.as<MultiPaxos::Promise>();
  if (auto why = follow_known(message.from, promise.log)) return why;
  const auto answer = [&](const Vote& vote) {
    return SpecMessage{Kind::promise, promise.ballot, message.from, vote};
  };
  for (const LogEntry& entry : promise.log) {
    // Whoever has voted at this ballot has seen its 2a message: no action would read this answer.
    if (entry.chosen || entry.vote.ballot == promise.ballot) continue;
    if (auto why = follow_answer(entry.slot, answer(entry.vote))) return why;
  }
  const Slot from = asked_from(event);
  for (auto other = state_.slots.lower_bound(from); other != state_.slots.end(); ++other)
    if (promise.log.find(other->first) == nullptr)
      if (auto why = follow_answer(other->first, answer({}))) return why;
  return std::nullopt;
}

/// The 1b message was sent when `promised` rose: this must be the same.
LogRefinement::Why LogRefinement::follow_answer(Slot slot, const SpecMessage& answer) {
  const auto& sent = instance(slot).msgs;
  SpecMessage lowest = answer;
  lowest.vote = {};
  const auto first = std::lower_bound(sent.begin(), sent.end(), lowest);
  const bool given = first != sent.end() && first->kind == answer.kind &&
                     first->bal == answer.bal && first->acceptor == answer.acceptor;
  if (!given) return send(slot, answer);
  if (first->vote == answer.vote) return std::nullopt;
  return in_slot(slot, say(SYNOD_TEXT("%1 promises %2 and reports %3, but accepted %4 last: no "
                                      "Phase1b"),
                           spec_.setup().shape.name(answer.acceptor), answer.bal.str(),
                           answer.vote.str(), first->vote.str()));
}

/// Known implies chosen: to know is to have taken the action Learn.
LogRefinement::Why LogRefinement::follow_known(NodeId node, const SlotLog& log) {
  for (const LogEntry& entry : log)
    if (entry.chosen)
      if (auto why = send(entry.slot, learned(node, entry.vote.value))) return why;
  return std::nullopt;
}

/// What a node holds in a slot: what is known chosen there, or else its last vote, maxVBal and
/// maxVal. What it once voted for in a slot that it knows is history.
LogRefinement::Why LogRefinement::follow_log(NodeId node, const SlotLog& log) {
  auto& last = looked_at_[node.index];
  if (last && *last == log) return std::nullopt;
  if (auto why = follow_known(node, log)) return why;
  for (const LogEntry& entry : log) instance(entry.slot);
  for (const auto& [slot, state] : state_.slots) {
    const LogEntry* entry = log.find(slot);
    if (entry != nullptr && entry->chosen) continue;
    std::vector<PaxosSpec::Acceptor> held = state.acceptors;
    held[node.index].max_vote = entry != nullptr ? entry->vote : Vote{};
    if (auto why = spec_.differs(state, held)) return in_slot(slot, std::move(why));
  }
  last = log;
  return std::nullopt;
}

}  // namespace synod
