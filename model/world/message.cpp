#include "model/world/message.h"

#include "model/data/field_search.h"

namespace synod {

Ballot headline_ballot(const Body& body) {
  return value_meaning<Ballot>(body, Means::number).value_or(Ballot{});
}

Text headline_value(const Body& body) {
  for (std::size_t i = 0; i < body.infos().size(); ++i) {
    if (body.infos()[i].means != Means::value) continue;
    const FieldValue value = body.value(i);
    if (const auto* word = std::get_if<Text>(&value)) return *word;
    if (const auto* vote = std::get_if<Vote>(&value)) return vote->value;
    if (const auto* log = std::get_if<SlotLog>(&value); log != nullptr && log->size() == 1)
      return log->entries()[0].vote.value;
  }
  return {};
}

}  // namespace synod
