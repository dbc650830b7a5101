// Explanation of a fact: exactly the earlier events on which it depends.
#pragma once

#include <atomic>
#include <vector>

#include "model/line/run.h"
#include "model/why/fact.h"

namespace synod {

/// One sentence of an explanation, and the events that it speaks of.
struct WhyStep {
  std::vector<EventNumber> events;  ///< Ascending; the last is the one that the sentence is about.
  Sentence text;
  const char* rule = "";  ///< "Phase 1b"; empty where it follows none.
};

/// Why a fact holds.
///  1. `slice` holds the events on which the fact depends, ascending, the one that brought it about
///     last. Replaying them alone, in order, ends in the fact. It is empty for a field that
///     nothing has changed yet.
///  2. Leave any one of them out, and it no longer does.
struct Why {
  Fact fact;
  Sentence question;  ///< "Why has A1 promised 2.2?"
  Sentence answer;    ///< One sentence: the short of it.
  std::vector<EventNumber> slice;
  std::vector<MessageId> messages;  ///< Those that carried the cause from one event to the next.
  std::vector<WhyStep> steps;       ///< From the first cause to the fact; or, of what did not
                                    ///< happen, what is missing.

  bool holds(EventNumber event) const;
};

/// Explains `fact` in `run`, or says why there is nothing to explain. May take a while where the
/// run is long; ends early, with a refusal, once `cancel` is true.
Result<Why> why(const Run& run, const Fact& fact, const std::atomic<bool>* cancel = nullptr);

/// Why nothing is chosen (in `slot`) after the last event of `run`: which acceptors are missing at
/// the ballots that are under way, what stands in the way of each, and which messages would be
/// needed. Its slice holds the events that brought the missing about.
Result<Why> why_not_chosen(const Run& run, Slot slot = {});

/// Why `client` has no answer to the command that it waits for, after the last event of `run`: how
/// far the command came (its request, a queue, its slot, the slots before it, the answer), what it
/// lacks there, and which timer will make somebody try again.
Result<Why> why_not_answered(const Run& run, NodeId client);

}  // namespace synod
