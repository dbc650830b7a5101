// Branches of a run, as rows of a list.
#pragma once

#include <QString>
#include <vector>

#include "model/line/history.h"
#include "model/scenario/bookmark.h"

namespace synod::views {

/// One branch: a way from the start to its last event.
struct BranchRow {
  MomentId first = 0;  ///< Of its own part: what no other way goes through.
  MomentId end = 0;
  QString name;     ///< What somebody called it, or how it begins.
  QString outcome;  ///< "blue chosen", "violated".
  EventNumber length = 0;
  EventNumber own = 0;   ///< How many of its events are its own.
  bool present = false;  ///< The timeline's line.

  friend bool operator==(const BranchRow&, const BranchRow&) = default;
};

/// All of them, the one that was begun first at the top. A bookmark on the first event of a
/// branch's own part is its name.
std::vector<BranchRow> branch_rows(const History& history, const Bookmarks& names);

}  // namespace synod::views
