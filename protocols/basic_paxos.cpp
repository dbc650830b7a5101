#include "protocols/basic_paxos.h"

#include <algorithm>

#include "model/base/example_values.h"
#include "protocols/basic_paxos_rules.h"

namespace synod {

namespace {

constexpr std::uint8_t retry = 0;

/// The highest round that a client may ask for: it leaves room for every later round of a run.
constexpr std::uint32_t highest_round = 1'000'000'000;

/// Waits, should this ballot get nowhere, and then starts again. The random length keeps duelling
/// proposers apart (section 2.4: a leader must be singled out by something that depends on time or
/// chance).
void wait_for_outcome(Out& out) {
  if (out.setup().options.retry)
    out.set_timer(retry, SimTime{out.random(out.setup().options.retry_delay)});
}

/// A new ballot: what was heard for an older one is over.
void take_ballot(BasicPaxos::Proposer& proposer, std::uint32_t round, Out& out) {
  proposer.round = round;
  proposer.seen = std::max(proposer.seen, round);
  proposer.ballot = rules_of(out.setup()).ballot(round, out.shape().number(out.self()));
  proposer.phase = BasicPaxos::Phase::preparing;
  proposer.promises = {};
  proposer.reported = {};
  proposer.reported_by = {};
  proposer.reports = {};
  proposer.value = {};
  proposer.accepts = {};
}

/// The first round above all that the node has used or heard of, in any of its roles.
std::uint32_t next_round(const BasicPaxos::State& state) {
  const auto& proposer = state.proposer;
  return std::max({proposer.round, proposer.seen, state.acceptor.promised.round}) + 1;
}

void note_value(const BasicPaxos::Proposer& proposer, NodeId last, Out& out) {
  const char* rule = SYNOD_TEXT("Phase 2a (P2c)");
  if (!proposer.reported.exists()) {
    out.note(rule,
             {SYNOD_TEXT("%1 hears %2: a quorum. Nobody in it has accepted anything, so it is free "
                         "to propose its own %3."),
              SYNOD_TEXT("%1 hears %2: enough answers. None of them reports a value, so it "
                         "proposes its own %3.")},
             out.self(), last, proposer.value);
  } else if (proposer.value != proposer.reported.value) {
    out.note(rule,
             {SYNOD_TEXT("%1 hears %2: a quorum. It was told of %3 by %4, and proposes its own %5 "
                         "all the same."),
              SYNOD_TEXT("%1 hears %2: enough answers. It was told of another value, and proposes "
                         "its own %5 all the same.")},
             out.self(), last, proposer.reported, proposer.reported_by, proposer.value);
  } else if (proposer.value == proposer.own) {
    out.note(rule,
             {SYNOD_TEXT("%1 hears %2: a quorum. The highest accepted pair it was told of is %3 "
                         "from %4, and that is its own value too."),
              SYNOD_TEXT(
                  "%1 hears %2: enough answers. The value that %4 reports is its own value too.")},
             out.self(), last, proposer.reported, proposer.reported_by);
  } else {
    out.note(
        rule,
        {SYNOD_TEXT("%1 hears %2: a quorum. It must propose %3, the value of the highest "
                    "accepted pair it was told of (%4 from %5), not its own %6."),
         SYNOD_TEXT(
             "%1 hears %2: enough answers. It must propose %3, which %5 reports, not its own %6.")},
        out.self(), last, proposer.value, proposer.reported, proposer.reported_by, proposer.own);
  }
}

/// Phase 2a: "If the proposer receives a response to its prepare requests from a majority of
/// acceptors, then it sends an accept request to each of those acceptors" - here to every acceptor,
/// as any quorum may accept.
void start_accepting(BasicPaxos::Proposer& proposer, Out& out) {
  proposer.phase = BasicPaxos::Phase::accepting;
  proposer.value = rules_of(out.setup()).value_to_propose(proposer);
  if (proposer.reported.exists() && proposer.value == proposer.reported.value)
    out.adopted(proposer.reported_by, proposer.reported);
  out.proposed({}, {proposer.ballot, proposer.value});
  out.broadcast(out.shape().with(Role::acceptor),
                BasicPaxos::Accept{proposer.ballot, proposer.value});
}

/// Phase 1a: "A proposer selects a proposal number n and sends a prepare request with number n to a
/// majority of acceptors." It asks all of them; any majority will do.
void start_ballot(BasicPaxos::State& state, std::uint32_t round, Out& out) {
  auto& proposer = state.proposer;
  take_ballot(proposer, round, out);
  if (rules_of(out.setup()).asks_for_promises()) {
    out.note(SYNOD_TEXT("Phase 1a"),
             {SYNOD_TEXT("%1 wants %2. It starts ballot %3 and asks every acceptor for a promise."),
              SYNOD_TEXT("%1 wants %2 and asks every acceptor.")},
             out.self(), proposer.own, proposer.ballot);
    out.broadcast(out.shape().with(Role::acceptor), BasicPaxos::Prepare{proposer.ballot});
  } else {
    out.note(SYNOD_TEXT("Phase 1a"),
             {SYNOD_TEXT("%1 wants %2. It starts ballot %3, asks for no promise and puts its value "
                         "to the vote at once."),
              SYNOD_TEXT("%1 wants %2 and puts it to the vote at once.")},
             out.self(), proposer.own, proposer.ballot);
    start_accepting(proposer, out);
  }
  wait_for_outcome(out);
}

void refuse(const BasicPaxos::State& state, NodeId from, const Ballot& ballot, Out& out) {
  out.refused(ballot, state.acceptor.promised);
  if (out.setup().options.nack) out.send(from, BasicPaxos::Nack{ballot, state.acceptor.promised});
}

void count_acceptance(BasicPaxos::Proposer& proposer, NodeId from,
                      const BasicPaxos::Accepted& accepted, Out& out) {
  const PaxosRules& rules = rules_of(out.setup());
  const Ballot own = rules.ballot(accepted.ballot.round, out.shape().number(out.self()));
  if (accepted.ballot != own) return;  // News for the learner.
  if (accepted.ballot != proposer.ballot) {
    out.note(SYNOD_TEXT("Phase 2b"),
             {SYNOD_TEXT("%1 ignores %2's Accepted for %3: that is not its present ballot."),
              SYNOD_TEXT("%1 ignores %2's Accepted: it answers an earlier attempt.")},
             out.self(), from, accepted.ballot);
    return;
  }
  const NodeSet acceptors = out.shape().with(Role::acceptor);
  const NodeId voter = rules.counts_as(proposer.accepts, from, acceptors);
  if (proposer.accepts.contains(voter)) {
    out.note(SYNOD_TEXT("Phase 2b"),
             SYNOD_TEXT("%1 has counted %2's Accepted already: an acceptor counts once."),
             out.self(), from);
    return;
  }
  proposer.accepts.insert(voter);
  if (proposer.phase == BasicPaxos::Phase::done ||
      proposer.accepts.size() < rules.q2(out.setup())) {
    out.note(SYNOD_TEXT("Phase 2b"),
             {SYNOD_TEXT("%1 hears that %2 accepted %3 at its ballot %4."),
              SYNOD_TEXT("%1 hears that %2 accepted %3.")},
             out.self(), from, accepted.value, accepted.ballot);
    return;
  }
  proposer.phase = BasicPaxos::Phase::done;
  out.cancel_timer(retry);
  out.note(SYNOD_TEXT("Phase 2b"),
           {SYNOD_TEXT("%1 hears that %2 accepted %3: a quorum. Its ballot %4 has succeeded."),
            SYNOD_TEXT("%1 hears that %2 accepted %3: enough votes.")},
           out.self(), from, accepted.value, accepted.ballot);
}

void learn_from(BasicPaxos::Learner& learner, NodeId from, const BasicPaxos::Accepted& accepted,
                Out& out) {
  const PaxosRules& rules = rules_of(out.setup());
  const std::size_t needed = rules.q2(out.setup());
  const std::size_t count = rules.count_vote(learner, {accepted.ballot, accepted.value}, from,
                                             out.shape().with(Role::acceptor));
  if (count < needed) {
    out.note(SYNOD_TEXT("Learning"),
             {SYNOD_TEXT(
                  "%1 hears that %2 accepted %3 at ballot %4. That is %5 of the %6 that it needs."),
              SYNOD_TEXT("%1 hears that %2 accepted %3. That is %5 of the %6 that it needs.")},
             out.self(), from, accepted.value, accepted.ballot, count, needed);
    return;
  }
  if (learner.learned == accepted.value) {
    out.note(SYNOD_TEXT("Learning"),
             {SYNOD_TEXT("%1 hears that %2 accepted %3 at ballot %4. It already knows that %3 is "
                         "chosen."),
              SYNOD_TEXT("%1 hears that %2 accepted %3. It already knows that %3 is chosen.")},
             out.self(), from, accepted.value, accepted.ballot);
    return;
  }
  learner.learned = accepted.value;
  out.learned({}, accepted.value);
  out.note(
      SYNOD_TEXT("Learning"),
      {SYNOD_TEXT("%1 has heard a quorum accept %2 at ballot %3: it learns that %2 is chosen."),
       SYNOD_TEXT("%1 has heard enough votes for %2: it learns that %2 is chosen.")},
      out.self(), accepted.value, accepted.ballot);
}

void tell_at_once(BasicPaxos::State& state, const Text& value, Out& out) {
  state.learner.learned = value;
  out.learned({}, value);
  out.note(SYNOD_TEXT("Learning"), SYNOD_TEXT("%1 takes its own vote for the decision: %2."),
           out.self(), value);
}

}  // namespace

ProtocolInfo BasicPaxos::info() {
  ProtocolInfo info{
      "paxos",
      SYNOD_TEXT("Basic Paxos"),
      SYNOD_TEXT("Acceptors agree on one value, whatever messages are lost and whichever minority "
                 "of them is down."),
      "Lamport, Paxos Made Simple, 2001",
      {{"prepare", SYNOD_TEXT("Prepare"), "1a",
        SYNOD_TEXT("A proposer asks for promises at its ballot")},
       {"promise", SYNOD_TEXT("Promise"), "1b",
        SYNOD_TEXT("An acceptor promises, and reports what it accepted last")},
       {"accept", SYNOD_TEXT("Accept"), "2a",
        SYNOD_TEXT("A proposer asks acceptors to accept a value")},
       {"accepted", SYNOD_TEXT("Accepted"), "2b",
        SYNOD_TEXT("An acceptor tells that it accepted a value")},
       {"nack", SYNOD_TEXT("Nack"), "N",
        SYNOD_TEXT("An acceptor refuses, and says what it promised")}},
      {"retry"},
      {"nack", "q1", "q2", "retry", "retry-delay", "loss", "duplicate", "latency", "bug"},
  };
  info.variants = paxos_variants();
  info.presets = {
      {"proposers 2\nacceptors 3\nlearners 1\n", SYNOD_TEXT("Roles apart"),
       SYNOD_TEXT("Two proposers, three acceptors and a learner: every message has its own way.")},
      {"nodes 5\n", SYNOD_TEXT("Five nodes"),
       SYNOD_TEXT("N1 to N5, each of them proposer, acceptor and learner, as real systems are "
                  "built.")},
      {"nodes 3\n", SYNOD_TEXT("Three nodes"),
       SYNOD_TEXT("The smallest cluster that survives a crash.")},
      {"proposers 3\nacceptors 5\nlearners 2\n", SYNOD_TEXT("A crowd"),
       SYNOD_TEXT("Three competing proposers, five acceptors and two learners.")}};
  info.requests = {example_values.begin(), example_values.end()};
  return info;
}

BasicPaxos::State BasicPaxos::fresh(NodeId, const Setup&) {
  return {};
}

std::optional<Sentence> BasicPaxos::refuses(const State& state, NodeId self, const Request& request,
                                            const Setup& setup) {
  if (request.round > highest_round)
    return say(SYNOD_TEXT("round %1 is too high; the last that may be asked for is %2"),
               std::to_string(request.round), std::to_string(highest_round));
  if (request.round == 0 || request.round > state.proposer.round) return std::nullopt;
  return say(SYNOD_TEXT("%1 has used round %2 already; the first that it may use is %3"),
             setup.shape.name(self), std::to_string(request.round),
             std::to_string(state.proposer.round + 1));
}

void BasicPaxos::propose(State& state, const Request& request, Out& out) {
  state.proposer.own = request.value;
  start_ballot(state, request.round != 0 ? request.round : next_round(state), out);
}

void BasicPaxos::forget(State& state, const Setup& setup) {
  if (!setup.options.bug.empty()) return;  // Other rules, other needs.
  auto& proposer = state.proposer;
  auto& learner = state.learner;
  if (proposer.phase != Phase::preparing) {
    proposer.promises = {};
    proposer.reported = {};
    proposer.reported_by = {};
  }
  if (proposer.phase == Phase::idle || proposer.phase == Phase::done) proposer.accepts = {};
  if (!learner.learned.exists()) return;
  VoteBook others;
  for (const VoteCount& count : learner.heard.counts())
    if (count.vote.value != learner.learned)
      for (NodeId voter : count.acceptors) others.add(count.slot, count.vote, voter);
  learner.heard = others;
}

void BasicPaxos::started(State& state, Out& out) {
  rules_of(out.setup()).read_back(state);
}

void BasicPaxos::timeout(State& state, std::uint8_t, Out& out) {
  if (state.proposer.phase == Phase::done || !state.proposer.own.exists()) return;
  start_ballot(state, next_round(state), out);
}

/// Phase 1b: "If an acceptor receives a prepare request with number n greater than that of any
/// prepare request to which it has already responded, then it responds to the request with a
/// promise not to accept any more proposals numbered less than n and with the highest-numbered
/// proposal (if any) that it has accepted."
void BasicPaxos::on(State& state, NodeId from, const Prepare& prepare, Out& out) {
  auto& [promised, accepted] = state.acceptor;
  if (!rules_of(out.setup()).may_promise(state.acceptor, prepare.ballot)) {
    if (prepare.ballot == promised) {
      out.note(SYNOD_TEXT("Phase 1b"),
               {SYNOD_TEXT("%1 refuses %2's Prepare %3: it has answered that number before."),
                SYNOD_TEXT("%1 refuses %2's Prepare: it has answered one like it before.")},
               out.self(), from, prepare.ballot);
      return refuse(state, from, prepare.ballot, out);
    }
    out.note(SYNOD_TEXT("Phase 1b"),
             {SYNOD_TEXT("%1 refuses %2's Prepare %3: it has promised the higher ballot %4."),
              SYNOD_TEXT("%1 refuses %2's Prepare: an earlier promise forbids it.")},
             out.self(), from, prepare.ballot, promised);
    return refuse(state, from, prepare.ballot, out);
  }
  out.promised(prepare.ballot);
  if (prepare.ballot == promised) {
    out.note(SYNOD_TEXT("Phase 1b"),
             {SYNOD_TEXT("%1 has promised ballot %2 already and gives the same answer again."),
              SYNOD_TEXT("%1 gives the same answer again.")},
             out.self(), prepare.ballot);
  } else if (accepted.exists()) {
    out.note(
        SYNOD_TEXT("Phase 1b"),
        {SYNOD_TEXT("%1 promises ballot %2: higher than %3. It reports the value it accepted, %4."),
         SYNOD_TEXT("%1 answers that it has accepted %5.")},
        out.self(), prepare.ballot, promised, accepted, accepted.value);
  } else if (promised.exists()) {
    out.note(SYNOD_TEXT("Phase 1b"),
             {SYNOD_TEXT("%1 promises ballot %2: higher than %3. It has accepted nothing."),
              SYNOD_TEXT("%1 answers that it has accepted nothing.")},
             out.self(), prepare.ballot, promised);
  } else {
    out.note(SYNOD_TEXT("Phase 1b"),
             {SYNOD_TEXT("%1 promises ballot %2. It has accepted nothing."),
              SYNOD_TEXT("%1 answers that it has accepted nothing.")},
             out.self(), prepare.ballot);
  }
  promised = prepare.ballot;
  out.send(from, Promise{prepare.ballot, accepted});
}

/// A proposer counts distinct acceptors, and only Promises for its present ballot.
void BasicPaxos::on(State& state, NodeId from, const Promise& promise, Out& out) {
  auto& proposer = state.proposer;
  const PaxosRules& rules = rules_of(out.setup());
  if (!rules.answers(promise.ballot, proposer.ballot)) {
    out.note(SYNOD_TEXT("Phase 1b"),
             {SYNOD_TEXT("%1 ignores %2's Promise for %3: that is not its present ballot."),
              SYNOD_TEXT("%1 ignores %2's Promise: it answers an earlier attempt.")},
             out.self(), from, promise.ballot);
    return;
  }
  const NodeSet acceptors = out.shape().with(Role::acceptor);
  const NodeId voter = rules.counts_as(proposer.promises, from, acceptors);
  if (proposer.promises.contains(voter)) {
    out.note(SYNOD_TEXT("Phase 1b"),
             SYNOD_TEXT("%1 has counted %2's Promise already: an acceptor counts once."),
             out.self(), from);
    return;
  }
  proposer.promises.insert(voter);
  if (proposer.phase != Phase::preparing) {
    out.note(SYNOD_TEXT("Phase 1b"),
             {SYNOD_TEXT("%1 hears %2's Promise too; it had its quorum and has proposed %3."),
              SYNOD_TEXT("%1 hears %2's Promise too; it had enough and has proposed %3.")},
             out.self(), from, proposer.value);
    return;
  }
  rules.hear_report(proposer, from, promise.accepted);
  if (proposer.promises.size() >= rules.q1(out.setup())) {
    start_accepting(proposer, out);
    return note_value(proposer, from, out);
  }
  out.note(SYNOD_TEXT("Phase 1b"), SYNOD_TEXT("%1 hears %2's Promise: %3 of the %4 that it needs."),
           out.self(), from, proposer.promises.size(), rules.q1(out.setup()));
}

/// Phase 2b: "If an acceptor receives an accept request for a proposal numbered n, it accepts the
/// proposal unless it has already responded to a prepare request having a number greater than n."
/// It need not have seen Prepare(n).
void BasicPaxos::on(State& state, NodeId from, const Accept& accept, Out& out) {
  auto& [promised, accepted] = state.acceptor;
  const PaxosRules& rules = rules_of(out.setup());
  if (!rules.may_accept(state.acceptor, accept.ballot)) {
    out.note(SYNOD_TEXT("Phase 2b"),
             {SYNOD_TEXT("%1 refuses %2's Accept %3: it has promised the higher ballot %4."),
              SYNOD_TEXT("%1 refuses %2's Accept: an earlier promise forbids it.")},
             out.self(), from, accept.ballot, promised);
    return refuse(state, from, accept.ballot, out);
  }
  rules.accept(state.acceptor, {accept.ballot, accept.value});
  out.accepted({}, accepted);
  out.note(SYNOD_TEXT("Phase 2b"),
           {SYNOD_TEXT("%1 accepts %2 at ballot %3 and tells the proposer and every learner."),
            SYNOD_TEXT("%1 accepts %2 and tells the proposer and every learner.")},
           out.self(), accept.value, accept.ballot);
  if (rules.decides_alone()) tell_at_once(state, accept.value, out);
  NodeSet listeners = out.shape().with(Role::learner);
  listeners.insert(from);
  out.broadcast(listeners, Accepted{accept.ballot, accept.value});
}

void BasicPaxos::on(State& state, NodeId from, const Accepted& accepted, Out& out) {
  const Roles roles = out.shape().roles(out.self());
  if (roles.has(Role::proposer)) count_acceptance(state.proposer, from, accepted, out);
  if (roles.has(Role::learner)) learn_from(state.learner, from, accepted, out);
}

void BasicPaxos::on(State& state, NodeId from, const Nack& nack, Out& out) {
  auto& proposer = state.proposer;
  proposer.seen = std::max(proposer.seen, nack.promised.round);
  const bool present = nack.ballot == proposer.ballot && proposer.phase != Phase::done;
  if (present && out.setup().options.retry) {
    wait_for_outcome(out);
    out.note(SYNOD_TEXT("Section 2.4"),
             {SYNOD_TEXT("%1 hears that %2 promised %3, above its ballot %4. It waits a random "
                         "while and tries again."),
              SYNOD_TEXT("%1 hears that %2 refused. It waits a random while and tries again.")},
             out.self(), from, nack.promised, nack.ballot);
  } else {
    out.note(SYNOD_TEXT("Section 2.4"),
             {SYNOD_TEXT("%1 hears that %2 promised %3 and refused its ballot %4."),
              SYNOD_TEXT("%1 hears that %2 refused.")},
             out.self(), from, nack.promised, nack.ballot);
  }
}

}  // namespace synod
