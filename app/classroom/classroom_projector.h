// Projector mode: the window as a lecture hall needs it, and the way back.
#pragma once

#include <QByteArray>
#include <QObject>
#include <QSize>
#include <Qt>
#include <optional>

#include "app/parts/window_parts.h"

class QMainWindow;

namespace synod::views {
class StoryLine;
}

namespace synod::app {

class Appearance;

/// Full screen, large letters, thick lines; panels folded, and the present event in one large line.
///  1. Letters are at least 1/50 of the window's height, whatever the screen.
///  2. Leaving puts everything back exactly as it was.
class Projector : public QObject {
  Q_OBJECT

 public:
  Projector(QMainWindow& window, const WindowParts& parts, const Actions& actions,
            Appearance& appearance);

  bool on() const { return before_.has_value(); }
  void set_on(bool on);
  void leave() { set_on(false); }
  views::StoryLine& story_line() { return *line_; }

  /// The theme's scale at which the smallest words are 1/50 of `height`, both in pixels.
  static double scale_for(int height, double dots_per_inch);

 signals:
  void changed(bool on);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  /// What leaving puts back.
  struct Before {
    Qt::WindowStates state;
    QSize size;
    QByteArray across, down, beside;
    bool menu, right, below;
  };

  void enter();
  void put_back();
  void fold();
  void fit();
  void restore_splitters(const Before& before);

  QMainWindow& window_;
  const WindowParts& parts_;
  const Actions& actions_;
  Appearance& appearance_;
  views::StoryLine* line_;
  std::optional<Before> before_;
  std::optional<Before> settling_;  ///< Until the desktop has given the window its size back.
};

}  // namespace synod::app
