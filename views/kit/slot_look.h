// Slot of a replicated log, as it is drawn everywhere.
#pragma once

#include <QPainter>
#include <QString>

#include "model/world/cluster.h"
#include "views/kit/theme.h"

namespace synod::views {

/// What is to be seen of a slot at one node. Every fact has a sign of its own beside its colour: a
/// frame or a filled box, a tick, an eye, a foot, a hatch.
struct SlotLook {
  enum class Kind : std::uint8_t {
    none,       ///< Nothing, and nothing behind it.
    hole,       ///< Nothing, but a later slot holds something.
    compacted,  ///< Removed: a snapshot stands for it.
    held
  };
  Kind kind = Kind::none;
  Ballot ballot;
  Text value;
  bool noop = false;     ///< It holds the command that only fills a hole.
  bool known = false;    ///< This node knows it chosen: a filled box with a tick.
  bool chosen = false;   ///< It is chosen, which the observer sees: an eye where it is not known.
  bool differs = false;  ///< What is chosen there is something else: a sign of inequality.
  bool applied = false;  ///< It has taken effect: a foot.
  bool changed = false;  ///< By the event that just happened.

  friend bool operator==(const SlotLook&, const SlotLook&) = default;
};

/// Progress of a log: the last slots that took effect at its node, and that its snapshot stands
/// for.
struct LogProgress {
  Slot applied;
  Slot compacted;
};

/// A slot of a node's log in `world`. Nothing is marked as changed.
SlotLook slot_look(const SlotLog& log, Slot slot, const LogProgress& progress,
                   const Cluster& world);

/// Draws `look` into `cell`; letters and lines are `scale` times their size.
void paint_slot(QPainter& painter, const Theme& theme, const QRectF& cell, const SlotLook& look,
                double scale);

/// The same in words: "no-op, accepted at 2.2; known to be chosen; applied". `done` is the
/// protocol's word for what is decided.
QString told(const SlotLook& look, const QString& done);

}  // namespace synod::views
