// Explanation of a scenario in the window: what its file says it is about.
#pragma once

#include <QAction>
#include <QObject>

namespace synod::views {
class ScenarioPanel;
}

namespace synod::app {

class Session;

/// Shows the head of the file that the run was opened from, where it explains something. Remembers
/// whether it was folded.
class ScenarioDesk : public QObject {
  Q_OBJECT

 public:
  /// `unfolded` is the action that folds `panel`; it rests where there is nothing to show.
  ScenarioDesk(const Session& session, views::ScenarioPanel& panel, QAction& unfolded,
               QObject* parent);

 private:
  void show_about();

  const Session& session_;
  views::ScenarioPanel& panel_;
  QAction& unfolded_;
};

}  // namespace synod::app
