// Rules of Multi-Paxos that a wrong variant may change, one function a rule. What stands here is
// the protocol; each variant in protocols/multi_paxos_variants.cpp changes one.
#pragma once

#include <vector>

#include "protocols/multi_paxos_rules.h"

namespace synod::multi {

class LogRules {
 public:
  virtual ~LogRules() = default;

  /// The ballot check: whether what a replica accepted at `accepted` is what was chosen, now that
  /// a leader at `leader` says that the slot is. A leader proposes one value for a slot at its
  /// ballot; what was accepted at a lower ballot may have lost.
  virtual bool proves_chosen(const Ballot& accepted, const Ballot& leader) const {
    return accepted == leader;
  }
  /// Section 3: a new leader closes the gaps that earlier ones left with no-ops.
  virtual bool fills_holes() const { return true; }
  /// Section 3: the slot of a new leader's first new command, behind all that may be in use.
  virtual Slot first_free(const SlotLog& log, Slot last_in_use) const {
    static_cast<void>(log);
    return after(last_in_use);
  }
  /// The next slot to apply: "a server executes command i when commands 1 through i-1 are done".
  /// 0 where there is none.
  virtual Slot next_to_apply(const SlotLog& log, Slot applied) const {
    return after(applied) < log.first_unchosen() ? after(applied) : Slot{};
  }
  /// Paxos Made Live, section 5.2: whether a leader may answer a read from its own store. A lease
  /// keeps others from leading; what earlier leaders had chosen must be applied as well.
  virtual bool may_read_locally(const State& state, SimTime now) const {
    const auto& proposer = state.proposer;
    return proposer.phase == Phase::leading && holds_lease(proposer, now) &&
           state.machine.applied >= proposer.recovered;
  }
  /// When a lease ends, by the leader's clock. Each grant it rests on was given after the heartbeat
  /// that asked for it left, at `counted`, and lasts as long as `option lease` from then on. When
  /// the answer is handled, at `now`, says nothing: it may have been under way for long, or the
  /// leader may have been paused (Gray and Cheriton, "Leases", SOSP 1989, section 3).
  virtual SimTime lease_ends(SimTime counted, SimTime now, const Options& options) const {
    static_cast<void>(now);
    return counted + SimTime{lease_of(options)};
  }
  /// Whether an Accept may put another value in place of one that is known to be chosen.
  virtual bool overwrites_known() const { return false; }
  /// What a leader says of the slots that it knows: see learn_below().
  virtual Slot vouched_for(const State& state) const { return multi::vouched_for(state); }
};

/// The rules of the protocol.
inline constinit const LogRules plain_rules;
/// The rules of a variant, which must be a known one.
const LogRules& variant_rules(const std::string& name);
/// The rules that a setup asks for with `option bug`.
inline const LogRules& rules_of(const Setup& setup) {
  return setup.options.bug.empty() ? plain_rules : variant_rules(setup.options.bug);
}

/// Every variant of Multi-Paxos, in the order in which people choose from them.
std::vector<Variant> multi_variants();

}  // namespace synod::multi
