#include "views/lesson/lesson_panel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QResizeEvent>
#include <QScrollBar>
#include <QTimer>

#include "views/kit/plain_text.h"
#include "views/kit/style.h"
#include "views/lesson/script_card.h"

namespace synod::views {

namespace {

constexpr int panel_side = 20;
/// Of Back and Next; they are narrower where Replay needs the room.
constexpr QSize button_size(104, 34);
constexpr int button_gap = 6;
constexpr int least_width = 280;
constexpr int foot_above = 8;
constexpr int foot_gap = 8;
constexpr int foot_below = 14;
/// Cards stand out a little to both sides of the text.
constexpr int outset = 8;
/// Room left around what is scrolled to.
constexpr int gap = 10;
constexpr int settling_ms = 120;

/// The one button that stands out: the colours of the text, turned round.
QString next_style(const Theme& theme) {
  return QStringLiteral(
             "QPushButton { background: %1; color: %2; border: 2px solid %1; border-radius: 8px; "
             "font-weight: 600; padding: 6px 14px; }"
             "QPushButton:hover { background: %3; border-color: %3; color: %4; }"
             "QPushButton:focus { border-color: %3; }")
      .arg(theme.text.name(), theme.panel.name(), theme.accent.name(), theme.on_accent.name());
}

QString back_style(const Theme& theme) {
  return QStringLiteral(
             "QPushButton { background: transparent; color: %1; border: 1px solid %2; "
             "border-radius: 8px; padding: 7px 14px; }"
             "QPushButton:hover { background: %3; }"
             "QPushButton:focus { border: 1px solid %4; }"
             "QPushButton:disabled { color: %5; border-color: %6; }")
      .arg(theme.text.name(), theme.link.name(), theme.soft.name(), theme.accent.name(),
           theme.link.name(), theme.divider.name());
}

/// As wide as its like, or as its text needs.
void give_room(QPushButton& button) {
  button.setMaximumWidth(std::max(button_size.width(), button.minimumSizeHint().width()));
}

}  // namespace

LessonPanel::LessonPanel(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Lesson"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(build_head());
  error_ = plain_label();
  error_->setWordWrap(true);
  error_->setContentsMargins(panel_side, 8, panel_side, 8);
  error_->setAutoFillBackground(true);
  error_->setAccessibleName(tr("What is wrong with the lesson's file"));
  error_->hide();
  layout->addWidget(error_);

  scroll_ = new QScrollArea;
  scroll_->setFrameShape(QFrame::NoFrame);
  scroll_->setWidgetResizable(true);
  scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll_->setFocusPolicy(Qt::NoFocus);
  auto* body = new QWidget;
  body->setObjectName("lesson_body");
  column_ = new QVBoxLayout(body);
  column_->setContentsMargins(panel_side - outset, 4, panel_side - outset, 16);
  column_->setSpacing(12);
  heading_ = plain_label();
  heading_->setWordWrap(true);
  heading_->setTextFormat(Qt::PlainText);
  closing_ = plain_label();
  closing_->setWordWrap(true);
  closing_->setTextFormat(Qt::PlainText);
  for (QLabel* label : {heading_, closing_}) label->setContentsMargins(outset, 0, outset, 0);
  column_->addWidget(heading_);
  column_->addWidget(closing_);
  column_->addStretch();
  scroll_->setWidget(body);
  connect(scroll_->verticalScrollBar(), &QScrollBar::rangeChanged, this, &LessonPanel::show_news);
  connect(scroll_->verticalScrollBar(), &QScrollBar::rangeChanged, this, &LessonPanel::find_place);
  layout->addWidget(scroll_, 1);
  layout->addWidget(build_foot());
  set_theme(theme_);
}

QWidget* LessonPanel::build_head() {
  auto* head = new QWidget;
  auto* layout = new QVBoxLayout(head);
  layout->setContentsMargins(panel_side, 12, panel_side, 10);
  layout->setSpacing(6);
  auto* row = new QHBoxLayout;
  caption_ = plain_label();
  left_ = plain_label();
  menu_ = new QToolButton;
  menu_->setText(QStringLiteral("⋯"));
  menu_->setToolTip(tr("Forms, steps, glossary, teaching (F4)"));
  menu_->setAccessibleName(tr("Lesson menu"));
  menu_->setPopupMode(QToolButton::InstantPopup);
  menu_->setFocusPolicy(Qt::TabFocus);
  row->addWidget(caption_);
  row->addStretch();
  row->addWidget(left_);
  row->addWidget(menu_);
  layout->addLayout(row);
  bar_ = new QProgressBar;
  bar_->setTextVisible(false);
  bar_->setFixedHeight(4);
  bar_->setAccessibleName(tr("Progress in this lesson"));
  layout->addWidget(bar_);
  return head;
}

QWidget* LessonPanel::build_foot() {
  foot_ = new QWidget;
  auto* layout = new QVBoxLayout(foot_);
  layout->setContentsMargins(panel_side, foot_above, panel_side, foot_below);
  layout->setSpacing(foot_gap);
  astray_ = new QWidget;
  auto* row = new QHBoxLayout(astray_);
  row->setContentsMargins(0, 0, 0, 0);
  home_ = new QPushButton(tr("Back to the lesson  ⌫"));
  home_->setToolTip(tr("What you did stays as a branch; this leads back (Backspace)"));
  home_->setAccessibleName(tr("Back to the lesson"));
  home_->setAutoDefault(false);
  keep_space(*home_);
  row->addWidget(home_);
  layout->addWidget(astray_);
  help_ = plain_label();
  help_->setWordWrap(true);
  help_->setTextFormat(Qt::PlainText);
  help_->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  layout->addWidget(help_);
  auto* row_of_buttons = new QWidget;
  row_of_buttons->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  auto* buttons = new QHBoxLayout(row_of_buttons);
  buttons->setContentsMargins(0, 0, 0, 0);
  back_ = new QPushButton(tr("Back"));
  next_ = new QPushButton(tr("Next"));
  for (QPushButton* button : {back_, next_}) {
    button->setFixedHeight(button_size.height());
    button->setMaximumWidth(button_size.width());
    button->setAutoDefault(false);
    keep_space(*button);
  }
  back_->setToolTip(tr("The step before, with the world as it was (PgUp)"));
  back_->setAccessibleName(tr("Back"));
  buttons->setSpacing(button_gap);
  buttons->addWidget(back_, 1);
  buttons->addStretch();
  replay_ = new QPushButton(tr("↻ Replay"));
  replay_->setFlat(true);
  replay_->setAutoDefault(false);
  keep_space(*replay_);
  replay_->setToolTip(tr("Replay what was played last, from where it began"));
  replay_->setAccessibleName(tr("Replay"));
  // Back and Next stand where they stood, with it and without.
  QSizePolicy kept = replay_->sizePolicy();
  kept.setRetainSizeWhenHidden(true);
  replay_->setSizePolicy(kept);
  replay_->hide();
  connect(replay_, &QPushButton::clicked, this, &LessonPanel::replay_wanted);
  buttons->addWidget(replay_);
  buttons->addStretch();
  buttons->addWidget(next_, 1);
  layout->addWidget(row_of_buttons);
  connect(back_, &QPushButton::clicked, this, &LessonPanel::back_wanted);
  connect(next_, &QPushButton::clicked, this, &LessonPanel::next_wanted);
  connect(home_, &QPushButton::clicked, this, &LessonPanel::home_wanted);
  return foot_;
}

QString LessonPanel::words() const {
  QStringList words{page_.heading};
  for (const LessonPiece& piece : page_.pieces)
    if (const auto* prose = std::get_if<LessonProse>(&piece)) words << prose->markdown;
  return words.join(u' ');
}

void LessonPanel::set_menu(QMenu* menu) {
  menu_->setMenu(menu);
}

void LessonPanel::set_terms(const LessonTerms& terms) {
  terms_ = terms;
}

void LessonPanel::set_theme(const Theme& theme) {
  keep_place();
  theme_ = theme;
  paint_ground(*this, theme, theme.panel);
  scroll_->setStyleSheet(
      QStringLiteral("QScrollArea, #lesson_body { background: %1; }").arg(theme.panel.name()) +
      scroll_style(theme));
  dress(*caption_, caption_font(theme), theme.muted);
  dress(*left_, theme.font(9), theme.muted);
  dress(*error_, theme.font(9.5, QFont::DemiBold), theme.bad);
  error_->setStyleSheet(QStringLiteral("background: %1; color: %2; border-left: 4px solid %2;")
                            .arg(theme.soft.name(), theme.bad.name()));
  dress(*heading_, theme.font(13.5, QFont::Bold), theme.text);
  dress(*closing_, theme.font(9.5), theme.muted);
  dress(*help_, theme.font(9), theme.muted);
  // The foot's height never changes, so that the buttons stand where they stood.
  const int two_lines = std::max(QFontMetrics(help_->font()).lineSpacing() * 2, 30) + 2;
  help_->setFixedHeight(two_lines);
  astray_->setFixedHeight(two_lines);
  foot_->setFixedHeight(foot_above + two_lines + foot_gap + button_size.height() + foot_below);
  menu_->setStyleSheet(
      QStringLiteral("QToolButton { border: 1px solid transparent; border-radius: 5px; color: %1; "
                     "padding: 0 5px 2px; font-size: %4pt; font-weight: 700; }"
                     "QToolButton:hover { background: %2; } QToolButton:focus { border-color: %3; }"
                     "QToolButton::menu-indicator { image: none; }")
          .arg(theme.muted.name(), theme.soft.name(), theme.accent.name())
          .arg(11 * theme.scale));
  bar_->setStyleSheet(
      QStringLiteral("QProgressBar { background: %1; border: 0; border-radius: 2px; }"
                     "QProgressBar::chunk { background: %2; border-radius: 2px; }")
          .arg(theme.dark ? theme.divider.lighter(125).name() : theme.divider.name(),
               theme.accent.name()));
  next_->setStyleSheet(font_style(theme, 10) + next_style(theme));
  back_->setStyleSheet(font_style(theme, 10) + back_style(theme));
  replay_->setStyleSheet(font_style(theme, 9.5) + back_style(theme) +
                         QStringLiteral("QPushButton { padding: 7px 9px; }"));
  home_->setStyleSheet(font_style(theme, 9.5) + button_style(theme));
  int buttons = 2 * (panel_side + button_gap);
  for (QPushButton* button : {back_, replay_, next_}) {
    button->ensurePolished();
    if (button != replay_) give_room(*button);
    buttons += button->minimumSizeHint().width();
  }
  setMinimumWidth(std::max(least_width, buttons));
  rebuild(0);
  QTimer::singleShot(settling_ms, this, [this, size = ++sizes_] {
    if (size != sizes_) return;
    find_place();
    kept_ = -1;
  });
  update();
}

void LessonPanel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), theme_.panel);
  painter.setPen(theme_.divider);
  painter.drawLine(0, foot_->y(), width(), foot_->y());
}

