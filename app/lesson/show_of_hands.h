// Votes of a class on a question, by show of hands.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace synod::app {

/// Counts hands, answer by answer, in one vote or two: before and after the class talked it over.
class ShowOfHands {
 public:
  /// An answer with its hands. Choices are known by their place and have no text.
  struct Line {
    std::string answer;
    int before = 0;  ///< In the first vote, once there is a second.
    int hands = 0;   ///< In the latest.
  };

  const std::vector<Line>& lines() const { return lines_; }
  /// The answer at `place`; without hands where nobody counted any.
  Line line(std::size_t place) const { return place < lines_.size() ? lines_[place] : Line{}; }
  bool second() const { return second_; }

  void set(std::size_t place, int hands);
  /// One more hand for an answer that is clicked or called out.
  void raise(const std::string& answer);
  /// Keeps the counts and begins anew. There are two votes at most.
  void vote_again();
  /// The place of the answer with most hands; of several the first. Nothing where no hand was
  /// counted.
  std::optional<std::size_t> most() const;

 private:
  std::vector<Line> lines_;
  bool second_ = false;
};

}  // namespace synod::app
