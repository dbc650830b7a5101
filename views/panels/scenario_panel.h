// Panel beside the canvas that says what a scenario is about.
#pragma once

#include <QAction>
#include <QLabel>
#include <QScrollArea>
#include <QToolButton>
#include <QWidget>

#include "views/kit/theme.h"

namespace synod::views {

/// What somebody wrote about a run.
struct ScenarioAbout {
  QString title;
  QString text;  ///< What to watch for. An empty line stands between its paragraphs.
  QString source;
};

/// Title, what to watch for and where it is from. Folded, only the button that unfolds it is left.
class ScenarioPanel : public QWidget {
  Q_OBJECT

 public:
  /// `unfolded` is a checkable action that folds and unfolds the panel.
  explicit ScenarioPanel(QAction* unfolded, QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  void set_about(const ScenarioAbout& about);
  bool folded() const { return !unfolded_->isChecked(); }
  /// What is read in it.
  QString words() const;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void fold(bool folded);

  Theme theme_ = Theme::light();
  QAction* unfolded_;
  QLabel* caption_;
  QToolButton* button_;
  QScrollArea* scroll_;
  QLabel* title_;
  QLabel* text_;
  QLabel* source_;
};

}  // namespace synod::views