// Pages

void LessonPanel::set_page(const LessonPage& page) {
  if (page == page_) return;
  const bool other_step = page.step != page_.step || page.heading != page_.heading ||
                          page.pictures != page_.pictures || page.lesson != page_.lesson;
  std::size_t same = 0;
  if (!other_step)
    while (same < page.pieces.size() && same < page_.pieces.size() && keeps(same, page)) ++same;
  page_ = page;
  rebuild(same);
  if (other_step) {
    sought_ = kept_ = -1;
    scroll_->verticalScrollBar()->setValue(0);
  } else if (same < page.pieces.size()) {
    seek(same);
  }
}

/// Whether the widget of that piece can stay. A goal counts on in its card while a run plays: a
/// button of it that is being pressed must not go away.
bool LessonPanel::keeps(std::size_t piece, const LessonPage& page) {
  if (page.pieces[piece] == page_.pieces[piece]) return true;
  const auto* goal = std::get_if<LessonGoal>(&page.pieces[piece]);
  auto* card = qobject_cast<GoalCard*>(widgets_.value(static_cast<qsizetype>(piece)));
  if (goal == nullptr || card == nullptr || !card->differs_in_counts_only(*goal)) return false;
  card->set_counts(*goal);
  return true;
}

void LessonPanel::rebuild(std::size_t from) {
  show_head();
  show_foot();
  while (widgets_.size() > static_cast<qsizetype>(from)) {
    QWidget* gone = widgets_.takeLast();
    column_->removeWidget(gone);
    gone->hide();
    gone->deleteLater();
  }
  for (std::size_t i = from; i < page_.pieces.size(); ++i) {
    QWidget* widget = widget_of(page_.pieces[i]);
    widgets_.append(widget);
    column_->insertWidget(static_cast<int>(i) + 1, widget);
  }
  closing_->setText(page_.closing);
  closing_->setVisible(!page_.closing.isEmpty());
}

