// Head of a scenario file: the comment lines that say what the scenario is about.
#pragma once

#include <string>
#include <string_view>

namespace synod {

/// Parts of a scenario's head. Each may be empty.
struct ScenarioHead {
  std::string mark;    ///< "BP-04".
  std::string title;   ///< "A value that one acceptor holds survives".
  std::string source;  ///< Where the scenario is from.
  std::string group;   ///< What it belongs with.
  std::string text;    ///< What to watch for. An empty line stands between its paragraphs.

  /// Whether it says more than the scenario's name.
  bool explains() const { return !text.empty() || !source.empty(); }
};

/// Reads the comment lines at the beginning of `text`, the whole file or only its beginning:
///
///     # BP-04: A value that one acceptor holds survives
///     # Source: Wikipedia, "Paxos (computer science)"
///     # Group: Taking a value over
///     #
///     # P1 reaches A1 alone and dies.
///
/// A line goes on with what the one before it began; what belongs to no key is the text. Comments
/// that mean something to the program, such as `#: bookmark`, are no part of a head.
ScenarioHead read_scenario_head(std::string_view text);

/// "BP-04: A value that one acceptor holds survives".
std::string full_title(const ScenarioHead& head);

}  // namespace synod
