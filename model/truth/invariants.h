// Invariants: the properties that runs must have, by name.
#pragma once

#include <span>

#include "model/base/ids.h"
#include "model/base/sentence.h"

namespace synod {

/// A property that every run must have.
struct Invariant {
  const char* name;     ///< "agreement": the word of the scenario language.
  const char* title;    ///< "Agreement".
  const char* meaning;  ///< A marked source text.
};

/// Every invariant of every judge: those of consensus and of logs first, which are agreement,
/// validity, integrity, durability, learning, knowledge, prefix, once and linearizable, then those
/// of atomic commitment, that of one holder, and those of logs whose leaders have terms.
std::span<const Invariant> invariants();
/// Those of consensus and of logs.
std::span<const Invariant> consensus_invariants();
/// Those of replicated logs whose leaders have terms: those of consensus and of logs, and those of
/// the judge `RaftLog`.
std::span<const Invariant> raft_invariants();
/// Those of the judge `AtomicCommit`.
std::span<const Invariant> commit_invariants();
/// That of the judge `OneHolder`.
std::span<const Invariant> one_holder_invariants();

/// An invariant that failed, at the event that broke it first.
struct Violation {
  const char* invariant;
  EventNumber at = 0;
  Sentence why;
};

}  // namespace synod
