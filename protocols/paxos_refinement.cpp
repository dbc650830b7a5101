#include "protocols/paxos_refinement.h"

#include <algorithm>

#include "protocols/basic_paxos.h"

namespace synod {

namespace {

using Kind = SpecMessage::Kind;

std::optional<SpecMessage> spec_deed(const Deed& deed) {
  switch (deed.kind) {
    case Deed::Kind::proposed: return SpecMessage{Kind::accept, deed.vote.ballot, {}, deed.vote};
    case Deed::Kind::accepted:
      return SpecMessage{Kind::accepted, deed.vote.ballot, deed.node, deed.vote};
    case Deed::Kind::learned: return SpecMessage{Kind::learned, {}, deed.node, deed.vote};
    default: return std::nullopt;
  }
}

bool sent_promise(const Event& event, const Ballot& ballot) {
  return std::any_of(event.sent.begin(), event.sent.end(), [&](const Message& message) {
    return message.kind == BasicPaxos::Promise::kind &&
           message.body.as<BasicPaxos::Promise>().ballot == ballot;
  });
}

}  // namespace

PaxosSpec::Acceptor spec_acceptor(const State& node) {
  const auto& acceptor = node.as<BasicPaxos::State>().acceptor;
  return {acceptor.promised, acceptor.accepted};
}

std::optional<SpecMessage> spec_message(const Message& message) {
  switch (message.kind) {
    case BasicPaxos::Prepare::kind:
      return SpecMessage{Kind::prepare, message.body.as<BasicPaxos::Prepare>().ballot, {}, {}};
    case BasicPaxos::Promise::kind: {
      const auto& promise = message.body.as<BasicPaxos::Promise>();
      // Whoever has voted at this ballot has seen its 2a message, so that Phase2a is over: no
      // action would read this answer.
      if (promise.accepted.ballot == promise.ballot) return std::nullopt;
      return SpecMessage{Kind::promise, promise.ballot, message.from, promise.accepted};
    }
    case BasicPaxos::Accept::kind: {
      const auto& accept = message.body.as<BasicPaxos::Accept>();
      return SpecMessage{Kind::accept, accept.ballot, {}, {accept.ballot, accept.value}};
    }
    case BasicPaxos::Accepted::kind: {
      const auto& accepted = message.body.as<BasicPaxos::Accepted>();
      return SpecMessage{
          Kind::accepted, accepted.ballot, message.from, {accepted.ballot, accepted.value}};
    }
    default: return std::nullopt;
  }
}

PaxosRefinement::PaxosRefinement(const Cluster& start)
    : spec_(*start.setup), state_(spec_.init()), held_(state_.acceptors) {}

std::optional<Sentence> PaxosRefinement::follow(const Event& event, const Cluster& after) {
  if (auto why = spec_.send_all(state_, sent_by(event))) return why;
  for (NodeId node : after.shape().with(Role::acceptor))
    held_[node.index] = spec_acceptor(after.node(node).state);
  return spec_.differs(state_, held_);
}

/// What left the node, lost or not; and what it told itself, of which responses and deeds speak.
std::vector<SpecMessage> PaxosRefinement::sent_by(const Event& event) const {
  std::vector<SpecMessage> messages;
  const auto add = [&](const std::optional<SpecMessage>& message) {
    if (message) messages.push_back(*message);
  };
  for (const Message& message : event.sent) add(spec_message(message));
  for (const Deed& deed : event.deeds) add(spec_deed(deed));
  for (const Response& response : event.responses) {
    if (response.kind != Response::Kind::promised || sent_promise(event, response.ballot)) continue;
    const Vote& reported = state_.acceptors[response.acceptor.index].max_vote;
    if (reported.ballot == response.ballot) continue;
    add(SpecMessage{Kind::prepare, response.ballot, {}, {}});
    add(SpecMessage{Kind::promise, response.ballot, response.acceptor, reported});
  }
  return messages;
}

}  // namespace synod
