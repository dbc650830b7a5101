#include "views/canvas/canvas_tools.h"

#include <QAction>
#include <QHBoxLayout>
#include <algorithm>

#include "views/kit/icons.h"
#include "views/kit/plain_text.h"
#include "views/kit/style.h"
#include "views/kit/traffic_menu.h"

namespace synod::views {

namespace {
constexpr int from_edges = 10;  ///< From the edges.
}  // namespace

CanvasTools::CanvasTools(QWidget* ground) : QWidget(ground) {
  setAccessibleName(tr("Tools of the canvas"));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(4);
}

QToolButton* CanvasTools::add_button(const QString& icon) {
  auto* button = new QToolButton(this);
  button->setFocusPolicy(Qt::TabFocus);
  button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  button->setCursor(Qt::ArrowCursor);
  layout()->addWidget(button);
  tools_.push_back({button, icon});
  dress_all();
  return button;
}

void CanvasTools::add(QAction* action, const QString& icon) {
  QToolButton* button = add_button(icon);
  button->setText(action->shortcut().toString(QKeySequence::NativeText));
  button->setToolTip(action->toolTip());
  button->setAccessibleName(action->text().remove(QLatin1Char('&')));
  button->setCheckable(action->isCheckable());
  button->setChecked(action->isChecked());
  connect(button, &QToolButton::clicked, action, &QAction::trigger);
  connect(action, &QAction::toggled, button, &QToolButton::setChecked);
}

void CanvasTools::add_filter(TrafficFilter& filter) {
  filter_ = add_button("filter");
  filter_->setAccessibleName(tr("Messages shown"));
  filter_->setPopupMode(QToolButton::InstantPopup);
  filter_->setMenu(new TrafficMenu(filter, filter_));
  show_hidden(0, false);
}

bool CanvasTools::show_hidden(std::size_t count, bool filtered) {
  if (filter_ == nullptr) return false;
  if (count == hidden_ && filtered == filtered_ && !filter_->toolTip().isEmpty()) return false;
  hidden_ = count;
  filtered_ = filtered;
  filter_->setText(filtered ? tr("%1 hidden", "a number of messages").arg(count) : QString());
  filter_->setToolButtonStyle(filtered ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
  filter_->setToolTip(plain_tip(
      filtered ? tr("Some kinds of messages are hidden, and delivered all the same. Choose which.")
               : tr("Choose which kinds of messages are shown.")));
  filter_->setAccessibleDescription(filter_->text());
  adjustSize();
  return true;
}

void CanvasTools::set_theme(const Theme& theme) {
  theme_ = theme;
  dress_all();
}

void CanvasTools::dress_all() {
  setStyleSheet(button_style(theme_) +
                QStringLiteral("QToolButton { padding: 2px 5px; color: %1; }"
                               "QToolButton:checked { background: %2; }"
                               "QToolButton::menu-indicator { image: none; }")
                    .arg(theme_.muted.name(), theme_.soft.name()));
  const int side = static_cast<int>(15 * theme_.scale);
  for (const Tool& tool : tools_) {
    tool.button->setFont(theme_.font(9));
    tool.button->setIconSize({side, side});
    tool.button->setIcon(icon(tool.icon, theme_.text));
  }
  adjustSize();
}

void CanvasTools::place(const std::vector<QRect>& taken) {
  const QRect ground = parentWidget()->rect();
  const QPoint right(ground.right() - from_edges - width(),
                     ground.bottom() - from_edges - height());
  const QPoint left(from_edges, right.y());
  const auto hides = [&](QPoint corner) {
    return std::any_of(taken.begin(), taken.end(), [&](const QRect& rect) {
      return rect.intersects({corner, size()});
    });
  };
  const QPoint corner = hides(right) && !hides(left) ? left : right;
  if (corner != pos()) move(corner);
}

}  // namespace synod::views
