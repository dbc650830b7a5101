#include "views/panels/branches.h"

#include <algorithm>

namespace synod::views {

namespace {

/// More branches than this are counted, but never looked at for a place.
constexpr std::size_t most_placed = 200;

/// A branch that was found but has no lane yet; `parent` is its place in the list, or -1.
struct Found {
  Branch branch;
  int parent = -1;
};

class Finder {
 public:
  explicit Finder(const History& history) : history_(history) {}

  std::vector<Found> run() {
    const auto& line = history_.line();
    for (std::size_t i = line.size(); i-- > 0;)
      leave(line[i], i + 1 < line.size() ? line[i + 1] : 0, -1);
    // The list grows while it is walked: branches have branches.
    for (std::size_t i = 0; i < found_.size(); ++i) {
      const std::vector<MomentId> moments = found_[i].branch.moments;
      for (std::size_t k = moments.size(); k-- > 0;)
        leave(moments[k], k + 1 < moments.size() ? moments[k + 1] : 0, static_cast<int>(i));
    }
    return std::move(found_);
  }
  std::size_t skipped() const { return skipped_; }

 private:
  /// Every child of `from` but the one that the way goes on with starts a branch.
  void leave(MomentId from, MomentId next, int parent) {
    for (MomentId child = history_.moment(from).first_child; child != 0;
         child = history_.moment(child).next_sibling) {
      if (child == next) continue;
      if (found_.size() == most_placed) {
        ++skipped_;
        continue;
      }
      Found found;
      found.parent = parent;
      found.branch.start = history_.moment(from).depth;
      for (MomentId at = child; at != 0; at = history_.moment(at).preferred)
        found.branch.moments.push_back(at);
      found_.push_back(std::move(found));
    }
  }

  const History& history_;
  std::vector<Found> found_;
  std::size_t skipped_ = 0;
};

bool overlap(const Branch& a, const Branch& b) {
  // One place between them is kept free, so that two never look like one.
  return a.start <= b.end() + 1 && b.start <= a.end() + 1;
}

}  // namespace

Branches branches_of(const History& history, int lanes) {
  Finder finder(history);
  std::vector<Found> found = finder.run();
  Branches result;
  result.hidden = finder.skipped();
  for (Found& candidate : found) {
    Branch& branch = candidate.branch;
    branch.from_lane =
        candidate.parent < 0 ? 0 : found[static_cast<std::size_t>(candidate.parent)].branch.lane;
    const bool orphan = candidate.parent >= 0 && branch.from_lane == 0;
    for (int lane = branch.from_lane + 1; lane <= lanes && branch.lane == 0 && !orphan; ++lane)
      if (std::none_of(result.shown.begin(), result.shown.end(), [&](const Branch& other) {
            return other.lane == lane && overlap(other, branch);
          }))
        branch.lane = lane;
    if (branch.lane == 0) {
      ++result.hidden;
    } else {
      result.shown.push_back(branch);
    }
  }
  return result;
}

}  // namespace synod::views
