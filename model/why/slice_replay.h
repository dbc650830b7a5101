// Replay of some events of a run without the others.
#pragma once

#include <span>
#include <vector>

#include "model/why/past.h"

namespace synod {

/// Whether two messages say the same, from the same node to the same: ids and times apart.
bool same_message(const Message& a, const Message& b);

/// What to do with an event that can't happen once others are left out.
enum class Misfit : std::uint8_t {
  fail,  ///< Ends the replay: it has failed.
  skip,  ///< Goes on without it.
};

/// Does chosen events of a run in order, in a world in which the others never happened.
///  1. A message is known by the event that sent it and by what it says, a timer by the event that
///     set it and its kind: ids, times and random draws differ once events are left out.
///  2. The network does as it did: what was delivered arrives, also where the copy that arrived was
///     made, dropped, held or saved by an event that is left out. Nothing is lost by chance. A node
///     draws the random numbers that it drew then.
///  3. A delivery can't happen where its sender is left out or sent something else, or where it
///     arrived and now would not, or the other way round. A timer can't go off that is not set. At
///     a paused node neither happens.
///  4. A restart of a node that is up, a heal of a link that is whole and the like have nothing to
///     do and are passed over; that is no misfit.
/// Messages that none of the chosen events is about are not kept in flight.
class SliceReplay {
 public:
  /// `past` must outlive the replay.
  explicit SliceReplay(const Past& past);

  /// Does event `number`, which must be above every earlier one. `event` may be null. False where
  /// it can't happen or has nothing to do; then nothing changes. `misfit` says which.
  bool play(EventNumber number, Event* event = nullptr);
  /// Whether the last `play` that was false met an event that can't happen.
  bool misfit() const { return misfit_; }

  const Cluster& world() const { return world_; }

  /// Goes back to `world`, as it stood before event `number` was done. What was done before keeps.
  void rewind(const Cluster& world, EventNumber number);

 private:
  /// What event n did in this replay, where it did anything.
  struct Done {
    std::uint32_t turn = 0;  ///< The rewind after which it was done.
    EventNumber number = 0;  ///< Its place in the replay.
    std::vector<Message> sent;
  };
  bool refit(const PastEvent& past, Action& action);
  bool put_in_flight(const Message& message, bool held, Action& action);
  bool set_timer_of(const PastEvent& past, Action& action) const;
  /// What the replay knows of an earlier event; null where it was left out.
  const Done* done(EventNumber number) const;

  const Past& past_;
  Cluster world_;
  std::vector<Done> done_;
  std::uint32_t turn_ = 1;
  EventNumber kept_below_ = 0;  ///< Events below were done before the last rewind, and stay.
  bool misfit_ = false;
};

/// How a replay of some events ended.
struct SliceEnd {
  bool complete = false;  ///< Every event happened.
  Event last;             ///< All that the last of them did; meaningless unless `complete`.
  Cluster world;          ///< After it.
};

/// Replays the events `slice` (ascending) of `run`, and no others.
SliceEnd replay_slice(const Run& run, std::span<const EventNumber> slice);

}  // namespace synod
