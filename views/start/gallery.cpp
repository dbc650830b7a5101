#include "views/start/gallery.h"

#include <QKeyEvent>
#include <QScrollBar>
#include <algorithm>
#include <cmath>

#include "views/kit/plain_text.h"
#include "views/kit/style.h"

namespace synod::views {

namespace {

constexpr int least_width = 250;  ///< Of a card.
constexpr int gap = 18;
constexpr int side = 28;
constexpr int above_heading = 14;

}  // namespace

Gallery::Gallery(PictureQueue::Draw draw, QWidget* parent)
    : QScrollArea(parent), pictures_(std::move(draw)), ground_(new QWidget) {
  setWidget(ground_);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
  setFocusPolicy(Qt::NoFocus);
  setAccessibleName(tr("What to open"));
  nothing_ = plain_label(ground_);
  nothing_->setWordWrap(true);
  // The bar keeps its room, so that cards do not change their width with their number.
  connect(verticalScrollBar(), &QScrollBar::rangeChanged, this,
          [this](int, int most) { verticalScrollBar()->setEnabled(most > 0); });
  connect(&pictures_, &PictureQueue::drawn, this, [this](const QString& key) {
    for (Card* card : cards_)
      if (card->entry().key == key) card->update();
  });
}

void Gallery::set_theme(const Theme& theme) {
  theme_ = theme;
  pictures_.set_theme(theme);
  dress();
  arrange();
}

void Gallery::dress() {
  paint_ground(*ground_, theme_, theme_.panel);
  paint_ground(*this, theme_, theme_.panel);
  verticalScrollBar()->setStyleSheet(scroll_style(theme_) +
                                     "QScrollBar::handle:disabled { background: transparent; }");
  views::dress(*nothing_, theme_.font(10.5), theme_.muted);
  for (const Heading& heading : headings_)
    views::dress(*heading.label, caption_font(theme_), theme_.muted);
  for (Card* card : cards_) card->set_theme(theme_);
}

void Gallery::show_entries(const StartEntries& entries, const QString& nothing) {
  // A card may be what asked for this: it is still in its own click.
  for (Card* card : cards_) {
    card->hide();
    card->deleteLater();
  }
  for (const Heading& heading : headings_) delete heading.label;
  cards_.clear();
  headings_.clear();
  QString group;
  for (const StartEntry& entry : entries) {
    if (entry.group != group) {
      group = entry.group;
      headings_.push_back({plain_label(group.toUpper(), ground_), cards_.size()});
      headings_.back().label->show();
    }
    auto* card = new Card(entry, pictures_, ground_);
    card->installEventFilter(this);
    connect(card, &Card::clicked, this, [this, card] { emit chosen(card->entry()); });
    card->show();
    cards_.push_back(card);
  }
  nothing_->setText(nothing);
  nothing_->setVisible(entries.empty());
  dress();
  arrange();
  verticalScrollBar()->setValue(0);
}

/// The height of the tallest card in the row that begins with this one.
int Gallery::row_height(std::size_t first, int width) const {
  std::size_t end = std::min(first + static_cast<std::size_t>(across_), cards_.size());
  for (const Heading& heading : headings_)
    if (heading.before > first) end = std::min(end, heading.before);
  int height = 0;
  for (std::size_t i = first; i < end; ++i) height = std::max(height, cards_[i]->height_for(width));
  return height;
}

void Gallery::arrange() {
  const int margin = static_cast<int>(side * theme_.scale);
  const int space = static_cast<int>(gap * theme_.scale);
  const int room = viewport()->width() - margin - margin / 2;
  across_ = std::max(1, (room + space) / (static_cast<int>(least_width * theme_.scale) + space));
  const int width = (room - (across_ - 1) * space) / across_;
  int y = 4;
  int column = 0;
  int height = 0;  ///< Of the row: that of its tallest card.
  std::size_t heading = 0;
  for (std::size_t i = 0; i < cards_.size(); ++i) {
    if (heading < headings_.size() && headings_[heading].before == i) {
      if (column > 0) y += height + space;
      column = 0;
      if (i > 0) y += static_cast<int>(above_heading * theme_.scale);
      QLabel& label = *headings_[heading++].label;
      label.setGeometry(margin, y, room, label.sizeHint().height());
      y += label.height() + space / 2;
    }
    if (column == 0) height = row_height(i, width);
    cards_[i]->setGeometry(margin + column * (width + space), y, width, height);
    if (++column == across_) {
      column = 0;
      y += height + space;
    }
  }
  if (column > 0) y += height + space;
  nothing_->setGeometry(margin, 8, room, nothing_->heightForWidth(room));
  ground_->resize(viewport()->width(), std::max(y + 8, viewport()->height()));
}

void Gallery::resizeEvent(QResizeEvent* event) {
  QScrollArea::resizeEvent(event);
  arrange();
}

void Gallery::focus_first() {
  if (!cards_.empty()) cards_.front()->setFocus(Qt::OtherFocusReason);
}

bool Gallery::eventFilter(QObject* watched, QEvent* event) {
  const auto card = std::find(cards_.begin(), cards_.end(), watched);
  if (card != cards_.end() && event->type() == QEvent::FocusIn) ensureWidgetVisible(*card, 0, gap);
  if (card != cards_.end() && event->type() == QEvent::KeyPress &&
      move_from(static_cast<std::size_t>(card - cards_.begin()),
                static_cast<QKeyEvent*>(event)->key()))
    return true;
  return QScrollArea::eventFilter(watched, event);
}

/// To the nearest card in that direction.
bool Gallery::move_from(std::size_t from, int key) {
  const QPoint way = key == Qt::Key_Left    ? QPoint(-1, 0)
                     : key == Qt::Key_Right ? QPoint(1, 0)
                     : key == Qt::Key_Up    ? QPoint(0, -1)
                     : key == Qt::Key_Down  ? QPoint(0, 1)
                                            : QPoint();
  if (way.isNull()) return false;
  const QPoint here = cards_[from]->pos();
  Card* best = nullptr;
  int least = 0;
  for (Card* card : cards_) {
    const QPoint off = card->pos() - here;
    const int along = off.x() * way.x() + off.y() * way.y();
    const int aside = std::abs(off.x() * way.y()) + std::abs(off.y() * way.x());
    if (along <= 0 || (way.x() != 0 && aside > 0)) continue;
    // Between rows the next one counts first, then the column.
    const int distance = way.x() != 0 ? along : along * 10 + aside;
    if (best != nullptr && distance >= least) continue;
    best = card;
    least = distance;
  }
  if (best != nullptr) {
    best->setFocus(Qt::OtherFocusReason);
  } else if (key == Qt::Key_Left) {
    emit left_sideways();
  } else if (key == Qt::Key_Up) {
    emit left_upwards();
  }
  return true;
}

}  // namespace synod::views
