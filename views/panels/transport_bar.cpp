#include "views/panels/transport_bar.h"

#include <QGridLayout>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "views/kit/elided_label.h"
#include "views/kit/icons.h"
#include "views/kit/plain_text.h"
#include "views/kit/style.h"
#include "views/kit/translated.h"

namespace synod::views {

namespace {

constexpr int slowest = -4;  ///< 1/16, as a power of two.
constexpr int fastest = 4;

}  // namespace

TransportBar::TransportBar(const TransportActions& transport, const QList<QAction*>& others,
                           QWidget* parent)
    : QWidget(parent) {
  setAccessibleName(tr("Transport"));
  // Both sides get the same width, so that the buttons stand in the middle.
  auto* row = new QGridLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setColumnStretch(0, 1);
  row->setColumnStretch(2, 1);
  row->addWidget(build_title(), 0, 0);
  row->addWidget(build_buttons(transport), 0, 1);
  row->addWidget(build_others(others), 0, 2, Qt::AlignRight | Qt::AlignVCenter);
  set_theme(theme_);
}

QWidget* TransportBar::build_title() {
  auto* box = new QWidget(this);
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(0, 0, 0, 0);
  icon_ = new QToolButton(box);
  icon_->setAutoRaise(true);
  icon_->setFocusPolicy(Qt::NoFocus);
  icon_->setToolTip(QStringLiteral("Synod"));
  icon_->setAccessibleName(QStringLiteral("Synod"));
  name_ = plain_label(QStringLiteral("Synod"), box);
  title_ = new ElidedLabel(box);
  title_->setTextFormat(Qt::PlainText);
  // A long title is cut off rather than push the buttons aside.
  title_->setMinimumWidth(1);
  title_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  row->addWidget(icon_);
  row->addWidget(name_);
  row->addWidget(title_, 1);
  variant_ = plain_label(box);
  variant_->setTextFormat(Qt::PlainText);
  variant_->hide();
  row->addWidget(variant_, 0, Qt::AlignVCenter);
  return box;
}

QWidget* TransportBar::build_buttons(const TransportActions& transport) {
  auto* box = new QWidget(this);
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(0, 0, 0, 0);
  const auto add = [&](QAction* action, const char* icon, bool primary = false) {
    auto* button = new TransportButton(action, QString::fromUtf8(icon), primary, box);
    row->addWidget(button);
    buttons_ << button;
    return button;
  };
  add(transport.to_start, "to-start");
  add(transport.back, "back");
  play_ = add(transport.play, "play", true);
  add(transport.step, "step");
  add(transport.phase, "phase");
  add(transport.until_chosen, "until-chosen");

  speed_label_ = plain_label(box);
  speed_ = new QSlider(Qt::Horizontal, box);
  speed_->setRange(slowest, fastest);
  speed_->setPageStep(1);
  speed_->setAccessibleName(tr("Speed"));
  speed_->setToolTip(tr("Speed, from 1/16 to 16; each step doubles it"));
  speed_label_->setBuddy(speed_);
  connect(speed_, &QSlider::valueChanged, this, [this] {
    show_speed();
    emit speed_changed(speed());
  });
  row->addSpacing(10);
  row->addWidget(speed_label_);
  row->addWidget(speed_);
  return box;
}

QWidget* TransportBar::build_others(const QList<QAction*>& others) {
  auto* box = new QWidget(this);
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(0, 0, 0, 0);
  for (QAction* action : others) {
    auto* button = new QToolButton(box);
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setToolButtonStyle(action->icon().isNull() ? Qt::ToolButtonTextOnly
                                                       : Qt::ToolButtonTextBesideIcon);
    const auto follow = [button, action] {
      button->setToolTip(plain_tip(text_with_key(*action)));
      button->setAccessibleName(plain_text(*action));
      if (action->menu() != nullptr) button->setPopupMode(QToolButton::InstantPopup);
    };
    connect(action, &QAction::changed, button, follow);
    follow();
    row->addWidget(button);
    others_ << button;
  }
  return box;
}

void TransportBar::set_theme(const Theme& theme) {
  theme_ = theme;
  const auto scaled = [&](int length) { return static_cast<int>(length * theme.scale); };
  setFixedHeight(scaled(56));
  layout()->setContentsMargins(scaled(18), 0, scaled(18), 1);
  paint_ground(*this, theme, theme.panel);
  icon_->setIcon(app_icon());
  icon_->setIconSize({scaled(26), scaled(26)});
  icon_->setFixedSize(scaled(30), scaled(30));
  dress(*name_, theme.font(11, QFont::DemiBold), theme.text);
  dress(*title_, theme.font(9.5), theme.muted);
  dress(*variant_, theme.font(8.5, QFont::DemiBold), theme.text);
  variant_->setStyleSheet(
      QStringLiteral("QLabel { color: %1; background: %2; border: 1px solid %3; "
                     "border-radius: %4px; padding: %5px %6px; }")
          .arg(theme.text.name(), theme.soft.name(), theme.bad.name())
          .arg(scaled(6))
          .arg(scaled(3))
          .arg(scaled(6)));
  name_->setContentsMargins(scaled(2), 0, scaled(4), 0);
  for (TransportButton* button : buttons_) button->set_theme(theme);
  dress(*speed_label_, theme.font(9), theme.muted);
  // As wide as the widest, so that nothing moves with the speed.
  speed_label_->setFixedWidth(static_cast<int>(
      QFontMetricsF(theme.font(9)).horizontalAdvance(QStringLiteral("1/16×")) + 6));
  speed_label_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  speed_->setFixedWidth(scaled(92));
  speed_->setStyleSheet(slider_style());
  for (QToolButton* button : others_) {
    button->setFont(theme.font(9.5));
    button->setStyleSheet(
        QStringLiteral("QToolButton { border: 1px solid transparent; border-radius: 6px; "
                       "padding: 5px 9px; color: %1; background: transparent; }"
                       "QToolButton:hover, QToolButton:checked { background: %2; }"
                       "QToolButton:focus { border-color: %3; }"
                       "QToolButton:disabled { color: %4; }"
                       "QToolButton::menu-indicator { image: none; }")
            .arg(theme.text.name(), theme.soft.name(), theme.accent.name(), theme.link.name()));
  }
  show_speed();
}

QString TransportBar::slider_style() const {
  return QStringLiteral(
             "QSlider { height: %5px; }"
             "QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: %1; }"
             "QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: %2; }"
             "QSlider::handle:horizontal { width: 11px; height: 11px; margin: -6px 0; "
             "border-radius: 7px; border: 2px solid %2; background: %3; }"
             "QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus "
             "{ background: %4; }")
      .arg(theme_.link.name(), theme_.accent.name(), theme_.panel.name(), theme_.accent.name())
      .arg(static_cast<int>(22 * theme_.scale));
}

double TransportBar::speed() const {
  return std::exp2(speed_->value());
}

void TransportBar::set_speed(double speed) {
  const double power = speed > 0 ? std::log2(speed) : slowest;
  speed_->setValue(static_cast<int>(std::lround(std::clamp<double>(power, slowest, fastest))));
}

void TransportBar::show_speed() {
  const int power = speed_->value();
  QString text =
      power < 0 ? QStringLiteral("1/%1×").arg(1 << -power) : QStringLiteral("%1×").arg(1 << power);
  if (power == -1) text = QStringLiteral("½×");
  if (power == -2) text = QStringLiteral("¼×");
  speed_label_->setText(text);
  speed_->setAccessibleDescription(text);
}

void TransportBar::set_playing(bool playing) {
  play_->set_icon(playing ? QStringLiteral("pause") : QStringLiteral("play"));
}

void TransportBar::set_home(QAction* home) {
  connect(icon_, &QToolButton::clicked, home, &QAction::trigger);
  icon_->setToolTip(home->toolTip());
  icon_->setAccessibleName(home->text().remove('&'));
  icon_->setFocusPolicy(Qt::TabFocus);
}

void TransportBar::set_variant(const Variant* variant) {
  variant_->setVisible(variant != nullptr);
  if (variant == nullptr) return;
  const QString name = QString::fromUtf8(variant->name);
  variant_->setText(variant->safe ? tr("Variant: %1").arg(name)
                                  : tr("Wrong variant: %1").arg(name));
  variant_->setToolTip(plain_tip(QStringLiteral("%1\n%2\n%3")
                                     .arg(translated(variant->title), translated(variant->rule),
                                          QString::fromUtf8(variant->source))));
  variant_->setAccessibleName(variant_->text());
  variant_->setAccessibleDescription(translated(variant->rule));
}

void TransportBar::set_title(const QString& title) {
  title_->setText(title);
  title_->setToolTip(plain_tip(title));
}

void TransportBar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setPen(theme_.divider);
  painter.drawLine(0, height() - 1, width(), height() - 1);
}

}  // namespace synod::views
