// Theme: colours, fonts, sizes and the level of detail, in one table for all that is drawn.
#pragma once

#include <QColor>
#include <QFont>
#include <QString>

#include "model/data/ballot.h"
#include "views/kit/level_of_detail.h"

namespace synod::views {

/// How a filled shape is drawn: its fill, its outline, and text that reads well on it.
struct Ink {
  QColor fill;
  QColor line;
  QColor text;
};

/// One look of the program. Colours are Okabe and Ito's (jfly.uni-koeln.de/color), never the only
/// sign of anything.
struct Theme {
  bool dark = false;
  QColor canvas;  ///< Behind the nodes.
  QColor panel;   ///< Behind panels and bars.
  QColor raised;  ///< Nodes, disks and envelopes.
  QColor soft;    ///< A selected row, a card.
  QColor divider;
  QColor link;  ///< Links and outlines of what is at rest.
  QColor text;
  QColor muted;   ///< Text of less weight; still 4.5:1.
  QColor accent;  ///< Buttons, what was chosen by the user.
  QColor on_accent;
  QColor good;        ///< A right answer, 'chosen'.
  QColor bad;         ///< Losses and violations.
  double scale = 1;   ///< Of letters and all around them: 1 at the desk, more for a lecture hall.
  double stroke = 1;  ///< Of lines, on top of the scale: thicker where they are seen from afar.
  LevelOfDetail detail = LevelOfDetail::full;

  static Theme light();
  static Theme night();
  /// White paper, and lines that a copier does not lose.
  static Theme paper();

  /// Colours that are told apart, by a number from 1 on; one without colour for 0.
  Ink series(std::uint32_t number) const;
  /// The colours of a proposer's ballots, by the number that its ballots end in; one without colour
  /// for all of them at the basic level of detail.
  Ink ballot(std::uint32_t proposer) const;
  Ink ballot(const Ballot& b) const { return ballot(b.owner()); }
  /// The colours of a value: a tint of its own, always shown with its text.
  Ink value(const Text& word) const;

  /// Inter where it is installed, else the system's; `points` at scale 1.
  QFont font(double points, int weight = QFont::Normal) const;

  friend bool operator==(const Theme&, const Theme&) = default;
};

}  // namespace synod::views
