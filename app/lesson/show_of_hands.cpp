#include "app/lesson/show_of_hands.h"

#include <algorithm>

namespace synod::app {

void ShowOfHands::set(std::size_t place, int hands) {
  if (lines_.size() <= place) lines_.resize(place + 1);
  lines_[place].hands = hands;
}

void ShowOfHands::raise(const std::string& answer) {
  const auto known = std::find_if(lines_.begin(), lines_.end(),
                                  [&](const Line& line) { return line.answer == answer; });
  if (known != lines_.end()) {
    ++known->hands;
  } else {
    lines_.push_back({answer, 0, 1});
  }
}

void ShowOfHands::vote_again() {
  if (second_) return;
  second_ = true;
  for (Line& line : lines_) {
    line.before = line.hands;
    line.hands = 0;
  }
}

std::optional<std::size_t> ShowOfHands::most() const {
  // A second vote in which nobody was counted changes nothing.
  const bool counted =
      std::any_of(lines_.begin(), lines_.end(), [](const Line& line) { return line.hands > 0; });
  const auto hands = [&](const Line& line) { return counted ? line.hands : line.before; };
  const auto most =
      std::max_element(lines_.begin(), lines_.end(),
                       [&](const Line& a, const Line& b) { return hands(a) < hands(b); });
  if (most == lines_.end() || hands(*most) == 0) return std::nullopt;
  return static_cast<std::size_t>(most - lines_.begin());
}

}  // namespace synod::app
