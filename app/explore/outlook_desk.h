// Chips that tell what can still become chosen, kept up to date while one acts.
#pragma once

#include <QObject>
#include <QTimer>
#include <map>

#include "app/explore/outlook_job.h"
#include "views/kit/frame.h"

class QAction;

namespace synod::views {
class Canvas;
class OutlookChips;
struct Theme;
}  // namespace synod::views

namespace synod::app {

class Appearance;
class Player;
class Session;

/// Keeps the chips of the moment that is shown.
///  1. A search begins where the run rests, never while it plays, and is abandoned when another
///     moment is shown. Answers are kept by moment.
///  2. A click on a chip acts the way to it as a branch, whose end is a bookmark.
///  3. In lessons it is off until it is switched on there, and hidden while a question waits; so it
///     is while answers are hidden.
class OutlookDesk : public QObject {
  Q_OBJECT

 public:
  OutlookDesk(Session& session, Player& player, views::Canvas& canvas, QAction& action,
              const Appearance& appearance, QObject* parent);

  /// Another frame is shown. Nothing is told while `question_waits`.
  void show_frame(const views::Frame& frame, bool question_waits);
  bool searching() const { return job_.looking(); }
  views::OutlookChips& chips() { return *chips_; }

 signals:
  /// A word to the user.
  void notice(const QString& text);

 private:
  void remember(bool on);
  void take_session();
  void set_theme(const views::Theme& theme);
  void refresh();
  void look();
  void take(const explore::Outlook& outlook);
  void open_way(const Text& value, const explore::Forecast& forecast);

  Session& session_;
  Player& player_;
  views::Canvas& canvas_;
  QAction& action_;
  views::OutlookChips* chips_;
  OutlookJob job_;
  QTimer rest_;  ///< A moment that is only passed by is not worth a search.
  std::map<MomentId, explore::Outlook> known_;
  MomentId shown_ = 0;     ///< The moment that the chips are about.
  bool answered_ = false;  ///< They tell its answer.
  bool hidden_ = false;
  bool in_lesson_ = false;
  bool possible_ = false;  ///< There is one decision to speak of.
};

}  // namespace synod::app
