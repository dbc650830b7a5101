// Choice of ballots whose quorums are shown, shared by the votes and the canvas.
#pragma once

#include <QObject>
#include <memory>
#include <vector>

#include "model/line/vote_grid.h"
#include "views/kit/line_trace.h"

namespace synod::views {

/// The acceptors of one ballot that are shown together.
struct ShownQuorum {
  enum class Phase : std::uint8_t { none, first, second };

  Ballot ballot;  ///< None for a quorum that is only possible.
  NodeSet members;
  Phase phase = Phase::none;  ///< What they did: promised, or accepted. None: not told.
  std::size_t needed = 0;     ///< How many make a quorum in that phase.

  bool complete() const { return members.size() >= needed; }
  friend bool operator==(const ShownQuorum&, const ShownQuorum&) = default;
};

/// Holds the votes of the line, made once for each of its versions, and up to two ballots that
/// somebody chose to compare.
class BallotChoice : public QObject {
  Q_OBJECT

 public:
  explicit BallotChoice(const LineTrace* line) : line_(line) {}

  /// The votes in the slot that is shown; never null. What was given out does not change.
  std::shared_ptr<const VoteGrid> grid() const;
  /// The slots that occur on the line.
  const std::vector<Slot>& slots_shown() const;
  /// The slot that was asked for; 0 for the newest one.
  Slot slot() const { return slot_; }
  void set_slot(Slot slot);

  /// In the order in which they were chosen.
  const std::vector<Ballot>& chosen() const { return chosen_; }
  bool holds(Ballot ballot) const;
  /// Chooses `ballot`, or gives it up. A third one takes the place of the first.
  void toggle(Ballot ballot);
  /// Shows two quorums that do not meet, where the setup allows for them.
  void show_apart(bool on);
  bool apart_shown() const { return apart_; }
  bool active() const { return apart_ || !chosen_.empty(); }
  /// Nothing is chosen any more.
  void clear();

  /// What is to be seen of the choice after event `at`, the lower ballot first. Of two ballots, the
  /// higher one shows who promised and the lower one who accepted: it is there that they meet. Of
  /// one alone, who accepted where that is a quorum, else who promised.
  std::vector<ShownQuorum> shown_at(EventNumber at) const;

 signals:
  void changed();

 private:
  void follow() const;
  ShownQuorum quorum_of(Ballot ballot, bool rather_accepted, EventNumber at) const;

  const LineTrace* line_;
  std::vector<Ballot> chosen_;
  bool apart_ = false;
  Slot slot_;
  mutable std::shared_ptr<const VoteGrid> grid_ = std::make_shared<VoteGrid>();
  mutable VoteIndex index_;
  mutable std::size_t version_ = 0;  ///< Of the line that the grid was made of.
  mutable Slot made_for_;
  mutable bool made_ = false;
};

}  // namespace synod::views
