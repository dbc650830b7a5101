// Play clock: the only place where wall-clock time meets the world.
#pragma once

#include <QObject>
#include <functional>
#include <set>

#include "app/play/glide_clock.h"
#include "app/play/stage.h"
#include "app/session/session.h"
#include "model/world/milestone.h"

namespace synod::app {

/// Moves along a session's history, and shows its position as frames.
///  1. The position is a real number on `History::line()`: the moment shown, and how far the next
///     event has come.
///  2. An event that is not in the history yet is only previewed while it glides in, and done when
///     its glide ends: a click in mid-glide acts on the moment that is shown.
///  3. The timer runs only while something moves.
///  4. Playing stops at the milestones that it was told to pause at. In a lesson it also stops
///     where only upkeep, like heartbeats, goes on.
///  5. With reduced motion nothing glides: events happen at once, at the same pace.
class Player : public QObject {
  Q_OBJECT

 public:
  using Clock = GlideClock::Clock;

  /// Without a `clock` the machine's own.
  explicit Player(Session& session, Clock clock = {}, QObject* parent = nullptr);

  const views::Frame& frame() const { return *frame_; }
  double position() const { return frame_->position; }
  bool moving() const { return motion_ != Motion::rest; }
  bool playing() const { return motion_ == Motion::play; }
  /// A single step glides.
  bool stepping() const { return motion_ == Motion::glide; }
  double speed() const { return clock_.speed(); }
  /// The moment from which the present one was reached; the start's own at the start.
  MomentId before_present() const;
  void set_pauses(std::set<Milestone> pauses) { pauses_ = std::move(pauses); }
  /// Stops playing where it shall pause at that milestone, which the player can't see by itself.
  void pause_at(Milestone milestone);

 public slots:
  void set_reduced_motion(bool reduced);
  void play();
  void pause();
  /// Stands still while `waiting`, and goes on afterwards where it was playing before.
  void wait(bool waiting);
  void toggle();
  /// One event on, gliding. Where something glides already, that ends at once first.
  void step();
  void back();
  /// On until the set of message kinds in flight changes, and back to where it last did.
  void step_phase();
  void back_phase();
  /// On until a value is chosen. Asked for again meanwhile, it goes on without glides, as fast as
  /// the window can keep up with.
  void run_until_chosen();
  void to_start();
  /// One event back or on, at once.
  void undo();
  void redo();
  /// To a place of the line: a depth, and how far the event after it has come.
  void scrub(double position);
  void go_to(synod::MomentId moment);
  void set_speed(double speed);
  /// Does `action` at the moment that is shown. False where it was refused: the session says why.
  bool act(const synod::Action& action);
  /// Reads the session again, at rest: it was opened or started.
  void reset();
  /// Moves on by the time that passed since the last tick.
  void tick();

 signals:
  void frame_changed(const synod::views::Frame& frame);
  void playing_changed(bool playing);
  /// Playing stopped at the event that is shown, because of that milestone.
  void paused_at(synod::Milestone milestone);
  /// A message for the window, such as why playing stopped.
  void notice(const QString& text);

 protected:
  void timerEvent(QTimerEvent*) override { tick(); }

 private:
  /// Why no event comes next.
  QString nothing_due() const;
  enum class Motion { rest, glide, play, run, rewind, rush };

  void start(Motion motion);
  /// Starts a movement within one event.
  void glide();
  void rest();
  /// Ends what glides or runs at once, as far as that is done in a moment; playing goes over to
  /// rest within its event.
  void settle();
  void land_for_a_moment();
  void rush();
  void advance(double ms);
  /// Continues after the end of a glide.
  void land();
  bool stops_here();
  bool only_upkeep(const Event& event);
  void tell_stop();
  bool glide_on(double duration, bool eased);
  bool glide_back(double duration, bool eased);
  void continue_motion();
  void arrive();
  void show();
  double play_time() const;
  double step_time() const;

  Session& session_;
  GlideClock clock_;
  Stage stage_;
  const views::Frame* frame_ = nullptr;
  Motion motion_ = Motion::rest;
  bool goes_on_ = false;           ///< It played before it was told to wait.
  std::function<bool()> arrived_;  ///< Whether a run or a rewind is where it wanted to be.
  std::uint32_t run_length_ = 0;
  bool until_chosen_ = false;  ///< What a run waits for.
  std::set<Milestone> pauses_;
  std::optional<Milestone> stopped_at_;  ///< Told once the frame is shown.
  EventNumber upkeep_ = 0;               ///< So many events in a row were nothing else ...
  SimTime upkeep_since_;                 ///< ... since then.
};

}  // namespace synod::app
