#include "views/panels/branch_list.h"

#include <QHeaderView>
#include <QVBoxLayout>

#include "views/kit/plain_text.h"
#include "views/kit/style.h"

namespace synod::views {

namespace {
enum Column { name_column, outcome_column, length_column, own_column };
}

BranchList::BranchList(QWidget* parent)
    : QDialog(parent),
      told_(plain_label(this)),
      list_(new QTreeWidget(this)),
      rename_(new QPushButton(tr("&Rename"), this)),
      remove_(new QPushButton(tr("&Delete"), this)),
      undo_(new QPushButton(tr("&Undo the deletion"), this)) {
  setWindowTitle(tr("Branches"));
  told_->setText(tr("Every way that this run went. A click goes to its end."));
  told_->setWordWrap(true);
  list_->setHeaderLabels({tr("Branch"), tr("Outcome"), tr("Events"), tr("Of its own")});
  list_->setRootIsDecorated(false);
  list_->setUniformRowHeights(true);
  list_->setAccessibleName(windowTitle());
  list_->setToolTip(tr("A click goes to the end of a branch; Rename gives it a name"));
  // The key for this would mean something else than in the window.
  list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  list_->header()->setStretchLastSection(false);
  list_->header()->setSectionResizeMode(name_column, QHeaderView::Stretch);
  rename_->setToolTip(tr("Give the branch a name; an empty one takes it away"));
  remove_->setToolTip(tr("Remove this branch; it can be undone"));
  undo_->setToolTip(tr("Put the branch that was deleted last back"));
  undo_->hide();
  auto* buttons = new QHBoxLayout;
  for (QPushButton* button : {rename_, remove_, undo_}) {
    button->setAutoDefault(false);
    buttons->addWidget(button);
  }
  buttons->addStretch();
  auto* column = new QVBoxLayout(this);
  column->addWidget(told_);
  column->addWidget(list_, 1);
  column->addLayout(buttons);
  const auto go = [this](QTreeWidgetItem* item) {
    if (const BranchRow* row = row_of(item)) emit moment_requested(row->end);
  };
  connect(list_, &QTreeWidget::itemClicked, this, go);
  connect(list_, &QTreeWidget::itemActivated, this, go);
  connect(list_, &QTreeWidget::currentItemChanged, this, &BranchList::show_buttons);
  connect(list_, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item) {
    const BranchRow* row = filling_ ? nullptr : row_of(item);
    if (row != nullptr) emit rename_requested(row->first, item->text(name_column).trimmed());
  });
  connect(rename_, &QPushButton::clicked, this,
          [this] { list_->editItem(list_->currentItem(), name_column); });
  connect(remove_, &QPushButton::clicked, this, [this] {
    if (const BranchRow* row = row_of(list_->currentItem())) emit remove_requested(row->first);
  });
  connect(undo_, &QPushButton::clicked, this, &BranchList::undo_requested);
  set_theme(Theme::light());
}

const BranchRow* BranchList::row_of(const QTreeWidgetItem* item) const {
  if (item == nullptr) return nullptr;
  const auto index =
      static_cast<std::size_t>(list_->indexOfTopLevelItem(const_cast<QTreeWidgetItem*>(item)));
  return index < rows_.size() ? &rows_[index] : nullptr;
}

void BranchList::show_rows(const std::vector<BranchRow>& rows) {
  if (rows == rows_) return;
  filling_ = true;
  const int current = list_->indexOfTopLevelItem(list_->currentItem());
  rows_ = rows;
  list_->clear();
  for (const BranchRow& row : rows_) {
    auto* item = new QTreeWidgetItem(list_);
    item->setFlags(item->flags() | Qt::ItemIsEditable);
    item->setText(name_column, row.name);
    item->setText(outcome_column, row.outcome);
    item->setText(length_column, QString::number(row.length));
    item->setText(own_column, QString::number(row.own));
    item->setToolTip(name_column, plain_tip(row.name));
    for (const int number : {length_column, own_column})
      item->setTextAlignment(number, Qt::AlignRight | Qt::AlignVCenter);
    QFont font = list_->font();
    font.setBold(row.present);
    for (int i = 0; i < list_->columnCount(); ++i) item->setFont(i, font);
    if (row.present) item->setText(outcome_column, tr("%1 (shown)").arg(row.outcome));
  }
  for (const int each : {outcome_column, length_column, own_column})
    list_->resizeColumnToContents(each);
  list_->setCurrentItem(list_->topLevelItem(current));
  filling_ = false;
  show_buttons();
}

void BranchList::show_buttons() {
  const bool some = list_->currentItem() != nullptr;
  rename_->setEnabled(some);
  // The only way there is can't be taken out.
  remove_->setEnabled(some && rows_.size() > 1);
}

void BranchList::set_theme(const Theme& theme) {
  setStyleSheet(dialog_style(theme) + font_style(theme) + button_style(theme) + field_style(theme) +
                scroll_style(theme) + QStringLiteral("QTreeView::item { padding: 4px 2px; }"));
  paint_ground(*this, theme, theme.panel);
  dress(*told_, theme.font(9.5), theme.muted);
  list_->setPalette(ground_palette(theme, theme.panel));
  resize(static_cast<int>(620 * theme.scale), static_cast<int>(360 * theme.scale));
}

}  // namespace synod::views
