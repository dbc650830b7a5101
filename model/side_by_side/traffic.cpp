#include "model/side_by_side/traffic.h"

#include "model/world/recovery_stage.h"

namespace synod {

void Traffic::add(const Event& event, const Cluster& after) {
  messages += event.sent.size();
  decided = after.observer.chosen().size();
  const RecoveryStage stage = leader_change_in(after).stage;
  // Whether clients still wait then is their retries' matter.
  const bool changing = stage != RecoveryStage::none && stage != RecoveryStage::resuming;
  if (changing && !under_way) under_way = Failover{after.now, {}, messages};
  if (changing || !under_way) return;
  last = Failover{under_way->began, SimTime{after.now.ms - under_way->began.ms},
                  messages - under_way->messages};
  under_way.reset();
}

}  // namespace synod
