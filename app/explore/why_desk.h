// Explanations in the window: finds the cause off the GUI thread, and shows it.
#pragma once

#include <QObject>
#include <QShortcut>
#include <QThreadPool>
#include <QTimer>
#include <atomic>
#include <memory>

#include "views/why/question.h"

namespace synod::app {

class Actions;
class Player;
class Session;
struct Shared;
struct WindowParts;

/// Takes questions from every part of the window.
///  1. One question at a time: another one, another session or Escape ends the search for the one
///     before.
///  2. An explanation stays while the present moves, and goes once the line no longer contains what
///     it explains.
///  3. What can't be explained is said, and changes nothing.
class WhyDesk : public QObject {
  Q_OBJECT

 public:
  WhyDesk(Session& session, Player& player, Shared& shared, const WindowParts& parts,
          const Actions& actions, QWidget& window);
  ~WhyDesk() override;

  /// Whether a search for a cause is running.
  bool searching() const { return search_ != nullptr; }
  /// While the class is asked for what comes next, nothing beyond the present is explained.
  void hide_future(bool hidden);

 public slots:
  /// Asks about `target`; about the present event where it is none.
  void ask_about(const synod::views::Target& target);
  void ask(const synod::views::Question& question);
  void ask_why_not_chosen();
  /// Ends the search, or the explanation: the inspector is back.
  void end();

 signals:
  void refused(const QString& why);

 private:
  struct Search;

  void finish(const std::shared_ptr<Search>& search);
  void cancel();
  void show_panel(bool shown);
  void look();
  bool is_future(MomentId moment) const;

  Session& session_;
  Player& player_;
  Shared& shared_;
  const WindowParts& parts_;
  std::shared_ptr<Search> search_;
  QThreadPool pool_;
  QTimer patience_;  ///< Runs from the question until it is worth a word that it takes a while.
  QShortcut* escape_;
  bool future_hidden_ = false;
  bool unfolded_ = false;  ///< The right side was hidden, and is shown for the explanation alone.
};

}  // namespace synod::app
