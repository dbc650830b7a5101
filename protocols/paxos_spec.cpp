#include "protocols/paxos_spec.h"

#include <algorithm>
#include <iterator>
#include <span>

#include "protocols/catalog.h"

namespace synod {

namespace {

using Kind = SpecMessage::Kind;

bool by_round(const Ballot& a, const Ballot& b) {
  return a < b;
}

/// All messages of a kind at a ballot: they stand side by side.
std::span<const SpecMessage> at(const PaxosSpec::State& state, Kind kind, const Ballot& bal) {
  const auto before = [](const SpecMessage& message, const std::pair<Kind, Ballot>& wanted) {
    return std::pair(message.kind, message.bal) < wanted;
  };
  const std::pair wanted{kind, bal};
  const auto first = std::lower_bound(state.msgs.begin(), state.msgs.end(), wanted, before);
  auto last = first;
  while (last != state.msgs.end() && last->kind == kind && last->bal == bal) ++last;
  return {first, last};
}

void add(PaxosSpec::State& state, const SpecMessage& message) {
  state.msgs.insert(std::lower_bound(state.msgs.begin(), state.msgs.end(), message), message);
}

}  // namespace

PaxosSpec::PaxosSpec(const Setup& setup) : setup_(setup), lower_(by_round) {
  const Variant* variant = find_variant(find_protocol("paxos")->info(), setup.options.bug);
  if (variant != nullptr && variant->lower != nullptr) lower_ = variant->lower;
}

bool PaxosSpec::was_sent(const State& state, const SpecMessage& message) {
  return std::binary_search(state.msgs.begin(), state.msgs.end(), message);
}

std::optional<Sentence> PaxosSpec::send(State& state, const SpecMessage& message) const {
  std::optional<Sentence> why;
  switch (message.kind) {
    case Kind::prepare: break;  // Phase1a(b) asks for nothing.
    case Kind::promise: why = promise(state, message); break;
    case Kind::accept: why = accept(state, message); break;
    case Kind::accepted: why = vote(state, message); break;
    case Kind::learned: why = learn(state, message); break;
  }
  if (!why) add(state, message);
  return why;
}

/// Phase1b(a): a 1a message above maxBal[a] is there, and the answer reports maxVBal and maxVal.
std::optional<Sentence> PaxosSpec::promise(State& state, const SpecMessage& message) const {
  Acceptor& acceptor = state.acceptors[message.acceptor.index];
  if (at(state, Kind::prepare, message.bal).empty())
    return say(SYNOD_TEXT("%1 promises %2, for which nobody asked: no Phase1b"),
               name(message.acceptor), message.bal.str());
  if (!lower(acceptor.max_bal, message.bal))
    return say(SYNOD_TEXT("%1 promises %2 though it has promised %3: no Phase1b"),
               name(message.acceptor), message.bal.str(), acceptor.max_bal.str());
  if (message.vote != acceptor.max_vote)
    return say(SYNOD_TEXT("%1 promises %2 and reports %3, but accepted %4 last: no Phase1b"),
               name(message.acceptor), message.bal.str(), message.vote.str(),
               acceptor.max_vote.str());
  acceptor.max_bal = message.bal;
  return std::nullopt;
}

/// Phase2a(b, v): no 2a message for b is there yet, and some quorum shows that v is safe.
std::optional<Sentence> PaxosSpec::accept(const State& state, const SpecMessage& message) const {
  if (const auto others = at(state, Kind::accept, message.bal); !others.empty())
    return say(SYNOD_TEXT("%1 is proposed though %2 was: no Phase2a, which sends one value a "
                          "ballot"),
               message.vote.str(), others.front().vote.str());
  if (!shows_safe(state, message))
    return say(SYNOD_TEXT("%1 is proposed though no quorum of promises for %2 shows that %3 is "
                          "safe: no Phase2a"),
               message.vote.str(), message.bal.str(), message.vote.value.str());
  return std::nullopt;
}

/// Some Q in Quorum, each of which sent a 1b message for b: they report nothing, or the highest
/// that they report is a vote for v. With every report that is no higher than one for v, Q is as
/// large as it can be.
bool PaxosSpec::shows_safe(const State& state, const SpecMessage& accept) const {
  const auto promises = at(state, Kind::promise, accept.bal);
  const auto up_to = [&](const Ballot& highest) {
    return static_cast<std::size_t>(std::count_if(
        promises.begin(), promises.end(),
        [&](const SpecMessage& promise) { return !lower(highest, promise.vote.ballot); }));
  };
  if (up_to({}) >= setup_.q1()) return true;
  return std::any_of(promises.begin(), promises.end(), [&](const SpecMessage& promise) {
    const Vote& reported = promise.vote;
    return reported.value == accept.vote.value && up_to(reported.ballot) >= setup_.q1();
  });
}

/// Phase2b(a): a 2a message at or above maxBal[a] is there.
std::optional<Sentence> PaxosSpec::vote(State& state, const SpecMessage& message) const {
  Acceptor& acceptor = state.acceptors[message.acceptor.index];
  if (!was_sent(state, {Kind::accept, message.bal, {}, message.vote}))
    return say(SYNOD_TEXT("%1 accepts %2, which nobody proposed: no Phase2b"),
               name(message.acceptor), message.vote.str());
  if (lower(message.bal, acceptor.max_bal))
    return say(SYNOD_TEXT("%1 accepts %2 though it has promised %3: no Phase2b"),
               name(message.acceptor), message.vote.str(), acceptor.max_bal.str());
  acceptor = {message.bal, message.vote};
  return std::nullopt;
}

/// Learn(l, v): a quorum voted for v at one ballot.
std::optional<Sentence> PaxosSpec::learn(const State& state, const SpecMessage& message) const {
  for (const SpecMessage& proposed : state.msgs)
    if (proposed.kind == Kind::accept && proposed.vote.value == message.vote.value &&
        at(state, Kind::accepted, proposed.bal).size() >= setup_.q2())
      return std::nullopt;
  return say(SYNOD_TEXT("%1 learns %2, which no quorum accepted at one ballot: no Learn"),
             name(message.acceptor), message.vote.value.str());
}

std::optional<Sentence> PaxosSpec::send_all(State& state, std::vector<SpecMessage> messages) const {
  std::sort(messages.begin(), messages.end());
  for (const SpecMessage& message : messages)
    if (!was_sent(state, message))
      if (auto why = send(state, message)) return why;
  return std::nullopt;
}

std::optional<Sentence> PaxosSpec::differs(const State& state,
                                           const std::vector<Acceptor>& held) const {
  for (NodeId node : setup_.shape.with(Role::acceptor)) {
    const Acceptor& is = held[node.index];
    const Acceptor& due = state.acceptors[node.index];
    if (is.max_bal != due.max_bal)
      return say(SYNOD_TEXT("%1 has promised %2, where maxBal is %3: no action does that"),
                 name(node), is.max_bal.str(), due.max_bal.str());
    if (is.max_vote != due.max_vote)
      return say(SYNOD_TEXT("%1 has accepted %2, where maxVBal and maxVal are %3: no action does "
                            "that"),
                 name(node), is.max_vote.str(), due.max_vote.str());
  }
  return std::nullopt;
}

std::optional<Sentence> PaxosSpec::refuses(State from, const State& to) const {
  if (from == to) return std::nullopt;
  if (!std::includes(to.msgs.begin(), to.msgs.end(), from.msgs.begin(), from.msgs.end()))
    return say(SYNOD_TEXT("a message is gone: no action takes one back"));
  if (auto why = send_all(from, to.msgs)) return why;
  return differs(from, to.acceptors);
}

}  // namespace synod
