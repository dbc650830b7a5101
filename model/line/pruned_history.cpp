#include "model/line/pruned_history.h"

namespace synod {

PrunedHistory without_branch(const History& history, MomentId first) {
  PrunedHistory pruned{History(history.world_at(0)), {}};
  std::vector<std::optional<MomentId>>& moved = pruned.moved;
  moved.resize(history.size());
  moved[0] = 0;
  for (MomentId id = 1; id < history.size(); ++id) {
    const Moment& moment = history.moment(id);
    const std::optional<MomentId> parent = moved[moment.parent];
    if (id == first || !parent) continue;
    pruned.history.seek(*parent);
    const Result<MomentId> reached = pruned.history.act(moment.action);
    if (reached) moved[id] = *reached;
  }
  // The old line first, as far as it is left: it is what comes next again.
  const std::vector<MomentId>& line = history.line();
  for (std::size_t depth = line.size(); depth-- > 0;)
    if (moved[line[depth]]) {
      pruned.history.seek(*moved[line[depth]]);
      break;
    }
  const MomentId present = history.present();
  pruned.history.seek(moved[present] ? *moved[present] : *moved[history.moment(first).parent]);
  return pruned;
}

}  // namespace synod
