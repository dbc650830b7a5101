#include "views/kit/style.h"

namespace synod::views {

namespace {

QString rounded(const Theme& theme) {
  return QStringLiteral("border-radius: %1px; padding: %2px %3px;")
      .arg(6 * theme.scale)
      .arg(4 * theme.scale)
      .arg(10 * theme.scale);
}

}  // namespace

QPalette ground_palette(const Theme& theme, const QColor& ground) {
  QPalette palette;
  palette.setColor(QPalette::Window, ground);
  palette.setColor(QPalette::Base, theme.raised);
  palette.setColor(QPalette::WindowText, theme.text);
  palette.setColor(QPalette::Text, theme.text);
  palette.setColor(QPalette::ButtonText, theme.text);
  palette.setColor(QPalette::Button, theme.raised);
  palette.setColor(QPalette::PlaceholderText, theme.muted);
  palette.setColor(QPalette::Highlight, theme.accent);
  palette.setColor(QPalette::HighlightedText, theme.on_accent);
  palette.setColor(QPalette::Link, theme.accent);
  palette.setColor(QPalette::Light, theme.divider);
  palette.setColor(QPalette::Mid, theme.link);
  palette.setColor(QPalette::Dark, theme.link);
  for (auto role : {QPalette::Text, QPalette::ButtonText, QPalette::WindowText})
    palette.setColor(QPalette::Disabled, role, theme.muted);
  palette.setColor(QPalette::Disabled, QPalette::Base, ground);
  return palette;
}

void paint_ground(QWidget& widget, const Theme& theme, const QColor& ground) {
  widget.setPalette(ground_palette(theme, ground));
  widget.setAutoFillBackground(true);
}

void dress(QLabel& label, const QFont& font, const QColor& color) {
  label.setFont(font);
  QPalette palette = label.palette();
  palette.setColor(QPalette::WindowText, color);
  label.setPalette(palette);
}

void draw_focus_frame(QPainter& painter, const Theme& theme, const QRectF& box) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setOpacity(1);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme.accent, 1, Qt::DotLine));
  painter.drawRect(box);
  painter.restore();
}

QFont caption_font(const Theme& theme) {
  QFont font = theme.font(7.5, QFont::DemiBold);
  font.setLetterSpacing(QFont::AbsoluteSpacing, 0.9 * theme.scale);
  return font;
}

QString button_style(const Theme& theme) {
  return QStringLiteral(
             "QPushButton, QToolButton { background: %1; color: %2; border: 1px solid %3; %7 }"
             "QPushButton:hover, QToolButton:hover { background: %4; border-color: %5; }"
             "QPushButton:pressed, QToolButton:pressed { background: %3; }"
             "QPushButton:focus, QToolButton:focus { border: 1px solid %5; }"
             "QPushButton:disabled, QToolButton:disabled { color: %6; background: transparent; }")
      .arg(theme.raised.name(), theme.text.name(), theme.link.name(), theme.soft.name(),
           theme.accent.name(), theme.muted.name(), rounded(theme));
}

QString primary_button_style(const Theme& theme) {
  return QStringLiteral(
             "QPushButton { background: %1; color: %2; border: 1px solid %1; font-weight: 600; %5 }"
             "QPushButton:hover, QPushButton:focus { border-color: %3; }"
             "QPushButton:disabled { background: transparent; color: %4; border-color: %4; }")
      .arg(theme.accent.name(), theme.on_accent.name(), theme.text.name(), theme.muted.name(),
           rounded(theme));
}

QString dialog_style(const Theme& theme) {
  return QStringLiteral("QDialog { background-color: %1; }").arg(theme.panel.name());
}

QString font_style(const Theme& theme, double points) {
  return QStringLiteral("* { font-family: '%1'; font-size: %2pt; }")
      .arg(theme.font(points).family())
      .arg(points * theme.scale);
}

QString field_style(const Theme& theme) {
  return QStringLiteral(
             "QLineEdit { background: %1; color: %2; border: 1px solid %3; "
             "border-radius: %6px; padding: %7px %8px; selection-background-color: %4; "
             "selection-color: %9; }"
             "QLineEdit:focus { border-color: %4; }"
             "QLineEdit[wrong=\"true\"] { border-color: %10; }"
             "QLineEdit:disabled { background: transparent; color: %5; }"
             "QComboBox QAbstractItemView { background: %1; color: %2; "
             "selection-background-color: %4; selection-color: %9; }")
      .arg(theme.raised.name(), theme.text.name(), theme.link.name(), theme.accent.name(),
           theme.muted.name())
      .arg(5 * theme.scale)
      .arg(3 * theme.scale)
      .arg(7 * theme.scale)
      .arg(theme.on_accent.name(), theme.bad.name());
}

QString scroll_style(const Theme& theme) {
  return QStringLiteral(
             "QScrollBar { background: transparent; width: %1px; height: %1px; margin: 0; }"
             "QScrollBar::handle { background: %2; border-radius: %3px; min-height: %4px; "
             "min-width: %4px; }"
             "QScrollBar::handle:hover { background: %5; }"
             "QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }"
             "QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }")
      .arg(8 * theme.scale)
      .arg(theme.link.name())
      .arg(static_cast<int>(4 * theme.scale))
      .arg(28 * theme.scale)
      .arg(theme.muted.name());
}

}  // namespace synod::views
