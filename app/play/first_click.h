// Hint after the first click that does harm: what it did, and an offer to undo it.
#pragma once

#include <QObject>

#include "app/play/player.h"

namespace synod::views {
class Canvas;
class ErrorBar;
}  // namespace synod::views

namespace synod::app {

/// A click that was meant to select may crash a node, cut a link or drop a message. The first time
/// of each a quiet bar says so, offers to undo it, and tells how clicks can be made harmless.
class FirstClick : public QObject {
  Q_OBJECT

 public:
  FirstClick(Player& player, views::Canvas& canvas, views::ErrorBar& bar, QObject* parent);

 private:
  void look_at(const Action& action);

  Player& player_;
  views::ErrorBar& bar_;
};

}  // namespace synod::app
