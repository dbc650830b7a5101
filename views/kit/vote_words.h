// Words for the votes.
#pragma once

#include <QString>

#include "model/line/vote_grid.h"
#include "views/kit/ballot_choice.h"

namespace synod::views {

/// Tells of the votes as they stand after one event.
class VoteWords {
 public:
  VoteWords(const VoteGrid& grid, const Shape& shape, EventNumber at)
      : grid_(grid), shape_(shape), at_(at) {}

  /// One sentence about the whole: "A1, A3 and A4 hold blue, but no ballot has 3 votes: nothing is
  /// chosen."
  QString situation() const;
  /// "2 of 3: not chosen", "chosen: A1 A2".
  QString quorum(const VoteRow& row) const;
  /// What an acceptor did at a ballot, in full; for tooltips and screen readers.
  QString cell(const VoteRow& row, std::size_t column) const;
  /// What two chosen ballots have to do with each other; empty where there are not two.
  QString comparison(const std::vector<ShownQuorum>& quorums) const;
  /// "A1, A2 and A3".
  QString listed(NodeSet nodes) const;
  QString name(NodeId node) const { return QString::fromStdString(shape_.name(node)); }

 private:
  QString one_chosen(const VoteRow& row, const Tally& tally) const;
  QString held_by_many() const;

  const VoteGrid& grid_;
  const Shape& shape_;
  EventNumber at_;
};

/// That quorums need not meet, and two that don't; empty where any two meet.
QString quorums_apart_told(const Setup& setup);

}  // namespace synod::views
