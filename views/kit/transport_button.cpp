#include "views/kit/transport_button.h"

#include <QPainter>

#include "views/kit/icons.h"
#include "views/kit/plain_text.h"

namespace synod::views {

QString plain_text(const QAction& action) {
  QString text = action.text();
  return text.remove(u'&');
}

QString text_with_key(const QAction& action) {
  // A tooltip that nobody wrote is the text again.
  const QString text = action.toolTip().isEmpty() ? plain_text(action) : action.toolTip();
  const QString key = action.shortcut().toString(QKeySequence::NativeText);
  return key.isEmpty() || text.contains(key) ? text : QStringLiteral("%1 (%2)").arg(text, key);
}

TransportButton::TransportButton(QAction* action, QString icon, bool primary, QWidget* parent)
    : QAbstractButton(parent), action_(action), icon_(std::move(icon)), primary_(primary) {
  setFocusPolicy(Qt::TabFocus);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  connect(this, &QAbstractButton::clicked, action, &QAction::trigger);
  connect(action, &QAction::changed, this, [this] { follow_action(); });
  follow_action();
}

void TransportButton::follow_action() {
  setEnabled(action_->isEnabled());
  setToolTip(plain_tip(text_with_key(*action_)));
  setAccessibleName(plain_text(*action_));
  setAccessibleDescription(toolTip());
  update();
}

void TransportButton::set_theme(const Theme& theme) {
  theme_ = theme;
  updateGeometry();
  update();
}

void TransportButton::set_icon(const QString& icon) {
  if (icon == icon_) return;
  icon_ = icon;
  update();
}

QSize TransportButton::sizeHint() const {
  return QSizeF((primary_ ? 52 : 40) * theme_.scale, 38 * theme_.scale).toSize();
}

void TransportButton::enterEvent(QEnterEvent*) {
  update();
}

void TransportButton::leaveEvent(QEvent*) {
  update();
}

void TransportButton::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
  const double radius = 7 * theme_.scale;
  const QColor ground = primary_ ? theme_.accent : theme_.raised;
  const bool touched = underMouse() && isEnabled();
  painter.setPen(primary_ ? QPen(Qt::NoPen) : QPen(touched ? theme_.accent : theme_.divider, 1.2));
  QColor fill = ground;
  if (touched) fill = primary_ ? ground.lighter(112) : theme_.soft;
  if (isDown()) fill = primary_ ? ground.darker(112) : theme_.divider;
  if (primary_ && !isEnabled()) fill = theme_.link;
  painter.setBrush(fill);
  painter.drawRoundedRect(box, radius, radius);
  if (hasFocus()) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(primary_ ? theme_.text : theme_.accent, 2));
    painter.drawRoundedRect(box, radius, radius);
  }
  const double side = (primary_ ? 24 : 22) * theme_.scale;
  QColor ink = primary_ ? theme_.on_accent : theme_.text;
  if (!isEnabled()) ink = primary_ ? theme_.panel : theme_.link;
  draw_icon(painter, icon_, ink,
            QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side));
}

}  // namespace synod::views