void LessonPanel::show_head() {
  caption_->setText(tr("STEP %1 OF %2").arg(page_.step).arg(page_.steps));
  left_->setText(page_.minutes_left > 0 ? tr("%n min left", nullptr, page_.minutes_left)
                                        : QString());
  bar_->setRange(0, std::max(page_.steps, 1));
  bar_->setValue(page_.step);
  heading_->setText(page_.heading);
  error_->setText(page_.error);
  error_->setVisible(!page_.error.isEmpty());
}

void LessonPanel::show_foot() {
  astray_->setVisible(page_.astray);
  help_->setText(page_.next_help);
  help_->setVisible(!page_.astray);
  back_->setEnabled(page_.can_back);
  replay_->setVisible(page_.can_replay);
  next_->setText(page_.next.isEmpty() ? tr("Next") : page_.next);
  give_room(*next_);
  next_->setAccessibleName(next_->text());
  next_->setToolTip(
      plain_tip(tr("%1 (PgDown)").arg(page_.next_help.isEmpty() ? tr("On") : page_.next_help)));
}

/// Letters of another size are about to move all that is read.
void LessonPanel::keep_place() {
  const int top = scroll_->verticalScrollBar()->value();
  if (kept_ >= 0 || top == 0) return;
  for (int i = 0; i < widgets_.size(); ++i) {
    const QRect piece = widgets_[i]->geometry();
    if (piece.bottom() < top) continue;
    kept_ = i;
    sought_ = -1;
    kept_share_ = static_cast<double>(top - piece.top()) / std::max(piece.height(), 1);
    return;
  }
}

