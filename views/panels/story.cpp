#include "views/panels/story.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "views/kit/row_list.h"
#include "views/kit/style.h"

namespace synod::views {

Story::Story(Selection* selection, QWidget* parent)
    : QWidget(parent),
      selection_(selection),
      model_(new StoryModel(this)),
      delegate_(new StoryDelegate(this)),
      list_(new RowList(this)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(list_);
  setFocusProxy(list_);
  list_->setAccessibleName(tr("Story"));
  list_->setModel(model_);
  list_->setItemDelegate(delegate_);
  list_->setSelectionMode(QAbstractItemView::ExtendedSelection);
  list_->setFrameShape(QFrame::NoFrame);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list_->setMouseTracking(true);
  list_->viewport()->installEventFilter(this);
  list_->installEventFilter(this);

  auto* copy = new QAction(tr("Copy"), list_);
  copy->setShortcut(QKeySequence::Copy);
  copy->setShortcutContext(Qt::WidgetShortcut);
  connect(copy, &QAction::triggered, this,
          [this] { QGuiApplication::clipboard()->setText(chosen_text()); });
  list_->addAction(copy);
  // The key is the window's: pointing at a row, by mouse or keys, makes it ask about that row.
  auto* why = new QAction(tr("Why?\tW"), list_);
  why->setToolTip(tr("The causes of this event"));
  connect(why, &QAction::triggered, this, [this] {
    if (const auto moment = model_->moment(list_->currentIndex().row()))
      emit why_requested(Target::at_event(*moment));
  });
  list_->addAction(why);
  list_->setContextMenuPolicy(Qt::ActionsContextMenu);

  connect(model_, &StoryModel::headings_found, this, &Story::follow);
  connect(list_, &QListView::clicked, this, &Story::go_to);
  connect(list_, &QListView::activated, this, &Story::go_to);
  connect(selection_, &Selection::changed, this, &Story::show_hovered);
  connect(list_, &QListView::entered, this, &Story::point_at);
  connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this,
          [this](const QModelIndex& row) {
            if (list_->hasFocus()) point_at(row);
          });
  set_theme(theme_);
}

void Story::set_theme(const Theme& theme) {
  theme_ = theme;
  model_->set_detail(theme.detail);
  delegate_->set_theme(theme);
  paint_ground(*this, theme, theme.panel);
  paint_ground(*list_->viewport(), theme, theme.panel);
  QPalette palette = list_->palette();
  palette.setColor(QPalette::Base, theme.panel);
  list_->viewport()->setPalette(palette);
  list_->verticalScrollBar()->setStyleSheet(scroll_style(theme));
  list_->doItemsLayout();
  list_->viewport()->update();
}

void Story::set_reason(const Reason* reason) {
  model_->set_reason(reason);
  connect(reason, &Reason::changed, list_->viewport(), qOverload<>(&QWidget::update));
}

void Story::set_history(const History* history) {
  model_->set_history(history);
  followed_ = -2;
}

void Story::show_frame(const Frame& frame) {
  if (model_->history() == nullptr) return;
  model_->refresh();
  model_->set_depth(static_cast<EventNumber>(std::floor(frame.position + 1e-9)));
  model_->hide_future(frame.answers_hidden);
  follow();
}

void Story::follow() {
  const int row = model_->present_row();
  const int rows = model_->rowCount();
  if (row == followed_ && rows == followed_rows_) return;
  followed_ = row;
  followed_rows_ = rows;
  show_present();
}

void Story::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  // Once the list has its new size too.
  QMetaObject::invokeMethod(this, &Story::show_present, Qt::QueuedConnection);
}

void Story::show_present() {
  const int row = model_->present_row();
  const int rows = model_->rowCount();
  if (rows == 0) return;
  // What comes next is seen too.
  list_->scrollTo(model_->index(std::clamp(model_->following_row(), 0, rows - 1)));
  if (model_->heading(row - 1) != nullptr) list_->scrollTo(model_->index(row - 1));
  list_->scrollTo(model_->index(std::max(row, 0)));
}

void Story::point_at(const QModelIndex& row) {
  const auto moment = model_->moment(row.row());
  selection_->hover(moment ? Target::at_event(*moment) : Target());
}

void Story::show_hovered() {
  const History* history = model_->history();
  std::vector<MomentId> all;
  if (history != nullptr) all = moments_of(selection_->hovered(), *history);
  if (all == delegate_->lit()) return;
  const MomentId lit = all.empty() ? MomentId{0} : all.front();
  delegate_->set_lit(std::move(all));
  list_->viewport()->update();
  if (history == nullptr || !isVisible() || list_->underMouse() || list_->hasFocus()) return;
  if (lit == 0) return show_present();
  const int row = model_->row_of(history->moment(lit).depth);
  if (model_->moment(row) == lit) list_->scrollTo(model_->index(row));
}

void Story::go_to(const QModelIndex& row) {
  // Rows that are being chosen for copying are not gone to.
  if (list_->selectionModel()->selectedRows().size() > 1) return;
  if (const auto moment = model_->moment(row.row())) emit moment_requested(*moment);
}

QString Story::chosen_text() const {
  QModelIndexList rows = list_->selectionModel()->selectedRows();
  std::sort(rows.begin(), rows.end());
  QStringList lines;
  for (const QModelIndex& row : rows) lines << row.data().toString();
  return lines.join(u'\n');
}

bool Story::eventFilter(QObject* watched, QEvent* event) {
  if (watched == list_->viewport() && event->type() == QEvent::Leave) selection_->hover({});
  if (watched == list_ && event->type() == QEvent::FocusOut) selection_->hover({});
  // A list by itself copies one row alone.
  if (watched == list_ && event->type() == QEvent::KeyPress &&
      static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) {
    QGuiApplication::clipboard()->setText(chosen_text());
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace synod::views
