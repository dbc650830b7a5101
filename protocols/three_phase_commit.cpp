#include "protocols/three_phase_commit.h"

#include "model/base/told_names.h"
#include "protocols/commit_options.h"

namespace synod {

namespace {

using Protocol3 = ThreePhaseCommit;
using Phase = CommitParts::Phase;

/// Beside the timers of every commit protocol: the leader of the termination waits for the states
/// of the others.
constexpr std::uint8_t for_states = Protocol3::for_answer + 1;

void draw_options(Options& options, Random& random) {
  if (random.chance(5'000)) options.own.set(commit_options::accounts, random.between(5, 30));
}

std::vector<Variant> variants() {
  constexpr const char* source = "Bernstein, Hadzilacos and Goodman 1987, section 7.5";
  return {
      {"no-precommit", SYNOD_TEXT("No third phase"),
       SYNOD_TEXT("The coordinator commits as soon as it has every yes. The rule broken: nobody "
                  "commits while somebody who is up may be uncertain."),
       "Skeen 1981; Bernstein, Hadzilacos and Goodman 1987, section 7.5"},
      {"majority-only", SYNOD_TEXT("A majority ends it"),
       SYNOD_TEXT("Who leads the termination decides as soon as a majority of the participants "
                  "answered. The rule broken: it must hear from everybody who is up, for one that "
                  "is ready is not outvoted."),
       source},
      {"early-commit", SYNOD_TEXT("A commit before all are ready"),
       SYNOD_TEXT("Who leads the termination and hears of one that is ready commits at once. The "
                  "rule broken: it must first make those ready that are uncertain (TR4)."),
       source},
      {"ready-aborts", SYNOD_TEXT("The leader always aborts"),
       SYNOD_TEXT("Who leads the termination aborts, whatever it hears. The rule broken: only "
                  "where all who are up are uncertain can nobody have committed (TR3)."),
       source},
      {"recovered-leads", SYNOD_TEXT("A restart leads"),
       SYNOD_TEXT("A participant that crashed in doubt leads a termination after its restart. The "
                  "rule broken: what it knew is old, and the others may have decided otherwise "
                  "meanwhile, so it may only ask."),
       source},
  };
}

NodeSet others(const Out& out) {
  NodeSet nodes = Protocol3::participants(out);
  nodes.erase(out.self());
  return nodes;
}

void decide(Protocol3::Coordinator& coordinator, const char* outcome, Out& out) {
  coordinator.decision = outcome;
  coordinator.phase = Phase::done;
  out.cancel_timer(Protocol3::for_votes);
  out.cancel_timer(Protocol3::for_acks);
  out.decided(coordinator.transaction, coordinator.decision);
  out.broadcast(Protocol3::participants(out),
                Protocol3::Decision{coordinator.transaction, coordinator.decision});
  commit_client::tell(coordinator.served, coordinator.decision, out);
  Protocol3::go_on(coordinator, Text(coordinator.decision), out);
}

void learn(Protocol3::Participant& participant, const Text& outcome, Out& out) {
  participant.outcome = outcome;
  participant.recovered = false;
  for (const std::uint8_t timer :
       {std::uint8_t{Protocol3::for_decision}, for_states, std::uint8_t{Protocol3::for_acks}})
    out.cancel_timer(timer);
  out.decided(participant.current, outcome);
  bank::unlock(participant.account, outcome == Text(Protocol3::commit), out);
}

Text number_of(Slot transaction) {
  return Text(std::to_string(transaction.number));
}

/// A participant goes on to another transaction. How the last one ended it keeps: somebody may
/// still be in doubt about it.
void go_on_to(Protocol3::Participant& participant, Slot transaction) {
  Protocol3::Participant next;
  next.past = participant.past;
  if (participant.decided()) next.past.put(number_of(participant.current), participant.outcome);
  next.account = participant.account;
  next.refuses = participant.refuses;
  next.current = transaction;
  participant = next;
}

/// A participant that is in doubt about one transaction can't do its part in a later one. Without
/// its yes nobody can commit that.
void vote_no_in_doubt(const Protocol3::Participant& participant, Slot transaction, Out& out) {
  out.voted(transaction, Text(Protocol3::no));
  out.decided(transaction, Text(Protocol3::abort));
  out.note(SYNOD_TEXT("Phase 1"),
           SYNOD_TEXT("%1 is still in doubt about transaction %2, and votes no on the next."),
           out.self(), participant.current);
}

/// The leader of a termination decides for all.
void conclude(Protocol3::Participant& participant, const char* outcome, Out& out) {
  learn(participant, outcome, out);
  out.broadcast(others(out), Protocol3::Decision{participant.current, participant.outcome});
}

/// TR3: where all are uncertain, nobody can have committed: abort. TR4: where one is
/// ready, the others are made ready first. (TR1 and TR2, somebody decided, are a Decision that it
/// was sent.)
void judge_states(Protocol3::Participant& participant, Out& out) {
  out.cancel_timer(for_states);
  if (Protocol3::has_bug(out, "ready-aborts")) {
    out.note(SYNOD_TEXT("Termination"), SYNOD_TEXT("%1 heard from %2, and aborts."), out.self(),
             participant.heard);
    return conclude(participant, Protocol3::abort, out);
  }
  if (participant.prepared.empty()) {
    out.note(SYNOD_TEXT("TR3"),
             SYNOD_TEXT("%1 heard from %2, and all are uncertain: nobody can have committed. It "
                        "aborts."),
             out.self(), participant.heard);
    return conclude(participant, Protocol3::abort, out);
  }
  const NodeSet unready = participant.heard - participant.prepared;
  if (unready.empty()) {
    out.note(SYNOD_TEXT("TR4"), SYNOD_TEXT("%1 heard that %2 got the PreCommit: it commits."),
             out.self(), participant.prepared);
    return conclude(participant, Protocol3::commit, out);
  }
  if (Protocol3::has_bug(out, "early-commit")) {
    out.note(SYNOD_TEXT("Termination"),
             SYNOD_TEXT("%1 heard that %2 got the PreCommit: it commits at once."), out.self(),
             participant.prepared);
    return conclude(participant, Protocol3::commit, out);
  }
  out.note(SYNOD_TEXT("TR4"),
           SYNOD_TEXT("%1 heard that %2 got the PreCommit, and sends it to %3 before it commits."),
           out.self(), participant.prepared, unready);
  participant.outcome = Protocol3::ready;
  participant.prepared.insert(out.self());
  NodeSet whom = unready;
  whom.erase(out.self());
  out.broadcast(whom, Protocol3::PreCommit{participant.current});
  Protocol3::wait(out, Protocol3::for_acks);
  if (whom.empty()) conclude(participant, Protocol3::commit, out);
}

/// What a participant that has gone on tells one that is still in doubt.
void tell_past(const Protocol3::Participant& participant, NodeId from, const Protocol3::Ask& ask,
               Out& out) {
  const Text outcome = participant.past.get(number_of(ask.transaction));
  if (!outcome.exists())
    return out.note("",
                    SYNOD_TEXT("%1 has gone on to transaction %2 and knows nothing of that one."),
                    out.self(), participant.current);
  out.note(SYNOD_TEXT("TR1, TR2"), SYNOD_TEXT("%1 remembers the decision to %2, and tells %3."),
           out.self(), outcome, from);
  out.send(from, Protocol3::Decision{ask.transaction, outcome});
}

/// Whether the leader of a termination heard from all whom it asked.
bool heard_enough(const Protocol3::Participant& participant, const Out& out) {
  const NodeSet all = Protocol3::participants(out);
  if (Protocol3::has_bug(out, "majority-only")) return 2 * participant.heard.size() > all.size();
  return participant.heard == all;
}

/// A participant takes the silent coordinator's place.
void lead(Protocol3::Participant& participant, Out& out) {
  participant.leads = out.self();
  participant.heard = {out.self()};
  participant.prepared = participant.is_ready() ? NodeSet{out.self()} : NodeSet{};
  out.cancel_timer(Protocol3::for_decision);
  out.note(SYNOD_TEXT("Termination"),
           SYNOD_TEXT("%1 takes the coordinator for down, and asks the others how far they "
                      "are."),
           out.self());
  out.broadcast(others(out), Protocol3::Ask{participant.current});
  Protocol3::wait(out, for_states);
  if (heard_enough(participant, out)) judge_states(participant, out);
}

/// A participant listens to the coordinator as long as nobody leads in its place, and to whoever
/// does: what it told a leader must not change behind that one's back. Of two that lead, one gives
/// way to the other, so it may listen to both.
bool obeys(const Protocol3::Participant& participant, NodeId from, const Out& out) {
  if (!participant.leads.exists()) return true;
  return participant.leads != out.self() && Protocol3::participants(out).contains(from);
}

}  // namespace

ProtocolInfo ThreePhaseCommit::info() {
  ProtocolInfo info{
      "3pc",
      SYNOD_TEXT("Three-phase commit"),
      SYNOD_TEXT(
          "As two-phase commit, but all hear that all voted yes before anybody commits. So the "
          "others can go on without a coordinator that crashed; in a partition that is wrong."),
      "Skeen 1981; Bernstein, Hadzilacos and Goodman 1987, section 7.5",
      {{"prepare", SYNOD_TEXT("Prepare"), "P",
        SYNOD_TEXT("The coordinator asks a participant for its vote")},
       {"vote", SYNOD_TEXT("Vote"), "V", SYNOD_TEXT("A participant votes yes or no")},
       {"decision", SYNOD_TEXT("Decision"), "D", SYNOD_TEXT("What was decided: commit or abort")},
       {"ack", SYNOD_TEXT("Ack"), "K", SYNOD_TEXT("A participant is ready to commit")},
       {"ask", SYNOD_TEXT("Ask"), "?",
        SYNOD_TEXT("Who leads in the coordinator's place asks how far others are")},
       begin_message(),
       outcome_message(),
       {"precommit", SYNOD_TEXT("Pre-commit"), "PC",
        SYNOD_TEXT("All voted yes: be ready to commit")},
       {"state", SYNOD_TEXT("State"), "S", SYNOD_TEXT("How far a participant is")}},
      {"votes", "acks", "decision", "retry", "states"}};
  put_common(info);
  info.variants = variants();
  info.presets = {
      {"participants 3\n", SYNOD_TEXT("Three-phase commit"),
       SYNOD_TEXT("Crash the coordinator at any time: the others go on without it. Then "
                  "cut the network in two, and see what that costs.")},
      {"participants 3\nclients 1\noption accounts 100\noption load 10\n",
       SYNOD_TEXT("Transfers of a client"),
       SYNOD_TEXT("A client moves money between three accounts, one transfer after another. Crash "
                  "whom you like, and see that no money is lost.")}};
  info.own = {&commit_options::accounts};
  info.draw = draw_options;
  info.locks = true;
  return info;
}

namespace {

/// Whether `other` knows what was decided about `transaction`, or will decide it, if it is up.
bool can_tell(const Cluster& world, NodeId other, Slot transaction) {
  const auto& state = world.node(other).state.as<Protocol3::State>();
  if (world.shape().roles(other).has(Role::proposer)) {
    const Protocol3::Coordinator& coordinator = state.coordinator;
    if (coordinator.busy()) return true;
    return coordinator.transaction == transaction && coordinator.decision.exists();
  }
  const Protocol3::Participant& participant = state.participant;
  if (participant.current < transaction) return !participant.in_doubt();
  if (participant.current > transaction) return participant.past.contains(number_of(transaction));
  return !participant.only_asks();
}

/// Why nobody can tell `node` the decision: `silent` can't be asked, `unsure` may only ask as well,
/// or decided nothing.
Sentence blocked_words(const Cluster& world, NodeId node, NodeSet silent, NodeSet unsure) {
  const Shape& shape = world.shape();
  const std::string who = shape.name(node);
  const Sentence others = told_names(shape, silent);
  const Sentence asked = told_names(shape, unsure);
  if (silent.empty())
    return say(unsure.size() == 1
                   ? SYNOD_TEXT("%1 is blocked: it crashed in doubt and may only ask, and %2 does "
                                "not know the decision either.")
                   : SYNOD_TEXT("%1 is blocked: it crashed in doubt and may only ask, and %2 do "
                                "not know the decision either."),
               who, asked);
  const bool down = silent.size() == 1 && !world.node(*silent.begin()).up;
  if (unsure.empty())
    return say(
        down ? SYNOD_TEXT("%1 is blocked: it crashed in doubt and may only ask, and %2 is down.")
             : SYNOD_TEXT("%1 is blocked: it crashed in doubt and may only ask, and %2 can't be "
                          "reached."),
        who, others);
  if (unsure.size() == 1)
    return say(down ? SYNOD_TEXT("%1 is blocked: it crashed in doubt and may only ask, %2 is down, "
                                 "and %3 does not know the decision either.")
                    : SYNOD_TEXT("%1 is blocked: it crashed in doubt and may only ask, %2 can't be "
                                 "reached, and %3 does not know the decision either."),
               who, others, asked);
  return say(down ? SYNOD_TEXT("%1 is blocked: it crashed in doubt and may only ask, %2 is down, "
                               "and %3 do not know the decision either.")
                  : SYNOD_TEXT("%1 is blocked: it crashed in doubt and may only ask, %2 can't be "
                               "reached, and %3 do not know the decision either."),
             who, others, asked);
}

}  // namespace

std::optional<Sentence> ThreePhaseCommit::blocked(const Cluster& world, NodeId node) {
  const Participant& own = world.node(node).state.as<State>().participant;
  if (!own.only_asks()) return std::nullopt;
  NodeSet silent;
  NodeSet unsure;
  for (NodeId other : members(world.shape())) {
    if (other == node) continue;
    if (!world.node(other).runs() || world.is_cut(node, other) || world.is_cut(other, node))
      silent.insert(other);
    else if (can_tell(world, other, own.current))
      return std::nullopt;
    else
      unsure.insert(other);
  }
  return blocked_words(world, node, silent, unsure);
}

ThreePhaseCommit::State ThreePhaseCommit::fresh(NodeId self, const Setup& setup) {
  State state;
  state.participant.account = bank::opened(self, setup);
  return state;
}

std::optional<Sentence> ThreePhaseCommit::refuses(const State& state, NodeId self,
                                                  const Request& request, const Setup& setup) {
  return request_problem(state.coordinator, state.client, self, request, setup);
}

void ThreePhaseCommit::propose(State& state, const Request& request, Out& out) {
  if (is_client(out)) return commit_client::asks(state.client, request.value, out);
  if (!is_participant(out))
    return begin(state.coordinator, request.value, Text(state.coordinator.decision), out);
  state.participant.refuses = take_wish(request.value, out);
}

void ThreePhaseCommit::on(State& state, NodeId from, const Prepare& prepare, Out& out) {
  Participant& participant = state.participant;
  if (prepare.transaction <= participant.current)
    return out.note("", SYNOD_TEXT("%1 has voted on transaction %2 already."), out.self(),
                    std::size_t{participant.current.number});
  if (participant.in_doubt() && prepare.before.exists() &&
      prepare.transaction.number == participant.current.number + 1) {
    out.note(SYNOD_TEXT("Phase 3"), SYNOD_TEXT("%1 hears from %2 that the decision is to %3."),
             out.self(), from, prepare.before);
    learn(participant, prepare.before, out);
  }
  if (participant.in_doubt()) {
    vote_no_in_doubt(participant, prepare.transaction, out);
    return out.send(from, Vote{prepare.transaction, no});
  }
  go_on_to(participant, prepare.transaction);
  const bool enough = bank::is_enough(participant.account, prepare.what, out.setup());
  participant.vote = participant.refuses || !enough ? no : yes;
  out.voted(participant.current, participant.vote);
  out.send(from, Vote{participant.current, participant.vote});
  if (participant.refuses)
    out.note(SYNOD_TEXT("Phase 1"),
             SYNOD_TEXT("%1 votes no, and aborts at once: without its yes nobody commits."),
             out.self());
  else if (!enough)
    bank::tell_too_little(participant.account, prepare.what, out);
  if (participant.vote == Text(no)) return learn(participant, abort, out);
  bank::lock(participant.account, prepare.what, out);
  out.note(SYNOD_TEXT("Phase 1"),
           SYNOD_TEXT("%1 votes yes: it is uncertain until it hears how the others voted."),
           out.self());
  wait(out, for_decision);
}

void ThreePhaseCommit::on(State& state, NodeId from, const Vote& vote, Out& out) {
  Coordinator& coordinator = state.coordinator;
  if (vote.transaction != coordinator.transaction || coordinator.phase != Phase::asking)
    return out.note("", SYNOD_TEXT("%1 has decided already: the vote of %2 changes nothing."),
                    out.self(), from);
  if (vote.vote == Text(no)) {
    out.note(SYNOD_TEXT("Phase 2"), SYNOD_TEXT("%1 hears a no from %2, and decides to abort."),
             out.self(), from);
    return decide(coordinator, abort, out);
  }
  coordinator.yes.insert(from);
  if (coordinator.yes != participants(out))
    return out.note(SYNOD_TEXT("Phase 1"), SYNOD_TEXT("%1 hears a yes from %2."), out.self(), from);
  if (has_bug(out, "no-precommit")) {
    out.note(SYNOD_TEXT("Phase 2"),
             SYNOD_TEXT("%1 hears a yes from %2, the last one, and decides to commit."), out.self(),
             from);
    return decide(coordinator, commit, out);
  }
  coordinator.phase = Phase::preparing;
  out.cancel_timer(for_votes);
  out.note(SYNOD_TEXT("Phase 2"),
           SYNOD_TEXT("%1 hears a yes from %2, the last one, and lets all get ready."), out.self(),
           from);
  out.broadcast(participants(out), PreCommit{coordinator.transaction});
  wait(out, for_acks);
}

void ThreePhaseCommit::on(State& state, NodeId from, const PreCommit& precommit, Out& out) {
  Participant& participant = state.participant;
  if (precommit.transaction != participant.current || !participant.in_doubt() ||
      !obeys(participant, from, out))
    return out.note("", SYNOD_TEXT("%1 listens to %2 no more, and passes over the Pre-commit."),
                    out.self(), from);
  participant.outcome = ready;
  out.note(SYNOD_TEXT("Phase 2"), SYNOD_TEXT("%1 is ready to commit: it knows that all voted yes."),
           out.self());
  out.send(from, Ack{participant.current});
  if (!participant.recovered) wait(out, for_decision);
}

void ThreePhaseCommit::on(State& state, NodeId from, const Ack& ack, Out& out) {
  Coordinator& coordinator = state.coordinator;
  Participant& participant = state.participant;
  if (is_participant(out)) {
    if (ack.transaction != participant.current || !participant.in_doubt() ||
        participant.leads != out.self())
      return out.note("", SYNOD_TEXT("%1 leads no more: the Ack of %2 changes nothing."),
                      out.self(), from);
    participant.prepared.insert(from);
    out.note(SYNOD_TEXT("TR4"), SYNOD_TEXT("%1 hears that %2 is ready."), out.self(), from);
    if ((participant.heard - participant.prepared).empty()) conclude(participant, commit, out);
    return;
  }
  if (ack.transaction != coordinator.transaction || coordinator.phase != Phase::preparing)
    return out.note("", SYNOD_TEXT("%1 has decided already: the Ack of %2 changes nothing."),
                    out.self(), from);
  coordinator.acks.insert(from);
  if (coordinator.acks != participants(out))
    return out.note(SYNOD_TEXT("Phase 2"), SYNOD_TEXT("%1 hears that %2 is ready."), out.self(),
                    from);
  out.note(SYNOD_TEXT("Phase 3"),
           SYNOD_TEXT("%1 hears that %2, the last one, is ready, and decides to commit."),
           out.self(), from);
  decide(coordinator, commit, out);
}

void ThreePhaseCommit::on(State& state, NodeId from, const Decision& decision, Out& out) {
  if (!is_participant(out)) {
    Coordinator& coordinator = state.coordinator;
    if (decision.transaction != coordinator.transaction || coordinator.decision.exists())
      return out.note("", SYNOD_TEXT("%1 knows that already."), out.self());
    out.note(SYNOD_TEXT("Termination"),
             SYNOD_TEXT("%1 hears from %2 that the others decided to %3."), out.self(), from,
             decision.outcome);
    coordinator.decision = decision.outcome;
    coordinator.phase = Phase::done;
    out.cancel_timer(for_votes);
    out.cancel_timer(for_acks);
    out.decided(coordinator.transaction, coordinator.decision);
    commit_client::tell(coordinator.served, coordinator.decision, out);
    return go_on(coordinator, Text(coordinator.decision), out);
  }
  Participant& participant = state.participant;
  if (decision.transaction < participant.current ||
      (decision.transaction == participant.current && participant.decided()))
    return out.note("", SYNOD_TEXT("%1 knows that already."), out.self());
  if (decision.transaction > participant.current) {
    // It is in doubt about an earlier one, so it voted no on this one, or will.
    if (participant.in_doubt())
      return out.note("", SYNOD_TEXT("%1 must first hear how transaction %2 ended."), out.self(),
                      participant.current);
    go_on_to(participant, decision.transaction);
  }
  out.note(SYNOD_TEXT("Phase 3"), SYNOD_TEXT("%1 hears from %2 that the decision is to %3."),
           out.self(), from, decision.outcome);
  learn(participant, decision.outcome, out);
}

/// A node that knows the decision tells it (TR1, TR2). One that has not voted says no. Of two that
/// lead, the one of the lower number goes on, and tells the other so: that one may not have heard
/// of it for a while. All others answer whoever asks: the leader that they followed so far may be
/// down.
void ThreePhaseCommit::on(State& state, NodeId from, const Ask& ask, Out& out) {
  if (!is_participant(out)) {
    const Coordinator& coordinator = state.coordinator;
    if (ask.transaction != coordinator.transaction || !coordinator.decision.exists())
      return out.note(SYNOD_TEXT("Termination"), SYNOD_TEXT("%1 does not know either."),
                      out.self());
    out.note(SYNOD_TEXT("Termination"), SYNOD_TEXT("%1 tells %2 its decision to %3."), out.self(),
             from, coordinator.decision);
    return out.send(from, Decision{ask.transaction, coordinator.decision});
  }
  Participant& participant = state.participant;
  if (ask.transaction < participant.current) return tell_past(participant, from, ask, out);
  if (ask.transaction > participant.current && participant.in_doubt()) {
    vote_no_in_doubt(participant, ask.transaction, out);
    return out.send(from, Decision{ask.transaction, abort});
  }
  if (ask.transaction > participant.current) {
    go_on_to(participant, ask.transaction);
    participant.vote = no;
    out.voted(participant.current, participant.vote);
    out.note(SYNOD_TEXT("Termination"),
             SYNOD_TEXT("%1 has not voted yet: it votes no and aborts, so that %2 need not wait."),
             out.self(), from);
    learn(participant, abort, out);
    return out.send(from, Decision{participant.current, participant.outcome});
  }
  if (participant.decided()) {
    out.note(SYNOD_TEXT("TR1, TR2"), SYNOD_TEXT("%1 knows the decision to %2, and tells %3."),
             out.self(), participant.outcome, from);
    return out.send(from, Decision{participant.current, participant.outcome});
  }
  if (out.shape().column(Role::proposer).contains(from) || participant.recovered)
    return out.note(SYNOD_TEXT("Termination"), SYNOD_TEXT("%1 does not know either."), out.self());
  if (participant.leads == out.self() && out.self().index < from.index) {
    out.note(SYNOD_TEXT("Termination"),
             SYNOD_TEXT("%1 leads already, and of two the lower number goes on: it asks %2."),
             out.self(), from);
    return out.send(from, Ask{participant.current});
  }
  participant.leads = from;
  out.cancel_timer(for_states);
  out.cancel_timer(for_acks);
  const Text stage(participant.is_ready() ? ready : uncertain);
  out.note(SYNOD_TEXT("Termination"), SYNOD_TEXT("%1 tells %2 that it is %3."), out.self(), from,
           stage);
  out.send(from, Standing{participant.current, stage});
  wait(out, for_decision);
}

void ThreePhaseCommit::on(State& state, NodeId from, const Standing& standing, Out& out) {
  Participant& participant = state.participant;
  if (standing.transaction != participant.current || !participant.in_doubt() ||
      participant.leads != out.self() || participant.recovered)
    return out.note("", SYNOD_TEXT("%1 leads no more: the state of %2 changes nothing."),
                    out.self(), from);
  const bool again = participant.heard.contains(from);
  participant.heard.insert(from);
  if (standing.stage == Text(ready)) participant.prepared.insert(from);
  if (again || !heard_enough(participant, out))
    return out.note(SYNOD_TEXT("Termination"), SYNOD_TEXT("%1 hears that %2 is %3."), out.self(),
                    from, standing.stage);
  judge_states(participant, out);
}

/// A coordinator that does not know how its last transaction ended asks before it begins another
/// for a client: that one may wait for the outcome.
void ThreePhaseCommit::on(State& state, NodeId from, const Begin& wanted, Out& out) {
  Coordinator& coordinator = state.coordinator;
  const bool unknown = coordinator.phase == Phase::done && coordinator.transaction.number != 0 &&
                       !coordinator.decision.exists();
  if (!unknown) return CommitParts::on(coordinator, from, wanted, Text(coordinator.decision), out);
  commit_client::take(coordinator.served, from, wanted, true, out);
  out.note(SYNOD_TEXT("Recovery"), SYNOD_TEXT("%1 asks the participants how transaction %2 ended."),
           out.self(), coordinator.transaction);
  out.broadcast(participants(out), Ask{coordinator.transaction});
}

void ThreePhaseCommit::on(State& state, NodeId from, const Outcome& outcome, Out& out) {
  commit_client::on(state.client, from, outcome, out);
}

void ThreePhaseCommit::timeout(State& state, std::uint8_t timer, Out& out) {
  Coordinator& coordinator = state.coordinator;
  Participant& participant = state.participant;
  const bool coordinates = !is_participant(out);
  if (timer == for_answer) return commit_client::wakes(state.client, out);
  out.gave_up(coordinates ? coordinator.transaction : participant.current);
  switch (timer) {
    case for_votes:
      out.note(SYNOD_TEXT("Timeout"),
               SYNOD_TEXT("%1 waits no longer for %2, and decides to abort."), out.self(),
               participants(out) - coordinator.yes);
      return decide(coordinator, abort, out);
    case for_acks:
      if (coordinates) {
        out.note(SYNOD_TEXT("Timeout"), SYNOD_TEXT("%1 takes %2 for down, and decides to commit."),
                 out.self(), participants(out) - coordinator.acks);
        return decide(coordinator, commit, out);
      }
      out.note(SYNOD_TEXT("TR4"), SYNOD_TEXT("%1 takes %2 for down, and commits."), out.self(),
               participant.heard - participant.prepared);
      return conclude(participant, commit, out);
    case for_states: return judge_states(participant, out);
    default: break;
  }
  if (!participant.recovered) return lead(participant, out);
  out.note(SYNOD_TEXT("Recovery"),
           SYNOD_TEXT("%1 crashed in doubt and decides nothing: it asks all others."), out.self());
  NodeSet everyone = members(out.shape());
  everyone.erase(out.self());
  out.broadcast(everyone, Ask{participant.current});
  wait(out, for_decision);
}

/// Who comes back does not know what the others did meanwhile, and decides nothing by itself.
void ThreePhaseCommit::started(State& state, Out& out) {
  if (is_client(out)) return commit_client::starts(state.client, out);
  Coordinator& coordinator = state.coordinator;
  if (coordinator.transaction.number != 0) {
    coordinator.phase = Phase::done;
    if (coordinator.decision.exists()) {
      out.note(SYNOD_TEXT("Recovery"),
               SYNOD_TEXT("%1 finds its decision to %2 on disk, and tells it again."), out.self(),
               coordinator.decision);
      out.broadcast(participants(out), Decision{coordinator.transaction, coordinator.decision});
    } else {
      out.note(SYNOD_TEXT("Recovery"),
               SYNOD_TEXT("%1 finds on disk that it began transaction %2 and did not decide: it "
                          "asks what the others decided."),
               out.self(), std::size_t{coordinator.transaction.number});
      out.broadcast(participants(out), Ask{coordinator.transaction});
    }
  }
  if (state.participant.in_doubt()) {
    state.participant.recovered = !has_bug(out, "recovered-leads");
    out.note(SYNOD_TEXT("Recovery"),
             SYNOD_TEXT("%1 finds its yes on disk and no decision: it is in doubt."), out.self());
    wait(out, for_decision);
  }
}

}  // namespace synod
