// Picture of a frame, as values that can be drawn, hit and tested without a widget.
#pragma once

#include <optional>

#include "model/world/recovery_stage.h"
#include "views/canvas/node_look.h"
#include "views/canvas/quorum_outline.h"
#include "views/canvas/traffic.h"
#include "views/canvas/watch.h"

namespace synod::views {

/// A link between two nodes that may talk.
struct LinkLook {
  NodeId a;
  NodeId b;
  bool cut_ab = false;
  bool cut_ba = false;
  bool faded = false;  ///< Something else is looked at.

  friend bool operator==(const LinkLook&, const LinkLook&) = default;
};

/// What a proposer must take over: from the disk of `reporter` to `proposer`, and on along the
/// messages that carry it.
struct Recovery {
  NodeId reporter;
  NodeId proposer;
  Vote vote;                   ///< Where it is several, the one in the first slot.
  Slot slot;                   ///< 0 without a log.
  std::size_t slot_count = 1;  ///< In how many slots.
  std::vector<NodeId> to;
  double strength = 1;  ///< From 0 to 1: how much of it is to be seen.
};

/// A restarted node that reads its disk.
struct Reading {
  NodeId node;
  bool empty = false;  ///< Nothing is left to read.
  double along = 1;    ///< How far the arrow from the disk has come.
  double strength = 1;
};

/// A message that carried a cause, as an arrow along its lane.
struct CauseArrow {
  NodeId from;
  NodeId to;
  std::uint8_t kind = 0;  ///< Index into the protocol's kinds.
  Ballot ballot;
  EventNumber arrived = 0;  ///< The event at which it did; 0 where it did not.

  friend bool operator==(const CauseArrow&, const CauseArrow&) = default;
};

struct Picture {
  std::vector<NodeLook> nodes;
  std::vector<LinkLook> links;
  std::vector<Envelope> envelopes;
  std::size_t hidden = 0;  ///< How many messages in flight are left out of them.
  std::vector<QuorumLook> quorums;
  std::vector<Recovery> recoveries;  ///< One for each reporter.
  std::optional<Reading> reading;
  LeaderChange change;      ///< How far a change of leader has come.
  NodeId happened;          ///< Where the last event happened.
  double happened_now = 0;  ///< How much that is to be seen: 1 at rest, less as the next one comes.
  Ballot happened_ballot;
  std::vector<TimerLook> timers;
  std::vector<SightLook> sights;
  std::vector<CauseArrow> causes;  ///< In the order in which they arrived.
  std::vector<Text> chosen;        ///< Distinct values of one slot; more than one is a violation.
  const char* chosen_word =
      "";  ///< What the protocol calls it; a marked source text, null where nothing is decided.
  Slot chosen_slot;  ///< That slot: the one with a violation, else the last; 0 without a log.
};

/// `chosen` are the quorums that somebody asked for; without any, the present one is shown.
Picture picture_of(const Frame& frame, const Layout& layout,
                   const std::vector<ShownQuorum>& chosen = {});

}  // namespace synod::views
