#include "model/run.h"

namespace synod {

Run run_of(const History& history, MomentId end) {
  Run run{history.world_at(0), {}};
  const std::vector<MomentId> path = history.path(end);
  for (std::size_t i = 1; i < path.size(); ++i)
    run.actions.push_back(history.moment(path[i]).action);
  return run;
}

Run line_of(const History& history) {
  return run_of(history, history.line().back());
}

}  // namespace synod
