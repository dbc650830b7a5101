#include "app/play/stage.h"

namespace synod::app {

namespace {

/// How far back a message's loss may still be on its way.
constexpr int remembered_events = 12;

}  // namespace

void Stage::arrive(const History& history) {
  const MomentId here = history.present();
  const Moment& moment = history.moment(here);
  last_.reset();
  next_.reset();
  if (here != 0) last_ = history.event(here);
  recorded_ = moment.preferred != 0;
  if (recorded_) {
    next_ = history.event(moment.preferred);
  } else {
    next_ = history.preview();
  }
  collect_losses(history);
  depth_ = moment.depth;
  frame_.world = &history.world();
  frame_.last = last_ ? &*last_ : nullptr;
  frame_.moment = here;
}

void Stage::collect_losses(const History& history) {
  losses_.clear();
  MomentId id = history.present();
  for (int i = 0; i < remembered_events && id != 0; ++i, id = history.moment(id).parent) {
    const std::vector<LostMessage>& lost = history.event(id).lost;
    losses_.insert(losses_.end(), lost.begin(), lost.end());
    if (i == 0) fresh_losses_ = losses_.size();
  }
  if (history.present() == 0) fresh_losses_ = 0;
}

const views::Frame& Stage::frame(double progress) {
  frame_.next = progress > 0 ? next() : nullptr;
  frame_.progress = frame_.next != nullptr ? progress : 0;
  frame_.position = depth_ + frame_.progress;
  const auto from = static_cast<double>(frame_.world->now.ms);
  const double to = next_ ? static_cast<double>(next_->time.ms) : from;
  frame_.now = from + (to - from) * frame_.progress;
  frame_.losses.clear();
  for (std::size_t i = 0; i < losses_.size(); ++i)
    // What the last event lost is seen even where its time of flight is over.
    if (i < fresh_losses_ || static_cast<double>(losses_[i].message.due.ms) > frame_.now)
      frame_.losses.push_back(losses_[i]);
  return frame_;
}

}  // namespace synod::app
