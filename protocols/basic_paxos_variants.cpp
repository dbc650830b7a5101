// Wrong variants of Basic Paxos: what students and short articles write. Each changes one rule of
// PaxosRules, and says in a sentence which.
#include <algorithm>
#include <tuple>

#include "protocols/basic_paxos_rules.h"

namespace synod {

namespace {

/// Numbers are drawn from one hat: 7.0 belongs to nobody.
struct Random : PaxosRules {
  Ballot ballot(std::uint32_t round, std::uint32_t) const override { return {round, 0}; }
};

struct Strict : Random {
  bool may_promise(const Acceptor& acceptor, const Ballot& ballot) const override {
    return acceptor.promised < ballot;
  }
};

struct NoAdopt : PaxosRules {
  Text value_to_propose(const Proposer& proposer) const override { return proposer.own; }
};

struct AdoptFirst : PaxosRules {
  void hear_report(Proposer& proposer, NodeId from, const Vote& reported) const override {
    if (!proposer.reported.exists()) PaxosRules::hear_report(proposer, from, reported);
  }
};

/// Which value the most acceptors reported; of two that are equal, the one with the higher ballot.
struct MostCommon : PaxosRules {
  void hear_report(Proposer& proposer, NodeId from, const Vote& reported) const override {
    if (!reported.exists()) return;
    proposer.reports.add({}, reported, from);
    const VoteCount* best = nullptr;
    for (const VoteCount& count : proposer.reports.counts())
      if (best == nullptr || rank(proposer, *best) < rank(proposer, count)) best = &count;
    proposer.reported = best->vote;
    proposer.reported_by = best->acceptors.contains(from) ? from : *best->acceptors.begin();
  }

 private:
  static std::tuple<std::size_t, Vote> rank(const Proposer& proposer, const VoteCount& one) {
    std::size_t times = 0;
    for (const VoteCount& count : proposer.reports.counts())
      if (count.vote.value == one.vote.value) times += count.acceptors.size();
    return {times, one.vote};
  }
};

struct NoPromiseOnAccept : PaxosRules {
  void accept(Acceptor& acceptor, const Vote& vote) const override { acceptor.accepted = vote; }
};

struct NoAcceptCheck : PaxosRules {
  bool may_accept(const Acceptor&, const Ballot&) const override { return true; }
};

struct NoPhase1 : PaxosRules {
  bool asks_for_promises() const override { return false; }
};

struct OldPromise : PaxosRules {
  bool answers(const Ballot& promised, const Ballot& present) const override {
    return !lower(present, promised);
  }
};

struct HalfQuorum : PaxosRules {
  std::size_t q1(const Setup& setup) const override {
    return setup.options.q1 == 0 ? half(setup) : setup.q1();
  }
  std::size_t q2(const Setup& setup) const override {
    return setup.options.q2 == 0 ? half(setup) : setup.q2();
  }

