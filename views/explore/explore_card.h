// Card of an exploration: its figures while it runs, its answer once it has ended.
#pragma once

#include <QGridLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>
#include <QWidget>
#include <vector>

#include "views/explore/explore_request.h"
#include "views/kit/theme.h"

namespace synod::views {

/// Empty at first. An answer stays until another search begins.
class ExploreCard : public QWidget {
  Q_OBJECT

 public:
  explicit ExploreCard(QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  /// A search of a cluster of that shape begins: what was told of the last one goes.
  void begin(const ExploreRequest& request, const Shape& shape);
  /// `used` is the share of the nearest limit, from 0 to 1.
  void show_figures(const ExploreFigures& figures, double used,
                    const explore::SearchLimits& limits);
  void show_stage_begun(const explore::Bounds& bounds);
  void show_stage_held(const ExploreStage& stage);
  /// `from` names the moment that was explored.
  void show_answer(const ExploreRequest& request, const ExploreAnswer& answer, const QString& from);
  /// A word below the answer: what became of a button.
  void tell(const QString& text);
  QString headline() const { return headline_->text(); }

 signals:
  /// More or less stands in it.
  void resized();
  void branch_requested();
  void why_requested();
  void copy_requested();
  void smaller_requested();

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void place_buttons();
  void build_figures();
  void build_answer();
  void show_stages();
  /// Figures that say something to few are folded away.
  void show_details();
  QPushButton* button(const QString& text, const QString& tip, void (ExploreCard::*pressed)());

  Theme theme_ = Theme::light();
  bool bad_ = false;
  ExploreRequest request_;
  Shape shape_;
  QStringList held_;  ///< A line for each stage in which nothing was found.
  QString begun_;     ///< The stage that runs; empty where none does.
  QWidget* figures_;
  QProgressBar* used_;
  std::vector<QLabel*> names_;
  std::vector<QLabel*> values_;
  QLabel* stages_;
  QWidget* answer_;
  QLabel* icon_;
  QLabel* headline_;
  QLabel* from_;                 ///< The moment that was explored.
  QLabel* details_;              ///< How much was looked at, and how sure it is.
  bool details_matter_ = false;  ///< They say what to do next.
  QToolButton* more_;
  QLabel* said_;
  QGridLayout* buttons_;
  QPushButton* branch_;
  QPushButton* why_;
  QPushButton* copy_;
  QPushButton* smaller_;
};

}  // namespace synod::views
