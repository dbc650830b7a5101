// Votes tab: who promised, accepted or refused what, ballots by acceptors.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QWidget>

#include "views/kit/ballot_choice.h"
#include "views/kit/frame.h"
#include "views/kit/line_trace.h"
#include "views/kit/reason.h"
#include "views/kit/selection.h"
#include "views/kit/theme.h"

namespace synod::views {

class VoteModel;
class VoteTable;

/// A sentence about the present state, and the grid of all votes below it. A row is marked chosen
/// only where that very row holds a phase-2 quorum.
class VotesView : public QWidget {
  Q_OBJECT

 public:
  VotesView(Selection* selection, Reason* reason, const LineTrace* line, BallotChoice* ballots,
            QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  /// The line belongs to another history now.
  void line_exchanged();
  void show_frame(const Frame& frame);

  VoteTable& table() { return *table_; }
  const VoteModel& model() const { return *model_; }
  /// The sentence on top.
  QString told() const { return sentence_->text(); }

 signals:
  void moment_requested(synod::MomentId moment);
  /// A place on History::line(): the depth of a moment and how far the next event has come.
  void scrubbed(double position);
  /// Whether the protocol has votes at ballots; said once for each history.
  void available(bool votes);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void refresh();
  void show_choice();
  void show_slots();
  void show_sentences();

  const LineTrace* line_;
  BallotChoice* ballots_;
  Theme theme_ = Theme::light();
  VoteModel* model_;
  VoteTable* table_;
  QLabel* sentence_;
  QLabel* second_;  ///< What the two chosen ballots share, or that quorums need not meet.
  QLabel* slot_name_;
  QComboBox* slot_;
  QPushButton* apart_;
  EventNumber at_ = 0;
  std::size_t version_ = 0;  ///< Of the line, as it was shown last.
  bool exchanged_ = true;
  bool told_ = false;  ///< Whether this cluster has such votes was said.
  bool stale_ = true;
};

}  // namespace synod::views