 private:
  static std::size_t half(const Setup& setup) {
    return std::max<std::size_t>(1, setup.shape.with(Role::acceptor).size() / 2);
  }
};

/// A message heard twice stands for one acceptor more.
struct DupCounts : PaxosRules {
  NodeId counts_as(NodeSet counted, NodeId from, NodeSet acceptors) const override {
    const NodeSet rest = acceptors - counted;
    return !counted.contains(from) || rest.empty() ? from : *rest.begin();
  }
  std::size_t count_vote(Learner& learner, const Vote& vote, NodeId from,
                         NodeSet acceptors) const override {
    const VoteCount* known = learner.heard.find({}, vote);
    const NodeSet counted = known != nullptr ? known->acceptors : NodeSet{};
    return PaxosRules::count_vote(learner, vote, counts_as(counted, from, acceptors), acceptors);
  }
};

struct CountAnyBallot : PaxosRules {
  std::size_t count_vote(Learner& learner, const Vote& vote, NodeId from,
                         NodeSet acceptors) const override {
    PaxosRules::count_vote(learner, vote, from, acceptors);
    NodeSet voters;
    for (const VoteCount& count : learner.heard.counts())
      if (count.vote.value == vote.value) voters = voters | count.acceptors;
    return voters.size();
  }
};

struct LearnOwnVote : PaxosRules {
  bool decides_alone() const override { return true; }
};

struct ForgetPromise : PaxosRules {
  void read_back(BasicPaxos::State& state) const override { state.acceptor.promised = {}; }
};

struct RestoreAccepted : PaxosRules {
  void read_back(BasicPaxos::State& state) const override {
    auto& [promised, accepted] = state.acceptor;
    if (accepted.exists()) accepted.ballot = promised;
  }
};

struct ReuseBallot : PaxosRules {
  void read_back(BasicPaxos::State& state) const override { state.proposer.round = 0; }
};

/// By proposer first, then by round.
bool lower_by_proposer(const Ballot& a, const Ballot& b) {
  return std::tie(a.proposer, a.round) < std::tie(b.proposer, b.round);
}

struct IdHigh : PaxosRules {
  bool lower(const Ballot& a, const Ballot& b) const override { return lower_by_proposer(a, b); }
};

template <class Rules>
const PaxosRules& made() {
  static const Rules rules;
  return rules;
}

struct Entry {
  Variant variant;
  const PaxosRules& rules;
};

const std::vector<Entry>& entries() {
  static const std::vector<Entry> list{
      {{"no-adopt", SYNOD_TEXT("Own value first"),
        SYNOD_TEXT("A proposer proposes its own value whatever the Promises report. The rule left "
                   "out: it must take the value of the highest accepted pair."),
        "Paxos Made Simple, section 2.2, P2c"},
       made<NoAdopt>()},
      {{"adopt-first", SYNOD_TEXT("The first report counts"),
        SYNOD_TEXT("A proposer takes over the first value that is reported to it. The rule broken: "
                   "of all that is reported, the pair with the highest ballot counts."),
        "Paxos Made Simple, section 2.2, P2c"},
       made<AdoptFirst>()},
      {{"most-common", SYNOD_TEXT("The most common report counts"),
        SYNOD_TEXT("A proposer takes over the value that the most acceptors report. The rule "
                   "broken: the highest ballot counts, be it reported by a single acceptor."),
        "Paxos Made Simple, section 2.2, P2c"},
       made<MostCommon>()},
      {{"old-promise", SYNOD_TEXT("Old Promises count"),
        SYNOD_TEXT("A proposer counts Promises for its older ballots as well. The rule broken: "
                   "only answers to its present Prepare count, for an older one binds nobody now."),
        "Paxos Made Simple, section 2.2, phase 2 (a)"},
       made<OldPromise>()},
      {{"no-phase1", SYNOD_TEXT("No first phase"),
        SYNOD_TEXT("A proposer sends its value at once. The rule left out: it must first hear from "
                   "a quorum what may have been chosen, and have lower ballots stopped."),
        "Paxos Made Simple, section 2.2, phase 1 (a)"},
       made<NoPhase1>()},
      {{"half-quorum", SYNOD_TEXT("Half is enough"),
        SYNOD_TEXT("A quorum is n/2 acceptors, rounded down (one at least). The rule broken: two "
                   "quorums must share an acceptor, so it takes more than half."),
        "Paxos Made Simple, section 2.2"},
       made<HalfQuorum>()},
      {{"dup-counts", SYNOD_TEXT("Messages are counted, not acceptors"),
        SYNOD_TEXT("Proposers and learners count what they receive, so a message that arrives "
                   "twice counts twice. The rule broken: a quorum is a set of acceptors."),
        "Paxos Made Simple, section 2.1 (messages can be duplicated)"},
       made<DupCounts>()},
      {{"no-promise-on-accept", SYNOD_TEXT("Accepting is no promise"),
        SYNOD_TEXT("An acceptor that accepts leaves 'promised' as it was, so it may accept a lower "
                   "ballot over a higher one. The rule left out: accepting raises 'promised'."),
        "Lamport, Paxos.tla, Phase2b; Paxos Made Simple, section 2.2"},
       made<NoPromiseOnAccept>()},
      {{"no-accept-check", SYNOD_TEXT("Every Accept is accepted"),
        SYNOD_TEXT("An acceptor accepts whatever it promised. The rule left out: it accepts unless "
                   "it has promised a higher ballot."),
        "Paxos Made Simple, section 2.2, P1a and phase 2 (b)"},
       made<NoAcceptCheck>()},
      {{"forget-promise", SYNOD_TEXT("The promise is not on disk"),
        SYNOD_TEXT("An acceptor that restarts has forgotten what it promised. The rule broken: it "
                   "must remember that, even if it fails and is then restarted."),
        "Paxos Made Simple, section 2.2 and section 2.5"},
       made<ForgetPromise>()},
      {{"restore-accepted", SYNOD_TEXT("The accepted ballot is not on disk"),
        SYNOD_TEXT("An acceptor that restarts takes 'promised' for the ballot at which it accepted "
                   "its value. The rule broken: it must remember the proposal, number and value."),
        "Paxos Made Simple, section 2.2 and section 2.5"},
       made<RestoreAccepted>()},
      {{"reuse-ballot", SYNOD_TEXT("The round is not on disk"),
        SYNOD_TEXT("A proposer that restarts counts its rounds from 1 again, and uses a ballot "
                   "twice. The rule broken: it remembers the highest number that it tried to use."),
        "Paxos Made Simple, section 2.5"},
       made<ReuseBallot>()},
      {{"random", SYNOD_TEXT("Numbers that belong to nobody"),
        SYNOD_TEXT("Two proposers may draw the same number: 7.0 is anyone's. The rule broken: "
                   "different proposers choose their numbers from disjoint sets."),
        "Paxos Made Simple, section 2.5"},
       made<Random>()},
      {{"strict", SYNOD_TEXT("Numbers that belong to nobody, each answered once"),
        SYNOD_TEXT("Two proposers may draw the same number, and an acceptor answers each number "
                   "only once. Where q1 is a majority one of the two wastes its round; where two "
                   "phase-1 quorums may miss one another both propose at that number. The rule "
                   "broken: different proposers choose their numbers from disjoint sets."),
        "Paxos Made Simple, section 2.2, phase 1 (b), and section 2.5"},
       made<Strict>()},
      {{"id-high", SYNOD_TEXT("The higher proposer wins"),
        SYNOD_TEXT("Ballots are ordered by proposer first, then by round. Safe, but when the "
                   "highest proposer dies after its Prepare, nobody can ever go above it."),
        "Paxos Made Simple, section 2.4 (progress)", true, lower_by_proposer},
       made<IdHigh>()},
      {{"count-any-ballot", SYNOD_TEXT("Votes of all ballots together"),
        SYNOD_TEXT("A learner counts the acceptors that ever accepted a value, at whatever ballot. "
                   "The rule broken: a value is chosen by a quorum at one ballot."),
        "Paxos Made Simple, section 2.3"},
       made<CountAnyBallot>()},
      {{"learn-own-vote", SYNOD_TEXT("My vote is the decision"),
        SYNOD_TEXT("A node that accepts a value tells its client that it is chosen. The rule left "
                   "out: it must find out that a quorum accepted it."),
        "Paxos Made Simple, section 2.3"},
       made<LearnOwnVote>()},
  };
  return list;
}

}  // namespace

const PaxosRules& variant_rules(const std::string& name) {
  for (const Entry& entry : entries())
    if (name == entry.variant.name) return entry.rules;
  return paper_rules;
}

std::vector<Variant> paxos_variants() {
  std::vector<Variant> variants;
  for (const Entry& entry : entries()) variants.push_back(entry.variant);
  return variants;
}

}  // namespace synod
