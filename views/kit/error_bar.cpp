#include "views/kit/error_bar.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <algorithm>
#include <utility>

#include "views/kit/icons.h"
#include "views/kit/plain_text.h"
#include "views/kit/style.h"

namespace synod::views {

namespace {

/// Slow readers read about ten letters a second.
constexpr int ms_a_letter = 100;
constexpr int shortest_ms = 6000;

/// No wider than its words are: a bar hides what lies under it.
int width_in_one_line(const QLayout& row, const QLabel& text) {
  const QMargins margins = row.contentsMargins();
  int width = margins.left() + margins.right() + text.fontMetrics().horizontalAdvance(text.text());
  for (int i = 0; i < row.count(); ++i) {
    QLayoutItem* part = row.itemAt(i);
    if (part->isEmpty()) continue;
    width += row.spacing() + (part->widget() == &text ? 0 : part->sizeHint().width());
  }
  return width;
}

}  // namespace

ErrorBar::ErrorBar(QWidget* parent)
    : QWidget(parent),
      icon_(plain_label(this)),
      text_(plain_label(this)),
      offer_(new QPushButton(this)),
      close_(new QToolButton(this)) {
  setAccessibleName(tr("Message"));
  text_->setWordWrap(true);
  text_->setTextFormat(Qt::PlainText);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  close_->setFocusPolicy(Qt::TabFocus);
  close_->setToolTip(tr("Close this message"));
  close_->setAccessibleName(tr("Close this message"));
  auto* row = new QHBoxLayout(this);
  row->addWidget(icon_, 0, Qt::AlignTop);
  row->addWidget(text_, 1, Qt::AlignVCenter);
  row->addWidget(offer_, 0, Qt::AlignVCenter);
  row->addWidget(close_, 0, Qt::AlignTop);
  hide_.setSingleShot(true);
  connect(&hide_, &QTimer::timeout, this, [this] {
    if (underMouse()) {
      hide_.start(shortest_ms);
    } else {
      hide();
    }
  });
  offer_->setFocusPolicy(Qt::TabFocus);
  offer_->hide();
  connect(offer_, &QPushButton::clicked, this, [this] {
    const std::function<void()> then = std::exchange(then_, {});
    show_message({});
    if (then) then();
  });
  connect(close_, &QToolButton::clicked, this, [this] { show_message({}); });
  set_theme(theme_);
  hide();
}

void ErrorBar::show_message(const QString& message) {
  then_ = {};
  is_notice_ = false;
  offer_->hide();
  tell(message);
}

void ErrorBar::show_notice(const QString& notice, const QString& offer,
                           std::function<void()> then) {
  then_ = std::move(then);
  is_notice_ = true;
  offer_->setText(offer);
  offer_->setToolTip(plain_tip(offer));
  offer_->setVisible(!offer.isEmpty());
  tell(notice);
}

void ErrorBar::show_working(const QString& notice, const QString& offer,
                            std::function<void()> then) {
  show_notice(notice, offer, std::move(then));
  hide_.stop();
}

void ErrorBar::tell(const QString& message) {
  show_icon();
  text_->setText(message);
  setAccessibleDescription(message);
  place();
  setVisible(!message.isEmpty());
  if (message.isEmpty()) return hide_.stop();
  hide_.start(std::max(shortest_ms, ms_a_letter * static_cast<int>(message.size())));
  QAccessibleEvent alert(this, QAccessible::Alert);
  QAccessible::updateAccessibility(&alert);
}

QString ErrorBar::message() const {
  return text_->text();
}

void ErrorBar::float_over(QWidget* ground) {
  setParent(ground);
  ground->installEventFilter(this);
  hide();
}

bool ErrorBar::eventFilter(QObject* watched, QEvent* event) {
  if (watched == parent() && event->type() == QEvent::Resize) place();
  return QWidget::eventFilter(watched, event);
}

void ErrorBar::place() {
  const QWidget* ground = parentWidget();
  if (ground == nullptr || ground->layout() == nullptr || ground->layout()->indexOf(this) >= 0)
    return;
  const int width = std::min(ground->width(), width_in_one_line(*layout(), *text_));
  // A wrapped text's size hint is taller than the text is at this width.
  const int wrapped = layout()->totalHeightForWidth(width);
  const int height = wrapped >= 0 ? wrapped : sizeHint().height();
  setGeometry((ground->width() - width) / 2, ground->height() - height, width, height);
  raise();
}

void ErrorBar::set_theme(const Theme& theme) {
  theme_ = theme;
  const int side = static_cast<int>(18 * theme.scale);
  paint_ground(*this, theme, theme.soft);
  dress(*text_, theme.font(9.5), theme.text);
  offer_->setFont(theme.font(9.5));
  offer_->setStyleSheet(button_style(theme));
  show_icon();
  close_->setIcon(icon(QStringLiteral("close"), theme.text));
  close_->setIconSize(QSize(side, side) * 0.8);
  close_->setAutoRaise(true);
  layout()->setContentsMargins(side, side / 2, side / 2, side / 2);
}

void ErrorBar::show_icon() {
  const int side = static_cast<int>(18 * theme_.scale);
  const QIcon shown = is_notice_ ? icon(QStringLiteral("info"), theme_.accent)
                                 : icon(QStringLiteral("warning"), theme_.bad);
  icon_->setPixmap(shown.pixmap(QSize(side, side), devicePixelRatioF()));
}

}  // namespace synod::views