void LessonPanel::find_place() {
  if (kept_ < 0 || kept_ >= widgets_.size()) return;
  const QRect piece = widgets_[kept_]->geometry();
  scroll_->verticalScrollBar()->setValue(piece.top() +
                                         static_cast<int>(kept_share_ * piece.height()));
}

/// Scrolls as little as shows all that is new, or else its beginning.
void LessonPanel::show_news() {
  if (sought_ < 0 || sought_ >= widgets_.size()) return;
  const int top = widgets_[sought_]->geometry().top() - gap;
  const int bottom = widgets_.last()->geometry().bottom() + gap;
  QScrollBar* bar = scroll_->verticalScrollBar();
  const int height = scroll_->viewport()->height();
  bar->setValue(std::min(top, std::max(bar->value(), bottom - height)));
}

bool LessonPanel::read_on() {
  QScrollBar* bar = scroll_->verticalScrollBar();
  if (bar->value() >= bar->maximum() - gap) return false;
  sought_ = -1;
  bar->setValue(bar->value() + scroll_->viewport()->height() * 4 / 5);
  return true;
}

bool LessonPanel::scroll_to_open() {
  QWidget* open = nullptr;
  for (QWidget* widget : widgets_) {
    const auto* ask = qobject_cast<AskCard*>(widget);
    const bool waits = ask != nullptr && ask->ask().state == LessonAsk::State::open;
    if (waits || qobject_cast<GoalCard*>(widget) != nullptr) open = widget;
  }
  if (open == nullptr) return false;
  QScrollBar* bar = scroll_->verticalScrollBar();
  const QRect card = open->geometry();
  const int height = scroll_->viewport()->height();
  const bool tall = card.height() + 2 * gap > height;
  const int wanted =
      std::clamp(tall ? card.top() - gap : card.bottom() + gap - height, 0, bar->maximum());
  if (bar->value() >= wanted) return false;
  sought_ = -1;
  bar->setValue(wanted);
  return true;
}

/// Texts find their heights one after the other: what is new is followed until all have.
void LessonPanel::seek(std::size_t piece) {
  sought_ = static_cast<int>(piece);
  QTimer::singleShot(settling_ms, this, [this] {
    show_news();
    sought_ = -1;
  });
}

QWidget* LessonPanel::widget_of(const LessonPiece& piece) {
  return std::visit([this](const auto& what) { return make(what); }, piece);
}

