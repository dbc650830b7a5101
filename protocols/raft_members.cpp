// Members of a Raft cluster, and how a leader changes them (Ongaro 2014, chapter 4).
//
// A change is an entry of the log: "+S4" adds a server, "-S1" removes one. Each server acts by the
// latest such entry of its log, committed or not (section 4.1). What changes one server is safe by
// itself, as any majority before shares a server with any majority after. What changes more, such
// as "+S4-S1", goes through a joint configuration, in which majorities of both are needed, and
// which "only S2 S3 S4" ends (section 4.3).
//
// Synod's own choices: a change names what it adds and removes, and not all members; a round of
// bringing a server up to date that lasts too long ends where the log ends by then.
#include "model/base/told_names.h"
#include "protocols/raft_options.h"
#include "protocols/raft_rules.h"

namespace synod::raft {

namespace {

/// Section 4.2.1: "We suggest the number of rounds be fixed, such as at ten".
constexpr std::uint32_t most_rounds = 10;

constexpr std::array<const char*, 9> additions{"+S1", "+S2", "+S3", "+S4", "+S5",
                                               "+S6", "+S7", "+S8", "+S9"};
constexpr std::array<const char*, 9> removals{"-S1", "-S2", "-S3", "-S4", "-S5",
                                              "-S6", "-S7", "-S8", "-S9"};
constexpr std::string_view end_of_joint = "only ";

struct Change {
  NodeSet added;
  NodeSet removed;

