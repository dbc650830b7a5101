// Course of a change of leader along a line of history: when each stage was reached.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

#include "model/line/history.h"
#include "model/world/recovery_stage.h"

namespace synod {

/// At an event, a change of leader came to another stage, or its stage to another node or ballot.
struct RecoveryTurn {
  EventNumber event = 0;
  /// As it stands after the event. `resuming` where commands go on, also where nobody waits any
  /// more; `none` where clients waited on, and the last of them has its answer.
  LeaderChange change;
  /// The stage `suspected` began and ended in this very event: a node that suspects asks at once.
  bool suspected = false;
  /// Every client that waited at any time through the change has its answer. Then `change.waited`
  /// is the longest of their waits, each as a whole, from its asking to its answer.
  bool over = false;

  friend bool operator==(const RecoveryTurn&, const RecoveryTurn&) = default;
};

/// Follows a history's line, its recorded future included. Protocols without logs cost nothing.
class RecoveryCourse {
 public:
  /// Brings the course up to date, by at most `most` events of the line: false where there are more
  /// still. What stays the same from one call to the next is not looked at again.
  bool follow(const History& history, std::size_t most = std::numeric_limits<std::size_t>::max());
  /// Forgets everything: another history is to be followed.
  void clear();
  /// In the order of their events, at most one an event.
  const std::vector<RecoveryTurn>& turns() const { return turns_; }

 private:
  /// The span by which a wait is measured.
  struct Span {
    SimTime from;                ///< When the change began.
    SimTime to;                  ///< When commands went on.
    std::size_t first_open = 0;  ///< The first operation that was open when it began.
  };

  /// What the last look at a world saw, where nothing was to be told of it.
  struct Calm {
    NodeId leader;
    Ballot ballot;
    std::size_t proposals = 0;
  };

  void cut(std::size_t size);
  void see(const Moment& moment, const Cluster& world);
  void look(EventNumber number, const Cluster& world);
  bool stays_calm(const Moment& moment, const Cluster& world) const;
  void add(EventNumber number, const LeaderChange& change, const Span& span);
  void settle(EventNumber number, const Cluster& world);
  bool under_way() const;

  std::vector<MomentId> line_;    ///< The moments that were seen.
  std::optional<Cluster> world_;  ///< At the last of them, while there are more to see.
  std::size_t alone_ = 0;         ///< Events that `world_` went through by itself.
  std::optional<Calm> calm_;
  std::vector<RecoveryTurn> turns_;
  std::vector<Span> spans_;  ///< One for each turn.
};

}  // namespace synod
