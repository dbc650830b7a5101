#include "model/truth/raft_log.h"

#include <algorithm>

#include "model/base/told_names.h"

namespace synod {

FieldValue to_field(const std::vector<TermMembers>& members) {
  Table table;
  for (const TermMembers& one : members) {
    std::string text = told_numbers(one.now);
    if (!one.before.empty()) text += "/" + told_numbers(one.before);
    table.put(Text(std::to_string(one.term.round)), Text(text));
  }
  return table;
}

void RaftLog::hear(const Deed& deed, const Shape& shape, EventNumber at, Verdicts& verdicts) {
  switch (deed.kind) {
    case Deed::Kind::leads: return lead(deed, shape, at, verdicts);
    case Deed::Kind::resigned: leading.erase(deed.node); return;
    case Deed::Kind::members: return take_members(deed, shape, at, verdicts);
    case Deed::Kind::stored: return write(deed, shape, at, verdicts);
    case Deed::Kind::dropped:
      if (leading.contains(deed.node))
        verdicts.violate("append-only", at,
                         say(SYNOD_TEXT("%1 leads, and removes slot %2 and what is behind it from "
                                        "its log."),
                             shape.name(deed.node), std::to_string(deed.slot.number)));
      return held.remove(deed.slot, deed.node);
    case Deed::Kind::stopped:
      leading.erase(deed.node);
      if (deed.disk_lost) held.remove({}, deed.node);
      return;
    default: return;
  }
}

const VoteCount* RaftLog::entry_of(NodeId node, Slot slot) const {
  const auto& counts = held.counts();
  for (std::size_t i = held.place_of(slot, {}); i < counts.size() && counts[i].slot == slot; ++i)
    if (counts[i].acceptors.contains(node)) return &counts[i];
  return nullptr;
}

Ballot RaftLog::term_of(NodeId node) const {
  Ballot highest;
  for (const VoteCount& count : leaders.counts())
    if (count.acceptors.contains(node)) highest = std::max(highest, count.vote.ballot);
  return highest;
}

void RaftLog::lead(const Deed& deed, const Shape& shape, EventNumber at, Verdicts& verdicts) {
  leading.insert(deed.node);
  const VoteCount& its = leaders.add({}, {deed.number.bare(), {}}, deed.node);
  if (its.acceptors.size() > 1)
    verdicts.violate("election", at,
                     say(SYNOD_TEXT("%1 leads at term %2, at which %3 led."), shape.name(deed.node),
                         deed.number.str(), told_names(shape, its.acceptors - NodeSet{deed.node})));
  check_complete(deed.node, deed.number, shape, at, verdicts);
}

/// Where logs match, a log that holds an entry holds all that was committed before it.
void RaftLog::check_complete(NodeId leader, const Ballot& number, const Shape& shape,
                             EventNumber at, Verdicts& verdicts) const {
  for (std::size_t i = committed.size(); i-- > 0;) {
    const LogEntry& entry = committed.entries()[i];
    const Ballot& since = committing.entries()[i].vote.ballot;
    if (since.round >= number.round) continue;
    const VoteCount* its = entry_of(leader, entry.slot);
    if (its != nullptr && its->vote == entry.vote) return;
    return verdicts.violate(
        "completeness", at,
        say(SYNOD_TEXT("%1 leads at term %2, but its log lacks %3 of slot %4, which was committed "
                       "at term %5."),
            shape.name(leader), number.str(), entry.vote.str(), std::to_string(entry.slot.number),
            since.str()));
  }
}

void RaftLog::write(const Deed& deed, const Shape& shape, EventNumber at, Verdicts& verdicts) {
  held.add(deed.slot, deed.vote, deed.node);
  check_matching(deed, shape, at, verdicts);
  if (deed.vote.ballot.round != deed.number.round) return;
  const LogEntry* known = committed.find(deed.slot);
  if (known != nullptr && known->vote == deed.vote) return;
  const NodeSet holders = stored.add(deed.slot, deed.vote, deed.node).acceptors;
  if (is_majority(holders, deed.number, shape)) commit(deed, shape, at, verdicts);
}

/// What others stored before the members changed may be enough now.
void RaftLog::take_members(const Deed& deed, const Shape& shape, EventNumber at,
                           Verdicts& verdicts) {
  const auto its = std::find_if(members.begin(), members.end(), [&](const TermMembers& one) {
    return one.term.round == deed.number.round;
  });
  const TermMembers told{deed.number.bare(), deed.nodes, deed.others};
  if (its != members.end())
    *its = told;
  else
    members.push_back(told);
  const SharedLog<VoteCount> counts = stored.counts();
  for (const VoteCount& count : counts)
    if (count.vote.ballot.round == deed.number.round &&
        is_majority(count.acceptors, deed.number, shape))
      commit({.kind = Deed::Kind::stored,
              .node = *count.acceptors.begin(),
              .slot = count.slot,
              .vote = count.vote,
              .number = deed.number},
             shape, at, verdicts);
}

bool RaftLog::is_majority(NodeSet nodes, const Ballot& term, const Shape& shape) const {
  const auto majority_of = [nodes](NodeSet all) { return 2 * (nodes & all).size() > all.size(); };
  for (const TermMembers& one : members)
    if (one.term.round == term.round)
      return majority_of(one.now) && (one.before.empty() || majority_of(one.before));
  return majority_of(shape.with(Role::acceptor));
}

/// As logs grow at their ends, it is enough to look at the entry and at the one before it: what is
/// before these was looked at when they were written.
void RaftLog::check_matching(const Deed& deed, const Shape& shape, EventNumber at,
                             Verdicts& verdicts) const {
  const Slot before{deed.slot.number - 1};
  const VoteCount* earlier = entry_of(deed.node, before);
  const auto& counts = held.counts();
  for (std::size_t i = held.place_of(deed.slot, {});
       i < counts.size() && counts[i].slot == deed.slot; ++i) {
    if (counts[i].vote.ballot.round != deed.vote.ballot.round) continue;
    NodeSet apart = counts[i].acceptors - NodeSet{deed.node};
    if (counts[i].vote == deed.vote && before.number != 0)
      apart = apart - (earlier == nullptr ? NodeSet{} : earlier->acceptors);
    else if (counts[i].vote == deed.vote)
      apart = {};
    if (!apart.empty())
      verdicts.violate("matching", at,
                       say(SYNOD_TEXT("%1 and %2 hold an entry of term %3 in slot %4, but their "
                                      "logs differ up to there."),
                           shape.name(deed.node), told_names(shape, apart), deed.vote.ballot.str(),
                           std::to_string(deed.slot.number)));
  }
}

/// Raft commits an entry and all before it: the log of any server that stored it says what they
/// are.
void RaftLog::commit(const Deed& deed, const Shape& shape, EventNumber at, Verdicts& verdicts) {
  check_agreement(deed.node, at, verdicts);
  for (Slot slot{committed.last().number + 1}; slot <= deed.slot; ++slot.number) {
    const VoteCount* its = entry_of(deed.node, slot);
    if (its == nullptr) return;  // A wrong variant left a hole, which `matching` tells.
    committed.set(slot, its->vote);
    committing.set(slot, {deed.number.bare(), its->vote.value});
    verdicts.decide(slot, its->vote, at);
  }
  stored.forget_up_to(deed.slot);
  for (NodeId leader : leading)
    if (const Ballot its = term_of(leader); its.round > deed.number.round)
      check_complete(leader, its, shape, at, verdicts);
}

/// What was committed before stays so: `holder` commits with an entry all that its log holds
/// before.
void RaftLog::check_agreement(NodeId holder, EventNumber at, Verdicts& verdicts) {
  for (std::size_t i = committed.size(); i-- > 0;) {
    const LogEntry& entry = committed.entries()[i];
    const VoteCount* its = entry_of(holder, entry.slot);
    if (its == nullptr) continue;
    if (its->vote == entry.vote) return;
    verdicts.decide(entry.slot, its->vote, at);
    verdicts.violate("agreement", at,
                     say(SYNOD_TEXT("%1 is committed in slot %2, where %3 was committed before."),
                         its->vote.str(), std::to_string(entry.slot.number), entry.vote.str()));
  }
}

}  // namespace synod
