#include "model/line/vote_grid.h"

#include <algorithm>
#include <map>

namespace synod {

namespace {

VoteIndex index_of(const Trace& trace, const Setup& setup) {
  VoteIndex index;
  index.follow(trace, setup);
  return index;
}

}  // namespace

VoteGrid::VoteGrid(const Trace& trace, const Setup& setup, Slot slot)
    : VoteGrid(trace, index_of(trace, setup), setup, slot) {}

VoteGrid::VoteGrid(const Trace& trace, const VoteIndex& index, const Setup& setup, Slot slot)
    : slot_(slot), q1_(setup.q1()), q2_(setup.q2()) {
  for (NodeId node : setup.shape.with(Role::acceptor)) acceptors_.push_back(node);
  wipes_.resize(acceptors_.size());
  for (EventNumber number : index.wipes()) {
    const auto wiped = std::find(acceptors_.begin(), acceptors_.end(), trace.events()[number].node);
    if (wiped != acceptors_.end())
      wipes_[static_cast<std::size_t>(wiped - acceptors_.begin())].push_back(number);
  }
  note_proposals(index);
  std::vector<IndexedResponse> responses = index.responses({});
  if (slot != Slot{}) {
    const auto middle = static_cast<std::ptrdiff_t>(responses.size());
    const std::vector<IndexedResponse>& of_slot = index.responses(slot);
    responses.insert(responses.end(), of_slot.begin(), of_slot.end());
    std::inplace_merge(
        responses.begin(), responses.begin() + middle, responses.end(),
        [](const IndexedResponse& a, const IndexedResponse& b) { return a.place < b.place; });
  }
  for (const IndexedResponse& response : responses)
    note(trace.responses()[response.place], response.at);
}

const VoteRow* VoteGrid::row(Ballot ballot) const {
  const auto found =
      std::lower_bound(rows_.begin(), rows_.end(), ballot,
                       [](const VoteRow& row, const Ballot& b) { return row.ballot < b; });
  return found == rows_.end() || found->ballot != ballot ? nullptr : &*found;
}

VoteRow& VoteGrid::row_of(Ballot ballot, EventNumber at) {
  const auto place =
      std::lower_bound(rows_.begin(), rows_.end(), ballot,
                       [](const VoteRow& row, const Ballot& b) { return row.ballot < b; });
  if (place != rows_.end() && place->ballot == ballot) {
    place->since = std::min(place->since, at);
    return *place;
  }
  VoteRow row;
  row.ballot = ballot;
  row.since = at;
  row.cells.resize(acceptors_.size());
  return *rows_.insert(place, std::move(row));
}

void VoteGrid::note_proposals(const VoteIndex& index) {
  for (const auto& [ballot, its] : index.ballots()) {
    VoteRow& row = row_of(ballot, its.since);
    if (slot_ == Slot{}) row.proposed = its.proposed;
  }
}

void VoteGrid::note_value(VoteRow& row, const Text& value, EventNumber at) {
  const auto known = std::find_if(row.proposed.begin(), row.proposed.end(),
                                  [&](const ProposedValue& p) { return p.value == value; });
  if (known == row.proposed.end()) row.proposed.push_back({at, value});
}

void VoteGrid::note(const Response& response, EventNumber at) {
  const auto column = std::find(acceptors_.begin(), acceptors_.end(), response.acceptor);
  if (column == acceptors_.end() || !response.ballot.exists()) return;
  VoteRow& row = row_of(response.ballot, at);
  if (slot_ != Slot{} && response.kind == Response::Kind::accepted)
    note_value(row, response.value, at);
  std::vector<VoteMark>& cell = row.cells[static_cast<std::size_t>(column - acceptors_.begin())];
  // The same answer again says nothing new, unless its disk had forgotten it.
  const EventNumber wiped_at = wiped(static_cast<std::size_t>(column - acceptors_.begin()), at);
  for (const VoteMark& mark : cell)
    if (mark.at > wiped_at && mark.kind == response.kind && mark.value == response.value &&
        mark.instead == response.instead)
      return;
  cell.push_back({response.kind, at, response.value, response.instead});
}

std::span<const VoteMark> VoteGrid::marks(const VoteRow& row, std::size_t column,
                                          EventNumber at) const {
  const std::span<const VoteMark> cell = row.cells[column];
  const auto later =
      std::find_if(cell.begin(), cell.end(), [&](const VoteMark& mark) { return mark.at > at; });
  return cell.first(static_cast<std::size_t>(later - cell.begin()));
}

Tally VoteGrid::tally(const VoteRow& row, EventNumber at) const {
  Tally tally;
  std::map<Text, NodeSet> votes;
  for (std::size_t column = 0; column < acceptors_.size(); ++column)
    for (const VoteMark& mark : marks(row, column, at)) {
      const NodeId acceptor = acceptors_[column];
      if (mark.kind == Response::Kind::promised) tally.promised.insert(acceptor);
      if (mark.kind == Response::Kind::refused) tally.refused.insert(acceptor);
      if (mark.kind == Response::Kind::accepted) votes[mark.value].insert(acceptor);
    }
  for (const auto& [value, acceptors] : votes)
    if (acceptors.size() > tally.accepted.size()) {
      tally.value = value;
      tally.accepted = acceptors;
    }
  tally.prepared = tally.promised.size() >= q1_;
  tally.chosen = tally.accepted.size() >= q2_ && !tally.accepted.empty();
  return tally;
}

EventNumber VoteGrid::wiped(std::size_t column, EventNumber at) const {
  const std::vector<EventNumber>& wipes = wipes_[column];
  const auto later = std::upper_bound(wipes.begin(), wipes.end(), at);
  return later == wipes.begin() ? 0 : *(later - 1);
}

Vote VoteGrid::held(std::size_t column, EventNumber at) const {
  const EventNumber wiped_at = wiped(column, at);
  for (std::size_t i = rows_.size(); i > 0; --i) {
    const VoteRow& row = rows_[i - 1];
    for (const VoteMark& mark : marks(row, column, at))
      if (mark.kind == Response::Kind::accepted && mark.at > wiped_at)
        return {row.ballot, mark.value};
  }
  return {};
}

QuorumsApart quorums_apart(const Setup& setup) {
  const NodeSet acceptors = setup.shape.with(Role::acceptor);
  QuorumsApart apart;
  if (setup.q1() + setup.q2() > acceptors.size()) return apart;
  for (NodeId node : acceptors) {
    if (apart.second.size() < setup.q2())
      apart.second.insert(node);
    else if (apart.first.size() < setup.q1())
      apart.first.insert(node);
  }
  return apart;
}

}  // namespace synod
