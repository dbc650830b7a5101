#include "views/votes/vote_model.h"

#include <algorithm>

#include "views/kit/plain_text.h"

namespace synod::views {

VoteModel::VoteModel(const BallotChoice* ballots, const LineTrace* line, QObject* parent)
    : QAbstractTableModel(parent), ballots_(ballots), line_(line) {}

void VoteModel::show(EventNumber at, bool reset) {
  const auto grid = ballots_->grid();
  reset = reset || grid != grid_;
  std::vector<std::size_t> begun;
  const auto rows = grid->rows();
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i].since <= at) begun.push_back(i);
  at_ = at;
  if (reset || begun != rows_) {
    beginResetModel();
    grid_ = grid;
    rows_ = std::move(begun);
    find_shared();
    endResetModel();
    return;
  }
  choice_changed();
}

void VoteModel::find_shared() {
  const auto quorums = ballots_->shown_at(at_);
  shared_ = quorums.size() == 2 ? quorums[0].members & quorums[1].members : NodeSet();
}

void VoteModel::choice_changed() {
  find_shared();
  if (rowCount() > 0) emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
  emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

const Shape& VoteModel::shape() const {
  return line_->history()->world().shape();
}

int VoteModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() || !shown() ? 0 : static_cast<int>(rows_.size());
}

int VoteModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() || !shown() ? 0 : static_cast<int>(grid().acceptors().size()) + 2;
}

const VoteRow& VoteModel::row(int row) const {
  return grid().rows()[rows_[static_cast<std::size_t>(row)]];
}

VoteWords VoteModel::words() const {
  return {grid(), shape(), at_};
}

bool VoteModel::is_acceptor(int column) const {
  return column > 0 && column < columnCount() - 1;
}

std::span<const VoteMark> VoteModel::marks(const QModelIndex& index) const {
  if (!is_acceptor(index.column())) return {};
  return grid().marks(row(index.row()), static_cast<std::size_t>(index.column() - 1), at_);
}

EventNumber VoteModel::event_of(const QModelIndex& index) const {
  const auto all = marks(index);
  return all.empty() ? 0 : all.back().at;
}

std::vector<QModelIndex> VoteModel::cells_of_event(EventNumber number) const {
  std::vector<QModelIndex> cells;
  if (!shown() || number == 0 || number > line_->trace().length()) return cells;
  const auto& acceptors = grid().acceptors();
  for (const Response& response : line_->trace().responses_of(number)) {
    const auto column = std::find(acceptors.begin(), acceptors.end(), response.acceptor);
    for (int r = 0; r < rowCount() && column != acceptors.end(); ++r)
      if (row(r).ballot == response.ballot)
        cells.push_back(index(r, static_cast<int>(column - acceptors.begin()) + 1));
  }
  return cells;
}

std::vector<QModelIndex> VoteModel::cells_of(MomentId moment) const {
  if (!shown() || moment == 0 || moment >= line_->history()->size()) return {};
  const EventNumber number = line_->history()->moment(moment).depth;
  // A moment on another branch is none of this line's.
  return moment_of(number) == moment ? cells_of_event(number) : std::vector<QModelIndex>();
}

MomentId VoteModel::moment_of(EventNumber number) const {
  const auto& line = line_->history()->line();
  return number < line.size() ? line[number] : 0;
}

QVariant VoteModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() ||
      (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole))
    return {};
  const VoteRow& row = this->row(index.row());
  const QString ballot = QString::fromStdString(row.ballot.str());
  if (is_acceptor(index.column())) {
    const QString text = words().cell(row, static_cast<std::size_t>(index.column() - 1));
    const bool leads = event_of(index) != 0;
    if (role != Qt::ToolTipRole) return text;
    return plain_tip(leads ? text + '\n' + tr("Click: go to this event.") : text);
  }
  const QString help =
      ballots_->holds(row.ballot)
          ? tr("Click or Space: no longer show the quorum of %1.").arg(ballot)
          : tr("Click or Space: show the quorum of %1. Two ballots are compared.").arg(ballot);
  if (index.column() == 0) {
    QStringList values;
    for (const ProposedValue& proposed : row.proposed)
      if (proposed.at <= at_) values << QString::fromStdString(proposed.value.str());
    const QString text = values.isEmpty()
                             ? tr("Ballot %1: nothing was proposed yet.").arg(ballot)
                             : tr("Ballot %1 proposes %2.").arg(ballot, values.join(", "));
    return role == Qt::ToolTipRole ? plain_tip(text + '\n' + help) : text;
  }
  const QString text = words().quorum(row);
  return role == Qt::ToolTipRole ? plain_tip(text + '\n' + help) : text;
}

QVariant VoteModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
  const bool told = role == Qt::ToolTipRole || role == Qt::AccessibleTextRole;
  if (role != Qt::DisplayRole && !told) return {};
  if (section == 0)
    return told ? tr("Ballots in order, and the values proposed at them") : tr("Ballot");
  if (!is_acceptor(section))
    return told ? tr("Whether the ballot has a quorum. Votes count within one ballot only.")
                : tr("Quorum");
  const NodeId acceptor = grid().acceptors()[static_cast<std::size_t>(section - 1)];
  const QString name = QString::fromStdString(shape().name(acceptor));
  if (!told) return name;
  return shared().contains(acceptor) ? tr("%1 stands in both quorums that are shown.").arg(name)
                                     : tr("What %1 did at each ballot").arg(name);
}

}  // namespace synod::views
