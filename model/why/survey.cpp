#include "model/why/survey.h"

#include <algorithm>
#include <functional>

#include "model/data/field_search.h"
#include "model/why/slice_replay.h"

namespace synod {

namespace {

Ballot ballot_on_disk(const Cluster& world, NodeId node) {
  return value_meaning<Ballot>(world.node(node).state, Means::promised).value_or(Ballot{});
}

}  // namespace

Survey::Survey(const Run& run) : world_(run.start) {
  std::vector<Ballot> promised(world_.nodes.size());
  for (const Action& action : run.actions) {
    const auto cut = world_.cut;
    Event event;
    event.detail = Detail::summary;
    if (act(world_, action, &event)) break;
    see(event);
    for (NodeId from : world_.shape().all())
      for (NodeId to : world_.cut[from.index] - cut[from.index])
        cut_by_[from.index][to.index] = event.number;
    if (!event.node.exists()) continue;
    Ballot& known = promised[event.node.index];
    const Ballot now = ballot_on_disk(world_, event.node);
    if (now != known) promised_by_[event.node.index] = event.number;
    known = now;
  }
  end();
}

void Survey::see(const Event& event) {
  for (const Message& message : event.sent)
    if (!message.copy)
      sent_.push_back({message, headline_ballot(message.body),
                       headline_value(message.body).exists(), false, 0});
  for (const LostMessage& lost : event.lost) see_lost(lost.message, event.number);
  if (event.action.verb == Verb::crash || event.action.verb == Verb::wipe)
    stopped_by_[event.action.node.index] = event.number;
  if (event.action.verb == Verb::pause) paused_by_[event.action.node.index] = event.number;
}

void Survey::see_lost(const Message& lost, EventNumber at) {
  for (std::size_t i = sent_.size(); i-- > 0;)
    if (sent_[i].message.sent_by == lost.sent_by && same_message(sent_[i].message, lost)) {
      sent_[i].lost_by = at;
      return;
    }
}

/// Looks at what is in flight, and which ballots there were.
void Survey::end() {
  for (SurveyedMessage& sent : sent_) {
    for (const Message& message : world_.in_flight)
      if (message.sent_by == sent.message.sent_by && same_message(message, sent.message)) {
        sent.in_flight = true;
        sent.message = message;
      }
    // A ballot is begun by its owner; others only answer. One that is nobody's may be anyone's.
    const auto owner = world_.shape().proposer(sent.ballot.owner());
    if (sent.ballot.exists() && owner.value_or(sent.message.from) == sent.message.from)
      ballots_.push_back(sent.ballot);
  }
  for (const Proposed& proposed : world_.observer.proposals())
    ballots_.push_back(proposed.vote.ballot);
  std::sort(ballots_.begin(), ballots_.end(), std::greater<>());
  ballots_.erase(std::unique(ballots_.begin(), ballots_.end()), ballots_.end());
}

const SurveyedMessage* Survey::last(NodeId from, NodeId to, const Ballot& ballot, Slot slot) const {
  return last_to(to, [&](const SurveyedMessage& sent) {
    if (sent.message.from != from || sent.ballot != ballot) return false;
    if (slot == Slot{}) return true;
    const auto log = value_meaning<SlotLog>(sent.message.body, Means::value);
    return log && log->find(slot) != nullptr;
  });
}

Ballot Survey::promised(NodeId acceptor) const {
  return ballot_on_disk(world_, acceptor);
}

}  // namespace synod
