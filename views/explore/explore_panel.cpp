#include "views/explore/explore_panel.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QScreen>
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>

#include "views/kit/plain_text.h"
#include "views/kit/style.h"

namespace synod::views {

namespace {

// Lengths at scale 1.
constexpr int panel_width = 540;
constexpr int margin = 20;
constexpr int folded_margin = 10;
/// Of the screen's height, where the form would need more.
constexpr double most_height = 0.9;

}  // namespace

ExplorePanel::ExplorePanel(QWidget* parent) : QDialog(parent) {
  setWindowTitle(tr("What can happen from here"));
  build();
  connect(form_, &ExploreForm::checked, this, [this] {
    show_start();
    if (form_->isVisible()) fit();
  });
  connect(start_, &QPushButton::clicked, this, &ExplorePanel::start_or_cancel);
  connect(unfold_, &QPushButton::clicked, this, [this] { fold(false); });
  connect(close_, &QPushButton::clicked, this, &QWidget::close);
  connect(card_, &ExploreCard::resized, this, [this] {
    if (isVisible()) fit();
  });
  connect(card_, &ExploreCard::branch_requested, this, &ExplorePanel::branch_requested);
  connect(card_, &ExploreCard::why_requested, this, &ExplorePanel::why_requested);
  connect(card_, &ExploreCard::copy_requested, this, &ExplorePanel::copy_requested);
  connect(card_, &ExploreCard::smaller_requested, this, &ExplorePanel::smaller_requested);
  set_running(false);
  set_theme(theme_);
}

void ExplorePanel::build() {
  title_ = plain_label(tr("What can happen from here?"), this);
  subtitle_ = plain_label(this);
  subtitle_->setWordWrap(true);
  form_ = new ExploreForm;
  area_ = new QScrollArea(this);
  area_->setWidget(form_);
  area_->setWidgetResizable(true);
  area_->setFrameShape(QFrame::NoFrame);
  area_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  area_->setFocusPolicy(Qt::NoFocus);
  card_ = new ExploreCard(this);
  start_ = new QPushButton(this);
  start_->setDefault(true);
  unfold_ = new QPushButton(tr("Ask a&gain…"), this);
  unfold_->setToolTip(tr("Show the question and its bounds again"));
  unfold_->setAutoDefault(false);
  close_ = new QPushButton(tr("Close"), this);
  close_->setToolTip(tr("Close; a search that runs is cancelled"));
  close_->setAutoDefault(false);
  auto* row = new QHBoxLayout;
  row->addStretch(1);
  for (QPushButton* button : {unfold_, close_, start_}) row->addWidget(button);
  auto* column = new QVBoxLayout(this);
  column->addWidget(title_);
  column->addWidget(subtitle_);
  column->addSpacing(4);
  column->addWidget(area_, 1);
  column->addWidget(card_);
  column->addLayout(row);
}

void ExplorePanel::set_start(const Cluster& world, const QString& from) {
  from_ = from;
  shape_ = world.shape();
  subtitle_->setText(tr("%1 Every way that things may go from there is tried.").arg(from));
  form_->set_world(world);
}

void ExplorePanel::set_memory_limit(std::uint64_t bytes) {
  form_->set_memory_limit(bytes);
}

void ExplorePanel::start_or_cancel() {
  if (running_) {
    emit cancel_requested();
    return;
  }
  if (!form_->problem().isEmpty()) return;
  asked_ = form_->request();
  asked_from_ = from_;
  answer_.reset();
  card_->begin(asked_, shape_);
  set_running(true);
  show_figures({});
  fit();
  emit start_requested(asked_);
}

void ExplorePanel::set_running(bool running) {
  running_ = running;
  form_->setEnabled(!running);
  show_start();
}

void ExplorePanel::show_start() {
  start_->setText(running_ ? tr("&Cancel") : tr("&Explore"));
  start_->setToolTip(
      plain_tip(running_ ? tr("Cancel the search (Esc)") : tr("Begin the search (Enter)")));
  start_->setEnabled(running_ || form_->problem().isEmpty());
  start_->setVisible(running_ || !folded_);
  unfold_->setVisible(folded_ && !running_);
}

void ExplorePanel::show_figures(const ExploreFigures& figures) {
  const double states =
      static_cast<double>(figures.states) / static_cast<double>(asked_.limits.states);
  const double bytes =
      static_cast<double>(figures.bytes) / static_cast<double>(asked_.limits.bytes);
  card_->show_figures(figures, std::max(states, bytes), asked_.limits);
}

void ExplorePanel::show_stage_begun(const explore::Bounds& bounds) {
  card_->show_stage_begun(bounds);
  fit();
}

void ExplorePanel::show_stage_held(const ExploreStage& stage) {
  card_->show_stage_held(stage);
  fit();
}

void ExplorePanel::show_answer(const ExploreRequest& request, const ExploreAnswer& answer) {
  asked_ = request;
  answer_ = answer;
  set_running(false);
  card_->show_answer(asked_, answer, asked_from_);
  fit();
}

void ExplorePanel::show_shrinking() {
  set_running(true);
  tell(tr("Leaving out what is not needed…"));
}

void ExplorePanel::tell(const QString& text) {
  card_->tell(text);
}

void ExplorePanel::fold(bool folded) {
  folded_ = folded;
  set_margins();
  area_->setVisible(!folded);
  title_->setVisible(!folded);
  subtitle_->setVisible(!folded);
  show_start();
  fit();
}

void ExplorePanel::reject() {
  if (!running_) return QDialog::reject();
  emit cancel_requested();
}

void ExplorePanel::closeEvent(QCloseEvent* event) {
  if (running_) emit cancel_requested();
  event->accept();
}

void ExplorePanel::set_theme(const Theme& theme) {
  theme_ = theme;
  const auto scaled = [&](double length) { return static_cast<int>(length * theme.scale); };
  set_margins();
  layout()->setSpacing(scaled(8));
  setStyleSheet(field_style(theme) + button_style(theme) + scroll_style(theme) +
                QStringLiteral("QRadioButton::indicator, QCheckBox::indicator { width: %1px; "
                               "height: %1px; }"
                               "#exploreCard { background: %3; border-radius: %2px; }"
                               "QProgressBar { background: %4; border: 0; max-height: %2px; "
                               "min-height: %2px; border-radius: %5px; }"
                               "QProgressBar::chunk { background: %6; border-radius: %5px; }")
                    .arg(scaled(15))
                    .arg(scaled(6))
                    .arg(theme.soft.name(), theme.divider.name())
                    .arg(scaled(3))
                    .arg(theme.accent.name()));
  start_->setStyleSheet(primary_button_style(theme));
  paint_ground(*this, theme, theme.panel);
  paint_ground(*area_->viewport(), theme, theme.panel);
  for (QWidget* child : findChildren<QWidget*>()) child->setFont(theme.font(9.5));
  outline_fields();
  dress(*title_, theme.font(14, QFont::DemiBold), theme.text);
  dress(*subtitle_, theme.font(9.5), theme.muted);
  form_->set_theme(theme);
  card_->set_theme(theme);
  if (answer_) card_->show_answer(asked_, *answer_, asked_from_);
  fit();
}

void ExplorePanel::set_margins() {
  const int around = static_cast<int>((folded_ ? folded_margin : margin) * theme_.scale);
  layout()->setContentsMargins(around, around, around, around);
}

/// The style draws outlines in a darker shade of the ground, which on a dark one is not seen.
void ExplorePanel::outline_fields() {
  QPalette outlined = palette();
  outlined.setColor(QPalette::Window, theme_.muted.lighter(140));
  outlined.setColor(QPalette::WindowText, theme_.text);
  outlined.setColor(QPalette::Disabled, QPalette::WindowText, theme_.muted);
  outlined.setColor(QPalette::Base, theme_.raised);
  outlined.setColor(QPalette::Text, theme_.text);
  outlined.setColor(QPalette::Disabled, QPalette::Text, theme_.muted);
  for (auto* field : findChildren<QRadioButton*>()) field->setPalette(outlined);
  for (auto* field : findChildren<QCheckBox*>()) field->setPalette(outlined);
  for (auto* field : findChildren<QSpinBox*>()) field->setPalette(outlined);
}

/// As high as what is shown needs, as far as the screen has room.
void ExplorePanel::fit() {
  const QSize screen_size = screen()->availableGeometry().size();
  const int wide =
      std::min(static_cast<int>(panel_width * theme_.scale), screen_size.width() * 19 / 20);
  const int inner = wide - 2 * static_cast<int>(margin * theme_.scale);
  area_->setMinimumHeight(0);
  layout()->activate();
  int high = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(wide)
                                           : layout()->totalSizeHint().height();
  if (!folded_) {
    const int form = form_->layout()->hasHeightForWidth()
                         ? form_->layout()->totalHeightForWidth(inner)
                         : form_->sizeHint().height();
    high += form - area_->sizeHint().height();
  }
  setMinimumWidth(wide);
  resize(wide, std::min(high, static_cast<int>(screen_size.height() * most_height)));
}

}  // namespace synod::views
