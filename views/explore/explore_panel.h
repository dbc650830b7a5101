// Dialog of an exploration: the question, the figures while it runs, and the answer.
#pragma once

#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <optional>

#include "views/explore/explore_card.h"
#include "views/explore/explore_form.h"

namespace synod::views {

/// Stands beside the window and takes nothing from it. It searches nothing itself: it says what
/// shall be searched, and shows what it is told.
class ExplorePanel : public QDialog {
  Q_OBJECT

 public:
  explicit ExplorePanel(QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  /// What a search may take where the person says nothing else, in bytes.
  void set_memory_limit(std::uint64_t bytes);
  /// The moment that the next search would start from, and its words: "From step 4.".
  void set_start(const Cluster& world, const QString& from);

  void show_figures(const ExploreFigures& figures);
  void show_stage_begun(const synod::explore::Bounds& bounds);
  void show_stage_held(const synod::views::ExploreStage& stage);
  /// `request` with the run that was explored.
  void show_answer(const ExploreRequest& request, const ExploreAnswer& answer);
  /// Says that the run of the answer is being made smaller.
  void show_shrinking();
  /// A word below the answer.
  void tell(const QString& text);
  /// Folds the form away, so that the answer alone is left; or shows it again.
  void fold(bool folded);

  bool running() const { return running_; }
  bool has_answer() const { return answer_.has_value(); }

 public slots:
  /// Calls off what runs; else closes.
  void reject() override;

 signals:
  void start_requested(const synod::views::ExploreRequest& request);
  void cancel_requested();
  void branch_requested();
  void why_requested();
  void copy_requested();
  void smaller_requested();

 protected:
  void closeEvent(QCloseEvent* event) override;

 private:
  void build();
  void start_or_cancel();
  void set_running(bool running);
  void show_start();
  void set_margins();
  void outline_fields();
  void fit();

  Theme theme_ = Theme::light();
  ExploreRequest asked_;
  Shape shape_;  ///< Of the cluster that the next search would start in.
  QString from_;
  QString asked_from_;
  std::optional<ExploreAnswer> answer_;
  bool running_ = false;
  bool folded_ = false;
  QLabel* title_;
  QLabel* subtitle_;
  QScrollArea* area_;
  ExploreForm* form_;
  ExploreCard* card_;
  QPushButton* start_;
  QPushButton* unfold_;
  QPushButton* close_;
};

}  // namespace synod::views
