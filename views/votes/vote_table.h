// Table of the votes, as a person sees and touches it.
#pragma once

#include <QTableView>

#include "views/kit/selection.h"
#include "views/votes/vote_painter.h"

namespace synod::views {

/// A click on a mark goes to its event; on anything else of a row, it chooses the row's ballot.
/// Arrows move, Enter does as a click, Space chooses the ballot, Escape gives all up.
class VoteTable : public QTableView {
  Q_OBJECT

 public:
  VoteTable(VoteModel* model, Selection* selection, const Reason* reason, QWidget* parent);

  void set_theme(const Theme& theme);
  /// Widths for the columns and the room that there is.
  void fit();
  /// Brings what happened last into sight.
  void follow();
  const VotePainter& look() const { return *painter_; }

 signals:
  void moment_requested(synod::MomentId moment);
  void toggled(const synod::Ballot& ballot);
  void given_up();

 protected:
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

 private:
  void activate(const QModelIndex& index);
  void toggle(const QModelIndex& index);
  void point_at(const QModelIndex& index);
  void show_selection();

  VoteModel* model_;
  Selection* selection_;
  VotePainter* painter_;
};

}  // namespace synod::views
