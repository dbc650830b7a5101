#include "model/explore/quiet.h"

#include <algorithm>

namespace synod::explore {

namespace {

bool is_quiet(const Outcome& outcome) {
  return outcome.possible && outcome.sent.empty() && outcome.deeds == 0;
}

Happening arrival(PartId message) {
  return {Happening::Kind::deliver, message};
}

bool same_to_others(const Outcome& a, const Outcome& b) {
  return a.possible && b.possible && a.deeds == b.deeds && a.sent == b.sent;
}

}  // namespace

const std::vector<LoudStep>& QuietSteps::loud_steps(const Key128& key, PartId part,
                                                    std::span<const PartId> messages,
                                                    std::span<const Happening> others) {
  const auto known = known_.find(key);
  if (known != known_.end()) return *known->second;
  close(part, messages);
  std::vector<LoudStep>& all = lists_.emplace_back();
  for (std::size_t at = 0; at < quiet_.size(); ++at) {
    for (PartId message : messages)
      if (!is_quiet(outcome_of_(quiet_[at].part, arrival(message))))
        add_loud(at, arrival(message), all);
    for (const Happening& other : others) add_loud(at, other, all);
  }
  known_.insert({key, &all});
  return all;
}

/// Every part that quiet steps lead to, nearest first.
void QuietSteps::close(PartId part, std::span<const PartId> messages) {
  quiet_.assign(1, Quiet{part, 0, {}});
  edges_.clear();
  for (std::size_t at = 0; at < quiet_.size(); ++at)
    for (PartId message : messages) {
      const Outcome& outcome = outcome_of_(quiet_[at].part, arrival(message));
      if (is_quiet(outcome) && outcome.after != quiet_[at].part)
        add_edge(at, message, outcome.after);
    }
}

void QuietSteps::add_edge(std::size_t from, PartId message, PartId after) {
  auto to = std::find_if(quiet_.begin(), quiet_.end(),
                         [&](const Quiet& quiet) { return quiet.part == after; });
  if (to == quiet_.end()) {
    Quiet fresh{after, quiet_[from].steps + 1, quiet_[from].heard};
    fresh.heard.push_back(message);
    quiet_.push_back(std::move(fresh));
    to = quiet_.end() - 1;
  }
  edges_.push_back({from, static_cast<std::size_t>(to - quiet_.begin()), message});
}

void QuietSteps::add_loud(std::size_t at, const Happening& happening, std::vector<LoudStep>& all) {
  const Outcome& outcome = outcome_of_(quiet_[at].part, happening);
  if (!outcome.possible || may_come_sooner(at, happening, outcome)) return;
  const bool known = std::any_of(all.begin(), all.end(), [&](const LoudStep& loud) {
    return loud.happening.kind == happening.kind && loud.outcome->after == outcome.after &&
           same_to_others(*loud.outcome, outcome);
  });
  if (!known) all.push_back({quiet_[at].heard, happening, &outcome});
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
    const Outcome& then = outcome_of_(sooner.after, arrival(edge.message));
    return is_quiet(then) && then.after == outcome.after;
  });
}

}  // namespace synod::explore
