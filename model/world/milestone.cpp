#include "model/world/milestone.h"

#include <algorithm>

#include "model/data/field_search.h"
#include "model/world/quorum.h"

namespace synod {

namespace {

bool has_log(const Cluster& world) {
  return std::any_of(world.nodes.begin(), world.nodes.end(),
                     [](const Node& node) { return keeps_log(node.state); });
}

/// In a log something is chosen all the time: only the first is news.
bool is_news(const std::vector<Chosen>& chosen, const Cluster& after) {
  if (chosen.empty()) return false;
  return !has_log(after) || after.observer.chosen().size() == chosen.size();
}

/// The set of nodes that a proposer counts grew to just a quorum.
bool completes_quorum(const Event& event, const Cluster& after) {
  if (!event.node.exists()) return false;
  const Quorum quorum = quorum_of(after, event.node);
  if (!quorum.complete()) return false;
  return std::any_of(event.changes.begin(), event.changes.end(), [&](const Change& change) {
    const auto* before = std::get_if<NodeSet>(&change.before);
    const auto* now = std::get_if<NodeSet>(&change.after);
    return change.node == event.node && before != nullptr && now != nullptr &&
           *now == quorum.answered && before->size() < quorum.needed;
  });
}

}  // namespace

std::vector<Milestone> milestones_of(const Event& event, const Cluster& after) {
  std::vector<Milestone> reached;
  if (!event.violations.empty()) reached.push_back(Milestone::violation);
  if (is_news(event.chosen, after)) reached.push_back(Milestone::chosen);
  if (!event.adopted.empty()) reached.push_back(Milestone::adoption);
  if (completes_quorum(event, after)) reached.push_back(Milestone::quorum);
  return reached;
}

bool is_upkeep(const Event& event) {
  const Verb verb = event.action.verb;
  return (verb == Verb::deliver || verb == Verb::fire) && event.responses.empty() &&
         event.suspicions.empty() && event.adopted.empty() && event.chosen.empty() &&
         event.learned.empty() && event.violations.empty() && event.deeds.empty();
}

}  // namespace synod