  std::size_t size() const { return added.size() + removed.size(); }
  NodeSet of(NodeSet members) const { return (members | added) - removed; }
};

/// "+S4-S1"; nothing where it is none.
std::optional<Change> parse_change(std::string_view text) {
  Change change;
  for (; !text.empty(); text.remove_prefix(3)) {
    const bool is_one = text.size() >= 3 && (text[0] == '+' || text[0] == '-') && text[1] == 'S' &&
                        text[2] >= '1' && text[2] <= '9';
    if (!is_one) return std::nullopt;
    const NodeId server{static_cast<std::uint8_t>(text[2] - '1')};
    (text[0] == '+' ? change.added : change.removed).insert(server);
  }
  if (change.size() == 0) return std::nullopt;
  return change;
}

/// "+S4-S1".
Text change_text(const Change& change, const Shape& shape) {
  std::string text;
  for (NodeId server : change.added) text += "+" + shape.name(server);
  for (NodeId server : change.removed) text += "-" + shape.name(server);
  return Text(text);
}

Text end_of_joint_with(NodeSet members, const Shape& shape) {
  std::string text(end_of_joint);
  for (NodeId member : members) {
    if (text.size() != end_of_joint.size()) text += ' ';
    text += shape.name(member);
  }
  return Text(text);
}

bool is_majority(NodeSet nodes, NodeSet members, const Out& out) {
  const RaftRules& rules = rules_of(out);
  NodeSet counted = nodes & members;
  if (rules.counts_itself_outside()) counted = counted | (nodes & NodeSet{out.self()});
  return counted.size() >= rules.majority(members.size());
}

Slot on_a_majority_of(NodeSet members, const Server& leader, const Out& out) {
  const RaftRules& rules = rules_of(out);
  const NodeSet self{out.self()};
  std::vector<Slot> held;
  for (NodeId node : rules.counts_itself_outside() ? members | self : members)
    held.push_back(self.contains(node) ? last_slot(leader) : leader.match[node]);
  std::sort(held.begin(), held.end(), [](Slot a, Slot b) { return b < a; });
  return held[rules.majority(members.size()) - 1];
}

/// Whom a leader does not send its log to any more is forgotten, and whom it sends it to from now
/// on begins where its log ends.
void follow_members(Server& leader, const Out& out) {
  const NodeSet all = others(leader, out);
  for (NodeId node : leader.next.servers() - all) {
    leader.next.erase(node);
    leader.match.erase(node);
  }
  for (NodeId node : all - leader.next.servers()) {
    leader.next.set(node, after(last_slot(leader)));
    leader.match.set(node, {});
  }
}

/// What the entry says of the members, if anything.
void read_members(Server& server, Slot slot, const Text& command, const Shape& shape) {
  if (!names_members(command)) return;
  server.members_since = slot;
  const NodeSet now = members(server, shape);
  const auto change = parse_change(command.view());
  server.before = change && change->size() > 1 ? now : NodeSet{};
  server.members = change ? change->of(now) : now;
}

void append_change(State& state, Out& out) {
  const Text change = change_text({state.server.joining, state.server.leaving}, out.shape());
  forget_change(state.server, out);
  out.asked(change);
  append(state, change, out);
}

void note_rounds_over(const Server& server, Out& out) {
  out.note(SYNOD_TEXT("Section 4.2.1"),
           SYNOD_TEXT("%1 gives up to bring %2 up to date: each of %3 rounds took longer than an "
                      "election timeout."),
           out.self(), server.joining, std::size_t{server.catch_up_round});
}

std::optional<Sentence> pending_problem(const Server& server, const std::string& name,
                                        const Shape& shape) {
  if (!server.joining.empty())
    return say(SYNOD_TEXT("%1 brings %2 up to date already; wait until that is done"), name,
               told_names(shape, server.joining));
  if (server.members_since > server.commit)
    return say(SYNOD_TEXT("%1 does not know its last change of members committed yet, in slot %2; "
                          "wait until it does"),
               name, std::to_string(server.members_since.number));
  return std::nullopt;
}

std::optional<Sentence> named_problem(const Change& change, NodeSet now, const Shape& shape) {
  const NodeSet all = shape.with(Role::acceptor);
  for (NodeId node : change.added | change.removed)
    if (!all.contains(node))
      return say(SYNOD_TEXT("there is no server S%1; the cluster has %2"),
                 std::to_string(node.index + 1), told_names(shape, all));
  if (const NodeSet twice = change.added & now; !twice.empty())
    return say(SYNOD_TEXT("%1 is a member already; members are %2"), shape.name(*twice.begin()),
               told_names(shape, now));
  if (const NodeSet none = change.removed - now; !none.empty())
    return say(SYNOD_TEXT("%1 is no member that could be removed; members are %2"),
               shape.name(*none.begin()), told_names(shape, now));
  if (change.of(now).empty()) return say(SYNOD_TEXT("no member would be left; remove fewer"));
  return std::nullopt;
}

}  // namespace

bool RaftRules::may_change_members(const Server& leader) const {
  return RaftRules::knows_what_is_committed(leader);
}

NodeSet first_members(const Setup& setup) {
  const auto count = static_cast<std::size_t>(members_at_start(setup.options));
  return count == 0 ? NodeSet{} : NodeSet::range(0, count);
}

NodeSet members(const Server& server, const Shape& shape) {
  return server.members.empty() ? shape.with(Role::acceptor) : server.members;
}

NodeSet others(const Server& server, const Out& out) {
  const NodeSet all = members(server, out.shape()) | server.before | server.joining;
  return all - NodeSet{out.self()};
}

bool is_quorum(const Server& server, NodeSet nodes, const Out& out) {
  return is_majority(nodes, members(server, out.shape()), out) &&
         (server.before.empty() || is_majority(nodes, server.before, out));
}

std::size_t majority(const Server& server, const Out& out) {
  return rules_of(out).majority(members(server, out.shape()).size());
}

Slot on_a_majority(const Server& leader, const Out& out) {
  const Slot now = on_a_majority_of(members(leader, out.shape()), leader, out);
  if (leader.before.empty()) return now;
  return std::min(now, on_a_majority_of(leader.before, leader, out));
}

bool is_outside(const Server& server, const Out& out) {
  return !(members(server, out.shape()) | server.before).contains(out.self()) &&
         server.members_since <= server.commit;
}

bool names_members(const Text& command) {
  return command.view().starts_with(end_of_joint) || parse_change(command.view()).has_value();
}

void take_members(Server& server, Slot slot, const Text& command, Out& out) {
  if (!names_members(command)) return;
  read_members(server, slot, command, out.shape());
  if (server.phase != Phase::leading) return;
  follow_members(server, out);
  tell_members(server, out);
}

void find_members(Server& server, const Out& out) {
  server.members = first_members(out.setup());
  server.before = {};
  server.members_since = {};
  if (server.snapshot.exists()) {
    server.members = server.snapshot->members;
    server.before = server.snapshot->before;
    server.members_since = server.snapshot->members_since;
  }
  for (const LogEntry& entry : server.log)
    read_members(server, entry.slot, entry.vote.value, out.shape());
}

void add_member_wishes(std::vector<Wish>& wishes) {
  for (const char* word : additions)
    wishes.push_back({.word = word,
                      .title = SYNOD_TEXT("Add %1 to the members"),
                      .asked_with = "members",
                      .about = word + 1});
  for (const char* word : removals)
    wishes.push_back({.word = word,
                      .title = SYNOD_TEXT("Remove %1 from the members"),
                      .asked_with = "members",
                      .about = word + 1});
}

std::optional<Sentence> change_problem(const Server& server, NodeId self, const Text& change,
                                       const Setup& setup) {
  const std::string name = setup.shape.name(self);
  const auto asked = parse_change(change.view());
  if (!asked)
    return say(SYNOD_TEXT("'%1' is what leaders end a joint configuration with; ask for a change "
                          "such as +S4 or -S1"),
               change.str());
  if (server.phase != Phase::leading)
    return say(SYNOD_TEXT("%1 does not lead, so it can't change members; ask the leader"), name);
  if (server.hands_to.exists())
    return say(SYNOD_TEXT("%1 hands its lead over, and changes no members; ask the next leader"),
               name);
  if (auto problem = named_problem(*asked, members(server, setup.shape), setup.shape))
    return problem;
  if (auto problem = pending_problem(server, name, setup.shape)) return problem;
  if (rules_of(setup).may_change_members(server)) return std::nullopt;
  return say(SYNOD_TEXT("%1 changes members once an entry of its own term %2 is committed; wait "
                        "for that, or ask it for a command"),
             name, server.term.str());
}

void change_members(State& state, const Text& change, Out& out) {
  Server& server = state.server;
  const Change asked = *parse_change(change.view());
  server.joining = asked.added;
  server.leaving = asked.removed;
  if (asked.added.empty()) return append_change(state, out);
  server.catch_up_round = 1;
  server.round_end = last_slot(server);
  out.note(SYNOD_TEXT("Section 4.2.1"),
           SYNOD_TEXT("%1 brings %2 up to date first: it appends %3 once the log there is its own "
                      "up to slot %4."),
           out.self(), server.joining, change, shown(server.round_end));
  follow_members(server, out);
  out.set_timer(Raft::catch_up, SimTime{out.setup().options.timeout});
  for (NodeId node : server.joining) send_entries(state, node, out);
}

void go_on_changing(State& state, Out& out) {
  Server& server = state.server;
  if (server.joining.empty()) return;
  for (NodeId node : server.joining)
    if (server.match[node] < server.round_end) return;
  out.note(
      SYNOD_TEXT("Section 4.2.1"),
      SYNOD_TEXT("The log of %1 is that of %2 up to slot %3, in round %4: the change may come."),
      server.joining, out.self(), shown(server.round_end), std::size_t{server.catch_up_round});
  append_change(state, out);
}

void begin_next_round(State& state, Out& out) {
  Server& server = state.server;
  if (server.catch_up_round >= most_rounds) {
    note_rounds_over(server, out);
    forget_change(server, out);
    return follow_members(server, out);
  }
  ++server.catch_up_round;
  server.round_end = last_slot(server);
  out.set_timer(Raft::catch_up, SimTime{out.setup().options.timeout});
  out.note(SYNOD_TEXT("Section 4.2.1"),
           SYNOD_TEXT("%1 has not brought %2 up to date within an election timeout: round %3 goes "
                      "up to slot %4."),
           out.self(), server.joining, std::size_t{server.catch_up_round}, shown(server.round_end));
}

void end_joint(State& state, Out& out) {
  Server& server = state.server;
  if (server.before.empty() || server.members_since > server.commit) return;
  const Text end = end_of_joint_with(members(server, out.shape()), out.shape());
  out.note(SYNOD_TEXT("Section 4.3"),
           SYNOD_TEXT("The joint configuration is committed: %1 ends it."), out.self());
  out.asked(end);
  append(state, end, out);
}

void finish_change(State& state, Out& out) {
  Server& server = state.server;
  if (server.phase != Phase::leading) return;
  end_joint(state, out);
  if (server.phase != Phase::leading || !is_outside(server, out)) return;
  out.note(SYNOD_TEXT("Section 4.2.2"),
           SYNOD_TEXT("%1 is no member any more, and knows that committed: it leads no more."),
           out.self());
  step_down(state, out);
}

void tell_members(const Server& leader, Out& out) {
  if (!leader.members.empty())
    out.members(leader.term, members(leader, out.shape()), leader.before);
}

void forget_change(Server& server, Out& out) {
  if (!server.joining.empty()) out.cancel_timer(Raft::catch_up);
  server.joining = {};
  server.leaving = {};
  server.round_end = {};
  server.catch_up_round = 0;
}

}  // namespace synod::raft
