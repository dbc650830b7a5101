// Rules that make Basic Paxos safe and live, one function a rule. What stands here is the text of
// "Paxos Made Simple"; each wrong variant in protocols/basic_paxos_variants.cpp changes one.
#pragma once

#include <vector>

#include "protocols/basic_paxos.h"

namespace synod {

class PaxosRules {
 public:
  using Proposer = BasicPaxos::Proposer;
  using Acceptor = BasicPaxos::Acceptor;
  using Learner = BasicPaxos::Learner;

  virtual ~PaxosRules() = default;

  /// Section 2.5: "different proposers choose their numbers from disjoint sets of numbers".
  virtual Ballot ballot(std::uint32_t round, std::uint32_t proposer) const {
    return {round, proposer};
  }
  /// The order of ballots. None is below all others.
  virtual bool lower(const Ballot& a, const Ballot& b) const { return a < b; }

  /// Phase 1a comes before phase 2a.
  virtual bool asks_for_promises() const { return true; }
  /// "... in response to its prepare requests": those with its present number.
  virtual bool answers(const Ballot& promised, const Ballot& present) const {
    return promised == present;
  }
  /// P2c asks for "the highest-numbered proposal among all proposals" reported.
  virtual void hear_report(Proposer& proposer, NodeId from, const Vote& reported) const {
    if (!lower(proposer.reported.ballot, reported.ballot)) return;
    proposer.reported = reported;
    proposer.reported_by = from;
  }
  /// The one hard decision of Paxos (section 2.2, P2c). A quorum promised this ballot, so none of
  /// its members will ever accept a lower one again. If some value was chosen at a lower ballot,
  /// its quorum shares an acceptor with this one, and that acceptor reported it; of all pairs that
  /// are reported, the one with the highest ballot carries any value that may have been chosen (by
  /// induction over the ballots in between). So that value is safe, and where nothing was reported
  /// nothing below can have been chosen nor ever will be, and every value is.
  virtual Text value_to_propose(const Proposer& proposer) const {
    return proposer.reported.exists() ? proposer.reported.value : proposer.own;
  }

  /// Any two quorums have an acceptor in common.
  virtual std::size_t q1(const Setup& setup) const { return setup.q1(); }
  virtual std::size_t q2(const Setup& setup) const { return setup.q2(); }
  /// Whom a message of `from` stands for among those that are `counted`: an acceptor counts once.
  virtual NodeId counts_as(NodeSet counted, NodeId from, NodeSet acceptors) const {
    static_cast<void>(counted), static_cast<void>(acceptors);
    return from;
  }

  /// Phase 1b: a number "greater than that of any prepare request to which it has already
  /// responded". An equal one is the same request again, for a ballot belongs to one proposer, and
  /// gets the same answer.
  virtual bool may_promise(const Acceptor& acceptor, const Ballot& ballot) const {
    return !lower(ballot, acceptor.promised);
  }
  /// Phase 2b: it accepts "unless it has already responded to a prepare request having a number
  /// greater than n".
  virtual bool may_accept(const Acceptor& acceptor, const Ballot& ballot) const {
    return !lower(ballot, acceptor.promised);
  }
  /// Accepting raises `promised` as well, as Phase2b of Lamport's TLA+ specification does with
  /// maxBal.
  virtual void accept(Acceptor& acceptor, const Vote& vote) const {
    if (lower(acceptor.promised, vote.ballot)) acceptor.promised = vote.ballot;
    acceptor.accepted = vote;
  }

  /// Section 2.3: a learner "must find out that a proposal has been accepted by a majority". The
  /// number of acceptors that it counts for `vote`, now that `from` told it.
  virtual std::size_t count_vote(Learner& learner, const Vote& vote, NodeId from,
                                 NodeSet acceptors) const {
    static_cast<void>(acceptors);
    return learner.heard.add({}, vote, from).acceptors.size();
  }
  /// Whether an acceptor tells its clients that a value is chosen as soon as it accepts it.
  virtual bool decides_alone() const { return false; }

  /// Section 2.5: "stable storage, preserved during failures, is used to maintain the information
  /// that the acceptor must remember". `state` is what a restarted node read from its disk.
  virtual void read_back(BasicPaxos::State& state) const { static_cast<void>(state); }
};

/// The rules of the paper.
inline constinit const PaxosRules paper_rules;
/// The rules of a variant, which must be a known one.
const PaxosRules& variant_rules(const std::string& name);
/// The rules that a setup asks for with `option bug`.
inline const PaxosRules& rules_of(const Setup& setup) {
  return setup.options.bug.empty() ? paper_rules : variant_rules(setup.options.bug);
}

/// Every variant of Basic Paxos, in the order in which people choose from them.
std::vector<Variant> paxos_variants();

}  // namespace synod
