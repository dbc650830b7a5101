#include "app/commands/picture_pose.h"

#include <QApplication>
#include <QMenu>
#include <QMenuBar>
#include <QMouseEvent>
#include <QPainter>
#include <QStringList>
#include <algorithm>
#include <fmt/format.h>

#include "app/window/main_window.h"
#include "model/base/utf8.h"
#include "views/canvas/canvas.h"

namespace synod::app {

namespace {

std::string list_of(const QStringList& names) {
  return names.join(QStringLiteral(", ")).toStdString();
}

/// "&File" as it is read.
QString without_mark(QString title) {
  return title.remove(QLatin1Char('&'));
}

/// Where "A1" or "P1->A1" stands on the canvas; nothing where there is no such node or link.
std::optional<QPoint> place_on_canvas(MainWindow& window, const std::string& name) {
  const views::Canvas& canvas = *window.parts().canvas;
  const Shape& shape = window.session().setup().shape;
  const auto arrow = name.find("->");
  const auto from = shape.find(std::string_view(name).substr(0, arrow));
  if (!from) return std::nullopt;
  if (arrow == std::string::npos) return canvas.node_point(*from);
  const auto to = shape.find(std::string_view(name).substr(arrow + 2));
  if (!to || *to == *from) return std::nullopt;
  return canvas.link_point(*from, *to);
}

std::optional<std::string> point_at(MainWindow& window, const std::string& name) {
  const auto place = place_on_canvas(window, name);
  if (!place) {
    const Shape& shape = window.session().setup().shape;
    return fmt::format("there is no '{}' on the canvas: name one of {}, or a link such as {}->{}",
                       quote(name), shape.names(shape.all()), shape.name({0}), shape.name({1}));
  }
  QWidget* ground = window.parts().canvas->viewport();
  QMouseEvent move(QEvent::MouseMove, *place, ground->mapToGlobal(*place), Qt::NoButton,
                   Qt::NoButton, Qt::NoModifier);
  QApplication::sendEvent(ground, &move);
  return std::nullopt;
}

std::optional<std::string> give_keyboard(MainWindow& window, const std::string& name) {
  const QString wanted = QString::fromStdString(name);
  QStringList names;
  for (QWidget* widget : window.findChildren<QWidget*>()) {
    if (!widget->isVisible() || (widget->focusPolicy() & Qt::TabFocus) == 0) continue;
    const QString own = widget->accessibleName();
    if (own.isEmpty()) continue;
    if (own.compare(wanted, Qt::CaseInsensitive) != 0) {
      names << own;
      continue;
    }
    QApplication::setActiveWindow(&window);
    widget->setFocus(Qt::TabFocusReason);
    return std::nullopt;
  }
  names.removeDuplicates();
  return fmt::format("nothing here that takes the keyboard is named '{}'; there are: {}",
                     quote(name), list_of(names));
}

std::optional<std::string> open_menu(MainWindow& window, const std::string& title) {
  QMenuBar& bar = *window.menuBar();
  QStringList titles;
  for (QAction* entry : bar.actions()) {
    const QString own = without_mark(entry->text());
    titles << own;
    if (entry->menu() == nullptr ||
        own.compare(QString::fromStdString(title), Qt::CaseInsensitive) != 0)
      continue;
    bar.setActiveAction(entry);
    entry->menu()->popup(bar.mapToGlobal(bar.actionGeometry(entry).bottomLeft()));
    return std::nullopt;
  }
  return fmt::format("there is no menu '{}'; there are: {}", quote(title), list_of(titles));
}

}  // namespace

std::optional<std::string> take_pose(MainWindow& window, const PicturePose& pose) {
  std::optional<std::string> problem;
  if (!pose.point.empty()) problem = point_at(window, pose.point);
  if (!problem && !pose.focus.empty()) problem = give_keyboard(window, pose.focus);
  if (!problem && !pose.menu.empty()) problem = open_menu(window, pose.menu);
  QApplication::processEvents();
  return problem;
}

QPixmap portrait(MainWindow& window) {
  QPixmap picture = window.grab();
  // A menu is a window of its own.
  QWidget* menu = QApplication::activePopupWidget();
  if (menu == nullptr) return picture;
  QPainter painter(&picture);
  painter.drawPixmap(window.mapFromGlobal(menu->pos()), menu->grab());
  return picture;
}

}  // namespace synod::app
