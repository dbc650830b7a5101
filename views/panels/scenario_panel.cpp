#include "views/panels/scenario_panel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QScrollBar>
#include <QVBoxLayout>

#include "views/kit/icons.h"
#include "views/kit/plain_text.h"
#include "views/kit/style.h"

namespace synod::views {

namespace {

constexpr int unfolded_width = 250;
constexpr int panel_margin = 16;
constexpr int icon_side = 18;

QLabel* wrapped(QWidget* parent) {
  QLabel* label = plain_label(parent);
  label->setWordWrap(true);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  return label;
}

}  // namespace

ScenarioPanel::ScenarioPanel(QAction* unfolded, QWidget* parent)
    : QWidget(parent),
      unfolded_(unfolded),
      caption_(plain_label(tr("ABOUT THIS SCENARIO"), this)),
      button_(new QToolButton(this)),
      scroll_(new QScrollArea(this)) {
  setAccessibleName(tr("About this scenario"));
  caption_->setWordWrap(true);
  auto* page = new QWidget;
  title_ = wrapped(page);
  text_ = wrapped(page);
  source_ = wrapped(page);
  auto* text = new QVBoxLayout(page);
  for (QLabel* label : {title_, text_, source_}) text->addWidget(label);
  text->addStretch(1);
  scroll_->setWidget(page);
  scroll_->setWidgetResizable(true);
  scroll_->setFrameShape(QFrame::NoFrame);
  scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll_->setFocusPolicy(Qt::NoFocus);
  auto* head = new QHBoxLayout;
  head->addWidget(caption_, 1);
  head->addWidget(button_);
  auto* column = new QVBoxLayout(this);
  column->addLayout(head);
  column->addWidget(scroll_, 1);
  column->addStretch(0);
  connect(button_, &QToolButton::clicked, unfolded_, &QAction::toggle);
  connect(unfolded_, &QAction::toggled, this, [this](bool shown) { fold(!shown); });
  fold(folded());
}

void ScenarioPanel::fold(bool folded) {
  caption_->setHidden(folded);
  scroll_->setHidden(folded);
  const QString what = folded ? tr("Show what this scenario is about") : tr("Fold this panel");
  const QString key = unfolded_->shortcut().toString(QKeySequence::NativeText);
  button_->setAccessibleName(what);
  button_->setToolTip(plain_tip(key.isEmpty() ? what : tr("%1 (%2)").arg(what, key)));
  set_theme(theme_);
}

void ScenarioPanel::set_about(const ScenarioAbout& about) {
  title_->setText(about.title);
  text_->setText(about.text);
  source_->setText(tr("Source: %1").arg(about.source));
  text_->setHidden(about.text.isEmpty());
  source_->setHidden(about.source.isEmpty());
  setAccessibleDescription(words());
}

QString ScenarioPanel::words() const {
  QStringList words;
  for (const QLabel* label : {title_, text_, source_})
    if (!label->isHidden()) words << label->text();
  return words.join('\n');
}

void ScenarioPanel::set_theme(const Theme& theme) {
  theme_ = theme;
  const double s = theme.scale;
  const auto px = [s](int size) { return static_cast<int>(size * s); };
  paint_ground(*this, theme, theme.panel);
  paint_ground(*scroll_->viewport(), theme, theme.panel);
  paint_ground(*scroll_->widget(), theme, theme.panel);
  scroll_->verticalScrollBar()->setStyleSheet(scroll_style(theme));
  dress(*caption_, caption_font(theme), theme.muted);
  dress(*title_, theme.font(13, QFont::DemiBold), theme.text);
  dress(*text_, theme.font(10.5), theme.text);
  dress(*source_, theme.font(9), theme.muted);
  button_->setIcon(icon(folded() ? QStringLiteral("about") : QStringLiteral("fold"), theme.text));
  button_->setIconSize(QSize(px(icon_side), px(icon_side)));
  button_->setAutoRaise(true);
  scroll_->widget()->layout()->setContentsMargins(0, 0, px(6), 0);
  scroll_->widget()->layout()->setSpacing(px(8));
  const int side = px(folded() ? 4 : panel_margin);
  layout()->setContentsMargins(side, px(10), px(4), px(8));
  setFixedWidth(folded() ? px(icon_side + 8) + 2 * px(4) : px(unfolded_width));
}

void ScenarioPanel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(QRect(width() - 1, 0, 1, height()), theme_.divider);
}

}  // namespace synod::views
