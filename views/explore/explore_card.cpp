#include "views/explore/explore_card.h"

#include <QAccessible>
#include <QGridLayout>
#include <algorithm>

#include "views/explore/explore_words.h"
#include "views/kit/icons.h"
#include "views/kit/plain_text.h"
#include "views/kit/style.h"

namespace synod::views {

namespace {

constexpr int used_steps = 1000;
constexpr int shown_stages = 3;
/// So many of the figures are always shown.
constexpr std::size_t plain_figures = 2;

/// Whether the answer is that something is wrong with the protocol.
bool is_bad(const ExploreRequest& request, const ExploreAnswer& answer) {
  return answer.problem || (request.aim != ExploreAim::goal && answer.has_way());
}

bool is_good(const ExploreRequest& request, const ExploreAnswer& answer) {
  if (answer.problem) return false;
  const auto wanted =
      request.aim == ExploreAim::goal ? explore::SearchEnd::found : explore::SearchEnd::complete;
  return answer.found.search.end == wanted;
}

}  // namespace

ExploreCard::ExploreCard(QWidget* parent) : QWidget(parent) {
  setObjectName("exploreCard");
  setAttribute(Qt::WA_StyledBackground);
  build_figures();
  build_answer();
  auto* column = new QVBoxLayout(this);
  column->addWidget(figures_);
  column->addWidget(answer_);
  stages_ = plain_label(this);
  stages_->setAccessibleName(tr("What is known so far"));
  stages_->setWordWrap(true);
  stages_->setTextFormat(Qt::PlainText);
  stages_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  stages_->hide();
  column->addWidget(stages_);
  more_ = new QToolButton(this);
  more_->setText(tr("Figures"));
  more_->setAccessibleName(tr("Figures"));
  more_->setToolTip(tr("Show how much was looked at, and how sure the answer is"));
  more_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  more_->setCheckable(true);
  more_->setAutoRaise(true);
  connect(more_, &QToolButton::toggled, this, &ExploreCard::show_details);
  column->addWidget(more_, 0, Qt::AlignLeft);
  figures_->hide();
  answer_->hide();
  show_details();
  hide();
}

void ExploreCard::show_details() {
  const bool all = more_->isChecked();
  more_->setArrowType(all ? Qt::DownArrow : Qt::RightArrow);
  details_->setVisible((all || details_matter_) && !details_->text().isEmpty());
  // What narrower bounds gave says no more than the answer does, once there is one.
  const bool answered = !answer_->isHidden();
  stages_->setVisible((all || details_matter_ || !answered) && !stages_->text().isEmpty());
  for (std::size_t i = plain_figures; i < values_.size(); ++i) {
    names_[i]->setVisible(all);
    values_[i]->setVisible(all);
  }
  emit resized();
}

void ExploreCard::build_figures() {
  figures_ = new QWidget(this);
  auto* grid = new QGridLayout(figures_);
  grid->setContentsMargins(0, 0, 0, 0);
  used_ = new QProgressBar(figures_);
  used_->setRange(0, used_steps);
  used_->setTextVisible(false);
  used_->setAccessibleName(tr("How near the limit is"));
  used_->setToolTip(tr("How much of the nearest limit is used up"));
  const QStringList names = figure_names();
  grid->addWidget(used_, 0, 0, 1, static_cast<int>(names.size()));
  for (int i = 0; i < names.size(); ++i) {
    names_.push_back(plain_label(names[i], figures_));
    values_.push_back(plain_label(figures_));
    values_.back()->setAccessibleName(names[i]);
    grid->addWidget(names_.back(), 1, i);
    grid->addWidget(values_.back(), 2, i);
    grid->setColumnStretch(i, 1);
  }
}

void ExploreCard::build_answer() {
  answer_ = new QWidget(this);
  auto* grid = new QGridLayout(answer_);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setVerticalSpacing(4);
  icon_ = plain_label(answer_);
  headline_ = plain_label(answer_);
  from_ = plain_label(answer_);
  details_ = plain_label(answer_);
  said_ = plain_label(answer_);
  headline_->setAccessibleName(tr("The answer"));
  for (QLabel* label : {headline_, from_, details_, said_}) {
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  }
  grid->addWidget(icon_, 0, 0, Qt::AlignTop);
  grid->addWidget(headline_, 0, 1);
  grid->addWidget(from_, 1, 1);
  grid->addWidget(details_, 2, 1);
  branch_ = button(tr("&Open as a branch"),
                   tr("Act these events from the moment that was explored, as a branch, and stand "
                      "before the first of them; what is there stays"),
                   &ExploreCard::branch_requested);
  why_ = button(tr("&Why?"), tr("Open the branch, go to its end, and ask why this broke"),
                &ExploreCard::why_requested);
  copy_ = button(tr("&Copy as a script"), tr("Copy the whole run, one command a line"),
                 &ExploreCard::copy_requested);
  smaller_ = button(tr("Make it s&maller"),
                    tr("Leave out what is not needed before the moment that was explored too, and "
                       "open what is left as a new run"),
                    &ExploreCard::smaller_requested);
  buttons_ = new QGridLayout;
  grid->addLayout(buttons_, 3, 1);
  grid->addWidget(said_, 4, 1);
  grid->setColumnStretch(1, 1);
}

QPushButton* ExploreCard::button(const QString& text, const QString& tip,
                                 void (ExploreCard::*pressed)()) {
  auto* made = new QPushButton(text, answer_);
  made->setToolTip(plain_tip(tip));
  made->setAccessibleName(QString(text).remove('&'));
  made->setAutoDefault(false);
  connect(made, &QPushButton::clicked, this, pressed);
  return made;
}

void ExploreCard::begin(const ExploreRequest& request, const Shape& shape) {
  request_ = request;
  shape_ = shape;
  held_.clear();
  begun_.clear();
  show_stages();
}

void ExploreCard::show_stage_begun(const explore::Bounds& bounds) {
  begun_ = stage_begun_words(bounds, shape_);
  show_stages();
}

void ExploreCard::show_stage_held(const ExploreStage& stage) {
  held_ << stage_held_words(request_, stage, shape_);
  show_stages();
}

/// Each stage says more than the one before it: the last few are enough.
void ExploreCard::show_stages() {
  QStringList lines = held_.mid(std::max<qsizetype>(0, held_.size() - shown_stages));
  const qsizetype before = held_.size() - lines.size();
  if (before == 1) lines.prepend(tr("✓ 1 narrower stage before"));
  if (before > 1) lines.prepend(tr("✓ %1 narrower stages before").arg(before));
  if (!begun_.isEmpty()) lines << begun_;
  stages_->setText(lines.join(u'\n'));
  show_details();
}

void ExploreCard::show_figures(const ExploreFigures& figures, double used,
                               const explore::SearchLimits& limits) {
  show();
  answer_->hide();
  figures_->show();
  used_->setValue(static_cast<int>(std::clamp(used, 0.0, 1.0) * used_steps));
  const QStringList words = figure_words(figures, limits);
  for (std::size_t i = 0; i < values_.size(); ++i) values_[i]->setText(words[static_cast<int>(i)]);
}

void ExploreCard::show_answer(const ExploreRequest& request, const ExploreAnswer& answer,
                              const QString& from) {
  const bool way = answer.has_way();
  const bool steps = way && !answer.way().empty();
  bad_ = is_bad(request, answer);
  const QColor tone = bad_ ? theme_.bad : is_good(request, answer) ? theme_.good : theme_.text;
  const int side = static_cast<int>(18 * theme_.scale);
  icon_->setPixmap(icon(bad_ ? "warning" : "check", tone).pixmap(side, side));
  icon_->setVisible(bad_ || is_good(request, answer));
  headline_->setText(answer_words(request, answer, shape_));
  from_->setText(from);
  details_->setText(answer_details(request, answer, shape_));
  details_matter_ = !bad_ && !is_good(request, answer) && !answer.problem &&
                    answer.found.search.end != explore::SearchEnd::complete;
  more_->setVisible(!answer.problem);
  dress(*headline_, theme_.font(11.5, QFont::DemiBold), bad_ ? theme_.bad : theme_.text);
  branch_->setVisible(steps);
  why_->setVisible(steps && request.aim == ExploreAim::violation);
  copy_->setVisible(way);
  smaller_->setVisible(way && !request.run.actions.empty() && request.aim != ExploreAim::livelock);
  place_buttons();
  begun_.clear();
  show_stages();
  tell({});
  show();
  figures_->hide();
  answer_->show();
  show_details();
  QAccessibleEvent alert(headline_, QAccessible::Alert);
  QAccessible::updateAccessibility(&alert);
}

/// In one row, or in two where that has no room.
void ExploreCard::place_buttons() {
  QList<QPushButton*> shown;
  int needed = 0;
  for (QPushButton* each : {branch_, why_, copy_, smaller_}) {
    buttons_->removeWidget(each);
    if (each->isHidden()) continue;
    shown << each;
    needed += each->sizeHint().width() + buttons_->horizontalSpacing();
  }
  const QMargins edges = layout()->contentsMargins();
  const int room = width() - edges.left() - edges.right() - icon_->sizeHint().width();
  const int columns = needed <= room ? static_cast<int>(shown.size()) : 2;
  for (int i = 0; i < 4; ++i) buttons_->setColumnStretch(i, 0);
  for (int i = 0; i < shown.size(); ++i) buttons_->addWidget(shown[i], i / columns, i % columns);
  buttons_->setColumnStretch(4, 1);
}

void ExploreCard::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  place_buttons();
}

void ExploreCard::tell(const QString& text) {
  said_->setText(text);
  said_->setVisible(!text.isEmpty());
}

void ExploreCard::set_theme(const Theme& theme) {
  theme_ = theme;
  const auto scaled = [&](int length) { return static_cast<int>(length * theme.scale); };
  layout()->setContentsMargins(scaled(14), scaled(12), scaled(14), scaled(12));
  buttons_->setSpacing(scaled(8));
  buttons_->setContentsMargins(0, scaled(6), 0, 0);
  place_buttons();
  for (QLabel* name : names_) dress(*name, theme.font(8.5), theme.muted);
  for (QLabel* value : values_) dress(*value, theme.font(10, QFont::DemiBold), theme.text);
  dress(*headline_, theme.font(11.5, QFont::DemiBold), bad_ ? theme.bad : theme.text);
  dress(*from_, theme.font(9.5), theme.muted);
  dress(*details_, theme.font(9.5), theme.muted);
  dress(*said_, theme.font(9.5), theme.text);
  dress(*stages_, theme.font(9.5), theme.muted);
}

}  // namespace synod::views
