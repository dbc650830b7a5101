// Painter of the cells and heads of the votes.
#pragma once

#include <QHeaderView>
#include <QStyledItemDelegate>

#include "views/kit/reason.h"
#include "views/kit/theme.h"
#include "views/votes/vote_model.h"

namespace synod::views {

/// A promise is a ring with P, a vote a filled square with A and its value, a refusal a struck
/// circle with R and the ballot that stood in its way.
class VotePainter : public QStyledItemDelegate {
  Q_OBJECT

 public:
  VotePainter(const VoteModel* model, const Reason* reason, QObject* parent);

  void set_theme(const Theme& theme) { theme_ = theme; }
  const Theme& theme() const { return theme_; }
  /// The cells that are pointed at, here or in another view.
  void set_lit(std::vector<QModelIndex> lit) { lit_ = std::move(lit); }
  const std::vector<QModelIndex>& lit() const { return lit_; }
  /// Of a mark in the explanation that is shown, or of any where nothing is explained: 1.
  double strength(const VoteMark& mark) const;

  int row_height() const { return static_cast<int>(30 * theme_.scale); }
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override;

 private:
  void paint_ground(QPainter& painter, const QRectF& box, const QModelIndex& index,
                    bool focused) const;
  void paint_ballot(QPainter& painter, QRectF box, const QModelIndex& index) const;
  void paint_marks(QPainter& painter, QRectF box, const QModelIndex& index) const;
  void paint_quorum(QPainter& painter, QRectF box, const QModelIndex& index) const;

  const VoteModel* model_;
  const Reason* reason_;
  Theme theme_ = Theme::light();
  std::vector<QModelIndex> lit_;
};

/// The names of the acceptors; one in both quorums that are shown has the sign of both.
class VoteHead : public QHeaderView {
  Q_OBJECT

 public:
  VoteHead(const VoteModel* model, const VotePainter* look, QWidget* parent);

  QSize sizeHint() const override;

 protected:
  void paintSection(QPainter* painter, const QRect& box, int section) const override;

 private:
  const VoteModel* model_;
  const VotePainter* look_;
};

}  // namespace synod::views
