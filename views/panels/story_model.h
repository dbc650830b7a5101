// The events of the line as rows.
#pragma once

#include <QAbstractListModel>
#include <vector>

#include "model/history.h"

namespace synod::views {

/// Row r is event r + 1 of History::line(); at the end of the line one more row tells what is due.
/// Events are worked out when they are asked for, so a long run costs no more than what is seen.
class StoryModel : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role {
    number_role = Qt::UserRole,
    node_role,
    sentence_role,
    rule_role,
    moment_role,
    when_role
  };
  enum class When : std::uint8_t { past, present, future, next };

  using QAbstractListModel::QAbstractListModel;

  void set_history(const History* history);
  const History* history() const { return history_; }
  /// Looks at the history anew: rows that stay the same are left alone.
  void refresh();
  /// The row of the moment that is shown, given how many events led to it; -1 at the start.
  void set_depth(EventNumber depth);
  int present_row() const { return static_cast<int>(depth_) - 1; }

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  /// The moment of a row; nothing for the one that tells what is next.
  std::optional<MomentId> moment(int row) const;

 private:
  bool is_next(int row) const { return row + 1 == static_cast<int>(line_.size()); }
  When when(int row) const;
  QString node_name(int row) const;
  QString sentence(int row) const;
  QString rule(int row) const;
  QString plain_text(int row) const;
  QString next_sentence() const;

  const History* history_ = nullptr;
  std::vector<MomentId> line_;
  QString next_;  ///< Empty where nothing is due, or where the line goes on.
  MomentId next_of_ = 0;
  std::size_t next_size_ = 0;
  EventNumber depth_ = 0;
};

}  // namespace synod::views
