// From what happened back to the text that makes it happen again.
#pragma once

#include <string>

#include "model/history.h"
#include "model/scenario/bookmark.h"

namespace synod {

/// The command that does `action` in the world `before` it: what the window shows for a click.
std::string command_text(const Cluster& before, const Action& action);

/// The setup lines that ask for `setup`.
std::string setup_text(const Setup& setup);

/// The scenario that makes this history again, with every branch: the same moments with the same
/// numbers, the same worlds at them, and the same present. Each of `bookmarks` is a comment where
/// its moment is reached. Takes time in proportion to its length.
std::string script_text(const History& history, const Bookmarks& bookmarks = {});

}  // namespace synod
