// Series of a replicated log over time, for charts: leaders, waits of clients, throughput.
#pragma once

#include "model/line/series.h"

namespace synod {

/// The ballots at which nodes led, in order. Each once.
std::vector<Ballot> led_ballots(const Trace& trace);
/// The ballot at which `node` led, as its place in `ballots` from 1; 0 while it did not.
Steps lead_steps(const Trace& trace, NodeId node, std::span<const Ballot> ballots);
/// How many nodes believed that they lead.
Steps leaders_at_once(const Trace& trace);

/// A time in which nobody led, after somebody had: what a fail-over takes.
struct LeaderGap {
  Step from;                      ///< Where the last leader was gone.
  Step to;                        ///< Where another led, or the end of the line.
  bool over = false;              ///< False where nobody leads at the end of the line.
  std::optional<SimTime> waited;  ///< The longest wait of a client that waited in it; none: nobody.

  SimTime length() const { return to.time - from.time; }
};
/// All of them, in order. A wait counts as a whole, from its asking to its answer, also where it
/// began before the gap or ended after it.
std::vector<LeaderGap> leader_gaps(const Trace& trace);

/// How long `client` waits for its present command, or waited for its last one, in milliseconds. At
/// an event that answers it, how long that took, even where it asks again at once.
Steps wait_steps(const Trace& trace, NodeId client);
/// How long the `place`th of the trace's commands was waited for: until its answer, else until the
/// line's end.
SimTime wait_of(const Trace& trace, std::size_t place);

/// Commands answered a second: the answers of the last `window`, scaled. Falls when an answer is
/// older than that, also between two events; such a step belongs to the event that comes next.
Steps answer_rate(const Trace& trace, SimTime window);

/// How many slots the observer knew to be chosen; the last slot that the foremost and that the
/// slowest live node had applied.
Steps chosen_slots(const Trace& trace);
Steps applied_by_most(const Trace& trace);
Steps applied_by_slowest(const Trace& trace);

}  // namespace synod
