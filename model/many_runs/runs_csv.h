// Many runs as a table for other programs (RFC 4180; lines end in LF).
#pragma once

#include <string>

#include "model/many_runs/many_runs.h"

namespace synod {

/// One row a run: seed, decided, time_ms, messages, ballots, events, violated, linearizable; and
/// blocked_ms where nodes may be blocked, locked_ms where stores may be locked.
std::string runs_csv(std::span<const RunOutcome> outcomes);

/// One row a value of the option: the value (shares in percent, times in milliseconds), runs, the
/// share undecided (0 to 1), runs that broke an invariant, and quartiles of time, messages and
/// ballots; these are empty where no run was decided. Where nodes may be blocked also the share of
/// runs in which one was (0 to 1), and quartiles of how long; where stores may be locked, quartiles
/// of how long they were.
std::string steps_csv(const VariedOption& option, std::span<const VariedStep> steps);

}  // namespace synod
