// History: every moment of a run, as a tree, for time travel.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <vector>

#include "model/world/apply.h"

namespace synod {

/// Names a moment of a history: 0 is the start, the others count up in the order in which they came
/// about.
using MomentId = std::uint32_t;

/// What can be told of a moment without replaying anything: enough for a tick on the timeline.
struct Moment {
  MomentId parent = 0;
  MomentId first_child = 0;   ///< 0 where there is none.
  MomentId next_sibling = 0;  ///< 0 where there is none.
  MomentId preferred = 0;     ///< The child that was visited last: where "forward" goes.
  EventNumber depth = 0;      ///< How many events led here.
  SimTime time;
  Action action;  ///< What led here from the parent.
  NodeId node;    ///< Where it happened; none for what the network did.
  Ballot ballot;  ///< The ballot that it was about; none where there was none.
  std::int16_t message_kind =
      -1;               ///< Index into the protocol's kinds; -1 where it is about no message.
  bool chosen = false;  ///< A value became chosen here, for the first time at its ballot.
  bool learned = false;
  bool violated = false;
  bool lost = false;      ///< A delivery that found its receiver down.
  bool by_clock = false;  ///< It was next by the clock: `step` in a script.
};

/// How many moments two ways from the start have in common; `same(depth)` says whether they have
/// that one. A moment is reached in one way only, so what is common ends once: a few questions find
/// where, and one where the ways only differ in their length. `length` is that of the shorter way.
template <class Same>
std::size_t common_length(std::size_t length, Same same) {
  if (length == 0 || same(length - 1)) return length;
  std::size_t low = 0;
  std::size_t high = length - 1;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (same(middle))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/// A line as a view saw it last, for finding what is new on the present one.
class SeenLine {
 public:
  void clear() { moments_.clear(); }
  const std::vector<MomentId>& moments() const { return moments_; }
  std::size_t size() const { return moments_.size(); }
  bool empty() const { return moments_.empty(); }
  MomentId operator[](std::size_t depth) const { return moments_[depth]; }

  /// How many of its moments stand on `line` too.
  std::size_t common_with(const std::vector<MomentId>& line) const {
    return common_length(std::min(line.size(), moments_.size()),
                         [&](std::size_t depth) { return line[depth] == moments_[depth]; });
  }
  /// Forgets all but the first `size` moments.
  void cut(std::size_t size) { moments_.resize(std::min(size, moments_.size())); }
  /// Is `line` from now on. Costs what is new.
  void take(const std::vector<MomentId>& line) {
    moments_.resize(common_with(line));
    moments_.insert(moments_.end(), line.begin() + static_cast<std::ptrdiff_t>(moments_.size()),
                    line.end());
  }

 private:
  std::vector<MomentId> moments_;
};

/// A history that keeps everything.
///  1. Acting in the past starts a branch; the old future stays and can be gone back to.
///  2. Moments are reached by replaying events from a kept world: a few of them near the end, at
///     most `far_gap` a long way back.
///  3. Acting never changes the number or the content of an earlier moment.
class History {
 public:
  explicit History(Cluster start);

  /// The world at the present moment.
  const Cluster& world() const { return world_; }
  MomentId present() const { return present_; }
  /// How many moments there are, the start included.
  std::size_t size() const { return moments_.size(); }
  const Moment& moment(MomentId id) const { return moments_[id]; }

  /// Acts at the present moment and goes to what follows. Where the present has a child that the
  /// very same action led to, goes there and adds no second one. Says why where it can't be done;
  /// then nothing changes.
  Result<MomentId> act(const Action& action);
  /// Does what is due next by the clock. Nothing where the cluster is quiet.
  std::optional<MomentId> step();
  /// Goes to the parent. False at the start.
  bool back();
  /// Goes to the child that was visited last. False at the end of a branch.
  bool forward();
  /// Goes to any moment; false where there is none of that name.
  bool seek(MomentId id);

  /// From the start to `id`, both included.
  std::vector<MomentId> path(MomentId id) const;
  /// From the start through the present to the end of its preferred future.
  const std::vector<MomentId>& line() const { return line_; }
  /// The moment on the way from the start to the present that `depth` events led to.
  /// Deeper than the present: the present.
  MomentId at_depth(EventNumber depth) const {
    return line_[std::min(depth, moments_[present_].depth)];
  }

  /// The world at any moment, without going there.
  Cluster world_at(MomentId id) const;
  /// All that happened at a moment's event. `id` must not be 0.
  const Event& event(MomentId id) const;
  /// What would happen next by the clock, without its happening.
  std::optional<Event> preview() const;

  /// Calls `see` with event `first` of the line and with every later one, and with the world after
  /// it. One replay for all: the fast way to look at a whole line.
  using See = std::function<void(const Event& event, const Cluster& after)>;
  void replay(EventNumber first, Detail detail, const See& see) const;
  /// The same, and stops before event `end`.
  void replay(EventNumber first, EventNumber end, Detail detail, const See& see) const;

  /// How many bytes the history holds, about. What worlds share is counted once. Looks at all that
  /// is kept: not for every frame.
  std::size_t bytes() const;
  /// The same, less exact: added up as moments are added, so that asking costs nothing. Depends on
  /// what happened alone, so a script that is run again grows as its session did.
  std::size_t grown_bytes() const { return grown_bytes_; }

 private:
  /// Events between two kept worlds, where moments are added ...
  static constexpr EventNumber keyframe_gap = 128;
  /// ... and a long way back, where people rarely go. A kept world can take as much as 200 events,
  /// and 2,048 are replayed in a few milliseconds.
  static constexpr EventNumber far_gap = 2'048;
  static constexpr EventNumber far = 8'192;

  /// Does an action that is not refused, without looking for an equal child.
  Result<MomentId> act_anew(const Action& action, bool by_clock);
  MomentId add(Moment moment);
  std::uint32_t add_keyframe(MomentId id, std::uint32_t before);
  void thin(std::uint32_t latest);
  MomentId find_child(const Action& action) const;
  void go_on_line(MomentId id);

  struct Keyframe {
    MomentId at;
    std::uint32_t before;          ///< The keyframe on its way that was nearest when it was made.
    std::optional<Cluster> world;  ///< Nothing once it was thinned out.
    std::size_t content = 0;       ///< `WorldBytes::content` of the world.
    std::size_t own = 0;           ///< `WorldBytes::own` of the world.
  };
  /// The kept world that is nearest on the way to `id`.
  const Keyframe& keyframe_before(MomentId id) const;
  std::deque<Moment> moments_;       ///< A list that doubled when full would stand half empty.
  std::vector<Keyframe> keyframes_;  ///< Ordered by moment.
  std::vector<std::uint32_t>
      keyframe_of_;             ///< For each moment, the keyframe on its way that is nearest.
  std::vector<MomentId> line_;  ///< By depth; the present is on it.
  MomentId present_ = 0;
  Cluster world_;
  std::size_t grown_bytes_ = 0;
  struct CachedEvent {
    MomentId at = 0;
    Event event;
  };
  mutable std::vector<CachedEvent> cache_;  ///< Events made lately, by moment modulo the size.
  /// Where the last replay for an event ended: the next event is often the next one asked for.
  struct Reader {
    MomentId at;
    Cluster world;
  };
  mutable std::optional<Reader> reader_;
  /// What was previewed last, and of which moment: it often happens next, and is then known.
  mutable std::optional<CachedEvent> previewed_;
};

}  // namespace synod
