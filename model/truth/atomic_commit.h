// Judge of atomic commitment: whether all that take part in a transaction decide alike.
#pragma once

#include <tuple>

#include "model/data/vote_book.h"
#include "model/truth/judge.h"

namespace synod {

/// The atomic commitment problem (Bernstein, Hadzilacos and Goodman, "Concurrency Control and
/// Recovery in Database Systems", 1987, section 7.3), transaction by transaction:
///  - AC1, `atomic`: all that decide decide alike;
///  - AC2, `final`: nobody goes back on its decision;
///  - AC3, `unanimous`: commit is decided only if every participant voted yes;
///  - AC4, `willing`: where all voted yes and nothing failed, commit is decided.
/// A crash counts as a failure, and so does a node that gave up waiting: the paper's failures are
/// those that somebody noticed by a timeout.
struct AtomicCommit {
  static constexpr const char* name = "atomic commit";
  static constexpr const char* yes = "yes";
  static constexpr const char* commit = "commit";

  VoteBook votes;      ///< Who voted what about each transaction; without ballots.
  VoteBook decisions;  ///< Who decided what about it.
  bool failed = false;

  static constexpr auto fields() {
    return std::tuple{
        field("votes", &AtomicCommit::votes, SYNOD_TEXT("Who voted what about each transaction")),
        field("decisions", &AtomicCommit::decisions,
              SYNOD_TEXT("Who decided what about each transaction")),
        field("failed", &AtomicCommit::failed, SYNOD_TEXT("Somebody crashed, or gave up waiting"))};
  }

  void hear(const Deed& deed, const Shape& shape, EventNumber at, Verdicts& verdicts);

 private:
  void decided(const Deed& deed, const Shape& shape, EventNumber at, Verdicts& verdicts);
};

}  // namespace synod
