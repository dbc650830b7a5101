#include "views/votes/vote_table.h"

#include <QKeyEvent>
#include <QScrollBar>
#include <algorithm>

#include "views/kit/style.h"

namespace synod::views {

namespace {

bool is_own_key(int key) {
  switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_Space:
    case Qt::Key_Return:
    case Qt::Key_Enter: return true;
    default: return false;
  }
}

}  // namespace

VoteTable::VoteTable(VoteModel* model, Selection* selection, const Reason* reason, QWidget* parent)
    : QTableView(parent),
      model_(model),
      selection_(selection),
      painter_(new VotePainter(model, reason, this)) {
  setObjectName("votes_table");
  setAccessibleName(tr("Votes: ballots by acceptors"));
  setAccessibleDescription(
      tr("Arrows move, Enter goes to the event, Space shows the quorum of the ballot"));
  setHorizontalHeader(new VoteHead(model, painter_, this));
  verticalHeader()->hide();
  setModel(model);
  setItemDelegate(painter_);
  setShowGrid(false);
  setFrameShape(QFrame::NoFrame);
  setSelectionMode(QAbstractItemView::NoSelection);
  setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  setTabKeyNavigation(false);
  setMouseTracking(true);
  horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  horizontalHeader()->setMinimumSectionSize(20);
  connect(this, &QTableView::clicked, this, &VoteTable::activate);
  connect(model_, &QAbstractItemModel::modelReset, this, &VoteTable::fit);
  connect(selection_, &Selection::changed, this, &VoteTable::show_selection);
  connect(reason, &Reason::changed, viewport(), qOverload<>(&QWidget::update));
}

void VoteTable::set_theme(const Theme& theme) {
  painter_->set_theme(theme);
  setStyleSheet("QTableView { background: " + theme.panel.name() + "; border: 0; }" +
                scroll_style(theme));
  paint_ground(*viewport(), theme, theme.panel);
  verticalHeader()->setMinimumSectionSize(painter_->row_height());
  verticalHeader()->setDefaultSectionSize(painter_->row_height());
  horizontalHeader()->setFixedHeight(horizontalHeader()->sizeHint().height());
  fit();
  viewport()->update();
}

void VoteTable::fit() {
  const int columns = model_->columnCount();
  if (columns < 3) return;
  const double unit = painter_->theme().scale;
  const int acceptors = columns - 2;
  const int ballot = static_cast<int>(150 * unit);
  const int quorum = static_cast<int>(200 * unit);
  const int least = static_cast<int>(112 * unit);
  const int room = viewport()->width() - ballot - quorum;
  const int wide = std::clamp(room / acceptors, least, static_cast<int>(190 * unit));
  setColumnWidth(0, ballot);
  for (int i = 1; i <= acceptors; ++i) setColumnWidth(i, wide);
  setColumnWidth(columns - 1, std::max(quorum, viewport()->width() - ballot - wide * acceptors));
}

void VoteTable::follow() {
  const auto cells = model_->cells_of_event(model_->at());
  if (!cells.empty()) scrollTo(cells.front());
}

void VoteTable::resizeEvent(QResizeEvent* event) {
  QTableView::resizeEvent(event);
  fit();
}

void VoteTable::activate(const QModelIndex& index) {
  if (!index.isValid()) return;
  const EventNumber event = model_->event_of(index);
  event != 0 ? emit moment_requested(model_->moment_of(event)) : toggle(index);
}

void VoteTable::toggle(const QModelIndex& index) {
  if (index.isValid()) emit toggled(model_->row(index.row()).ballot);
}

void VoteTable::point_at(const QModelIndex& index) {
  const EventNumber event = index.isValid() ? model_->event_of(index) : 0;
  selection_->hover(event != 0 ? Target::at_event(model_->moment_of(event)) : Target());
}

/// What is pointed at in any view is lit here too.
void VoteTable::show_selection() {
  const Target& target = selection_->shown();
  auto lit = target.kind == Target::Kind::event ? model_->cells_of(target.moment)
                                                : std::vector<QModelIndex>();
  if (lit == painter_->lit()) return;
  painter_->set_lit(std::move(lit));
  viewport()->update();
}

void VoteTable::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
  QTableView::currentChanged(current, previous);
  if (hasFocus()) point_at(current);
}

void VoteTable::mouseMoveEvent(QMouseEvent* event) {
  QTableView::mouseMoveEvent(event);
  const QModelIndex under = indexAt(event->pos());
  point_at(under);
  viewport()->setCursor(under.isValid() ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void VoteTable::leaveEvent(QEvent* event) {
  QTableView::leaveEvent(event);
  selection_->hover({});
}

/// Its own keys come before the window's, which move through time.
bool VoteTable::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->modifiers() == Qt::NoModifier && is_own_key(key->key())) {
      event->accept();
      return true;
    }
  }
  return QTableView::event(event);
}

void VoteTable::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Space: return toggle(currentIndex());
    case Qt::Key_Return:
    case Qt::Key_Enter: return activate(currentIndex());
    case Qt::Key_Escape: emit given_up(); return;
    default: QTableView::keyPressEvent(event);
  }
}

}  // namespace synod::views
