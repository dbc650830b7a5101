#include "model/line/run.h"

#include "model/world/apply.h"

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

Run followed_by(Run run, const std::vector<Action>& actions) {
  run.actions.insert(run.actions.end(), actions.begin(), actions.end());
  return run;
}

Cluster end_of(const Run& run) {
  Cluster world = run.start;
  for (const Action& action : run.actions) act(world, action);
  return world;
}

History history_of(const Run& run) {
  History history(run.start);
  for (const Action& action : run.actions) history.act(action);
  return history;
}

}  // namespace synod
