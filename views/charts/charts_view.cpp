#include "views/charts/charts_view.h"

#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "views/kit/plain_text.h"
#include "views/kit/style.h"

namespace synod::views {

namespace {

// Lengths at scale 1.
constexpr double card_width = 520;
constexpr double card_height = 190;
/// Between one drawing of a growing line and the next; more where drawing itself takes long.
constexpr qint64 least_pause_ms = 250;
constexpr qint64 pause_share = 8;
/// Events of a run whose charts are all drawn in one go.
constexpr EventNumber most_at_once = 20'000;
constexpr QSize window_size(760, 420);
constexpr int charts_count = static_cast<int>(all_charts.size());

}  // namespace

ChartsView::ChartsView(Selection* selection, Reason*, const LineTrace* line, QWidget* parent)
    : QWidget(parent),
      selection_(selection),
      line_(line),
      bar_(new QWidget),
      buttons_(new QHBoxLayout(bar_)),
      group_(new QButtonGroup(this)),
      pages_(new QStackedWidget),
      charts_(new QWidget),
      grid_(new QGridLayout(charts_)) {
  setAccessibleName(tr("Charts"));
  buttons_->setContentsMargins(8, 4, 8, 2);
  buttons_->addStretch(1);
  grid_->setContentsMargins(8, 0, 8, 2);
  grid_->setSpacing(8);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(bar_);
  column->addWidget(pages_, 1);
  pages_->addWidget(charts_);
  // What does not fit is not shown, so the tab may be as small as it likes.
  pages_->setMinimumSize(1, 1);
  for (ChartKind kind : all_charts) {
    add_button(chart_title(kind), chart_help(kind), static_cast<int>(kind));
    own_.push_back(make_card(kind, charts_));
    connect(own_.back(), &ChartCard::tear_off_requested, this, [this, kind] { tear_off(kind); });
  }
  connect(group_, &QButtonGroup::idClicked, this, &ChartsView::choose);
  soon_.setSingleShot(true);
  connect(&soon_, &QTimer::timeout, this, &ChartsView::draw_line);
  next_.setSingleShot(true);
  connect(&next_, &QTimer::timeout, this, &ChartsView::draw_waiting);
  offer_charts();
}

QAbstractButton* ChartsView::add_button(const QString& title, const QString& tip, int id) {
  auto* button = new QToolButton;
  button->setText(title);
  button->setToolTip(plain_tip(tip));
  button->setAccessibleName(title);
  button->setCheckable(true);
  button->setFocusPolicy(Qt::StrongFocus);
  group_->addButton(button, id);
  buttons_->insertWidget(buttons_->count() - 1, button);
  return button;
}

ChartCard* ChartsView::make_card(ChartKind kind, QWidget* parent) {
  auto* card = new ChartCard(kind, line_, selection_, parent != charts_, parent);
  connect(card->chart(), &TimeChart::moment_requested, this, &ChartsView::moment_requested);
  connect(card->chart(), &TimeChart::scrubbed, this, &ChartsView::scrubbed);
  return card;
}

void ChartsView::add_page(const QString& title, QWidget* page) {
  add_button(title, page->toolTip().isEmpty() ? title : page->toolTip(),
             static_cast<int>(group_->buttons().size()));
  pages_->addWidget(page);
}

QWidget* ChartsView::tear_off(ChartKind kind) {
  auto* window = new QWidget(this, Qt::Window);
  window->setAttribute(Qt::WA_DeleteOnClose);
  window->setWindowTitle(tr("%1 – Synod").arg(chart_title(kind)));
  auto* column = new QVBoxLayout(window);
  column->setContentsMargins(0, 0, 0, 0);
  auto* card = make_card(kind, window);
  column->addWidget(card);
  auto* escape = new QShortcut(Qt::Key_Escape, window);
  connect(escape, &QShortcut::activated, window, &QWidget::close);
  torn_.emplace_back(card);
  card->set_theme(theme_);
  card->draw_line();
  card->hide_future(answers_hidden_);
  card->set_moment(now_, position_);
  window->resize(window_size * theme_.scale);
  window->show();
  card->chart()->setFocus();
  return window;
}

std::vector<ChartCard*> ChartsView::cards() const {
  std::vector<ChartCard*> all = own_;
  for (const auto& card : torn_)
    if (card != nullptr) all.push_back(card);
  return all;
}

bool ChartsView::seen() const {
  const auto all = cards();
  return std::any_of(all.begin(), all.end(), [](ChartCard* card) { return card->isVisible(); });
}

void ChartsView::set_theme(const Theme& theme) {
  theme_ = theme;
  bar_->setStyleSheet(button_style(theme) + font_style(theme, 9) +
                      QStringLiteral("QToolButton { padding: %1px %2px; }"
                                     "QToolButton:checked { background: %3; color: %4; "
                                     "border-color: %3; font-weight: 600; }"
                                     "QToolButton:checked:focus { border-color: %5; }")
                          .arg(2 * theme.scale)
                          .arg(9 * theme.scale)
                          .arg(theme.accent.name(), theme.on_accent.name(), theme.text.name()));
  paint_ground(*this, theme, theme.panel);
  for (ChartCard* card : cards()) card->set_theme(theme);
  place_cards();
}

void ChartsView::line_exchanged() {
  drawn_ = 0;
  now_ = position_ = 0;
  since_.invalidate();
  waiting_.clear();
  offer_charts();
}

void ChartsView::show_frame(const Frame& frame) {
  now_ = frame.now;
  position_ = frame.position;
  answers_hidden_ = frame.answers_hidden;
  for (ChartCard* card : cards()) card->hide_future(answers_hidden_);
  if (!seen()) return;
  follow_line();
  for (ChartCard* card : cards())
    if (card->isVisible()) card->set_moment(now_, position_);
}

void ChartsView::follow_line() {
  if (!seen() || line_->history() == nullptr || line_->version() == drawn_) return;
  if (soon_.isActive()) return;
  if (since_.isValid() && since_.elapsed() < pause_ms_) {
    soon_.start(static_cast<int>(pause_ms_ - since_.elapsed()));
  } else {
    draw_line();
  }
}

void ChartsView::draw_line() {
  std::erase(torn_, nullptr);
  drawn_ = line_->version();
  drawing_ms_ = 0;
  waiting_.clear();
  for (ChartCard* card : cards())
    if (card->isVisible()) waiting_.emplace_back(card);
  draw_waiting();
}

/// A key has its turn between two charts of a long run.
void ChartsView::draw_waiting() {
  if (!seen()) {
    waiting_.clear();
    drawn_ = 0;  // All of them are drawn once they are seen again.
    return;
  }
  const bool one_by_one = line_->trace().length() > most_at_once;
  since_.start();
  while (!waiting_.empty()) {
    if (ChartCard* card = waiting_.front()) {
      card->draw_line();
      card->set_moment(now_, position_);
    }
    waiting_.erase(waiting_.begin());
    if (one_by_one) break;
  }
  drawing_ms_ += since_.elapsed();
  pause_ms_ = std::max(least_pause_ms, pause_share * drawing_ms_);
  since_.start();
  if (!waiting_.empty()) next_.start();
}

void ChartsView::choose(int id) {
  chosen_ = id;
  pages_->setCurrentIndex(std::max(0, id - charts_count + 1));
  place_cards();
}

void ChartsView::offer_charts() {
  offered_.clear();
  const Cluster* world = line_->history() == nullptr ? nullptr : &line_->history()->world();
  for (ChartCard* card : own_) {
    const bool has = world != nullptr && has_chart(card->kind(), *world);
    group_->button(static_cast<int>(card->kind()))->setVisible(has);
    if (has) offered_.push_back(card);
  }
  const bool stays = chosen_ >= charts_count ||
                     std::any_of(offered_.begin(), offered_.end(), [this](ChartCard* card) {
                       return static_cast<int>(card->kind()) == chosen_;
                     });
  if (!stays && !offered_.empty()) chosen_ = static_cast<int>(offered_.front()->kind());
  group_->button(chosen_)->setChecked(true);
  place_cards();
}

void ChartsView::place_cards() {
  const int count = static_cast<int>(offered_.size());
  const double room = pages_->height();
  const int most = std::max(1, count);
  const int across = std::clamp(static_cast<int>(width() / (card_width * theme_.scale)), 1, most);
  const int down = std::clamp(static_cast<int>(room / (card_height * theme_.scale)), 1, most);
  const int shown = std::min(count, across * down);
  const int columns = (shown + down - 1) / down;
  const auto chosen = std::find_if(offered_.begin(), offered_.end(), [this](ChartCard* card) {
    return static_cast<int>(card->kind()) == chosen_;
  });
  const int wanted = chosen == offered_.end() ? 0 : static_cast<int>(chosen - offered_.begin());
  const int first = std::clamp(wanted, 0, count - shown);
  for (ChartCard* card : own_) grid_->removeWidget(card);
  for (int place = 0; place < shown; ++place)
    grid_->addWidget(offered_[static_cast<std::size_t>(first + place)], place / columns,
                     place % columns);
  for (ChartCard* card : own_) card->setVisible(grid_->indexOf(card) >= 0);
  for (int i = 0; i < charts_count; ++i) {
    grid_->setColumnStretch(i, i < columns ? 1 : 0);
    grid_->setRowStretch(i, i * columns < shown ? 1 : 0);
  }
  // Cards that were out of sight may show a line of long ago.
  drawn_ = 0;
  since_.invalidate();
  follow_line();
}

void ChartsView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  // The page below gets its size only after this.
  QMetaObject::invokeMethod(this, &ChartsView::place_cards, Qt::QueuedConnection);
}

void ChartsView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  place_cards();
}

}  // namespace synod::views
