// Icons of the program, in any colour and at any resolution.
#pragma once

#include <QColor>
#include <QIcon>
#include <QPainter>

namespace synod::views {

/// Draws the icon `name` (views/icons/NAME.svg) into `box`. Where the drawing says currentColor it
/// gets `color`. Draws nothing where there is no icon of that name.
void draw_icon(QPainter& painter, const QString& name, const QColor& color, const QRectF& box);

/// The same as an icon for buttons and menus: crisp at every device pixel ratio.
QIcon icon(const QString& name, const QColor& color);

/// The program's icon, in its own colours.
QIcon app_icon();

}  // namespace synod::views
