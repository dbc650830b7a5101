#include "model/why/missing.h"

namespace synod {

namespace {

Sentence question_about(Slot slot) {
  if (slot == Slot{}) return say(SYNOD_TEXT("Why is nothing chosen yet?"));
  return say(SYNOD_TEXT("Why is nothing chosen in slot %1 yet?"), std::to_string(slot.number));
}

}  // namespace

Result<Why> why_not_chosen(const Run& run, Slot slot) {
  Missing missing(run);
  for (const Chosen& chosen : missing.world().observer.chosen())
    if (chosen.slot == slot)
      return say(SYNOD_TEXT("%1 is chosen already, at ballot %2"), chosen.vote.value.str(),
                 chosen.vote.ballot.str());
  missing.tell_of_slot(slot);
  return missing.take(Fact::of_chosen(missing.survey().length(), slot), question_about(slot));
}

}  // namespace synod
