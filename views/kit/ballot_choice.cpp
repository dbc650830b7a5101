#include "views/kit/ballot_choice.h"

#include <algorithm>

namespace synod::views {

void BallotChoice::follow() const {
  const std::size_t version = line_->version();
  const History* history = line_->history();
  if (history == nullptr) {
    index_.clear();
    grid_ = std::make_shared<VoteGrid>();
    made_ = false;
    return;
  }
  const Setup& setup = *history->world().setup;
  if (!made_ || version != version_) index_.follow(line_->trace(), setup);
  const std::vector<Slot>& known = index_.known_slots();
  const Slot wanted = std::binary_search(known.begin(), known.end(), slot_) ? slot_ : known.back();
  if (made_ && version == version_ && wanted == made_for_) return;
  grid_ = std::make_shared<VoteGrid>(line_->trace(), index_, setup, wanted);
  version_ = version;
  made_for_ = wanted;
  made_ = true;
}

std::shared_ptr<const VoteGrid> BallotChoice::grid() const {
  follow();
  return grid_;
}

const std::vector<Slot>& BallotChoice::slots_shown() const {
  follow();
  return index_.known_slots();
}

void BallotChoice::set_slot(Slot slot) {
  if (slot == slot_) return;
  slot_ = slot;
  emit changed();
}

bool BallotChoice::holds(Ballot ballot) const {
  return std::find(chosen_.begin(), chosen_.end(), ballot) != chosen_.end();
}

void BallotChoice::toggle(Ballot ballot) {
  apart_ = false;
  const auto found = std::find(chosen_.begin(), chosen_.end(), ballot);
  if (found != chosen_.end()) {
    chosen_.erase(found);
  } else {
    if (chosen_.size() == 2) chosen_.erase(chosen_.begin());
    chosen_.push_back(ballot);
  }
  emit changed();
}

void BallotChoice::show_apart(bool on) {
  if (on == apart_) return;
  chosen_.clear();
  apart_ = on;
  emit changed();
}

void BallotChoice::clear() {
  if (!active()) return;
  chosen_.clear();
  apart_ = false;
  emit changed();
}

ShownQuorum BallotChoice::quorum_of(Ballot ballot, bool rather_accepted, EventNumber at) const {
  using Phase = ShownQuorum::Phase;
  const VoteRow* row = grid_->row(ballot);
  if (row == nullptr) return {ballot, {}, Phase::none, 0};
  const Tally tally = grid_->tally(*row, at);
  const ShownQuorum promised{ballot, tally.promised, Phase::first, grid_->q1()};
  const ShownQuorum accepted{ballot, tally.accepted, Phase::second, grid_->q2()};
  if (rather_accepted) return tally.accepted.empty() ? promised : accepted;
  return tally.promised.empty() ? accepted : promised;
}

std::vector<ShownQuorum> BallotChoice::shown_at(EventNumber at) const {
  using Phase = ShownQuorum::Phase;
  if (!active() || line_->history() == nullptr) return {};
  follow();
  if (apart_) {
    const QuorumsApart apart = quorums_apart(*line_->history()->world().setup);
    if (!apart.exist()) return {};
    return {{{}, apart.second, Phase::second, grid_->q2()},
            {{}, apart.first, Phase::first, grid_->q1()}};
  }
  std::vector<Ballot> ballots = chosen_;
  std::sort(ballots.begin(), ballots.end());
  std::vector<ShownQuorum> quorums;
  for (const Ballot& ballot : ballots) {
    const VoteRow* row = grid_->row(ballot);
    const bool alone = ballots.size() == 1;
    const bool rather_accepted =
        alone ? row != nullptr && grid_->tally(*row, at).chosen : quorums.empty();
    quorums.push_back(quorum_of(ballot, rather_accepted, at));
  }
  return quorums;
}

}  // namespace synod::views