QWidget* LessonPanel::make(const LessonProse& prose) {
  auto* text = new LessonText;
  text->set_inset(outset);
  text->set_pictures(page_.pictures);
  text->set_terms(&terms_);
  text->set_font(theme_.font(10.2), theme_.text, theme_);
  text->set_markdown(prose.markdown);
  connect(text, &LessonText::term_clicked, this, &LessonPanel::term_clicked);
  connect(text, &LessonText::step_clicked, this, &LessonPanel::step_wanted);
  return text;
}

QWidget* LessonPanel::make(const LessonScript& script) {
  return new ScriptCard(script, theme_);
}

QWidget* LessonPanel::make(const LessonAsk& ask) {
  auto* card = new AskCard(ask, look());
  const std::size_t block = ask.block;
  connect(card, &AskCard::submitted, this,
          [this, card, block] { emit answer_given(block, card->answer()); });
  connect(card, &AskCard::retry_wanted, this, [this, block] { emit retry_wanted(block); });
  connect(card, &AskCard::why_wanted, this, [this, block] { emit why_wanted(block); });
  connect(card, &AskCard::popular_wanted, this, [this, block] { emit popular_wanted(block); });
  connect(card, &AskCard::second_vote_wanted, this,
          [this, block] { emit second_vote_wanted(block); });
  connect(card, &AskCard::hand_raised, this,
          [this, block](const QString& answer) { emit hand_raised(block, answer); });
  connect(card, &AskCard::reveal_wanted, this, [this, block] { emit reveal_wanted(block); });
  connect(card, &AskCard::moment_wanted, this,
          [this, block](MomentId moment) { emit moment_wanted(block, moment); });
  connect(card, &AskCard::hands_changed, this,
          [this, block](int choice, int count) { emit hands_changed(block, choice, count); });
  connect(card, &LessonCard::term_clicked, this, &LessonPanel::term_clicked);
  return card;
}

QWidget* LessonPanel::make(const LessonGoal& goal) {
  auto* card = new GoalCard(goal, look());
  connect(card, &GoalCard::hint_wanted, this, &LessonPanel::hint_wanted);
  connect(card, &GoalCard::solution_wanted, this, &LessonPanel::solution_wanted);
  connect(card, &GoalCard::again_wanted, this, &LessonPanel::home_wanted);
  connect(card, &LessonCard::term_clicked, this, &LessonPanel::term_clicked);
  return card;
}

QWidget* LessonPanel::make(const LessonEnd& end) {
  auto* card = new ResultCard(end, look());
  connect(card, &ResultCard::take_up_wanted, this, &LessonPanel::take_up_wanted);
  connect(card, &ResultCard::next_lesson_wanted, this, &LessonPanel::next_lesson_wanted);
  connect(card, &ResultCard::review_wanted, this, &LessonPanel::review_wanted);
  connect(card, &ResultCard::leave_wanted, this, &LessonPanel::leave_wanted);
  connect(card, &LessonCard::term_clicked, this, &LessonPanel::term_clicked);
  return card;
}

AskCard* LessonPanel::ask_card(std::size_t block) const {
  for (QWidget* widget : widgets_)
    if (auto* card = qobject_cast<AskCard*>(widget); card != nullptr && card->ask().block == block)
      return card;
  return nullptr;
}

GoalCard* LessonPanel::goal_card() const {
  for (QWidget* widget : widgets_)
    if (auto* card = qobject_cast<GoalCard*>(widget)) return card;
  return nullptr;
}

AskCard* LessonPanel::clicked_card() const {
  using Form = LessonAsk::Form;
  for (QWidget* widget : widgets_) {
    auto* card = qobject_cast<AskCard*>(widget);
    if (card == nullptr || card->ask().state != LessonAsk::State::open) continue;
    const Form form = card->ask().form;
    if (form == Form::click_node || form == Form::click_link || form == Form::click_message)
      return card;
  }
  return nullptr;
}

bool LessonPanel::submit() {
  for (QWidget* widget : widgets_) {
    auto* card = qobject_cast<AskCard*>(widget);
    if (card == nullptr || card->answer().empty()) continue;
    emit answer_given(card->ask().block, card->answer());
    return true;
  }
  return false;
}

}  // namespace synod::views
