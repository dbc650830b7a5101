#include "tutorials/lesson_play.h"

namespace synod {

std::optional<ScenarioError> BlockPlayer::next_event() {
  const std::uint32_t before = events_;
  while (!done() && (events_ == before || next_makes_none())) {
    const MomentId present = history_.present();
    if (auto error = runner_.advance()) return error;
    if (history_.present() != present) ++events_;
  }
  return std::nullopt;
}

std::optional<ScenarioError> BlockPlayer::play() {
  while (!done())
    if (auto error = next_event()) return error;
  return std::nullopt;
}

/// What stands behind an event and makes none belongs to it: the block is over with its last event.
bool BlockPlayer::next_makes_none() const {
  return !done() && (std::holds_alternative<ExpectCommand>(line()->command) ||
                     std::holds_alternative<SetupCommand>(line()->command));
}

}  // namespace synod
