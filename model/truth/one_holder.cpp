#include "model/truth/one_holder.h"

#include "model/base/told_names.h"

namespace synod {

void OneHolder::hear(const Deed& deed, const Shape& shape, EventNumber at, Verdicts& verdicts) {
  switch (deed.kind) {
    case Deed::Kind::took: {
      const NodeSet others = holders - NodeSet{deed.node};
      if (!others.empty())
        verdicts.violate("exclusive", at,
                         say(SYNOD_TEXT("%1 takes what %2 holds."), shape.name(deed.node),
                             told_names(shape, others)));
      return holders.insert(deed.node);
    }
    case Deed::Kind::let_go:
    case Deed::Kind::stopped: return holders.erase(deed.node);
    default: return;
  }
}

}  // namespace synod
