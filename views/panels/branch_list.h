// List of all branches of a run: go there, rename, remove.
#pragma once

#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>

#include "views/kit/theme.h"
#include "views/panels/branch_rows.h"

namespace synod::views {

/// Stands beside the window while one looks at the branches. A click or Enter goes to a branch's
/// end; a name is edited in its place.
class BranchList : public QDialog {
  Q_OBJECT

 public:
  explicit BranchList(QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  void show_rows(const std::vector<BranchRow>& rows);
  /// Whether what was removed last can be had back.
  void offer_undo(bool possible) { undo_->setVisible(possible); }

  QTreeWidget& list() { return *list_; }
  QPushButton& rename_button() { return *rename_; }
  QPushButton& remove_button() { return *remove_; }
  QPushButton& undo_button() { return *undo_; }

 signals:
  void moment_requested(synod::MomentId moment);
  /// An empty name gives the branch the one that it had by itself.
  void rename_requested(synod::MomentId first, const QString& name);
  void remove_requested(synod::MomentId first);
  void undo_requested();

 private:
  const BranchRow* row_of(const QTreeWidgetItem* item) const;
  void show_buttons();

  QLabel* told_;
  QTreeWidget* list_;
  QPushButton* rename_;
  QPushButton* remove_;
  QPushButton* undo_;
  std::vector<BranchRow> rows_;
  bool filling_ = false;
};

}  // namespace synod::views
