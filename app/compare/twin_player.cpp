#include "app/compare/twin_player.h"

#include <algorithm>
#include <utility>

#include "app/play/pace.h"
#include "views/kit/translated.h"

namespace synod::app {

TwinPlayer::TwinPlayer(GlideClock::Clock clock, QObject* parent)
    : QObject(parent), clock_(std::move(clock)) {}

void TwinPlayer::set_twin(std::shared_ptr<Twin> twin) {
  rest();
  clock_.set_progress(0);
  twin_ = std::move(twin);
  if (twin_ == nullptr) return;
  arrive();
  show();
}

double TwinPlayer::position() const {
  return twin_ == nullptr ? 0 : twin_->present() + clock_.progress();
}

void TwinPlayer::set_reduced_motion(bool reduced) {
  settle();
  clock_.set_reduced(reduced);
}

void TwinPlayer::set_speed(double speed) {
  clock_.set_speed(speed);
}

void TwinPlayer::toggle() {
  playing() ? rest() : play();
}

void TwinPlayer::play() {
  settle();
  if (glide_on(true)) start(Motion::play);
}

void TwinPlayer::step() {
  settle();
  if (glide_on(false)) start(Motion::glide);
}

void TwinPlayer::back() {
  settle();
  if (glide_back()) start(Motion::glide);
}

void TwinPlayer::to_end() {
  if (twin_ != nullptr) go_to(twin_->size());
}

void TwinPlayer::to_parting() {
  if (twin_ == nullptr) return;
  if (twin_->parting() != 0) return go_to(twin_->parting());
  emit notice(tr("They have not parted: the two are the same in every step so far."));
}

void TwinPlayer::go_to(quint32 step) {
  if (twin_ == nullptr) return;
  rest();
  clock_.set_progress(0);
  twin_->seek(step);
  arrive();
  show();
}

void TwinPlayer::scrub(double position) {
  if (twin_ == nullptr) return;
  rest();
  const double place = std::clamp(position, 0.0, static_cast<double>(twin_->size()));
  twin_->seek(static_cast<std::uint32_t>(place));
  clock_.set_progress(place - twin_->present());
  arrive();
  show();
}

void TwinPlayer::act(Side side, const Action& action) {
  if (twin_ == nullptr) return;
  rest();
  if (const auto why = twin_->act(side, action)) return emit notice(views::translated(*why));
  clock_.set_progress(0);
  arrive();
  show();
}

void TwinPlayer::tick() {
  const double passed = clock_.take_time();
  if (motion_ == Motion::rest || passed == 0) return;
  clock_.advance(
      passed, [this] { return motion_ != Motion::rest; }, [this] { land(); });
  show();
  if (const auto stop = std::exchange(stopped_at_, std::nullopt))
    emit paused_at(stop->milestone, stop->sides);
}

void TwinPlayer::start(Motion motion) {
  const bool was_playing = playing();
  motion_ = motion;
  clock_.start(this);
  if (playing() != was_playing) emit playing_changed(playing());
  if (motion == Motion::glide && clock_.reduced()) {
    settle();
    show();
  }
}

void TwinPlayer::rest() {
  const bool was_playing = playing();
  motion_ = Motion::rest;
  clock_.stop();
  if (was_playing) emit playing_changed(false);
}

void TwinPlayer::settle() {
  if (playing()) return rest();
  while (motion_ != Motion::rest) {
    clock_.finish();
    land();
  }
}

void TwinPlayer::land() {
  if (clock_.target() > 0) twin_->seek(twin_->present() + 1);
  clock_.set_progress(0);
  arrive();
  if (playing() && !stops_here() && glide_on(true)) return;
  rest();
}

/// Of several milestones the first that playing shall pause at, and where it was reached.
bool TwinPlayer::stops_here() {
  stopped_at_.reset();
  for (Side side : both_sides) {
    const Event* event = stages_[side].last();
    if (event == nullptr || !twin_->step(twin_->present()).acted[side]) continue;
    for (const Milestone reached : milestones_of(*event, twin_->history(side).world())) {
      if (!pauses_.contains(reached)) continue;
      if (!stopped_at_) stopped_at_ = Stop{reached, {}};
      if (stopped_at_->milestone == reached) stopped_at_->sides[side] = true;
    }
  }
  return stopped_at_.has_value();
}

bool TwinPlayer::glide_on(bool playing) {
  if (twin_ == nullptr) return false;
  if (twin_->present() == twin_->size()) {
    if (!twin_->act_by_clock()) {
      emit notice(tr("Nothing is due on either side: propose a value, or restart a node."));
      return false;
    }
    twin_->seek(twin_->size() - 1);
    arrive();
  }
  clock_.glide_to(1, glide_time(playing), !playing);
  return true;
}

bool TwinPlayer::glide_back() {
  if (twin_ == nullptr || position() == 0) return false;
  if (clock_.progress() == 0) {
    twin_->seek(twin_->present() - 1);
    arrive();
    clock_.set_progress(1);
  }
  clock_.glide_to(0, glide_time(false), true);
  return true;
}

/// As long as the slower of the two sides takes.
double TwinPlayer::glide_time(bool playing) const {
  if (!playing) return GlideClock::step_ms;
  SimTime longest{0};
  for (Side side : both_sides)
    if (acts_next(side))
      longest = std::max(longest, stages_[side].next()->time - twin_->history(side).world().now);
  return play_ms(longest);
}

bool TwinPlayer::acts_next(Side side) const {
  return twin_->present() < twin_->size() && twin_->step(twin_->present() + 1).acted[side];
}

void TwinPlayer::arrive() {
  for (Side side : both_sides) stages_[side].arrive(twin_->history(side));
}

void TwinPlayer::show() {
  if (twin_ == nullptr) return;
  const double shown = clock_.shown(motion_ != Motion::rest);
  Both<views::Frame> frames;
  for (Side side : both_sides) frames[side] = stages_[side].frame(acts_next(side) ? shown : 0);
  emit frames_changed(frames, twin_->present() + shown);
}

}  // namespace synod::app
