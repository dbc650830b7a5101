#include "protocols/refinement.h"

#include "model/world/apply.h"
#include "protocols/catalog.h"
#include "protocols/commit_refinement.h"
#include "protocols/log_refinement.h"
#include "protocols/paxos_refinement.h"

namespace synod {

namespace {

template <class Refinement>
std::optional<Departure> followed(Cluster world, const std::vector<Action>& actions) {
  Refinement refinement(world);
  EventNumber number = 0;
  for (const Action& action : actions) {
    Event event;
    event.detail = Detail::summary;
    act(world, action, &event);
    ++number;
    if (auto why = refinement.follow(event, world)) return Departure{number, std::move(*why)};
  }
  return std::nullopt;
}

}  // namespace

bool has_refinement(const Protocol& protocol) {
  return &protocol == find_protocol("paxos") || &protocol == find_protocol("multi") ||
         &protocol == find_protocol("2pc");
}

const char* specification_of(const Protocol& protocol) {
  return &protocol == find_protocol("2pc") ? "TCommit.tla" : "Paxos.tla";
}

std::optional<Departure> departure(Cluster start, const std::vector<Action>& actions) {
  if (start.protocol == find_protocol("2pc"))
    return followed<CommitRefinement>(std::move(start), actions);
  return start.protocol == find_protocol("multi")
             ? followed<LogRefinement>(std::move(start), actions)
             : followed<PaxosRefinement>(std::move(start), actions);
}

}  // namespace synod
