#include "protocols/commit_spec.h"

namespace synod {

namespace {

using Manager = CommitSpec::Manager;

const char* word(Manager manager) {
  constexpr const char* words[] = {"working", "prepared", "committed", "aborted"};
  return words[static_cast<std::size_t>(manager)];
}

bool has_voted_yes(Manager manager) {
  return manager == Manager::prepared || manager == Manager::committed;
}

}  // namespace

Manager CommitSpec::manager(const State& state, Slot transaction, NodeId node) {
  const auto known = state.find(transaction);
  return known == state.end() ? Manager::working : known->second[node.index];
}

std::optional<Sentence> CommitSpec::move(State& state, Slot transaction, NodeId node,
                                         Manager next) const {
  const Manager is = manager(state, transaction, node);
  if (is == next) return std::nullopt;
  const bool prepares = is == Manager::working && next == Manager::prepared;
  const bool commits = is == Manager::prepared && next == Manager::committed;
  const bool aborts = is <= Manager::prepared && next == Manager::aborted;
  const bool skips = is == Manager::working && next == Manager::committed;
  if (!prepares && !commits && !aborts && !skips)
    return say(SYNOD_TEXT("%1 is %2, where it was %3: no action does that"), name(node), word(next),
               word(is));
  Managers managers(shape_.size());
  if (const auto known = state.find(transaction); known != state.end()) managers = known->second;
  if (auto why = decides(managers, node, next)) return why;
  managers[node.index] = next;
  state[transaction] = std::move(managers);
  return std::nullopt;
}

/// canCommit and notCommitted.
std::optional<Sentence> CommitSpec::decides(const Managers& managers, NodeId node,
                                            Manager next) const {
  for (NodeId other : shape_.column(Role::acceptor)) {
    const Manager is = managers[other.index];
    if (next == Manager::committed && !has_voted_yes(is))
      return say(SYNOD_TEXT("%1 commits though %2 is %3: no Decide"), name(node), name(other),
                 word(is));
    if (next == Manager::aborted && is == Manager::committed)
      return say(SYNOD_TEXT("%1 aborts though %2 is committed: no Decide"), name(node),
                 name(other));
  }
  return std::nullopt;
}

}  // namespace synod
