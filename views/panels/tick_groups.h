// Ticks that share a few pixels: of each group of moments, the one that speaks for all.
#pragma once

#include "model/line/history.h"

namespace synod::views {

/// Follows a line that grows: what was looked at before is not looked at again.
class TickGroups {
 public:
  void clear() {
    line_.clear();
    shown_.clear();
  }

  /// Groups of `size` moments each; the heaviest is shown, of equals the first.
  template <class Weight>
  void follow(const std::vector<MomentId>& line, std::size_t size, Weight weight) {
    if (size != size_) clear();
    size_ = size;
    std::size_t from = line_.common_with(line);
    if (from < line_.size()) {
      // A group that lost a moment is made anew.
      from = from / size * size;
      shown_.resize(from / size);
    }
    for (std::size_t depth = from; depth < line.size(); ++depth) {
      if (depth % size == 0)
        shown_.push_back(line[depth]);
      else if (weight(line[depth]) > weight(shown_.back()))
        shown_.back() = line[depth];
    }
    line_.take(line);
  }

  const std::vector<MomentId>& shown() const { return shown_; }

 private:
  std::size_t size_ = 0;
  SeenLine line_;
  std::vector<MomentId> shown_;
};

}  // namespace synod::views
