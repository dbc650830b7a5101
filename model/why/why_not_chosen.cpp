// Explanation why nothing is chosen at a ballot: what it lacks at the end of a run.
#include "model/why/missing.h"
#include "model/world/protocol.h"
#include "model/world/quorum.h"

namespace synod {

namespace {

Sentence question_about(Slot slot) {
  if (slot == Slot{}) return say(SYNOD_TEXT("Why is nothing chosen yet?"));
  return say(SYNOD_TEXT("Why is nothing chosen in slot %1 yet?"), std::to_string(slot.number));
}

}  // namespace

Result<Why> why_not_chosen(const Run& run, Slot slot) {
  Missing missing(run);
  if (!is_chosen_by_votes(missing.world()))
    return say(SYNOD_TEXT("%1 decides without a quorum of votes: ask why about a node or an event"),
               Sentence{missing.world().protocol->info().title, {}});
  for (const Chosen& chosen : missing.world().observer.chosen())
    if (chosen.slot == slot)
      return say(SYNOD_TEXT("%1 is chosen already, at ballot %2"), chosen.vote.value.str(),
                 chosen.vote.ballot.str());
  missing.tell_of_slot(slot);
  return missing.take(Fact::of_chosen(missing.survey().length(), slot), question_about(slot));
}

}  // namespace synod
