// Form of an exploration: what to look for, and within which bounds.
#pragma once

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QSpinBox>
#include <QToolButton>
#include <QWidget>
#include <vector>

#include "views/explore/explore_request.h"
#include "views/kit/theme.h"

namespace synod::views {

/// First the questions that people have, then what may happen meanwhile; what only few change is
/// folded away. Says at once, in words, what would be explored, and what is wrong with it.
class ExploreForm : public QWidget {
  Q_OBJECT

 public:
  explicit ExploreForm(QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  /// The moment that would be explored.
  void set_world(const Cluster& world);

  /// What a search may take where the person says nothing else, in bytes.
  void set_memory_limit(std::uint64_t bytes);

  /// What the fields ask for; its run is empty. Where the goal can't be read there is none.
  ExploreRequest request() const;
  /// Why that can't be explored; empty where it can.
  const QString& problem() const { return problem_; }

 signals:
  /// `problem` may have changed.
  void checked();

 private:
  void build_aims(QGridLayout& grid);
  void build_bounds(QGridLayout& grid);
  void build_more();
  void build_limits(QGridLayout& grid);
  QRadioButton* question(const QString& text, const QString& tip);
  bool asks_for_state() const { return goal_->isChecked() || value_asked_->isChecked(); }
  void offer_questions();
  void offer_values();
  /// The condition that shall be reached; nothing where it can't be read, or none is asked for.
  std::optional<Condition> goal() const;
  void place(QGridLayout& grid, QWidget* field, int row, int column);
  QSpinBox* count(int most, int value, const QString& name, const QString& tip);
  ExploreAim aim() const;
  void show_example();
  void take_example();
  std::vector<Text> values() const;
  /// What can't be read in the fields of text; empty where all can.
  QString reading_problem() const;
  /// Why `asked` can't be explored in this world.
  std::optional<Sentence> world_problem(const ExploreRequest& asked) const;
  void check();

  Theme theme_ = Theme::light();
  std::optional<Cluster> world_;
  QString problem_;
  QString example_goal_;
  QRadioButton* violation_;
  QRadioButton* value_asked_;
  QComboBox* value_;
  QRadioButton* goal_;
  QRadioButton* livelock_;
  QLineEdit* condition_;
  QLabel* example_;
  QToolButton* more_;
  QWidget* rest_;  ///< What is folded away.
  QSpinBox* ballots_;
  QSpinBox* drops_;
  QSpinBox* duplicates_;
  QSpinBox* timers_;
  QSpinBox* crashes_;
  QSpinBox* restarts_;
  QSpinBox* wipes_;
  QLineEdit* values_;
  QCheckBox* lossy_;
  QCheckBox* synchronous_;
  QCheckBox* symmetry_;
  QSpinBox* states_;
  QSpinBox* memory_;
  QSpinBox* threads_;
  QLabel* scope_;
  QLabel* problem_label_;
  std::vector<QLabel*> captions_;  ///< Headings of the form's parts.
};

}  // namespace synod::views
