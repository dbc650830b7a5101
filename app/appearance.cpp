#include "app/appearance.h"

#include <QApplication>
#include <QPalette>
#include <QSettings>

namespace synod::app {

namespace {

constexpr auto setting = "view/theme";

/// The desktop's own palette, from before this program sets another.
bool desktop_is_dark() {
  QApplication::setPalette(QPalette());
  const QPalette own = QGuiApplication::palette();
  return own.color(QPalette::Window).lightness() < own.color(QPalette::WindowText).lightness();
}

QPalette palette_of(const views::Theme& theme) {
  QPalette palette;
  palette.setColor(QPalette::Window, theme.panel);
  palette.setColor(QPalette::WindowText, theme.text);
  palette.setColor(QPalette::Base, theme.raised);
  palette.setColor(QPalette::AlternateBase, theme.soft);
  palette.setColor(QPalette::Text, theme.text);
  palette.setColor(QPalette::PlaceholderText, theme.muted);
  palette.setColor(QPalette::Button, theme.raised);
  palette.setColor(QPalette::ButtonText, theme.text);
  palette.setColor(QPalette::BrightText, theme.bad);
  palette.setColor(QPalette::ToolTipBase, theme.raised);
  palette.setColor(QPalette::ToolTipText, theme.text);
  palette.setColor(QPalette::Highlight, theme.accent);
  palette.setColor(QPalette::HighlightedText, theme.on_accent);
  palette.setColor(QPalette::Link, theme.accent);
  palette.setColor(QPalette::Light, theme.raised);
  palette.setColor(QPalette::Midlight, theme.divider);
  palette.setColor(QPalette::Mid, theme.divider);
  palette.setColor(QPalette::Dark, theme.link);
  palette.setColor(QPalette::Shadow, theme.dark ? QColor(Qt::black) : theme.link);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    palette.setColor(QPalette::Disabled, role, theme.link.darker(theme.dark ? 80 : 120));
  return palette;
}

}  // namespace

Appearance::Appearance(QObject* parent) : QObject(parent) {
  const int stored = QSettings().value(setting, 0).toInt();
  choice_ = stored == 1 ? Choice::light : stored == 2 ? Choice::dark : Choice::desktop;
  use();
}

void Appearance::choose(Choice choice) {
  QSettings().setValue(setting, static_cast<int>(choice));
  choose_for_now(choice);
}

void Appearance::choose_for_now(Choice choice) {
  choice_ = choice;
  use();
}

void Appearance::desktop_changed() {
  if (!looking_ && choice_ == Choice::desktop) use();
}

void Appearance::use() {
  looking_ = true;
  const bool dark = choice_ == Choice::dark || (choice_ == Choice::desktop && desktop_is_dark());
  const views::Theme before = theme_;
  theme_ = dark ? views::Theme::night() : views::Theme::light();
  QApplication::setPalette(palette_of(theme_));
  QApplication::setFont(theme_.font(10));
  looking_ = false;
  if (theme_ != before) emit changed(theme_);
}

}  // namespace synod::app
