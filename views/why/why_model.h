// Rows of an explanation: its steps.
#pragma once

#include <QAbstractListModel>

#include "views/kit/chip_text.h"
#include "views/kit/reason.h"
#include "views/kit/told_at.h"

namespace synod::views {

/// Row r is step r of the reason's explanation. Without one there is no row.
class WhyModel : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role {
    numbers_role = Qt::UserRole,  ///< "3, 5": the events that the step speaks of.
    node_role,                    ///< Where the last of them happened; empty for the network.
    rule_role,
    moment_role,  ///< Of the event that the sentence is about; 0 where it is about none.
    fact_role     ///< Whether it is the fact itself.
  };

  WhyModel(const Reason* reason, QObject* parent);

  /// `history` must outlive the model or be replaced.
  void set_history(const History* history) { history_ = history; }
  const History* history() const { return history_; }
  /// Tells steps as that level does.
  void set_detail(LevelOfDetail level);
  /// Looks at the reason anew.
  void refresh();

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  /// The moment of a row's last event; nothing where it speaks of none.
  std::optional<MomentId> moment(int row) const;

  /// The sentence of a row, with the numbers in it.
  ChipText sentence(int row) const {
    return ChipText(translated_parts(told_at(level_, step(row).text)));
  }

 private:
  const WhyStep& step(int row) const {
    return reason_->why()->steps[static_cast<std::size_t>(row)];
  }
  QString numbers(int row) const;
  QString node(int row) const;
  bool is_fact(int row) const;
  QString plain_text(int row) const;

  const Reason* reason_;
  const History* history_ = nullptr;
  int rows_ = 0;
  LevelOfDetail level_ = LevelOfDetail::full;
};

}  // namespace synod::views
