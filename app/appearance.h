// Light or dark: as the desktop is, or as the person wants it.
#pragma once

#include <QObject>

#include "views/theme.h"

namespace synod::app {

/// The look of the whole program. Gives the application its palette, so that menus, fields and
/// dialogs match what the views draw.
class Appearance : public QObject {
  Q_OBJECT

 public:
  enum class Choice { desktop, light, dark };

  explicit Appearance(QObject* parent = nullptr);

  Choice choice() const { return choice_; }
  const views::Theme& theme() const { return theme_; }
  /// Follows `choice` from now on, and remembers it.
  void choose(Choice choice);
  /// As `choose`, for this run of the program alone.
  void choose_for_now(Choice choice);
  /// Looks at the desktop anew: its theme changed.
  void desktop_changed();

 signals:
  void changed(const synod::views::Theme& theme);

 private:
  void use();

  Choice choice_ = Choice::desktop;
  views::Theme theme_;
  bool looking_ = false;
};

}  // namespace synod::app
