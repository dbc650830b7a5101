#include "views/panels/alarm_bar.h"

#include <QAccessible>
#include <QGridLayout>

#include "views/kit/icons.h"
#include "views/kit/plain_text.h"
#include "views/kit/style.h"
#include "views/kit/translated.h"

namespace synod::views {

AlarmBar::AlarmBar(QWidget* parent)
    : QWidget(parent),
      icon_(plain_label(this)),
      title_(plain_label(this)),
      text_(plain_label(this)),
      why_(new QPushButton(tr("Why?"), this)),
      event_(new QPushButton(this)),
      close_(new QToolButton(this)) {
  setAccessibleName(tr("Violation"));
  text_->setWordWrap(true);
  why_->setToolTip(tr("Show the events that this follows from"));
  event_->setToolTip(tr("Go to the event that broke it"));
  close_->setToolTip(tr("Close; it comes back when something else breaks"));
  close_->setAccessibleName(tr("Close"));
  // The sentence has the whole width: beside its title it would break after every few words.
  auto* grid = new QGridLayout(this);
  grid->addWidget(icon_, 0, 0);
  grid->addWidget(title_, 0, 1);
  grid->addWidget(why_, 0, 2);
  grid->addWidget(event_, 0, 3);
  grid->addWidget(close_, 0, 4);
  grid->addWidget(text_, 1, 1, 1, 4);
  grid->setColumnStretch(1, 1);
  connect(why_, &QPushButton::clicked, this, [this] { emit why_requested(invariant_); });
  connect(event_, &QPushButton::clicked, this, [this] { emit event_requested(at_); });
  connect(close_, &QToolButton::clicked, this, [this] {
    closed_ = invariant_;
    hide();
  });
  set_theme(theme_);
  hide();
}

void AlarmBar::show_frame(const Frame& frame) {
  const auto& violations = frame.world->observer.violations();
  if (violations.empty() || frame.answers_hidden) {
    invariant_.clear();
    closed_.clear();
    return hide();
  }
  const Violation& first = violations.front();
  if (invariant_ == first.invariant && at_ == first.at) return;
  tell(first);
}

void AlarmBar::tell(const Violation& violation) {
  invariant_ = violation.invariant;
  at_ = violation.at;
  show_title();
  text_->setText(translated(violation.why));
  event_->setText(tr("Event %1").arg(at_));
  setAccessibleDescription(message());
  if (closed_ == invariant_) return;
  show();
  QAccessibleEvent alert(this, QAccessible::Alert);
  QAccessible::updateAccessibility(&alert);
}

/// Invariants are named to those alone who have met them.
void AlarmBar::show_title() {
  title_->setText(
      theme_.detail == LevelOfDetail::full
          ? tr("%1 is violated", "an invariant, such as Agreement").arg(invariant_title(invariant_))
          : tr("This must never happen"));
}

QString AlarmBar::message() const {
  if (invariant_.empty()) return {};
  return title_->text() + QStringLiteral(". ") + text_->text();
}

void AlarmBar::set_theme(const Theme& theme) {
  theme_ = theme;
  if (!invariant_.empty()) show_title();
  const int side = static_cast<int>(22 * theme.scale);
  paint_ground(*this, theme, theme.raised);
  dress(*title_, theme.font(13, QFont::Bold), theme.bad);
  dress(*text_, theme.font(10.5), theme.text);
  icon_->setPixmap(
      icon(QStringLiteral("warning"), theme.bad).pixmap(QSize(side, side), devicePixelRatioF()));
  close_->setIcon(icon(QStringLiteral("close"), theme.text));
  close_->setAutoRaise(true);
  const QString buttons = button_style(theme);
  for (QPushButton* button : {why_, event_}) {
    button->setStyleSheet(buttons);
    button->setFont(theme.font(9.5));
  }
  layout()->setContentsMargins(side * 2 / 3, side / 3, side / 3, side / 3);
  auto* grid = qobject_cast<QGridLayout*>(layout());
  grid->setHorizontalSpacing(side / 2);
  grid->setVerticalSpacing(side / 8);
}

}  // namespace synod::views
