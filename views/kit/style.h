// Style sheets and palettes that panels share.
#pragma once

#include <QLabel>
#include <QPainter>
#include <QPalette>
#include <QWidget>

#include "views/kit/theme.h"

namespace synod::views {

/// The colours of a panel on that background.
QPalette ground_palette(const Theme& theme, const QColor& ground);
/// Gives `widget` a background, and text of the theme to all that stands in it. A style sheet of
/// the widget, or of what it stands in, goes before: where it changes, palettes set earlier are
/// taken back.
void paint_ground(QWidget& widget, const Theme& theme, const QColor& ground);

/// Text of one colour and font.
void dress(QLabel& label, const QFont& font, const QColor& color);

/// The sign that keys go to what stands in `box`: a dotted frame, whatever was drawn before.
void draw_focus_frame(QPainter& painter, const Theme& theme, const QRectF& box);

/// A small heading: bold, muted, spaced.
QFont caption_font(const Theme& theme);

/// Style sheets for push and tool buttons, fields (edits, boxes and choosers) and lists.
QString button_style(const Theme& theme);
QString primary_button_style(const Theme& theme);
/// The ground of a dialog with a style sheet, which takes no notice of its palette.
QString dialog_style(const Theme& theme);
/// The theme's font for all that stands in a widget with a style sheet.
QString font_style(const Theme& theme, double points = 9.5);
QString field_style(const Theme& theme);
QString scroll_style(const Theme& theme);

}  // namespace synod::views
