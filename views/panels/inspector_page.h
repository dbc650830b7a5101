// Page of the inspector about a thing, as a value.
#pragma once

#include <variant>

#include "views/kit/frame.h"
#include "views/kit/level_of_detail.h"
#include "views/kit/selection.h"
#include "views/panels/field_table.h"

namespace synod::views {

/// A sentence, and the moment that a click on it leads to (where there is one).
struct PageText {
  QString text;
  QString rule;  ///< "Phase 1b"; empty where it follows none.
  std::optional<MomentId> moment;
  bool bad = false;
  std::string violated;  ///< The invariant whose "Why?" stands behind it.

  friend bool operator==(const PageText&, const PageText&) = default;
};

struct PageSection {
  QString title;
  std::vector<PageText> texts;

  friend bool operator==(const PageSection&, const PageSection&) = default;
};

/// Two histories that a node can't tell apart are asked for.
struct AskedHistories {
  NodeId node;

  friend bool operator==(const AskedHistories&, const AskedHistories&) = default;
};

/// Something that a button asks for: an action, a proposal whose value is still to be typed, or two
/// histories.
struct PageButton {
  QString text;
  QString help;
  std::variant<Action, NodeId, AskedHistories> wish;

  friend bool operator==(const PageButton&, const PageButton&) = default;
};

struct InspectorPage {
  QString caption;  ///< "PROPOSER · pinned".
  QString title;
  QString status;  ///< "down": said beside the title; empty where all is well.
  std::vector<FieldRow> rows;
  std::vector<PageSection> sections;
  std::vector<PageButton> buttons;
  std::optional<Target>
      why;      ///< What "Why?" asks about; nothing where there is nothing to explain.
  NodeId node;  ///< Whose fields the rows that ask are.

  friend bool operator==(const InspectorPage&, const InspectorPage&) = default;
};

/// The page about `target`, as that level tells it; about the cluster where it is none or no longer
/// there.
InspectorPage page_about(const Target& target, bool pinned, const Frame& frame,
                         const History& history, LevelOfDetail level = LevelOfDetail::full);

/// What only an observer of everything knows. Invariants are named at the full level alone; what is
/// wrong is told at each.
struct TruthPage {
  std::vector<FieldRow> rows;
  std::vector<PageText> violations;

  friend bool operator==(const TruthPage&, const TruthPage&) = default;
};
TruthPage truth_page(const Cluster& world, const History& history,
                     LevelOfDetail level = LevelOfDetail::full);

}  // namespace synod::views
