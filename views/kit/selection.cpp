#include "views/kit/selection.h"

namespace synod::views {

MomentId moment_of(const Target& target, const History& history) {
  if (target.kind == Target::Kind::event || target.moment != 0) return target.moment;
  if (target.kind != Target::Kind::message) return 0;
  const Message* message = history.world().message(target.message);
  return message == nullptr ? 0 : history.at_depth(message->sent_by);
}

std::vector<MomentId> moments_of(const Target& target, const History& history) {
  std::vector<MomentId> moments;
  if (const MomentId moment = moment_of(target, history)) moments.push_back(moment);
  for (const MomentId other : target.others)
    if (other != 0) moments.push_back(other);
  return moments;
}

void Selection::hover(const Target& target) {
  if (target == hovered_) return;
  hovered_ = target;
  emit changed();
}

void Selection::pin(const Target& target) {
  if (target == pinned_) return;
  pinned_ = target;
  emit changed();
}

}  // namespace synod::views
