// Series over simulated time, for charts.
#pragma once

#include <span>
#include <vector>

#include "model/line/trace.h"

namespace synod {

/// A value that held from an event on.
struct Step {
  EventNumber event = 0;
  SimTime time;
  std::int32_t value = 0;

  friend bool operator==(const Step&, const Step&) = default;
};
/// A value over simulated time: begins with event 0 and has a step wherever it changed, in order.
/// Events may share a time; the last of them says what held from then on.
using Steps = std::vector<Step>;

/// The value after event `event`; 0 where there are no steps.
std::int32_t value_at(const Steps& steps, EventNumber event);

/// The ballots that acceptors responded to, or have promised instead, in order. Each once.
std::vector<Ballot> ballots_in(const Trace& trace);

/// What an acceptor's disk held: places in a list of ballots from 1; 0 stands for none.
struct BallotSteps {
  NodeId acceptor;
  Steps promised;
  Steps accepted;  ///< The highest ballot at which it accepted anything.
};
/// `ballots` is what `ballots_in` tells. A crash keeps what is on disk, and a wipe doesn't.
std::vector<BallotSteps> ballot_steps(const Trace& trace, NodeSet acceptors,
                                      std::span<const Ballot> ballots);

/// How many messages of each of `kinds` kinds were in flight.
std::vector<Steps> in_flight(const Trace& trace, std::size_t kinds);
/// How many messages of each kind nodes have sent so far. Copies are the network's, and not
/// counted.
std::vector<Steps> sent_so_far(const Trace& trace, std::size_t kinds);
/// How many nodes of `among` were up.
Steps live_nodes(const Trace& trace, NodeSet among);
/// The most live acceptors that one live proposer could talk with.
Steps reach(const Trace& trace);

/// The sum of the first 1, 2, 3 … of `series`: what lies on top of one another.
std::vector<Steps> stacked(const std::vector<Steps>& series);

/// The event whose time is nearest, the last one of those that share it: what is seen there.
EventNumber event_near(const Trace& trace, double ms);

/// At most four steps for each of `columns` equal parts of the time from 0 to `end`: the first, the
/// lowest, the highest and the last one. Drawn that many pixels wide it looks as before.
Steps thinned(const Steps& steps, SimTime end, std::size_t columns);

}  // namespace synod
