#include "model/world/message.h"

namespace synod {

Ballot headline_ballot(const Body& body) {
  for (std::size_t i = 0; i < body.infos().size(); ++i)
    if (const FieldValue value = body.value(i); const auto* ballot = std::get_if<Ballot>(&value))
      return *ballot;
  return {};
}

Text headline_value(const Body& body) {
  for (std::size_t i = 0; i < body.infos().size(); ++i) {
    const FieldValue value = body.value(i);
    if (const auto* word = std::get_if<Text>(&value)) return *word;
    if (const auto* vote = std::get_if<Vote>(&value)) return vote->value;
    if (const auto* log = std::get_if<SlotLog>(&value); log != nullptr && log->size() == 1)
      return log->entries()[0].vote.value;
  }
  return {};
}

}  // namespace synod
