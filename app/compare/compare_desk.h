// Comparison in the window: what stands on the right, and what the page's buttons do.
#pragma once

#include <QObject>
#include <QTimer>
#include <optional>

#include "app/compare/twin_job.h"
#include "app/compare/twin_player.h"
#include "app/compare/twin_presets.h"
#include "app/parts/resting_actions.h"
#include "app/play/player.h"

class QMainWindow;

namespace synod::views {
class CompareView;
struct CompareChoice;
class TrafficFilter;
}  // namespace synod::views

namespace synod::app {

class Appearance;
class FileCommands;
class Session;

/// Puts a page with two clusters in front of the explorer. The run of the session is the schedule
/// of both; what is done on the page stays there, and the explorer is as it was when the page goes.
/// Two runs that were found elsewhere can stand there too, each with a schedule of its own. Nothing
/// of it is lost: opened again, the page is as it was left, and both runs are earlier sessions.
class CompareDesk : public QObject {
  Q_OBJECT

 public:
  /// Two runs that were found, and what is said of them.
  struct Pair {
    std::shared_ptr<Twin> twin;
    QString left, right;  ///< Names of the two.
    QString claim;        ///< What they are to each other.
    NodeId about;         ///< The node that this is about.
  };

 public:
  /// `window` must have its stack of pages already.
  CompareDesk(QMainWindow& window, Session& session, Player& player, FileCommands& files,
              const Actions& actions, const Appearance& appearance, views::TrafficFilter& traffic);

  /// Opens the page, or goes back to the explorer.
  void toggle();
  /// Opens the page as it was left, where the explorer's run is still the same; else with the first
  /// cluster that can stand on the right.
  void open();
  /// Opens the page with that one, at a place of the schedule.
  void open_beside(const Setup& right, double position);
  /// Opens the page with two runs from the cluster that stands in the explorer, at their ends.
  void open_pair(Pair pair);
  void close();
  bool shown() const;
  void set_click_selects(bool selects);
  /// The right has gone through the steps of the left.
  bool ready() const { return player_.twin() != nullptr; }
  /// Null until it was shown once.
  views::CompareView* view() const { return view_; }
  TwinPlayer& player() { return player_; }

 signals:
  /// Why that invariant is violated: its run is the explorer's now.
  void why_asked(const std::string& invariant);

 private:
  void make_actions();
  /// An action that is called and keyed as one of the window's.
  QAction* add_like(const QAction& like);
  QAction* add_like(Command command) { return add_like(*actions_[command]); }
  void make_place_actions();
  /// The side that the pointer is on, else the one that has the keyboard.
  Side meant_side() const;
  void propose();
  void make_view();
  void bring_to_front(double position);
  void choose(int choice);
  void ask_for_setup();
  static views::CompareChoice other_options();
  void show_choices();
  void show_pair_choices();
  void compare();
  void take(std::shared_ptr<Twin> twin);
  void stand_before();
  void show_twin(std::shared_ptr<Twin> twin);
  bool is_as_left() const;
  void keep_runs();
  void forget();
  void ask_value(Side side, NodeId proposer);
  void propose_value(NodeId proposer, const Text& value, std::uint32_t round);
  void to_explorer(Side side);
  void explain(Side side, const std::string& invariant);
  void tell_pause(Milestone milestone, const Both<bool>& sides);

  QMainWindow& window_;
  Session& session_;
  Player& explorer_;
  FileCommands& files_;
  const Actions& actions_;
  const Appearance& appearance_;
  views::TrafficFilter& traffic_;
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
  std::vector<Action> schedule_;    ///< The explorer's line when the page was opened.
  std::shared_ptr<Twin> twin_;      ///< Kept while the explorer is in front.
  Both<std::size_t> first_sizes_;   ///< Of both histories, before anything was done on the page.
  std::optional<Pair> pair_;        ///< Nothing where the right goes through the left's steps.
  std::optional<Side> taken_over_;  ///< The run of that side is the explorer's now.
  std::vector<TwinPreset> presets_;
  Setup right_;
  bool click_selects_ = false;
  double position_ = 0;  ///< Where to stand once the twin is there.
};

}  // namespace synod::app
