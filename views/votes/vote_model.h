// Table model of the votes: ballots by acceptors, as they stand at one moment.
#pragma once

#include <QAbstractTableModel>
#include <optional>

#include "views/kit/ballot_choice.h"
#include "views/kit/vote_words.h"

namespace synod::views {

/// The first column tells the ballot and what was proposed at it, the last one whether it has a
/// quorum; the acceptors stand between them.
class VoteModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  VoteModel(const BallotChoice* ballots, const LineTrace* line, QObject* parent = nullptr);

  /// Shows the votes after event `at`. `reset` where the line may be another one.
  void show(EventNumber at, bool reset);
  /// Somebody chose other ballots.
  void choice_changed();

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  EventNumber at() const { return at_; }
  const BallotChoice& ballots() const { return *ballots_; }
  const VoteGrid& grid() const { return *grid_; }
  const LineTrace& line() const { return *line_; }
  const VoteRow& row(int row) const;
  VoteWords words() const;

  bool is_acceptor(int column) const;
  std::span<const VoteMark> marks(const QModelIndex& index) const;
  /// The event that a click there goes to: the last one that left a mark.
  EventNumber event_of(const QModelIndex& index) const;
  /// The cells that the event at that moment touched.
  std::vector<QModelIndex> cells_of(MomentId moment) const;
  /// The cells that event `number` touched.
  std::vector<QModelIndex> cells_of_event(EventNumber number) const;
  MomentId moment_of(EventNumber number) const;
  /// The acceptors that belong to both of two quorums that are shown.
  NodeSet shared() const { return shared_; }

 private:
  const Shape& shape() const;
  void find_shared();
  bool shown() const { return line_->history() != nullptr; }

  const BallotChoice* ballots_;
  const LineTrace* line_;
  std::shared_ptr<const VoteGrid> grid_ = std::make_shared<VoteGrid>();
  EventNumber at_ = 0;
  NodeSet shared_;
  std::vector<std::size_t> rows_;  ///< Those that have begun, as places in the grid.
};

}  // namespace synod::views
