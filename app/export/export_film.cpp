#include "app/export/export_film.h"

#include <algorithm>
#include <cmath>

#include "app/play/pace.h"

namespace synod::app {

FrameMaker::FrameMaker(const Run& run) : history_(history_of(run)) {
  stage_.arrive(history_);
}

const views::Frame& FrameMaker::at(double position) {
  const double place = std::clamp(position, 0.0, static_cast<double>(length()));
  const auto depth = static_cast<std::size_t>(place);
  if (const MomentId moment = history_.line()[depth]; moment != history_.present()) {
    history_.seek(moment);
    stage_.arrive(history_);
  }
  return stage_.frame(place - static_cast<double>(depth));
}

Film::Film(const History& history, int fps, double speed)
    : Film(history, fps, speed, 1, static_cast<EventNumber>(history.line().size() - 1)) {}

Film::Film(const History& history, int fps, double speed, EventNumber from, EventNumber to)
    : before_(std::max(from, EventNumber{1}) - 1), ends_{0}, fps_(fps) {
  const std::vector<MomentId>& line = history.line();
  for (std::size_t i = before_ + std::size_t{1}; i <= to; ++i) {
    const SimTime span = history.moment(line[i]).time - history.moment(line[i - 1]).time;
    ends_.push_back(ends_.back() + play_ms(span) / speed);
  }
}

std::size_t Film::size() const {
  return static_cast<std::size_t>(std::ceil(seconds() * fps_)) + 1;
}

double Film::position(std::size_t picture) const {
  const double ms = static_cast<double>(picture) * 1000 / fps_;
  const auto next = std::upper_bound(ends_.begin(), ends_.end(), ms);
  if (next == ends_.end()) return before_ + static_cast<double>(ends_.size() - 1);
  const double begin = *(next - 1);
  return before_ + static_cast<double>(next - ends_.begin() - 1) + (ms - begin) / (*next - begin);
}

}  // namespace synod::app
