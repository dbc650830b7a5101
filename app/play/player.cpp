#include "app/play/player.h"

#include <QDeadlineTimer>
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/play/pace.h"
#include "app/play/phase.h"

namespace synod::app {

namespace {

// Milliseconds of wall-clock time at speed 1.
constexpr double rewind_haste = 4;
constexpr double still_ms = 160;  ///< For an event in which nothing travels.
/// How much faster than playing a run to some goal is: nobody reads on the way there.
constexpr double run_haste = 16;
/// So long at once goes what is not seen: within the time of a frame.
constexpr int longest_moment_ms = 10;
/// So many rounds of upkeep and nothing else, and nothing new is to come.
constexpr EventNumber upkeep_rounds = 4;
/// A run to a goal that never comes ends here.
constexpr std::uint32_t longest_run = 20'000;

}  // namespace

Player::Player(Session& session, Clock clock, QObject* parent)
    : QObject(parent), session_(session), clock_(std::move(clock)) {
  connect(&session_, &Session::opened, this, &Player::reset);
  arrive();
  frame_ = &stage_.frame(0);
}

void Player::play() {
  settle();
  if (stage_.next() == nullptr) {
    emit notice(tr("Nothing is under way: propose a value, or restart a node."));
    return;
  }
  start(Motion::play);
  glide_on(play_time(), false);
}

void Player::pause() {
  settle();
  // What can't be seen in mid-glide must not stop there.
  if (clock_.reduced()) clock_.set_progress(0);
  show();
}

void Player::wait(bool waiting) {
  if (waiting) {
    goes_on_ = playing();
    if (goes_on_) pause();
  } else if (std::exchange(goes_on_, false)) {
    play();
  }
}

void Player::set_reduced_motion(bool reduced) {
  settle();
  clock_.set_reduced(reduced);
  clock_.set_progress(0);
  show();
}

void Player::toggle() {
  playing() ? pause() : play();
}

void Player::step() {
  settle();
  if (!glide_on(step_time(), true)) {
    emit notice(nothing_due());
    return;
  }
  glide();
}

QString Player::nothing_due() const {
  const Cluster& world = session_.history().world();
  const NodeSet paused = waited_for(world);
  if (paused.empty()) return tr("Nothing is due: the cluster is quiet.");
  return tr("Nothing is due before %1 is resumed: it is paused.")
      .arg(QString::fromStdString(world.name(*paused.begin())));
}

void Player::back() {
  settle();
  if (!glide_back(step_time(), true)) return;
  glide();
}

void Player::step_phase() {
  settle();
  arrived_ = [this] { return begins_phase(session_.history(), session_.history().present()); };
  if (!glide_on(play_time() / run_haste, false)) {
    emit notice(nothing_due());
    return;
  }
  start(Motion::run);
}

void Player::back_phase() {
  settle();
  arrived_ = [this] { return begins_phase(session_.history(), session_.history().present()); };
  if (!glide_back(step_time() / rewind_haste, false)) return;
  start(Motion::rewind);
}

void Player::run_until_chosen() {
  if (motion_ == Motion::run && until_chosen_) return rush();
  settle();
  arrived_ = [this] {
    const History& history = session_.history();
    return history.moment(history.present()).chosen;
  };
  if (!glide_on(play_time() / run_haste, false)) {
    emit notice(nothing_due());
    return;
  }
  start(Motion::run);
  until_chosen_ = true;
}

void Player::to_start() {
  go_to(0);
}

void Player::undo() {
  rest();
  if (clock_.progress() == 0) session_.back();
  clock_.set_progress(0);
  arrive();
  show();
}

void Player::redo() {
  rest();
  clock_.set_progress(0);
  session_.forward();
  arrive();
  show();
}

void Player::scrub(double position) {
  rest();
  const std::vector<MomentId>& line = session_.history().line();
  const double last = static_cast<double>(line.size() - 1);
  const double place = std::clamp(position, 0.0, last);
  const auto depth = static_cast<std::size_t>(place);
  session_.go_to(line[depth]);
  clock_.set_progress(place - static_cast<double>(depth));
  arrive();
  show();
}

void Player::go_to(MomentId moment) {
  rest();
  clock_.set_progress(0);
  session_.go_to(moment);
  arrive();
  show();
}

MomentId Player::before_present() const {
  return session_.history().moment(session_.history().present()).parent;
}

void Player::set_speed(double speed) {
  clock_.set_speed(speed);
}

bool Player::act(const Action& action) {
  if (motion_ == Motion::rewind || motion_ == Motion::run) rest();
  Action here = action;
  const auto now = static_cast<std::int64_t>(frame_->now);
  if (here.at.ms < 0 && now > frame_->world->now.ms) here.at = {now};
  if (!session_.act(here)) return false;
  clock_.set_progress(0);
  arrive();
  if (playing() && glide_on(play_time(), false)) {
    show();
  } else {
    rest();
    show();
  }
  return true;
}

void Player::reset() {
  rest();
  clock_.set_progress(0);
  arrive();
  show();
}

void Player::tick() {
  const double passed = clock_.take_time();
  if (!moving() || passed == 0) return;
  const MomentId before = session_.history().present();
  advance(passed);
  if (!clock_.reduced() || session_.history().present() != before) show();
  tell_stop();
}

void Player::start(Motion motion) {
  const bool was_playing = playing();
  motion_ = motion;
  until_chosen_ = false;
  run_length_ = 0;
  upkeep_ = 0;
  upkeep_since_ = session_.history().world().now;
  clock_.start(this);
  if (playing() != was_playing) emit playing_changed(playing());
}

void Player::glide() {
  start(Motion::glide);
  if (!clock_.reduced()) return;
  settle();
  show();
}

void Player::rest() {
  const bool was_playing = playing();
  motion_ = Motion::rest;
  clock_.stop();
  if (was_playing) emit playing_changed(false);
}

void Player::settle() {
  if (playing() || motion_ == Motion::rush) return rest();
  land_for_a_moment();
  if (moving()) rest();
}

void Player::land_for_a_moment() {
  const QDeadlineTimer moment(longest_moment_ms);
  while (moving()) {
    clock_.finish();
    land();
    if (moment.hasExpired()) return;
  }
}

void Player::rush() {
  motion_ = Motion::rush;
  land_for_a_moment();
  show();
}

void Player::advance(double ms) {
  if (motion_ == Motion::rush) return land_for_a_moment();
  clock_.advance(
      ms, [this] { return moving(); }, [this] { land(); });
}

void Player::land() {
  bool landed = true;
  if (clock_.target() > 0)
    landed = stage_.next_is_recorded() ? session_.forward() : session_.step();
  clock_.set_progress(0);
  arrive();
  if (!landed) return rest();  // A run that is as long as it may be.
  if (playing() && stops_here()) return rest();
  continue_motion();
}

bool Player::stops_here() {
  const Event* event = stage_.last();
  if (event == nullptr) return false;
  for (const Milestone reached : milestones_of(*event, session_.history().world())) {
    if (!pauses_.contains(reached)) continue;
    stopped_at_ = reached;
    return true;
  }
  return session_.in_lesson() && only_upkeep(*event);
}

/// Whoever learns waits for something to happen: a cluster that only keeps itself going would let
/// them wait for ever. Longer than any silence after which somebody suspects another.
bool Player::only_upkeep(const Event& event) {
  const Cluster& world = session_.history().world();
  if (!is_upkeep(event)) {
    upkeep_ = 0;
    upkeep_since_ = world.now;
    return false;
  }
  ++upkeep_;
  const bool many = upkeep_ >= upkeep_rounds * world.shape().size();
  const std::int64_t silence = world.setup->options.timeout * upkeep_rounds;
  if (!many || (world.now - upkeep_since_).ms < silence) return false;
  emit notice(
      tr("Paused: only heartbeats and timers go on. Nothing new happens by itself; act, or play "
         "on."));
  return true;
}

void Player::tell_stop() {
  if (const auto milestone = std::exchange(stopped_at_, std::nullopt)) emit paused_at(*milestone);
}

void Player::pause_at(Milestone milestone) {
  if (!playing() || !pauses_.contains(milestone)) return;
  pause();
  emit paused_at(milestone);
}

void Player::continue_motion() {
  if (motion_ == Motion::play && glide_on(play_time(), false)) return;
  if (motion_ != Motion::play && motion_ != Motion::glide) {
    if (arrived_()) return rest();
    if (++run_length_ >= longest_run) {
      rest();
      emit notice(
          tr("Stopped after %1 events: what was waited for did not come.").arg(longest_run));
      return;
    }
    if (motion_ != Motion::rewind && glide_on(play_time() / run_haste, false)) return;
    if (motion_ == Motion::rewind && glide_back(step_time() / rewind_haste, false)) return;
  }
  rest();
}

bool Player::glide_on(double duration, bool eased) {
  if (stage_.next() == nullptr) return false;
  clock_.glide_to(1, duration, eased);
  return true;
}

bool Player::glide_back(double duration, bool eased) {
  if (clock_.progress() == 0) {
    if (!session_.back()) return false;
    arrive();
    clock_.set_progress(1);
  }
  clock_.glide_to(0, duration, eased);
  return true;
}

void Player::arrive() {
  stage_.arrive(session_.history());
}

void Player::show() {
  frame_ = &stage_.frame(clock_.shown(moving()));
  emit frame_changed(*frame_);
}

double Player::play_time() const {
  if (stage_.next() == nullptr) return play_ms({0});
  return play_ms(stage_.next()->time - session_.history().world().now);
}

double Player::step_time() const {
  const Event* next = stage_.next();
  const bool travels = next != nullptr && (next->action.verb == Verb::deliver ||
                                           next->time > session_.history().world().now);
  return travels ? GlideClock::step_ms : still_ms;
}

}  // namespace synod::app
