#include "model/truth/invariants.h"

#include <algorithm>
#include <array>

namespace synod {

namespace {

constexpr std::array all_invariants{
    Invariant{"agreement", SYNOD_TEXT("Agreement"),
              SYNOD_TEXT("No two different values are chosen for one decision")},
    Invariant{"validity", SYNOD_TEXT("Validity"),
              SYNOD_TEXT("Only values that a client asked for are proposed")},
    Invariant{"integrity", SYNOD_TEXT("Integrity"),
              SYNOD_TEXT("A ballot belongs to one proposer and carries one value")},
    Invariant{"durability", SYNOD_TEXT("Durability"),
              SYNOD_TEXT("What is on a disk never goes back, unless the disk is wiped")},
    Invariant{"learning", SYNOD_TEXT("Learning"),
              SYNOD_TEXT("A learner learns only what was chosen")},
    Invariant{"knowledge", SYNOD_TEXT("Knowledge"),
              SYNOD_TEXT("What a node marks or reports as chosen is chosen")},
    Invariant{"prefix", SYNOD_TEXT("Prefix"),
              SYNOD_TEXT("Of what two nodes applied, one is the beginning of the other")},
    Invariant{"once", SYNOD_TEXT("Exactly once"),
              SYNOD_TEXT("A client's command takes effect at most once, and has one answer")},
    Invariant{"linearizable", SYNOD_TEXT("Linearizability"),
              SYNOD_TEXT("What clients are told fits one store, on which each command acts between "
                         "its asking and its answer")},
    Invariant{"atomic", SYNOD_TEXT("Atomicity"),
              SYNOD_TEXT("All that decide about a transaction decide alike")},
    Invariant{"final", SYNOD_TEXT("Finality"), SYNOD_TEXT("Nobody goes back on its decision")},
    Invariant{"unanimous", SYNOD_TEXT("Unanimity"),
              SYNOD_TEXT("A transaction is committed only if every participant voted yes")},
    Invariant{"willing", SYNOD_TEXT("Willingness"),
              SYNOD_TEXT("Where all voted yes and nothing failed, the transaction is committed")},
    Invariant{"exclusive", SYNOD_TEXT("Mutual exclusion"),
              SYNOD_TEXT("At most one node at a time holds what only one may hold")},
    Invariant{"election", SYNOD_TEXT("Election safety"),
              SYNOD_TEXT("At most one node leads at a term")},
    Invariant{"append-only", SYNOD_TEXT("Leader append-only"),
              SYNOD_TEXT("A leader only appends to its log: it overwrites and removes nothing")},
    Invariant{
        "matching", SYNOD_TEXT("Log matching"),
        SYNOD_TEXT("Logs that hold an entry of the same slot and term are the same up to it")},
    Invariant{"completeness", SYNOD_TEXT("Leader completeness"),
              SYNOD_TEXT("What is committed at a term stands in the logs of all leaders of higher "
                         "terms")},
};
/// How many of them, in this order, are of consensus and logs, of atomic commitment, of one holder
/// and of logs whose leaders have terms.
constexpr std::size_t of_consensus = 9;
constexpr std::size_t of_commit = 4;
constexpr std::size_t of_one_holder = 1;
constexpr std::size_t of_raft = 4;
static_assert(of_consensus + of_commit + of_one_holder + of_raft == all_invariants.size());

}  // namespace

std::span<const Invariant> invariants() {
  return all_invariants;
}

std::span<const Invariant> consensus_invariants() {
  return std::span(all_invariants).first<of_consensus>();
}

std::span<const Invariant> commit_invariants() {
  return std::span(all_invariants).subspan<of_consensus, of_commit>();
}

std::span<const Invariant> one_holder_invariants() {
  return std::span(all_invariants).subspan<of_consensus + of_commit, of_one_holder>();
}

std::span<const Invariant> raft_invariants() {
  static const std::array list = [] {
    std::array<Invariant, of_consensus + of_raft> joined{};
    const auto place = std::copy_n(all_invariants.begin(), of_consensus, joined.begin());
    std::copy_n(all_invariants.end() - of_raft, of_raft, place);
    return joined;
  }();
  return list;
}

}  // namespace synod
