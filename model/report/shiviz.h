// ShiViz export: its log format, so that a run can be looked at there.
#pragma once

#include <string>

#include "model/line/history.h"

namespace synod {

/// What happened at the nodes on `History::line()`, each event with its vector clock, as a file
/// that ShiViz opens as it is: the first line is the expression that reads the rest, the second
/// separates several executions and is empty (bestchai.bitbucket.io/shiviz). What the network alone
/// did stands at no node and is left out, as such logs have no place for it.
std::string shiviz_log(const History& history);

}  // namespace synod
