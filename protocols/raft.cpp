#include "protocols/raft.h"

#include <array>

#include "model/base/told_names.h"
#include "model/truth/raft_log.h"
#include "protocols/raft_options.h"
#include "protocols/raft_rules.h"

namespace synod {

using namespace raft;

namespace {

std::optional<Sentence> server_refuses(const Raft::State& state, NodeId self,
                                       const Request& request, const Setup& setup) {
  const std::string name = setup.shape.name(self);
  if (const NodeId to = successor(request.value, setup.shape); to.exists())
    return hand_over_problem(state.server, self, to, setup.shape);
  if (names_server(request.value))
    return say(SYNOD_TEXT("there is no server %1; the cluster has %2"), request.value.str(),
               told_names(setup.shape, setup.shape.with(Role::acceptor)));
  if (names_members(request.value)) return change_problem(state.server, self, request.value, setup);
  if (request.round != 0)
    return say(SYNOD_TEXT("%1 takes no round: a term begins when its timer runs out"), name);
  if (request.value == Text(Raft::noop))
    return say(SYNOD_TEXT("'%1' is what leaders begin their terms with; ask for another command"),
               request.value.str());
  if (parse_key_command(request.value).client != 0)
    return say(SYNOD_TEXT("'%1' is written like a client's command; ask a client for it, or leave "
                          "out the number in front"),
               request.value.str());
  if (state.server.waiting.size() < service::longest_queue) return std::nullopt;
  return say(SYNOD_COUNTED("%1 has %2 commands waiting already; let a leader be elected first"),
             name, Sentence::Argument::count(service::longest_queue));
}

/// Whether the command stands in the log, is not known to be committed, and will be with an entry
/// of this leader's own term: what is older waits for one.
bool is_open(const Raft::Server& server, const Text& command) {
  if (term_of(server, last_slot(server)).round != server.term.round) return false;
  for (std::size_t i = server.log.place_of(after(server.commit)); i < server.log.size(); ++i)
    if (server.log.entries()[i].vote.value == command) return true;
  return false;
}

/// A leader that hands its lead over takes none any more.
bool takes_commands(const Raft::Server& server) {
  return server.phase == Phase::leading && !server.hands_to.exists();
}

/// A server that does not lead keeps the command until it hears of one that does.
void keep(Raft::State& state, const Text& command, Out& out) {
  if (state.server.waiting.size() < service::longest_queue)
    service::put_last(state.server.waiting, command);
  if (state.server.hands_to.exists())
    out.note(SYNOD_TEXT("Section 3.10"),
             SYNOD_TEXT("%1 hands its lead over, and keeps %2 until it knows who leads."),
             out.self(), command);
  else
    out.note(SYNOD_TEXT("Section 6.2"), SYNOD_TEXT("%1 keeps %2 until it hears from a leader."),
             out.self(), command);
}

/// What a server that does not lead tells a client.
void redirect(const Raft::State& state, NodeId client, const KeyCommand& command, Out& out) {
  const bool hands_over = state.server.hands_to.exists();
  const NodeId leader = hands_over ? NodeId::none() : state.server.leader;
  if (hands_over) {
    out.note(SYNOD_TEXT("Section 3.10"),
             SYNOD_TEXT("%1 hands its lead over and takes no commands: %2 must ask again."),
             out.self(), client);
  } else if (leader.exists()) {
    out.note(SYNOD_TEXT("Section 6.2"), SYNOD_TEXT("%1 does not lead: it sends %2 to %3."),
             out.self(), client, leader);
  } else {
    out.note(SYNOD_TEXT("Section 6.2"), SYNOD_TEXT("%1 knows no leader: %2 must ask again."),
             out.self(), client);
  }
  out.send(client, Raft::Redirect{command.id, command.life, leader});
}

std::optional<Sentence> needs_clock(const Setup& setup) {
  if (reads_of(setup.options) != Reads::lease) return std::nullopt;
  return say(
      SYNOD_TEXT("leases can't be explored: a search has no clock, so another leader could be "
                 "elected before a lease is over; take another way to read, or use random runs"));
}

std::optional<Sentence> setup_problem(const Setup& setup) {
  const auto servers = static_cast<std::int64_t>(setup.shape.with(Role::acceptor).size());
  if (members_at_start(setup.options) <= servers) return std::nullopt;
  return say(SYNOD_TEXT("'option members %1' asks for more members than the %2 servers"),
             std::to_string(members_at_start(setup.options)), std::to_string(servers));
}

/// Any way to read that is right.
void draw_reads(Options& options, Random& random) {
  constexpr std::array ways{Reads::log, Reads::read_index, Reads::lease};
  options.own.set(raft_options::reads, ways[static_cast<std::size_t>(random.between(0, 2))]);
}

void draw_snapshots(Options& options, Random& random) {
  options.own.set(raft_options::compact, random.chance(3'000) ? random.between(1, 5) : 0);
}

void draw_election(Options& options, Random& random) {
  for (const OwnOption* one :
       {&raft_options::pre_vote, &raft_options::check_quorum, &raft_options::sticky})
    options.own.set(*one, random.between(0, 1));
  options.own.set(raft_options::no_op, random.chance(2'500) ? 0 : 1);
}

void draw_live(Options& options, Random& random) {
  options.duplicate = random.chance(5'000) ? 1'000 : 0;
  options.own.set(log_options::batch, random.between(1, 3));
  options.own.set(raft_options::hints, random.between(0, 1));
  draw_snapshots(options, random);
  draw_election(options, random);
  draw_reads(options, random);
  // Without a no-op such reads wait for the next write, which may never be asked for.
  if (reads_of(options) != Reads::log) options.own.set(raft_options::no_op, 1);
}

void draw_options(Options& options, Random& random) {
  if (random.chance(5'000)) options.latency = {5, 15};
  options.own.set(log_options::batch, random.between(1, 3));
  if (random.chance(5'000)) draw_election(options, random);
  if (random.chance(5'000)) draw_reads(options, random);
  options.own.set(raft_options::hints, random.between(0, 1));
  draw_snapshots(options, random);
  if (random.chance(3'000)) options.own.set(raft_options::members, random.between(1, 3));
}

}  // namespace

void raft::pass_on(State& state, Out& out) {
  const NodeId leader = state.server.leader;
  for (const Text& command : service::take_first(state.server.waiting, service::longest_queue)) {
    out.note(SYNOD_TEXT("Section 6.2"), SYNOD_TEXT("%1 passes %2 on to %3, which leads."),
             out.self(), command, leader);
    out.send(leader, Raft::Request{.command = command});
  }
}

ProtocolInfo Raft::info() {
  ProtocolInfo info{
      "raft",
      SYNOD_TEXT("Raft"),
      SYNOD_TEXT("Servers elect a leader for a term. It copies its log to the others and commits "
                 "what a majority holds of its own term."),
      "Ongaro, Consensus: Bridging Theory and Practice, 2014",
      {{"request", SYNOD_TEXT("Request"), "Rq", SYNOD_TEXT("A client asks for a command")},
       {"reply", SYNOD_TEXT("Reply"), "Rp",
        SYNOD_TEXT("A client is told the result of its command")},
       {"redirect", SYNOD_TEXT("Redirect"), "Rd", SYNOD_TEXT("A server says who leads")},
       {"requestvote", SYNOD_TEXT("RequestVote"), "RV", SYNOD_TEXT("A candidate asks for a vote")},
       {"vote", SYNOD_TEXT("Vote"), "V", SYNOD_TEXT("A server votes for a candidate, or does not")},
       {"append", SYNOD_TEXT("AppendEntries"), "AE",
        SYNOD_TEXT("A leader copies its log, or says that it leads")},
       {"appended", SYNOD_TEXT("AppendEntries answer"), "AR",
        SYNOD_TEXT("A server says how far its log is the leader's")},
       {"prevote", SYNOD_TEXT("PreVote"), "PV",
        SYNOD_TEXT("A server asks whether it would get a vote")},
       {"prevoted", SYNOD_TEXT("PreVote answer"), "PA",
        SYNOD_TEXT("A server says whether it would vote so")},
       {"timeoutnow", SYNOD_TEXT("TimeoutNow"), "TN",
        SYNOD_TEXT("A leader asks a server to stand at once")},
       {"installsnapshot", SYNOD_TEXT("InstallSnapshot"), "IS",
        SYNOD_TEXT("A leader sends a snapshot to a server that is far behind")}},
      {"election", "heartbeat", "retry", "silence", "quorum", "transfer", "catch-up"},
      {"timeout", "heartbeat", "load", "client-retry", "latency", "loss", "duplicate", "bug"},
      noop,
      true,
      false,
  };
  info.own = {&raft_options::pre_vote, &raft_options::check_quorum, &raft_options::sticky,
              &raft_options::no_op,    &raft_options::hints,        &raft_options::reads,
              &raft_options::compact,  &raft_options::members,      &log_options::batch};
  info.problem = setup_problem;
  info.needs_clock = needs_clock;
  info.draw = draw_options;
  info.draw_live = draw_live;
  info.variants = raft_variants();
  info.wishes = successor_wishes();
  add_member_wishes(info.wishes);
  info.wish_verb = "transfer";
  info.groups = {{SYNOD_TEXT("What clients ask and are told"), {"request", "reply", "redirect"}}};
  info.requests = {"x=1", "y=2", "x+=1", "y?", "z=3", "x?"};
  info.decision = {SYNOD_TEXT("committed"), SYNOD_TEXT("committed in %1"),
                   SYNOD_TEXT("What a majority of servers stored at its own term, and all before "
                              "it, ever")};
  info.numbers = {SYNOD_TEXT("Term"), SYNOD_TEXT("term %1"), Ballot::term(2, 1),
                  SYNOD_TEXT("Term 2. Its colour is that of the server that stands or leads at "
                             "it.")};
  info.cast = &raft_cast;
  info.judge = &JudgeType::of<RaftLog>();
  info.invariants = raft_invariants();
  info.presets = {{"servers 5\nclients 2\noption load 20\n", SYNOD_TEXT("Servers with a leader"),
                   SYNOD_TEXT("Five servers elect a leader, which copies the commands of two "
                              "clients to the others. Crash it and see who is elected.")},
                  {"servers 5\noption members 3\noption sticky on\nclients 1\noption load 20\n",
                   SYNOD_TEXT("Members that come and go"),
                   SYNOD_TEXT("Three of five servers are members. Right-click the leader to add "
                              "the others, or to remove any, itself included.")}};
  info.request = {"propose", SYNOD_TEXT("Ask"), SYNOD_TEXT("%1 is asked for a command"),
                  SYNOD_TEXT("Ask %1 for this command, such as x=1. The name of another server "
                             "asks a leader to hand its lead over to it."),
                  SYNOD_TEXT("%1 is asked for %2")};
  return info;
}

Raft::State Raft::fresh(NodeId, const Setup& setup) {
  State state;
  state.server.members = first_members(setup);
  return state;
}

std::optional<Sentence> Raft::refuses(const State& state, NodeId self,
                                      const synod::Request& request, const Setup& setup) {
  return setup.shape.roles(self).has(Role::client)
             ? service::refuses(state.client, self, request, setup)
             : server_refuses(state, self, request, setup);
}

/// By hand: a client sends a command; a leader takes one as if a client had sent it, and another
/// server passes it on ("proxying", section 6.2).
void Raft::propose(State& state, const synod::Request& request, Out& out) {
  if (is_client(out, out.self())) return service::asks(state.client, request.value, out);
  if (const NodeId to = successor(request.value, out.shape()); to.exists())
    return hand_over(state, to, out);
  if (names_members(request.value)) return change_members(state, request.value, out);
  if (takes_commands(state.server)) return append(state, request.value, out);
  if (state.server.hands_to.exists() || !state.server.leader.exists())
    return keep(state, request.value, out);
  service::put_last(state.server.waiting, request.value);
  pass_on(state, out);
}

void Raft::timeout(State& state, std::uint8_t timer, Out& out) {
  switch (timer) {
    case election: return miss_leader(state, out);
    case silence:
      out.note(SYNOD_TEXT("Section 4.2.3"),
               SYNOD_TEXT("%1 has not heard from its leader for as long as anybody must wait."),
               out.self());
      state.server.hears = false;
      return;
    case quorum: return raft::check_quorum(state, out);
    case transfer: return give_up_handing_over(state, out);
    case catch_up: return begin_next_round(state, out);
    case heartbeat:
      out.note(SYNOD_TEXT("Section 3.4"), SYNOD_TEXT("It is time for the next heartbeat of %1."),
               out.self());
      return send_heartbeat(state, out);
    default: return service::wakes(state.client, out);
  }
}

/// Nothing but term, vote, log and snapshot comes back from the disk: what else is committed it
/// must hear anew.
void Raft::started(State& state, Out& out) {
  if (is_client(out, out.self())) return service::starts(state.client, out);
  rules_of(out).lose(state.server);
  find_members(state.server, out);
  restore(state, out);
  wait_for_leader(state.server, out);
  // It may have confirmed a lease just before it crashed.
  if (reads_of(out.setup().options) == Reads::lease && state.server.term.exists())
    hear_leader(state.server, out);
}

void Raft::on(State& state, NodeId from, const Request& request, Out& out) {
  const KeyCommand command = parse_key_command(request.command);
  if (answer_again(state.machine, client_of(command, out.shape()), command, out)) return;
  out.note(SYNOD_TEXT("Section 6.2"), SYNOD_TEXT("%1 is asked for %2 by %3."), out.self(),
           request.command, from);
  if (command.kind == KeyCommand::Kind::get && from == client_of(command, out.shape()) &&
      read(state, from, request.command, out))
    return;
  if (!takes_commands(state.server)) {
    if (is_client(out, from)) return redirect(state, from, command, out);
    return keep(state, request.command, out);
  }
  if (command.client == 0 || !is_open(state.server, request.command))
    return append(state, request.command, out);
  out.note(SYNOD_TEXT("Exactly once"), SYNOD_TEXT("%1 already has %2 in hand."), out.self(),
           request.command);
}

void Raft::on(State& state, NodeId from, const Reply& reply, Out& out) {
  service::on(state.client, from, reply, out);
}

void Raft::on(State& state, NodeId from, const Redirect& redirect, Out& out) {
  service::on(state.client, from, redirect, out);
}

}  // namespace synod
