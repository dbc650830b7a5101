#include "model/explore/quiet.h"

#include <algorithm>

namespace synod::explore {

namespace {

bool is_quiet(const Happening& happening, const Outcome& outcome) {
  using Kind = Happening::Kind;
  return outcome.sent.empty() && outcome.deeds == 0 && happening.kind != Kind::propose &&
         happening.kind != Kind::fire;
}

bool same_to_others(const Outcome& a, const Outcome& b) {
  return a.possible && b.possible && a.deeds == b.deeds && a.sent == b.sent;
}

}  // namespace

const std::vector<LoudStep>& QuietSteps::loud_steps(const Surroundings& around) {
  const auto known = known_.find(around.key);
  if (known != known_.end()) return *known->second;
  std::vector<LoudStep>& all = lists_.emplace_back();
  quiet_.assign(1, Quiet{around.part, around.faults, 0, {}});
  edges_.clear();
  // First all that is quiet: what is loud is compared with all quiet ways to it.
  for (bool loud : {false, true})
    for (std::size_t at = 0; at < quiet_.size(); ++at)
      for (const Happening& happening : all_that_may_happen(quiet_[at], around)) {
        const Outcome& outcome = outcome_of_(quiet_[at].part, happening);
        if (!outcome.possible || is_quiet(happening, outcome) == loud) continue;
        const PartId faults = Faults(quiet_[at].faults).after(happening.kind);
        if (loud) {
          add_loud(at, happening, outcome, faults, all);
        } else if (outcome.after != quiet_[at].part) {
          add_quiet(at, happening, outcome.after, faults);
        }
      }
  known_.insert({around.key, &all});
  return all;
}

std::vector<Happening> QuietSteps::all_that_may_happen(const Quiet& at,
                                                       const Surroundings& around) const {
  std::vector<Happening> list;
  for (PartId message : around.messages) list.push_back({Happening::Kind::deliver, message});
  for (const Happening& other : others_(at.part))
    if (Faults(at.faults).allow(other.kind)) list.push_back(other);
  return list;
}

void QuietSteps::add_quiet(std::size_t from, const Happening& happening, PartId after,
                           PartId faults) {
  auto to = std::find_if(quiet_.begin(), quiet_.end(), [&](const Quiet& quiet) {
    return quiet.part == after && Faults(quiet.faults).at_least(faults);
  });
  if (to == quiet_.end()) {
    Quiet fresh{after, faults, quiet_[from].steps + 1, quiet_[from].way};
    fresh.way.push_back(happening);
    quiet_.push_back(std::move(fresh));
    to = quiet_.end() - 1;
  }
  edges_.push_back({from, static_cast<std::size_t>(to - quiet_.begin()), happening});
}

void QuietSteps::add_loud(std::size_t at, const Happening& happening, const Outcome& outcome,
                          PartId faults, std::vector<LoudStep>& all) {
  if (may_come_sooner(at, happening, outcome)) return;
  const bool known = std::any_of(all.begin(), all.end(), [&](const LoudStep& loud) {
    return loud.outcome->after == outcome.after && same_to_others(*loud.outcome, outcome) &&
           Faults(loud.faults).at_least(faults);
  });
  if (!known) all.push_back({quiet_[at].way, happening, &outcome, faults});
}

/// Whether a quiet step that leads here can as well come after `happening`, or need not come at
/// all. Only steps that lead away from where the node stands are looked at: two steps in a circle
/// must not excuse one another.
bool QuietSteps::may_come_sooner(std::size_t at, const Happening& happening,
                                 const Outcome& outcome) {
  return std::any_of(edges_.begin(), edges_.end(), [&](const Edge& edge) {
    if (edge.to != at || quiet_[edge.from].steps >= quiet_[at].steps) return false;
    const Outcome& sooner = outcome_of_(quiet_[edge.from].part, happening);
    if (!same_to_others(sooner, outcome)) return false;
    if (sooner.after == outcome.after) return true;
    const Outcome& then = outcome_of_(sooner.after, edge.happening);
    return then.possible && is_quiet(edge.happening, then) && then.after == outcome.after;
  });
}

std::uint64_t QuietSteps::bytes() const {
  std::uint64_t bytes = known_.bucket_count() * 32;
  for (const auto& list : lists_)
    // NOLINTNEXTLINE(bugprone-sizeof-container): what a list without elements takes.
    bytes += sizeof(list) + list.size() * (sizeof(LoudStep) + 32);
  return bytes;
}

}  // namespace synod::explore
