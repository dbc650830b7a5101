// Checker in the window: where a search starts, and what becomes of its answer.
#pragma once

#include <QObject>
#include <QTimer>

#include "app/explore/explore_job.h"

class QMainWindow;

namespace synod::views {
class ExplorePanel;
}

namespace synod::app {

class Actions;
class Appearance;
class FileCommands;
class Player;
class Session;
class WhyDesk;

/// Searches from the moment that is shown, in the background.
///  1. What is found becomes a branch of the history that it was found in; where another history
///     stands in the window by now, a run of its own.
///  2. Closing the dialog or the window ends a search.
class ExploreDesk : public QObject {
  Q_OBJECT

 public:
  ExploreDesk(QMainWindow& window, Session& session, Player& player, WhyDesk& why,
              FileCommands& files, const Actions& actions, const Appearance& appearance);

  /// The dialog; made when it is first asked for.
  views::ExplorePanel& panel();
  bool searching() const { return job_.running(); }

 public slots:
  void open();

 private:
  void make_panel();
  void show_start();
  void search(const views::ExploreRequest& request);
  void take(const views::ExploreAnswer& answer);
  /// The run that was explored, and the way that was found.
  Run whole_run() const;
  bool stands_in_window() const;
  bool open_branch();
  void mark_turns();
  void ask_why();
  void copy_script();
  void make_smaller();
  void open_smaller(const Run& run, bool whole);
  void give_way();

  QMainWindow& window_;
  Session& session_;
  Player& player_;
  WhyDesk& why_;
  FileCommands& files_;
  const Appearance& appearance_;
  ExploreJob job_;
  QTimer poll_;
  views::ExplorePanel* panel_ = nullptr;
  std::optional<MomentId> shown_;  ///< The moment that the dialog would start from.
  views::ExploreRequest asked_;
  views::ExploreAnswer answer_;
  MomentId start_ = 0;  ///< The moment that was explored.
};

}  // namespace synod::app
