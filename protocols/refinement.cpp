#include "protocols/refinement.h"

#include "model/world/apply.h"
#include "protocols/catalog.h"
#include "protocols/commit_refinement.h"
#include "protocols/log_refinement.h"
#include "protocols/paxos_refinement.h"
#include "protocols/raft_refinement.h"

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

/// How a protocol implements its specification.
struct Refined {
  const char* protocol;
  const char* specification;
  std::optional<Departure> (*departure)(Cluster, const std::vector<Action>&);
};
constexpr Refined all_refined[] = {
    {"paxos", "Paxos.tla", followed<PaxosRefinement>},
    {"multi", "Paxos.tla in its slot", followed<LogRefinement>},
    {"raft", "MongoStaticRaft.tla in the order of terms", followed<RaftRefinement>},
    {"2pc", "TCommit.tla", followed<CommitRefinement>},
};

/// Null where nothing is said of `protocol`.
const Refined* refined(const Protocol& protocol) {
  for (const Refined& one : all_refined)
    if (&protocol == find_protocol(one.protocol)) return &one;
  return nullptr;
}

}  // namespace

bool has_refinement(const Protocol& protocol) {
  return refined(protocol) != nullptr;
}

const char* specification_of(const Protocol& protocol) {
  return refined(protocol)->specification;
}

std::optional<Departure> departure(Cluster start, const std::vector<Action>& actions) {
  return refined(*start.protocol)->departure(std::move(start), actions);
}

}  // namespace synod
