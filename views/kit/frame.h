// Frame: what is shown at one instant, and the only input of every picture.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "model/data/field_search.h"
#include "model/line/history.h"
#include "model/world/event.h"

namespace synod::views {

/// A field whose value is an answer that the class is still asked for.
struct CoveredField {
  NodeId node;
  std::string field;

  friend bool operator==(const CoveredField&, const CoveredField&) = default;
};

/// A moment, and how far the next event has come. A picture is a pure function of a frame: the same
/// frame, the same pixels, whether it was reached by playing, stepping, going back or scrubbing.
struct Frame {
  const Cluster* world = nullptr;   ///< The world at the moment that is shown.
  const Event* last = nullptr;      ///< The event that led to it; null at the start.
  const Event* next = nullptr;      ///< The event that is gliding in; null at rest.
  double progress = 0;              ///< How far the next event has come, 0 to 1 (eased).
  double now = 0;                   ///< Simulated milliseconds; from world->now up to next->time.
  std::vector<LostMessage> losses;  ///< Messages lost lately whose loss is still to be seen.
  MomentId moment = 0;              ///< Names the moment in the history.
  double position = 0;              ///< depth of the moment + progress: the place on the timeline.

  // As a teacher wants it shown.
  bool answers_hidden = false;        ///< Nothing tells what happens next.
  std::vector<CoveredField> covered;  ///< What the next event will change; a cover hides each.
  NodeId spotlit;                     ///< All but this node is dimmed; none: nothing is.

  bool covers(NodeId node, std::string_view field) const {
    return std::any_of(covered.begin(), covered.end(), [&](const CoveredField& hidden) {
      return hidden.node == node && hidden.field == field;
    });
  }
  /// The same of the field that means `meaning`.
  bool covers(NodeId node, Means meaning) const {
    if (covered.empty()) return false;
    const FieldInfo* field = field_meaning(world->node(node).state, meaning);
    return field != nullptr && covers(node, field->name);
  }
};

}  // namespace synod::views
