// Two histories that a node can't tell apart: where they are asked for, and where they are shown.
#pragma once

#include <QObject>
#include <QTimer>
#include <optional>

#include "app/explore/histories_job.h"
#include "model/line/history.h"

class QMainWindow;

namespace synod::app {

class Actions;
class CompareDesk;
class Player;
class Session;
struct Shared;
struct WindowParts;

/// Answers what a node knows, in the moment that is shown.
///  1. The search runs beside the window. While it takes longer than a moment a bar says so, and
///     can end it.
///  2. Two histories open side by side. Where the window shows something else by then, they are
///     offered.
///  3. Where there are none, or none is known, the bar says which of the two it is.
class HistoriesDesk : public QObject {
  Q_OBJECT

 public:
  HistoriesDesk(QMainWindow& window, Session& session, Player& player, Shared& shared,
                const WindowParts& parts, CompareDesk& compare, const Actions& actions);

  bool searching() const { return job_.looking(); }
  HistoriesJob& job() { return job_; }

 public slots:
  /// Which two histories can't `node` tell apart?
  void ask(synod::NodeId node);

 private:
  void ask_here();
  std::optional<NodeId> meant() const;
  void tell_progress();
  void take(const FoundHistories& found);
  void show(const FoundHistories& found, NodeId node);
  bool stands_as_asked() const;
  QString answer(const explore::TwoHistories& both, bool too_long) const;
  void cancel();

  QMainWindow& window_;
  Session& session_;
  Player& player_;
  Shared& shared_;
  const WindowParts& parts_;
  CompareDesk& compare_;
  HistoriesJob job_;
  QTimer
      patience_;  ///< Until it is worth a word that it takes a while, and between two such words.
  NodeId node_;   ///< Whom the search is about.
  MomentId asked_at_ = 0;
};

}  // namespace synod::app
