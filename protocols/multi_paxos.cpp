#include "protocols/multi_paxos.h"

#include <algorithm>

#include "protocols/log_options.h"
#include "protocols/multi_paxos_variants.h"

namespace synod {

using namespace multi;

namespace {

/// The highest round that may be asked for: it leaves room for every later round of a run.
constexpr std::uint32_t highest_round = 1'000'000'000;

std::optional<Sentence> replica_refuses(const MultiPaxos::State& state, NodeId self,
                                        const Request& request, const Setup& setup) {
  const std::string name = setup.shape.name(self);
  if (request.value == Text(MultiPaxos::noop))
    return say(SYNOD_TEXT("'%1' is what leaders fill holes with; ask for another command"),
               request.value.str());
  if (parse_key_command(request.value).client != 0)
    return say(SYNOD_TEXT("'%1' is written like a client's command; ask a client for it, or leave "
                          "out the number in front"),
               request.value.str());
  if (state.proposer.waiting.size() >= longest_queue)
    return say(SYNOD_COUNTED("%1 has %2 commands waiting already; let some be chosen first"), name,
               Sentence::Argument::count(longest_queue));
  if (request.round > highest_round)
    return say(SYNOD_TEXT("round %1 is too high; the last that may be asked for is %2"),
               std::to_string(request.round), std::to_string(highest_round));
  if (request.round == 0 || request.round > state.proposer.round) return std::nullopt;
  return say(SYNOD_TEXT("%1 has used round %2 already; the first that it may use is %3"), name,
             std::to_string(request.round), std::to_string(state.proposer.round + 1));
}

/// A lease that no leader could ever hold is a slip.
std::optional<Sentence> lease_problem(const Setup& setup) {
  const Options& options = setup.options;
  if (lease_of(options) == 0 || lease_of(options) > options.heartbeat) return std::nullopt;
  return say(
      SYNOD_TEXT("a lease of %1 ms is over before it holds: make it longer than a heartbeat, "
                 "which is %2 ms"),
      std::to_string(lease_of(options)), std::to_string(options.heartbeat));
}

std::optional<Sentence> needs_clock(const Setup& setup) {
  if (lease_of(setup.options) == 0) return std::nullopt;
  return say(
      SYNOD_TEXT("leases can't be explored: a search has no clock, so a grant could end before "
                 "the lease that counts on it; leave out the option lease, or use random runs"));
}

/// Reads stay linearizable, so none is local.
void draw_options(Options& options, Random& random) {
  options.own.set(log_options::detector, random.between(0, 3));
  if (random.chance(3'000)) {
    // How long it takes to suspect a leader and to elect another, against how long a grant lasts.
    options.own.set(log_options::lease, 100 * random.between(3, 8));
    options.timeout = 300 * random.between(1, 4);
  }
  if (random.chance(5'000)) options.latency = {5, 15};
  options.own.set(log_options::batch, random.between(1, 3));
  options.own.set(log_options::pipeline, random.between(1, 5));
}

void draw_live(Options& options, Random& random) {
  options.own.set(log_options::detector, random.between(1, 3));
  options.own.set(log_options::lease, random.chance(2'500) ? 300 : 0);
  options.duplicate = random.chance(5'000) ? 1'000 : 0;
  options.own.set(log_options::batch, random.between(1, 3));
  options.own.set(log_options::pipeline, random.between(1, 5));
}

/// Whether a timer will make a candidate that gets nowhere try again.
bool tries_again_by_itself(const Out& out) {
  return detects(out) || out.setup().options.retry;
}

}  // namespace

ProtocolInfo MultiPaxos::info() {
  ProtocolInfo info{
      "multi",
      SYNOD_TEXT("Multi-Paxos"),
      SYNOD_TEXT("Replicas agree on a log of commands. A leader puts each to the vote with one "
                 "round trip, and is replaced when it dies."),
      "Lamport, Paxos Made Simple, 2001, section 3",
      {{"request", SYNOD_TEXT("Request"), "Rq", SYNOD_TEXT("A client asks for a command")},
       {"reply", SYNOD_TEXT("Reply"), "Rp",
        SYNOD_TEXT("A client is told the result of its command")},
       {"redirect", SYNOD_TEXT("Redirect"), "Rd", SYNOD_TEXT("A replica says who leads")},
       {"prepare", SYNOD_TEXT("Prepare"), "1a",
        SYNOD_TEXT("A candidate asks for promises for every slot")},
       {"promise", SYNOD_TEXT("Promise"), "1b",
        SYNOD_TEXT("A replica promises, and reports what it accepted in each slot")},
       {"accept", SYNOD_TEXT("Accept"), "2a", SYNOD_TEXT("The leader puts commands to the vote")},
       {"accepted", SYNOD_TEXT("Accepted"), "2b",
        SYNOD_TEXT("A replica tells that it accepted commands")},
       {"nack", SYNOD_TEXT("Nack"), "N",
        SYNOD_TEXT("A replica refuses, and says what it promised")},
       {"heartbeat", SYNOD_TEXT("Heartbeat"), "H", SYNOD_TEXT("The leader says that it is alive")},
       {"alive", SYNOD_TEXT("Alive"), "Ha", SYNOD_TEXT("A replica answers a heartbeat")},
       {"ask", SYNOD_TEXT("Ask"), "Q", SYNOD_TEXT("A replica that lags asks what was chosen")},
       {"tell", SYNOD_TEXT("Tell"), "T",
        SYNOD_TEXT("A replica tells which slots it knows chosen")}},
      {"suspicion", "heartbeat", "retry", "lease", "grant"},
      {},
      noop,
      true,
      false,
      lease_problem,
  };
  info.variants = multi_variants();
  info.groups = {{SYNOD_TEXT("Heartbeats and their answers"), {"heartbeat", "alive"}},
                 {SYNOD_TEXT("What clients ask and are told"), {"request", "reply", "redirect"}},
                 {SYNOD_TEXT("Catching up with what was chosen"), {"ask", "tell"}}};
  info.presets = {{"nodes 5\nclients 2\noption detector fixed\noption load 20\n",
                   SYNOD_TEXT("Replicated log"),
                   SYNOD_TEXT("Five replicas agree on a log of commands that two clients ask for. "
                              "Crash the leader and see who takes over.")}};
  info.own = {&log_options::detector, &log_options::lease, &log_options::reads, &log_options::batch,
              &log_options::pipeline};
  info.draw = draw_options;
  info.draw_live = draw_live;
  info.needs_clock = needs_clock;
  info.requests = {"x=1", "y=2", "x+=1", "y?", "z=3", "x?"};
  return info;
}

MultiPaxos::State MultiPaxos::fresh(NodeId, const Setup& setup) {
  const Options& options = setup.options;
  State state;
  if (detector_of(options) == synod::Detector::highest)
    state.detector.timeout = 2 * options.heartbeat;
  if (detector_of(options) == synod::Detector::fixed ||
      detector_of(options) == synod::Detector::growing)
    state.detector.timeout = options.timeout;
  return state;
}

std::optional<Sentence> MultiPaxos::refuses(const State& state, NodeId self,
                                            const synod::Request& request, const Setup& setup) {
  return setup.shape.roles(self).has(Role::client)
             ? service::refuses(state.client, self, request, setup)
             : replica_refuses(state, self, request, setup);
}

/// By hand: a client sends a command, a replica takes one as if a client had sent it. With a round
/// it starts a ballot whoever leads.
void MultiPaxos::propose(State& state, const synod::Request& request, Out& out) {
  if (is_client(out, out.self())) return service::asks(state.client, request.value, out);
  auto& proposer = state.proposer;
  const bool leads = proposer.phase == Phase::leading;
  const bool passes = proposer.phase == Phase::follower && proposer.leader.exists() &&
                      proposer.leader != out.self() &&
                      !state.detector.suspects.contains(proposer.leader);
  enqueue(state, request.value, out);
  if (request.round != 0) return start_ballot(state, request.round, out);
  if (leads) return serve(state, out);
  if (passes) return pass_on(state, out);
  if (proposer.phase == Phase::follower || !tries_again_by_itself(out))
    return start_ballot(state, next_round(state), out);
  out.note(SYNOD_TEXT("Section 3"), SYNOD_TEXT("%1 keeps %2 until it knows whether it leads."),
           out.self(), request.value);
}

void MultiPaxos::timeout(State& state, std::uint8_t timer, Out& out) {
  switch (timer) {
    case suspicion: return suspect(state, out);
    case heartbeat:
      out.note(SYNOD_TEXT("Failure detector"),
               SYNOD_TEXT("It is time for the next heartbeat of %1."), out.self());
      return send_heartbeat(state, out);
    case lease: return lease_runs_out(state, out);
    case grant: return grant_runs_out(state, out);
    default: break;
  }
  if (is_client(out, out.self())) return service::wakes(state.client, out);
  if (state.proposer.phase == Phase::preparing) return start_ballot(state, next_round(state), out);
  if (state.proposer.phase == Phase::leading) return look_for_progress(state, out);
  out.note(SYNOD_TEXT("Section 3"), SYNOD_TEXT("%1 need not try again."), out.self());
}

/// What is known without a gap stands on the disk, and commands always come to the same results: so
/// a restarted replica applies it again and has its store back. A grant outlives a crash.
void MultiPaxos::started(State& state, Out& out) {
  if (is_client(out, out.self())) return service::starts(state.client, out);
  apply_known(state, out);
  const Options& options = out.setup().options;
  if (state.acceptor.follows.exists()) out.set_timer(grant, SimTime{lease_of(options)});
  watch(state, out);
  if (detector_of(options) == synod::Detector::highest) out.set_timer(heartbeat, SimTime{0});
}

/// Phase 1b, for every slot at once: one promise binds the acceptor in all of them, and it reports
/// what it accepted in each from `from` on ("the same proposal number for all instances").
void MultiPaxos::on(State& state, NodeId from, const Prepare& prepare, Out& out) {
  auto& [promised, log, follows] = state.acceptor;
  if (bound_to_another(state, from, out)) {
    out.note(SYNOD_TEXT("Lease"),
             SYNOD_TEXT("%1 refuses %2's Prepare %3: it granted a lease to %4 and follows nobody "
                        "else until that runs out."),
             out.self(), from, prepare.ballot, follows);
    return refuse(state, from, prepare.ballot, true, out);
  }
  if (prepare.ballot < promised) {
    out.note(SYNOD_TEXT("Phase 1b"),
             SYNOD_TEXT("%1 refuses %2's Prepare %3: it has promised the higher ballot %4."),
             out.self(), from, prepare.ballot, promised);
    return refuse(state, from, prepare.ballot, false, out);
  }
  out.promised(prepare.ballot);
  if (prepare.ballot == promised) {
    out.note(SYNOD_TEXT("Phase 1b"),
             SYNOD_TEXT("%1 has promised ballot %2 already and gives the same answer again."),
             out.self(), prepare.ballot);
  } else {
    promised = prepare.ballot;
    out.note(SYNOD_TEXT("Phase 1b"),
             SYNOD_TEXT("%1 promises ballot %2 for every slot, and reports what it holds from slot "
                        "%3 on."),
             out.self(), prepare.ballot, prepare.from);
    if (from != out.self()) give_way(state, from, out);
  }
  out.send(from, Promise{prepare.ballot, log.from(prepare.from)});
}

namespace {

/// Of `entries`, those that contradict what this replica knows to be chosen, as it knows them.
SlotLog known_otherwise(const MultiPaxos::State& state, const SlotLog& entries, Out& out) {
  SlotLog known;
  for (const LogEntry& entry : entries) {
    const LogEntry* held = state.acceptor.log.find(entry.slot);
    if (held == nullptr || !held->chosen || held->vote.value == entry.vote.value) continue;
    if (rules_of(out.setup()).overwrites_known()) continue;
    known.set(entry.slot, held->vote);
    known.mark_chosen(entry.slot);
  }
  return known;
}

/// One slot of an Accept.
void accept_entry(MultiPaxos::State& state, Slot slot, const Vote& vote, Out& out) {
  auto& log = state.acceptor.log;
  if (rules_of(out.setup()).overwrites_known()) {
    log.overwrite(slot, vote);
  } else {
    log.set(slot, vote);
  }
  out.accepted(slot, vote);
  out.note_of(slot, SYNOD_TEXT("Phase 2b"), SYNOD_TEXT("%1 accepts %2 in slot %3 at ballot %4."),
              out.self(), vote.value, slot, vote.ballot);
}

/// What it knows chosen it never gives up: a value that was chosen is chosen for good, and a mark
/// beside another value would say what is not so. It tells the leader, whose ballot must be over.
void tell_otherwise(NodeId leader, const SlotLog& known, Out& out) {
  for (const LogEntry& entry : known)
    out.note_of(entry.slot, SYNOD_TEXT("Phase 2b"),
                SYNOD_TEXT("%1 accepts nothing else in slot %2: it knows that %3 is chosen there."),
                out.self(), entry.slot, entry.vote.value);
  out.send(leader, MultiPaxos::Tell{known});
}

}  // namespace

/// Phase 2b, slot by slot, under the one promise. Accepting raises the promise as well.
void MultiPaxos::on(State& state, NodeId from, const Accept& accept, Out& out) {
  auto& promised = state.acceptor.promised;
  if (accept.ballot < promised) {
    out.note(SYNOD_TEXT("Phase 2b"),
             SYNOD_TEXT("%1 refuses %2's Accept %3: it has promised the higher ballot %4."),
             out.self(), from, accept.ballot, promised);
    return refuse(state, from, accept.ballot, false, out);
  }
  const bool higher = accept.ballot > promised;
  promised = accept.ballot;
  const SlotLog known = known_otherwise(state, accept.entries, out);
  SlotLog accepted;
  for (const LogEntry& entry : accept.entries) {
    if (known.find(entry.slot) != nullptr) continue;
    accept_entry(state, entry.slot, {accept.ballot, entry.vote.value}, out);
    accepted.set(entry.slot, entry.vote);
  }
  if (from != out.self()) {
    if (higher && state.proposer.phase != Phase::follower) step_down(state, from, out);
    follow(state, from, out);
    pass_on(state, out);
    learn_below(state, from, accept.ballot, accept.first_unchosen, out);
  }
  if (!accepted.empty()) out.send(from, Accepted{accept.ballot, accepted});
  if (!known.empty()) tell_otherwise(from, known, out);
}

}  // namespace synod
