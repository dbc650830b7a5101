#include "views/explore/explore_request.h"

namespace synod::views {

std::vector<Action> ExploreAnswer::way() const {
  std::vector<Action> all = found.actions;
  all.insert(all.end(), turn.begin(), turn.end());
  all.insert(all.end(), next_turn.begin(), next_turn.end());
  return all;
}

}  // namespace synod::views
