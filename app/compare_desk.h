// Side by side in the window: what stands on the right, and what the page's buttons do.
#pragma once

#include <QObject>
#include <QTimer>
#include <optional>

#include "app/resting_actions.h"
#include "app/twin_job.h"
#include "app/twin_player.h"
#include "app/twin_presets.h"

class QMainWindow;

namespace synod::views {
class CompareView;
}

namespace synod::app {

class Appearance;
class FileCommands;
class Session;

/// Puts a page with two clusters in front of the explorer. The run of the session is the schedule
/// of both; what is done on the page stays there, and the explorer is as it was when the page goes.
class CompareDesk : public QObject {
  Q_OBJECT

 public:
  /// `window` must have its stack of pages already.
  CompareDesk(QMainWindow& window, const Session& session, Player& player, FileCommands& files,
              const Actions& actions, const Appearance& appearance);

  /// Opens the page, or goes back to the explorer.
  void toggle();
  /// Opens the page with the first cluster that can stand on the right.
  void open();
  /// Opens the page with that one, at a place of the schedule.
  void open_beside(const Setup& right, double position);
  void close();
  bool shown() const;
  /// The right has gone through the steps of the left.
  bool ready() const { return player_.twin() != nullptr; }
  /// Null until it was shown once.
  views::CompareView* view() const { return view_; }
  TwinPlayer& player() { return player_; }
  const QList<QAction*>& keyed() const { return keyed_; }

 private:
  void make_actions();
  QAction* add_action(const QString& name, const QList<QKeySequence>& keys, const QString& help);
  /// An action that is called and keyed as one of the window's.
  QAction* add_like(Command command);
  void make_view();
  void bring_to_front(double position);
  void choose(int choice);
  void ask_for_setup();
  void show_choices();
  void compare();
  void take(std::shared_ptr<Twin> twin);
  void ask_value(Side side, NodeId proposer);
  void to_explorer(Side side);

  QMainWindow& window_;
  const Session& session_;
  Player& explorer_;
  FileCommands& files_;
  const Actions& actions_;
  const Appearance& appearance_;
  RestingActions resting_;

  TwinJob job_;
  TwinPlayer player_;
  QTimer progress_;
  views::CompareView* view_ = nullptr;
  QList<QAction*> keyed_;
  QAction *to_start_, *back_, *play_, *step_, *to_parting_, *to_end_;
  QAction *faster_, *slower_, *zoom_in_, *zoom_out_, *zoom_reset_;
  QAction *to_explorer_, *close_;

  Run run_;
  std::vector<TwinPreset> presets_;
  Setup right_;
  double position_ = 0;  ///< Where to stand once the twin is there.
};

}  // namespace synod::app
