#include "model/world/compaction.h"

#include "model/base/whole_number.h"
#include "model/data/field_search.h"

namespace synod {

Slot compacted_up_to(const State& state) {
  const auto snapshot = value_meaning<Table>(state, Means::snapshot);
  if (!snapshot) return {};
  return {whole_number<std::uint32_t>(snapshot->get(Text("slot")).view()).value_or(0)};
}

}  // namespace synod
