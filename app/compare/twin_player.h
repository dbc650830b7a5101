// Play clock of two clusters that take the same steps.
#pragma once

#include <QObject>
#include <optional>
#include <set>

#include "app/play/glide_clock.h"
#include "app/play/stage.h"
#include "model/side_by_side/twin.h"
#include "model/world/milestone.h"

namespace synod::app {

/// Moves along the steps of a twin, and shows both sides as frames.
///  1. The position is a real number: the step whose state is shown, and how far the next has come.
///  2. Beyond the last step the schedule grows by what is due next by the clock.
///  3. With reduced motion nothing glides.
class TwinPlayer : public QObject {
  Q_OBJECT

 public:
  explicit TwinPlayer(GlideClock::Clock clock = {}, QObject* parent = nullptr);

  /// Null: there is nothing to play.
  void set_twin(std::shared_ptr<Twin> twin);
  const Twin* twin() const { return twin_.get(); }
  double position() const;
  bool playing() const { return motion_ == Motion::play; }
  /// At what playing stops, on whichever side it is reached.
  void set_pauses(std::set<Milestone> pauses) { pauses_ = std::move(pauses); }

 public slots:
  void play();
  void set_reduced_motion(bool reduced);
  void set_speed(double speed);
  void toggle();
  void step();
  void back();
  void to_start() { go_to(0); }
  void to_end();
  /// To the step where the two part.
  void to_parting();
  void go_to(quint32 step);
  void scrub(double position);
  /// Does an action of one side on both, in the state that is shown.
  void act(synod::Side side, const synod::Action& action);
  /// Moves on by the time that passed since the last tick.
  void tick();

 signals:
  void frames_changed(const synod::Both<synod::views::Frame>& frames, double position);
  void playing_changed(bool playing);
  void notice(const QString& text);
  /// Playing stopped at the step that is shown, because of that milestone on these sides.
  void paused_at(synod::Milestone milestone, const synod::Both<bool>& sides);

 protected:
  void timerEvent(QTimerEvent*) override { tick(); }

 private:
  enum class Motion { rest, glide, play };

  void start(Motion motion);
  void rest();
  /// Ends what glides at once.
  void settle();
  void land();
  bool stops_here();
  bool glide_on(bool playing);
  bool glide_back();
  double glide_time(bool playing) const;
  /// Whether that side does something in the step that comes next.
  bool acts_next(Side side) const;
  void arrive();
  void show();

  struct Stop {
    Milestone milestone;
    Both<bool> sides;
  };

  std::shared_ptr<Twin> twin_;
  std::set<Milestone> pauses_;
  std::optional<Stop> stopped_at_;  ///< Told once its frames are shown.
  GlideClock clock_;
  Both<Stage> stages_;
  Motion motion_ = Motion::rest;
};

}  // namespace synod::app
