// Panel of an explanation: its sentences, from the first cause to the fact.
#pragma once

#include <QLabel>
#include <QListView>
#include <QPushButton>

#include "views/kit/frame.h"
#include "views/kit/reason.h"
#include "views/kit/selection.h"
#include "views/kit/theme.h"
#include "views/why/why_delegate.h"
#include "views/why/why_model.h"

namespace synod::views {

/// Shows what the reason holds: the question, the short answer, and a row for each step. Pointing
/// at a row points at its event everywhere; a click or Enter goes there.
class WhyPanel : public QWidget {
  Q_OBJECT

 public:
  WhyPanel(Selection* selection, Reason* reason, QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  /// `history` must outlive the panel or be replaced.
  void set_history(const History* history);
  void show_frame(const Frame& frame);
  /// Tells the reason anew, after a search that ended without a new one.
  void show_reason();
  void show_answer();
  /// The cause is being looked for: says so, and offers to stop.
  void show_search();

  QListView& list() { return *list_; }
  const WhyModel& model() const { return *model_; }
  QString question() const { return question_->text(); }
  QString answer() const { return answer_->text(); }
  /// "Done", or "Cancel" while the cause is looked for.
  QPushButton* done_button() const { return done_; }

 signals:
  void moment_requested(synod::MomentId moment);
  /// Enough of it: the explanation, or the search for it, shall end.
  void done();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void build();
  void point_at(const QModelIndex& row);
  void go_to(const QModelIndex& row);

  Selection* selection_;
  Reason* reason_;
  Theme theme_ = Theme::light();
  WhyModel* model_;
  WhyDelegate* delegate_;
  QLabel* caption_ = nullptr;
  QLabel* question_ = nullptr;
  QLabel* answer_ = nullptr;
  QLabel* extent_ = nullptr;
  QListView* list_ = nullptr;
  QPushButton* done_ = nullptr;
};

}  // namespace synod::views
