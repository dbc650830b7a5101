// Event of a fact: where it came about, and whether a replay ends in it.
#pragma once

#include <optional>

#include "model/why/fact.h"
#include "model/world/cluster.h"
#include "model/world/event.h"

namespace synod {

/// Looks for the event of a run that brought a fact about.
class FactSearch {
 public:
  explicit FactSearch(const Fact& fact) : fact_(fact) {}

  /// To be called with every event up to `fact.at`, in order.
  void see(const Event& event);
  /// The event that brought the fact about, in full; nothing where no event did.
  const std::optional<Event>& found() const { return found_; }

 private:
  bool brings_about(const Event& event) const;

  Fact fact_;
  std::optional<Event> found_;
};

/// Whether `event`, after which the world is `after`, brings the fact about as `original` did:
///  - of an event, with the same sentences;
///  - of a field, with the same value after it;
///  - of a message, sent or lost with the same content and in the same way;
///  - of a slot, with the same vote in it; of who leads, that it leads;
///  - of what was chosen, learned or violated, the same.
bool same_fact(const Fact& fact, const Event& original, const Event& event, const Cluster& after);

/// The message of `id` among those that `event` sent, lost or was about; null where it is none.
const Message* message_of(const Event& event, MessageId id);
/// What `event` decided in `slot`; null for nothing.
const Chosen* chosen_in(const Event& event, Slot slot);
/// How `event` lost the message of `id`; null where it did not.
const LostMessage* loss_of(const Event& event, MessageId id);

}  // namespace synod
