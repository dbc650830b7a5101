// Values within a line of a panel: chips for ballots and values, words for the rest.
#pragma once

#include <QPainter>
#include <QString>
#include <vector>

#include "model/world/cluster.h"
#include "views/kit/slot_look.h"
#include "views/kit/theme.h"

namespace synod::views {

/// A word, a chip, a quorum meter or a slot of a log in a line.
struct LinePiece {
  enum class Kind : std::uint8_t {
    word,
    muted,
    strong,
    ballot,
    value,
    meter,
    warning,
    check,
    cover,
    slot
  };
  Kind kind = Kind::word;
  QString text;
  std::uint32_t proposer = 0;  ///< Whose ballot it is.
  int filled = 0;              ///< Of a meter: how many of `total` segments are full.
  int total = 0;               ///< Of a slot: its number.
  bool glued = false;          ///< Never the first of a line unless it is the very first.

  SlotLook slot = {};

  friend bool operator==(const LinePiece&, const LinePiece&) = default;
};
using Pieces = std::vector<LinePiece>;

LinePiece word(const QString& text);
LinePiece muted(const QString& text);
LinePiece strong(const QString& text);
LinePiece ballot_piece(const Ballot& ballot);
LinePiece value_piece(const Text& value);
/// Hides what the class is asked for.
LinePiece cover_piece();

/// A field's value as pieces; below the intermediate level a vote is its value alone. Words that a
/// client asked for are values; others, such as the name of a phase, are plain.
Pieces pieces_of(const FieldValue& value, const Cluster& world,
                 LevelOfDetail level = LevelOfDetail::full);

/// The end of a log, slot by slot; those that differ from `before` are marked, where it is given.
Pieces log_pieces(const SlotLog& log, const SlotLog* before, const Cluster& world,
                  LevelOfDetail level = LevelOfDetail::full);

/// The same as plain text, for screen readers and the clipboard.
QString plain(const Pieces& pieces);

/// Lays pieces out in lines of at most `width` and draws them.
class PieceLine {
 public:
  PieceLine(const Theme& theme, const Pieces& pieces, double width, double points = 10);

  double height() const { return height_; }
  /// `top_left` is the corner of the first line.
  void draw(QPainter& painter, QPointF top_left) const;

 private:
  double width_of(const LinePiece& piece) const;
  QFont font_of(const LinePiece& piece) const;
  void draw_piece(QPainter& painter, const LinePiece& piece, const QRectF& box) const;

  const Theme& theme_;
  const Pieces& pieces_;
  double points_;
  double height_ = 0;
  std::vector<QRectF> boxes_;
};

}  // namespace synod::views
