#include "model/side_by_side/ledger.h"

#include <algorithm>

namespace synod {

Ledger::Ledger(const Cluster& start) : protocol_(start.protocol->info()) {
  for (const Message& message : start.in_flight) add(0, message);
}

void Ledger::add(std::uint32_t step, const Event& event) {
  // What is delivered once more is a message of its own from then on.
  if (event.action.verb == Verb::redeliver && event.message) add(step, *event.message);
  // What was lost on the spot counts as well: it was sent as the others were.
  for (const Message& message : event.sent) add(step, message);
}

void Ledger::add(std::uint32_t step, const Message& message) {
  Origin origin{step, protocol_.messages[message.kind].name, message.from, message.to};
  while (find(origin)) ++origin.place;
  entries_.push_back({message.id, origin});
}

void Ledger::cut_after(std::uint32_t step) {
  std::erase_if(entries_, [&](const Entry& entry) { return entry.origin.step > step; });
}

std::optional<Origin> Ledger::origin(MessageId id) const {
  const auto found =
      std::lower_bound(entries_.begin(), entries_.end(), id,
                       [](const Entry& entry, MessageId wanted) { return entry.id < wanted; });
  if (found == entries_.end() || found->id != id) return std::nullopt;
  return found->origin;
}

std::optional<MessageId> Ledger::find(const Origin& origin) const {
  const auto first = std::lower_bound(
      entries_.begin(), entries_.end(), origin.step,
      [](const Entry& entry, std::uint32_t wanted) { return entry.origin.step < wanted; });
  for (auto entry = first; entry != entries_.end() && entry->origin.step == origin.step; ++entry)
    if (entry->origin == origin) return entry->id;
  return std::nullopt;
}

}  // namespace synod
