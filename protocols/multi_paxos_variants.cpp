// Wrong variants of Multi-Paxos. Each changes one rule of LogRules, and says in a sentence which.
#include "protocols/multi_paxos_variants.h"

#include "protocols/log_options.h"

namespace synod::multi {

namespace {

struct SkipFirstUnchosen : LogRules {
  bool proves_chosen(const Ballot&, const Ballot&) const override { return true; }
};

struct NoHoles : LogRules {
  bool fills_holes() const override { return false; }
};

struct ReuseSlot : LogRules {
  Slot first_free(const SlotLog& log, Slot) const override { return log.first_unchosen(); }
};

struct ApplyOutOfOrder : LogRules {
  Slot next_to_apply(const SlotLog& log, Slot applied) const override {
    for (std::size_t i = log.place_of(after(applied)); i < log.size(); ++i)
      if (log.entries()[i].chosen) return log.entries()[i].slot;
    return {};
  }
};

struct StaleReads : LogRules {
  bool may_read_locally(const State& state, SimTime) const override {
    return state.proposer.phase == Phase::leading;
  }
};

struct OverwriteKnown : LogRules {
  bool overwrites_known() const override { return true; }
};

struct TrustFirstUnchosen : LogRules {
  Slot vouched_for(const State& state) const override {
    return state.acceptor.log.first_unchosen();
  }
};

struct LeaseFromArrival : LogRules {
  SimTime lease_ends(SimTime, SimTime now, const Options& options) const override {
    return now + SimTime{lease_of(options) - options.heartbeat};
  }
};

template <class Rules>
const LogRules& made() {
  static const Rules rules;
  return rules;
}

struct Entry {
  Variant variant;
  const LogRules& rules;
};

const std::vector<Entry>& entries() {
  static const std::vector<Entry> list{
      {{"skip-first-unchosen", SYNOD_TEXT("All below firstUnchosen is chosen"),
        SYNOD_TEXT("A follower takes all that it accepted below the leader's first unchosen slot "
                   "for chosen. The rule left out: only what it accepted at the leader's ballot "
                   "is; older votes may have lost."),
        "Paxos Made Simple, section 2.2, P2c, for each slot"},
       made<SkipFirstUnchosen>()},
      {{"reuse-slot", SYNOD_TEXT("New commands begin too early"),
        SYNOD_TEXT("A new leader gives its new commands slots from its first unchosen one on, "
                   "though earlier leaders used them. The rule broken: they begin behind every "
                   "slot that a Promise reported."),
        "Paxos Made Simple, section 3"},
       made<ReuseSlot>()},
      {{"apply-out-of-order", SYNOD_TEXT("Applied as it is learned"),
        SYNOD_TEXT("A replica applies a slot as soon as it knows it to be chosen, and leaves out "
                   "those before. The rule broken: commands take effect in the order of slots."),
        "Paxos Made Simple, section 3"},
       made<ApplyOutOfOrder>()},
      {{"overwrite-known", SYNOD_TEXT("A chosen entry is overwritten"),
        SYNOD_TEXT("An acceptor takes what a late Accept brings in place of an entry that it knows "
                   "to be chosen, and keeps the mark. The rule left out: what was chosen in a slot "
                   "is chosen for good."),
        "Paxos Made Simple, section 3"},
       made<OverwriteKnown>()},
      {{"trust-first-unchosen", SYNOD_TEXT("firstUnchosen of a ballot that is over"),
        SYNOD_TEXT(
            "A leader counts among the slots that it knows chosen those of higher ballots as "
            "well. The rule broken: a follower takes its own vote at the leader's ballot for "
            "chosen, so the leader may speak of that ballot and lower ones alone."),
        "Ongaro and Ousterhout, Implementing Replicated Logs with Paxos, 2013; Paxos Made Simple, "
        "section 2.2, P2c"},
       made<TrustFirstUnchosen>()},
      {{"lease-from-arrival", SYNOD_TEXT("A lease counted from its answer"),
        SYNOD_TEXT(
            "A leader counts its lease from when it handles the answers to its heartbeat. The "
            "rule broken: it counts from when that heartbeat left, for the grants may be as "
            "old as that. The log stays right, but reads may be stale."),
        "Gray and Cheriton, Leases, SOSP 1989, section 3; Paxos Made Live, section 5.2"},
       made<LeaseFromArrival>()},
      {{"no-holes", SYNOD_TEXT("Holes stay open"),
        SYNOD_TEXT("A new leader does not fill the holes that earlier ones left. Safe, but "
                   "commands behind a hole are chosen and never take effect. The rule left out: "
                   "no-ops close the gaps."),
        "Paxos Made Simple, section 3", true},
       made<NoHoles>()},
      {{"stale-reads", SYNOD_TEXT("Reads without a lease"),
        SYNOD_TEXT("A leader answers reads from its own store without a lease. The log stays "
                   "right, but a leader that was replaced without knowing answers with what was "
                   "overwritten: not linearizable."),
        "Paxos Made Live, section 5.2"},
       made<StaleReads>()},
  };
  return list;
}

}  // namespace

const LogRules& variant_rules(const std::string& name) {
  for (const Entry& entry : entries())
    if (name == entry.variant.name) return entry.rules;
  return plain_rules;
}

std::vector<Variant> multi_variants() {
  std::vector<Variant> variants;
  for (const Entry& entry : entries()) variants.push_back(entry.variant);
  return variants;
}

}  // namespace synod::multi
