// Appearance of the window: light or dark, size of text, detail, animation; from the desktop or
// chosen.
#pragma once

#include <QObject>
#include <optional>

#include "views/kit/theme.h"

namespace synod::app {

/// The look of the whole program. Gives the application its palette, so that menus, fields and
/// dialogs match what the views draw.
class Appearance : public QObject {
  Q_OBJECT

 public:
  enum class Choice { desktop, light, dark };

  static constexpr double least_text = 0.8;
  static constexpr double most_text = 2.5;

  explicit Appearance(QObject* parent = nullptr);

  Choice choice() const { return choice_; }
  const views::Theme& theme() const { return theme_; }
  /// Follows `choice` from now on, and remembers it.
  void choose(Choice choice);
  /// As `choose`, for this run of the program alone.
  void choose_for_now(Choice choice);
  /// Looks at the desktop anew: its theme changed.
  void desktop_changed();

  /// The size of all text, from `least_text` to `most_text`; 1 is normal. Remembered.
  double text_size() const { return text_size_; }
  void set_text_size(double size);
  /// The next size up or down.
  void enlarge_text();
  void shrink_text();

  /// For a lecture hall: text of `scale`, or as the person has it where that is more, and thicker
  /// lines; nothing ends it. Not remembered.
  void project(std::optional<double> scale);

  /// How much the views tell, at once. Not remembered: see DetailMenu.
  void show_detail(views::LevelOfDetail level);

  /// Events appear at once instead of gliding, and nothing blinks. As the desktop has it where
  /// nobody chose.
  bool reduced_motion() const { return reduced_motion_; }
  void reduce_motion(bool reduced);

 signals:
  void changed(const synod::views::Theme& theme);
  void motion_changed(bool reduced);

 private:
  void use();

  void use_motion();

  Choice choice_ = Choice::desktop;
  double text_size_ = 1;
  std::optional<double> projected_;
  views::LevelOfDetail detail_ = views::LevelOfDetail::full;
  bool reduced_motion_ = false;
  int cursor_flash_ = 0;  ///< The desktop's, in milliseconds.
  views::Theme theme_;
  bool looking_ = false;
};

}  // namespace synod::app
