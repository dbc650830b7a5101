#include "tutorials/lesson_play.h"

namespace synod {

std::optional<ScenarioError> BlockPlayer::next_event() {
  const std::uint32_t before = events_;
  while (!done() && (events_ == before || next_makes_none())) {
    const auto [number, column] = std::pair(line()->number, line()->column);
    const MomentId present = history_.present();
    if (auto error = runner_.advance()) return error;
    if (history_.present() != present) ++events_;
    if (events_ > max_block_events)
      return ScenarioError{
          file_, number, column,
          say(SYNOD_TEXT("this block makes more than %1 events; let it end sooner, "
                         "such as by 'within 50 steps'"),
              std::to_string(max_block_events))};
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
