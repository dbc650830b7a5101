// Look of a node, as a value: equal looks are equal pictures.
#pragma once

#include <QString>
#include <vector>

#include "model/world/quorum.h"
#include "views/canvas/layout.h"
#include "views/kit/frame.h"
#include "views/kit/slot_look.h"

namespace synod::views {

/// A word or a chip in a caption.
struct CaptionPiece {
  enum class Kind : std::uint8_t {
    word,
    strong,
    lost,
    ballot,
    value,
    disk,
    broken_disk,
    tick,
    crown,
    lock,
    cover  ///< In the place of what the class is asked for.
  };
  Kind kind = Kind::word;
  QString text;
  Ballot ballot;
  Text value;
  bool is_number = false;  ///< It tells a number at which nodes act, as a word or its sign.

  static CaptionPiece word(const QString& text) { return {Kind::word, text, {}, {}}; }
  static CaptionPiece strong(const QString& text) { return {Kind::strong, text, {}, {}}; }
  static CaptionPiece of(const Ballot& ballot) { return {Kind::ballot, {}, ballot, {}}; }
  static CaptionPiece of(const Text& value) { return {Kind::value, {}, {}, value}; }
  static CaptionPiece icon(Kind kind) { return {kind, {}, {}, {}}; }
  friend bool operator==(const CaptionPiece&, const CaptionPiece&) = default;
};
using CaptionLine = std::vector<CaptionPiece>;

/// One field on a node's disk: a ballot, a ballot and a value, or the end of a log.
struct DiskRow {
  QString label;
  Ballot ballot;
  Text value;
  bool is_log = false;
  bool is_number = false;       ///< A number at which nodes act, and no vote.
  std::vector<SlotLook> strip;  ///< Of a log: its last slots.
  Slot first;                   ///< The first of them.
  std::uint32_t whole = 0;      ///< How many slots the log has in all.
  bool changed = false;         ///< By the event that just happened.
  bool covered = false;         ///< The class is asked for it.

  bool empty() const { return !ballot.exists() && !value.exists(); }
  friend bool operator==(const DiskRow&, const DiskRow&) = default;
};

struct NodeLook {
  QString name;
  Roles roles;
  bool up = true;
  bool wiped = false;
  bool paused = false;
  bool blocked = false;  ///< It can only wait until others are repaired.
  bool no_vote = false;  ///< It is no member, so its vote does not count.
  std::vector<DiskRow> disk;
  std::vector<CaptionLine> caption;
  Quorum meter;
  bool meter_covered = false;
  NodeSet voters;      ///< Whom the meter has a segment for.
  Ballot glow;         ///< The ballot whose quorum it is a member of, while that is to be seen.
  Ballot shared;       ///< The earlier ballot whose voters that quorum meets here.
  bool faded = false;  ///< Something else is looked at.

  friend bool operator==(const NodeLook&, const NodeLook&) = default;
};

/// How `node` looks in `frame`. `changes` of the event that just happened are marked.
NodeLook look_of(const Frame& frame, const Meeting& meeting, NodeId node, Detail detail);

}  // namespace synod::views
