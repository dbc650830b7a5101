// Captions on the canvas: shown where there is time to read them.
#pragma once

#include <QObject>

class QAction;

namespace synod::views {
class Canvas;
}

namespace synod::app {

class Player;

/// Shows captions at rest, with single steps and in slow play, while `action` is checked; remembers
/// that.
class CaptionSwitch : public QObject {
  Q_OBJECT

 public:
  /// Play at this speed is slow enough to read along.
  static constexpr double slow = 0.5;

  CaptionSwitch(Player& player, views::Canvas& canvas, QAction& action, QObject* parent);

 private:
  void refresh();

  Player& player_;
  views::Canvas& canvas_;
  QAction& action_;
};

}  // namespace synod::app
