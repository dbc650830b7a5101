// CSV table of every event of a line.
#pragma once

#include <string>

#include "model/line/history.h"

namespace synod {

/// One row an event of `History::line()`, under a row of names: event, time_ms, action, node,
/// cause, message, kind, from, to, ballot, value, arrived, sent, lost, chosen, learned, violated,
/// rule, story. Times are simulated milliseconds; lists are separated by blanks. RFC 4180, UTF-8.
std::string event_csv(const History& history);

}  // namespace synod
