// Context menu of a place on the canvas, as data.
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "model/world/apply.h"
#include "views/kit/selection.h"

namespace synod::views {

/// A command by key at the place that is marked. The window's table of keys says which key.
enum class PlaceCommand : std::uint8_t {
  none,
  propose,
  kill,
  wipe,
  pause,
  fire,
  cut,
  cut_one_way,
  draw_line,
  heal_all,
  deliver,
  hold,
  duplicate,
  drop,
  quorum,
  histories,
  why
};

/// One entry of a menu. Exactly one of `actions`, `propose`, `cause`, `line`, `ballot`, `why` and
/// `doubts` is set.
struct Choice {
  QString text;
  PlaceCommand command = PlaceCommand::none;  ///< Whose key does the same.
  std::vector<Action> actions;                ///< Done one after the other.
  NodeId propose;                             ///< Asks for a value to propose there.
  EventNumber cause = 0;                      ///< Goes to that event of the present path.
  bool line = false;                          ///< Draws a line that partitions the nodes.
  bool separator_before = false;
  Ballot ballot;     ///< Shows the quorum of that ballot, or no longer shows it.
  bool why = false;  ///< Asks for the causes of what stands there.
  NodeId doubts;     ///< Asks for two histories that it can't tell apart.
  QString group;     ///< Of what can be done to each of some nodes: the menu that it stands in.
};

/// What can be done at `target` in `world`; nothing that would be refused.
std::vector<Choice> choices_at(const Cluster& world, const Target& target);

/// What a click, or Enter, does there; with Shift where `shift` is set. Nothing on the empty
/// canvas.
std::optional<Action> click_action(const Cluster& world, const Target& target, bool shift);

/// The partition of the nodes by the line through two points: on its left is side 1, on its right
/// side 2. `places` are the nodes' middles, in their order.
struct Spot {
  double x;
  double y;
};
Action partition_by_line(const std::vector<Spot>& places, Spot from, Spot to);

/// A key that the canvas has beside those of the window, and what it does: for the list of keys.
struct CanvasKey {
  QString keys;
  QString what;
};
std::vector<CanvasKey> canvas_keys();

}  // namespace synod::views
