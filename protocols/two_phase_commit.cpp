#include "protocols/two_phase_commit.h"

#include "protocols/commit_options.h"

namespace synod {

namespace {

using Parts = CommitParts;

std::vector<Variant> variants() {
  constexpr const char* source = "Bernstein, Hadzilacos and Goodman 1987, section 7.4";
  return {
      {"absent-yes", SYNOD_TEXT("Silence is consent"),
       SYNOD_TEXT("A coordinator that waited long enough takes a missing vote for a yes. The rule "
                  "broken: it may commit only if it has every yes."),
       source},
      {"forget-vote", SYNOD_TEXT("A vote in memory"),
       SYNOD_TEXT(
           "A participant sends its yes before it is on disk, and a crash loses it. The rule "
           "broken: the ready record comes first."),
       source},
      {"forget-decision", SYNOD_TEXT("A decision in memory"),
       SYNOD_TEXT("The coordinator tells its decision before it is on disk, and a crash loses it. "
                  "The rule broken: the decision record comes first."),
       source},
      {"change-mind", SYNOD_TEXT("A yes is taken back"),
       SYNOD_TEXT("A participant that voted yes aborts when somebody wishes so. The rule broken: "
                  "who voted yes is bound to what is decided."),
       source},
      {"abort-in-doubt", SYNOD_TEXT("Doubt ends in abort"),
       SYNOD_TEXT("A participant that voted yes and hears no decision in time aborts by itself. "
                  "The rule broken: in its uncertainty period it may only wait and ask."),
       source},
  };
}

void tell_all(Parts::Coordinator& coordinator, NodeSet whom, Out& out) {
  out.broadcast(whom, Parts::Decision{coordinator.transaction, coordinator.decision});
  Parts::wait(out, Parts::for_acks);
}

void draw_options(Options& options, Random& random) {
  options.own.set(commit_options::presume, random.between(0, 1));
  options.own.set(commit_options::ask, random.between(0, 1));
  // So little that some transfers are refused.
  if (random.chance(5'000)) options.own.set(commit_options::accounts, random.between(5, 30));
}

/// Presumed abort: no record and no acknowledgement, for whoever asks later is told to abort in any
/// case (Mohan, Lindsay and Obermarck 1986, section 3).
void abort_and_forget(Parts::Coordinator& coordinator, Out& out) {
  coordinator.phase = Parts::Phase::done;
  out.note(SYNOD_TEXT("Presumed abort"),
           SYNOD_TEXT("%1 tells all to abort and forgets the transaction: whoever asks later is "
                      "told the same."),
           out.self());
  out.broadcast(Parts::participants(out), Parts::Decision{coordinator.transaction, Parts::abort});
}

/// The decision is on disk before anybody is told (BHG, section 7.4: the coordinator's decision
/// record).
void decide(Parts::Coordinator& coordinator, const char* outcome, Out& out) {
  out.cancel_timer(Parts::for_votes);
  out.decided(coordinator.transaction, Text(outcome));
  commit_client::tell(coordinator.served, outcome, out);
  if (Text(outcome) == Text(Parts::abort) && presumes_abort(out.setup()))
    return abort_and_forget(coordinator, out);
  coordinator.decision = outcome;
  coordinator.phase = Parts::Phase::telling;
  tell_all(coordinator, Parts::participants(out), out);
}

/// The coordinator answers a participant in doubt.
void answer(const Parts::Coordinator& coordinator, NodeId from, Slot transaction, Out& out) {
  const bool last = transaction == coordinator.transaction;
  if (last && coordinator.decision.exists()) {
    out.note(SYNOD_TEXT("Termination"), SYNOD_TEXT("%1 tells %2 its decision to %3."), out.self(),
             from, coordinator.decision);
    return out.send(from, Parts::Decision{transaction, coordinator.decision});
  }
  const bool open = last && coordinator.phase == Parts::Phase::asking;
  if (open || !presumes_abort(out.setup()))
    return out.note(SYNOD_TEXT("Termination"), SYNOD_TEXT("%1 has not decided yet: %2 must wait."),
                    out.self(), from);
  out.note(SYNOD_TEXT("Presumed abort"),
           SYNOD_TEXT("%1 has no record of that transaction: it tells %2 to abort."), out.self(),
           from);
  out.send(from, Parts::Decision{transaction, Parts::abort});
}

/// A coordinator that starts again finds what it decided last, or that it did not decide.
void recover(Parts::Coordinator& coordinator, Out& out) {
  if (coordinator.transaction.number == 0) return;
  if (coordinator.decision.exists()) {
    coordinator.phase = Parts::Phase::telling;
    out.note(SYNOD_TEXT("Recovery"),
             SYNOD_TEXT("%1 finds its decision to %2 on disk, and tells it again."), out.self(),
             coordinator.decision);
    return tell_all(coordinator, Parts::participants(out), out);
  }
  if (presumes_abort(out.setup())) {
    coordinator.phase = Parts::Phase::done;
    out.note(SYNOD_TEXT("Presumed abort"),
             SYNOD_TEXT("%1 finds no decision about transaction %2 on disk: whoever asks is told "
                        "to abort."),
             out.self(), std::size_t{coordinator.transaction.number});
    out.decided(coordinator.transaction, Text(Parts::abort));
    return commit_client::tell(coordinator.served, Parts::abort, out);
  }
  out.note(SYNOD_TEXT("Recovery"),
           SYNOD_TEXT("%1 finds on disk that it began transaction %2 and did not decide: it "
                      "aborts."),
           out.self(), std::size_t{coordinator.transaction.number});
  decide(coordinator, Parts::abort, out);
}

void learn(TwoPhaseCommit::Participant& participant, const Text& outcome, Out& out) {
  participant.outcome = outcome;
  out.cancel_timer(Parts::for_decision);
  out.decided(participant.current, outcome);
  bank::unlock(participant.account, outcome == Text(Parts::commit), out);
}

/// A participant takes a transaction up and votes. Where it was in doubt about an earlier one, that
/// was aborted: a coordinator goes on only once all acknowledged a commit.
void take_up(TwoPhaseCommit::Participant& participant, const Parts::Prepare& prepare, Out& out) {
  bank::unlock(participant.account, false, out);
  participant.current = prepare.transaction;
  participant.outcome = {};
  const bool willing =
      !participant.refuses && bank::is_enough(participant.account, prepare.what, out.setup());
  participant.vote = willing ? Parts::yes : Parts::no;
  out.voted(participant.current, participant.vote);
}

/// What is left of a participant whose vote was in memory only.
void forget_vote(TwoPhaseCommit::Participant& participant) {
  TwoPhaseCommit::Participant left;
  left.account.money = participant.account.money;
  participant = left;
}

}  // namespace

ProtocolInfo TwoPhaseCommit::info() {
  ProtocolInfo info{
      "2pc",
      SYNOD_TEXT("Two-phase commit"),
      SYNOD_TEXT("All participants of a transaction commit it, or none does. While the coordinator "
                 "is down, who voted yes can only wait."),
      "Gray 1978; Bernstein, Hadzilacos and Goodman 1987, chapter 7",
      {{"prepare", SYNOD_TEXT("Prepare"), "P",
        SYNOD_TEXT("The coordinator asks a participant for its vote")},
       {"vote", SYNOD_TEXT("Vote"), "V", SYNOD_TEXT("A participant votes yes or no")},
       {"decision", SYNOD_TEXT("Decision"), "D", SYNOD_TEXT("What was decided: commit or abort")},
       {"ack", SYNOD_TEXT("Ack"), "K", SYNOD_TEXT("A participant has the decision on its disk")},
       {"ask", SYNOD_TEXT("Ask"), "?", SYNOD_TEXT("A participant in doubt asks what was decided")},
       begin_message(),
       outcome_message()},
      {"votes", "acks", "decision", "retry"}};
  put_common(info);
  info.presets = {{"participants 3\n", SYNOD_TEXT("Two-phase commit"),
                   SYNOD_TEXT("A coordinator and three participants: all of them commit, or none "
                              "does. Crash the coordinator while they wait for it.")},
                  {"participants 3\noption accounts 100\n", SYNOD_TEXT("A small bank"),
                   SYNOD_TEXT("Each participant keeps an account, and a transaction moves money "
                              "between two. See what is locked until all is decided.")}};
  info.own = {&commit_options::presume, &commit_options::ask, &commit_options::accounts};
  info.draw = draw_options;
  info.locks = true;
  info.variants = variants();
  return info;
}

std::optional<Sentence> TwoPhaseCommit::blocked(const Cluster& world, NodeId node) {
  return blocked_by(world, node, [](const Cluster& now, NodeId other) {
    return now.node(other).state.as<State>().participant.in_doubt();
  });
}

TwoPhaseCommit::State TwoPhaseCommit::fresh(NodeId self, const Setup& setup) {
  State state;
  state.participant.account = bank::opened(self, setup);
  return state;
}

std::optional<Sentence> TwoPhaseCommit::refuses(const State& state, NodeId self,
                                                const Request& request, const Setup& setup) {
  return request_problem(state.coordinator, state.client, self, request, setup);
}

void TwoPhaseCommit::propose(State& state, const Request& request, Out& out) {
  if (is_client(out)) return commit_client::asks(state.client, request.value, out);
  if (!is_participant(out)) return begin(state.coordinator, request.value, {}, out);
  Participant& participant = state.participant;
  if (request.value == Text(no) && participant.in_doubt() && has_bug(out, "change-mind")) {
    participant.refuses = true;
    out.note("", SYNOD_TEXT("%1 takes its yes back, and aborts."), out.self());
    return learn(participant, abort, out);
  }
  participant.refuses = take_wish(request.value, out);
}

/// The vote is on disk before it leaves. A participant that votes no may abort at once: without its
/// yes nobody can commit (BHG, section 7.4).
void TwoPhaseCommit::on(State& state, NodeId from, const Prepare& prepare, Out& out) {
  Participant& participant = state.participant;
  if (prepare.transaction < participant.current)
    return out.note("", SYNOD_TEXT("%1 has gone on to transaction %2 and passes over the old one."),
                    out.self(), std::size_t{participant.current.number});
  if (prepare.transaction == participant.current && participant.outcome.exists())
    return out.note("", SYNOD_TEXT("%1 knows already that the decision is to %2."), out.self(),
                    participant.outcome);
  if (prepare.transaction == participant.current && participant.vote.exists()) {
    out.note(SYNOD_TEXT("Phase 1"), SYNOD_TEXT("%1 says once more that it voted %2."), out.self(),
             participant.vote);
    return out.send(from, Vote{participant.current, participant.vote});
  }
  take_up(participant, prepare, out);
  out.send(from, Vote{participant.current, participant.vote});
  if (participant.vote == Text(yes)) {
    out.note(SYNOD_TEXT("Phase 1"),
             SYNOD_TEXT("%1 votes yes: it can do its part, and from now on it is bound to what is "
                        "decided."),
             out.self());
    bank::lock(participant.account, prepare.what, out);
    return wait(out, for_decision);
  }
  if (participant.refuses)
    out.note(SYNOD_TEXT("Phase 1"),
             SYNOD_TEXT("%1 votes no, and aborts at once: without its yes nobody commits."),
             out.self());
  else
    bank::tell_too_little(participant.account, prepare.what, out);
  learn(participant, abort, out);
}

void TwoPhaseCommit::on(State& state, NodeId from, const Vote& vote, Out& out) {
  Coordinator& coordinator = state.coordinator;
  if (vote.transaction != coordinator.transaction || coordinator.phase != Phase::asking)
    return out.note("", SYNOD_TEXT("%1 has decided already: the vote of %2 changes nothing."),
                    out.self(), from);
  if (vote.vote == Text(no)) {
    out.note(SYNOD_TEXT("Phase 2"), SYNOD_TEXT("%1 hears a no from %2, and decides to abort."),
             out.self(), from);
    decide(coordinator, abort, out);
    return go_on(coordinator, {}, out);
  }
  coordinator.yes.insert(from);
  if (coordinator.yes != participants(out))
    return out.note(SYNOD_TEXT("Phase 1"), SYNOD_TEXT("%1 hears a yes from %2."), out.self(), from);
  out.note(SYNOD_TEXT("Phase 2"),
           SYNOD_TEXT("%1 hears a yes from %2, the last one, and decides to commit."), out.self(),
           from);
  decide(coordinator, commit, out);
}

void TwoPhaseCommit::on(State& state, NodeId from, const Decision& decision, Out& out) {
  Participant& participant = state.participant;
  const NodeId coordinator = *out.shape().column(Role::proposer).begin();
  if (decision.transaction >= participant.current) {
    const bool news = decision.transaction > participant.current || !participant.outcome.exists();
    if (decision.transaction > participant.current) {
      participant.current = decision.transaction;
      participant.vote = {};
    }
    if (news) {
      out.note(SYNOD_TEXT("Phase 2"), SYNOD_TEXT("%1 hears from %2 that the decision is to %3."),
               out.self(), from, decision.outcome);
      learn(participant, decision.outcome, out);
    } else {
      out.note(SYNOD_TEXT("Phase 2"), SYNOD_TEXT("%1 knows that already."), out.self());
    }
  } else {
    out.note(SYNOD_TEXT("Phase 2"), SYNOD_TEXT("%1 has gone on since."), out.self());
  }
  if (decision.outcome == Text(abort) && presumes_abort(out.setup())) return;
  out.send(coordinator, Ack{decision.transaction});
}

void TwoPhaseCommit::on(State& state, NodeId from, const Ack& ack, Out& out) {
  Coordinator& coordinator = state.coordinator;
  if (ack.transaction != coordinator.transaction || coordinator.phase != Phase::telling)
    return out.note(
        "",
        SYNOD_TEXT(
            "%1 waits for no acknowledgement of that any more; the one of %2 changes nothing."),
        out.self(), from);
  coordinator.acks.insert(from);
  if (coordinator.acks != participants(out))
    return out.note(SYNOD_TEXT("Phase 2"),
                    SYNOD_TEXT("%1 hears that %2 has the decision on its disk."), out.self(), from);
  coordinator.phase = Phase::done;
  out.cancel_timer(for_acks);
  out.note(SYNOD_TEXT("Phase 2"),
           SYNOD_TEXT("%1 knows that all have the decision: transaction %2 is over."), out.self(),
           std::size_t{coordinator.transaction.number});
  go_on(coordinator, {}, out);
}

/// The cooperative termination protocol (BHG, section 7.4): whoever knows the decision tells it; a
/// participant that has not voted aborts, and then tells that; one that is in doubt itself can't
/// help.
void TwoPhaseCommit::on(State& state, NodeId from, const Ask& ask, Out& out) {
  if (!is_participant(out)) return answer(state.coordinator, from, ask.transaction, out);
  Participant& participant = state.participant;
  if (ask.transaction < participant.current)
    return out.note(SYNOD_TEXT("Termination"),
                    SYNOD_TEXT("%1 has gone on to transaction %2 and remembers that one no more."),
                    out.self(), std::size_t{participant.current.number});
  if (ask.transaction > participant.current) {
    participant.current = ask.transaction;
    participant.vote = no;
    participant.outcome = {};
    out.voted(participant.current, participant.vote);
    out.note(SYNOD_TEXT("Termination"),
             SYNOD_TEXT("%1 has not voted yet: it votes no and aborts, so that %2 need not wait."),
             out.self(), from);
    learn(participant, abort, out);
  }
  if (participant.outcome.exists()) {
    out.note(SYNOD_TEXT("Termination"), SYNOD_TEXT("%1 knows the decision to %2, and tells %3."),
             out.self(), participant.outcome, from);
    out.send(from, Decision{participant.current, participant.outcome});
  } else {
    out.note(SYNOD_TEXT("Termination"), SYNOD_TEXT("%1 does not know either: it can't help %2."),
             out.self(), from);
  }
}

void TwoPhaseCommit::on(State& state, NodeId from, const Begin& wanted, Out& out) {
  CommitParts::on(state.coordinator, from, wanted, {}, out);
}

void TwoPhaseCommit::on(State& state, NodeId from, const Outcome& outcome, Out& out) {
  commit_client::on(state.client, from, outcome, out);
}

void TwoPhaseCommit::timeout(State& state, std::uint8_t timer, Out& out) {
  Coordinator& coordinator = state.coordinator;
  switch (timer) {
    case for_votes:
      out.gave_up(coordinator.transaction);
      if (has_bug(out, "absent-yes")) {
        out.note(SYNOD_TEXT("Timeout"),
                 SYNOD_TEXT("%1 takes the silence of %2 for a yes, and decides to commit."),
                 out.self(), participants(out) - coordinator.yes);
        return decide(coordinator, commit, out);
      }
      out.note(SYNOD_TEXT("Timeout"),
               SYNOD_TEXT("%1 waits no longer for %2, and decides to abort."), out.self(),
               participants(out) - coordinator.yes);
      decide(coordinator, abort, out);
      return go_on(coordinator, {}, out);
    case for_answer: return commit_client::wakes(state.client, out);
    case for_acks:
      out.note(SYNOD_TEXT("Timeout"), SYNOD_TEXT("%1 tells %2 the decision again."), out.self(),
               participants(out) - coordinator.acks);
      return tell_all(coordinator, participants(out) - coordinator.acks, out);
    default: break;
  }
  out.gave_up(state.participant.current);
  if (has_bug(out, "abort-in-doubt")) {
    out.note(SYNOD_TEXT("Timeout"),
             SYNOD_TEXT("%1 voted yes, hears nothing, and aborts by itself."), out.self());
    return learn(state.participant, abort, out);
  }
  NodeSet others =
      asks_all(out.setup()) ? members(out.shape()) : out.shape().column(Role::proposer);
  others.erase(out.self());
  out.note(SYNOD_TEXT("Termination"),
           SYNOD_TEXT("%1 voted yes and may not decide by itself: it asks %2."), out.self(),
           others);
  out.broadcast(others, Ask{state.participant.current});
  wait(out, for_decision);
}

/// What is on disk says where to go on (BHG, section 7.4: recovery). A coordinator that began and
/// did not decide aborts; one that decided tells it again. A participant in doubt asks.
void TwoPhaseCommit::started(State& state, Out& out) {
  if (is_client(out)) return commit_client::starts(state.client, out);
  Coordinator& coordinator = state.coordinator;
  if (has_bug(out, "forget-decision") && state.coordinator.phase == Phase::idle)
    coordinator.decision = {};
  if (has_bug(out, "forget-vote") && state.participant.in_doubt()) forget_vote(state.participant);
  recover(coordinator, out);
  if (state.participant.in_doubt()) {
    out.note(SYNOD_TEXT("Recovery"),
             SYNOD_TEXT("%1 finds its yes on disk and no decision: it is in doubt."), out.self());
    wait(out, for_decision);
  }
}

}  // namespace synod
