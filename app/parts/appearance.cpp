#include "app/parts/appearance.h"

#include <QApplication>
#include <QPalette>
#include <QSettings>
#include <QStyle>
#include <QStyleHints>
#include <algorithm>

namespace synod::app {

namespace {

constexpr auto setting = "view/theme";
constexpr auto text_setting = "view/text-size";
constexpr auto motion_setting = "view/reduced-motion";
/// What "larger" and "smaller" go through.
constexpr double text_sizes[] = {0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.25, 2.5};
constexpr double projector_stroke = 1.35;

/// A desktop without animations tells so by their length.
bool desktop_is_still() {
  return QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration) == 0;
}

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
  const double size = QSettings().value(text_setting, 1.0).toDouble();
  text_size_ = size >= least_text && size <= most_text ? size : 1;
  cursor_flash_ = QGuiApplication::styleHints()->cursorFlashTime();
  reduced_motion_ = QSettings().value(motion_setting, desktop_is_still()).toBool();
  use_motion();
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

void Appearance::set_text_size(double size) {
  text_size_ = std::clamp(size, least_text, most_text);
  QSettings().setValue(text_setting, text_size_);
  use();
}

void Appearance::enlarge_text() {
  const auto* larger = std::upper_bound(std::begin(text_sizes), std::end(text_sizes), text_size_);
  set_text_size(larger == std::end(text_sizes) ? most_text : *larger);
}

void Appearance::shrink_text() {
  const auto* same = std::lower_bound(std::begin(text_sizes), std::end(text_sizes), text_size_);
  set_text_size(same == std::begin(text_sizes) ? least_text : *(same - 1));
}

void Appearance::project(std::optional<double> scale) {
  projected_ = scale;
  use();
}

void Appearance::show_detail(views::LevelOfDetail level) {
  detail_ = level;
  use();
}

void Appearance::reduce_motion(bool reduced) {
  QSettings().setValue(motion_setting, reduced);
  if (reduced == reduced_motion_) return;
  reduced_motion_ = reduced;
  use_motion();
  emit motion_changed(reduced);
}

void Appearance::use_motion() {
  QApplication::setCursorFlashTime(reduced_motion_ ? 0 : cursor_flash_);
}

void Appearance::use() {
  looking_ = true;
  const bool dark = choice_ == Choice::dark || (choice_ == Choice::desktop && desktop_is_dark());
  const views::Theme before = theme_;
  theme_ = dark ? views::Theme::night() : views::Theme::light();
  theme_.scale = std::max(text_size_, projected_.value_or(0));
  theme_.detail = detail_;
  theme_.stroke = projected_ ? projector_stroke : 1;
  QApplication::setPalette(palette_of(theme_));
  QApplication::setFont(theme_.font(10));
  looking_ = false;
  if (theme_ != before) emit changed(theme_);
}

}  // namespace synod::app
