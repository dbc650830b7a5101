#include "views/selection.h"

namespace synod::views {

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
