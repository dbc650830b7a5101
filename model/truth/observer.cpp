#include "model/truth/observer.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "model/truth/order_conflict.h"

namespace synod {

namespace {

constexpr std::array table{
    Invariant{"agreement", SYNOD_TEXT("Agreement"),
              SYNOD_TEXT("No two different values are chosen for one decision")},
    Invariant{"validity", SYNOD_TEXT("Validity"),
              SYNOD_TEXT("Only values that a client asked for are proposed")},
    Invariant{"integrity", SYNOD_TEXT("Integrity"),
              SYNOD_TEXT("A ballot belongs to one proposer and carries one value")},
    Invariant{"durability", SYNOD_TEXT("Durability"),
              SYNOD_TEXT("What is on a disk never goes back, unless the disk is wiped")},
    Invariant{"learning", SYNOD_TEXT("Learning"),
              SYNOD_TEXT("A learner learns only what was chosen")},
    Invariant{"knowledge", SYNOD_TEXT("Knowledge"),
              SYNOD_TEXT("What a node marks or reports as chosen is chosen")},
    Invariant{"prefix", SYNOD_TEXT("Prefix"),
              SYNOD_TEXT("Of what two nodes applied, one is the beginning of the other")},
    Invariant{"once", SYNOD_TEXT("Exactly once"),
              SYNOD_TEXT("A client's command takes effect at most once, and has one answer")},
    Invariant{"linearizable", SYNOD_TEXT("Linearizability"),
              SYNOD_TEXT("What clients are told fits one store, on which each command acts between "
                         "its asking and its answer")},
    Invariant{"atomic", SYNOD_TEXT("Atomicity"),
              SYNOD_TEXT("All that decide about a transaction decide alike")},
    Invariant{"final", SYNOD_TEXT("Finality"), SYNOD_TEXT("Nobody goes back on its decision")},
    Invariant{"unanimous", SYNOD_TEXT("Unanimity"),
              SYNOD_TEXT("A transaction is committed only if every participant voted yes")},
    Invariant{"willing", SYNOD_TEXT("Willingness"),
              SYNOD_TEXT("Where all voted yes and nothing failed, the transaction is committed")},
    Invariant{"exclusive", SYNOD_TEXT("Mutual exclusion"),
              SYNOD_TEXT("At most one node at a time holds what only one may hold")},
    Invariant{"election", SYNOD_TEXT("Election safety"),
              SYNOD_TEXT("At most one node leads at a term")},
    Invariant{"append-only", SYNOD_TEXT("Leader append-only"),
              SYNOD_TEXT("A leader only appends to its log: it overwrites and removes nothing")},
    Invariant{
        "matching", SYNOD_TEXT("Log matching"),
        SYNOD_TEXT("Logs that hold an entry of the same slot and term are the same up to it")},
    Invariant{"completeness", SYNOD_TEXT("Leader completeness"),
              SYNOD_TEXT("What is committed at a term stands in the logs of all leaders of higher "
                         "terms")},
};
/// How many of them, in this order, are of consensus and logs, of atomic commitment, of one holder
/// and of logs whose leaders have terms.
constexpr std::size_t of_consensus = 9;
constexpr std::size_t of_commit = 4;
constexpr std::size_t of_one_holder = 1;
constexpr std::size_t of_raft = 4;
static_assert(of_consensus + of_commit + of_one_holder + of_raft == table.size());

/// The place of the first of `choices` that does not stand before `slot`.
std::size_t place_of(const SharedLog<Chosen>& choices, Slot slot) {
  std::size_t low = 0;
  std::size_t high = choices.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (choices[middle].slot < slot)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/// Newest first: what is looked for is nearly always recent.
template <class T, class Test>
bool any(const SharedLog<T>& log, Test test) {
  for (std::size_t i = log.size(); i-- > 0;)
    if (test(log[i])) return true;
  return false;
}

bool is_write(const Text& command) {
  const KeyCommand::Kind kind = parse_key_command(command).kind;
  return kind == KeyCommand::Kind::put || kind == KeyCommand::Kind::add;
}

}  // namespace

const Chosen* choice_of(const SharedLog<Chosen>& choices, Slot slot) {
  const std::size_t place = place_of(choices, slot);
  return place < choices.size() && choices[place].slot == slot ? &choices[place] : nullptr;
}

std::span<const Invariant> invariants() {
  return table;
}

std::span<const Invariant> consensus_invariants() {
  return std::span(table).first<of_consensus>();
}

std::span<const Invariant> commit_invariants() {
  return std::span(table).subspan<of_consensus, of_commit>();
}

std::span<const Invariant> one_holder_invariants() {
  return std::span(table).subspan<of_consensus + of_commit, of_one_holder>();
}

std::span<const Invariant> raft_invariants() {
  static const std::array list = [] {
    std::array<Invariant, of_consensus + of_raft> joined{};
    const auto place = std::copy_n(table.begin(), of_consensus, joined.begin());
    std::copy_n(table.end() - of_raft, of_raft, place);
    return joined;
  }();
  return list;
}

Observer::Observer(const JudgeType* judge) : judge_type_(judge) {
  if (judge != nullptr) judge_ = judge->fresh();
}

void Observer::decide(Slot slot, const Vote& vote, EventNumber at) {
  chosen_.push_back({slot, vote, at});
  const std::size_t place = place_of(first_chosen_, slot);
  if (place == first_chosen_.size() || first_chosen_[place].slot != slot)
    first_chosen_.insert(place, chosen_.back());
}

void Observer::see(const Deed& deed, const Setup& setup, SimTime now, EventNumber at) {
  const Shape& shape = setup.shape;
  const Text& value = deed.vote.value;
  if (judge_type_ != nullptr) judge_type_->hear(judge_, deed, shape, at, *this);
  switch (deed.kind) {
    case Deed::Kind::asked: return asked(value);
    case Deed::Kind::by_hand: return asked_by_hand(deed.node, value, now, at);
    case Deed::Kind::proposed: return proposed(shape, deed.node, deed.slot, deed.vote, at);
    case Deed::Kind::accepted:
      return accepted(shape, deed.node, deed.slot, deed.vote, setup.q2(), at);
    case Deed::Kind::learned: return learned(shape, deed.node, deed.slot, value, at);
    case Deed::Kind::known: return known(shape, deed.node, deed.slot, value, at);
    case Deed::Kind::invoked: return invoked(shape, deed.node, deed.id, value, now, at);
    case Deed::Kind::answered: return answered(shape, deed.node, deed.id, value, now, at);
    case Deed::Kind::applied:
      applied(shape, deed.node, deed.slot, value, deed.took_effect, at);
      if (deed.took_effect) took_effect(shape, deed.node, deed.slot, value, now, at);
      return;
    case Deed::Kind::stopped:
      if (shape.roles(deed.node).has(Role::client)) forget_waiting(deed.node);
      return stopped(deed.node, deed.disk_lost);
    case Deed::Kind::went_back:
      return went_back(shape, deed.node, deed.field, deed.before, deed.after, at);
    case Deed::Kind::decided:
      if (shape.roles(deed.node).has(Role::learner)) note_learned(deed.node, deed.slot, value, at);
      return;
    case Deed::Kind::voted:
    case Deed::Kind::took:
    case Deed::Kind::let_go:
    case Deed::Kind::gave_up:
    case Deed::Kind::stored:
    case Deed::Kind::dropped:
    case Deed::Kind::leads:
    case Deed::Kind::resigned:
    case Deed::Kind::members: return;  // A judge's matter.
  }
}

/// What was asked for long ago is noted again, which tells nothing new: looking through all of a
/// long log at every asking would cost more than the rest of the event.
void Observer::asked(const Text& value) {
  constexpr std::size_t looked_at = 64;
  const std::size_t first = asked_.size() > looked_at ? asked_.size() - looked_at : 0;
  for (std::size_t i = asked_.size(); i-- > first;)
    if (asked_[i] == value) return;
  asked_.push_back(value);
}

void Observer::proposed(const Shape& shape, NodeId proposer, Slot slot, const Vote& vote,
                        EventNumber at) {
  if (!any(asked_, [&](const Text& known) { return known == vote.value; }))
    violate("validity", at,
            say(SYNOD_TEXT("%1 proposes %2 at ballot %3, but no client asked for %2."),
                shape.name(proposer), vote.value.str(), vote.ballot.str()));
  const bool shared = vote.ballot.owner() == 0;  // Nobody's, where a variant says so.
  if (!shared && shape.proposer(vote.ballot.owner()) != proposer)
    violate("integrity", at,
            say(SYNOD_TEXT("%1 proposes at ballot %2, which is not its own."), shape.name(proposer),
                vote.ballot.str()));
  std::size_t place = proposals_.size();
  while (place > 0 && std::tie(slot, vote.ballot) <=
                          std::tie(proposals_[place - 1].slot, proposals_[place - 1].vote.ballot))
    --place;
  for (std::size_t i = place; i < proposals_.size(); ++i) {
    const Proposed& other = proposals_[i];
    if (other.slot != slot || other.vote.ballot != vote.ballot) break;
    if (other.vote.value == vote.value) return;
    violate("integrity", at,
            say(SYNOD_TEXT("Ballot %1 carries two values: %2 and %3."), vote.ballot.str(),
                other.vote.value.str(), vote.value.str()));
  }
  proposals_.insert(place, {slot, vote, proposer});
}

void Observer::accepted(const Shape&, NodeId acceptor, Slot slot, const Vote& vote, std::size_t q2,
                        EventNumber at) {
  const VoteCount* earlier = votes_.find(slot, vote);
  if (earlier != nullptr && earlier->acceptors.contains(acceptor)) return;
  if (earlier == nullptr) check_one_value(slot, vote, at);
  if (earlier == nullptr) note_last_vote(slot, vote);
  if (votes_.add(slot, vote, acceptor).acceptors.size() != q2) return;
  chosen_.push_back({slot, vote, at});
  check_agreement(chosen_.back());
}

void Observer::check_one_value(Slot slot, const Vote& fresh, EventNumber at) {
  // The votes of one ballot stand side by side, from the empty value on.
  const auto& votes = votes_.counts();
  for (std::size_t i = votes_.place_of(slot, {fresh.ballot, {}}); i < votes.size(); ++i) {
    const VoteCount& other = votes[i];
    if (other.slot != slot || other.vote.ballot != fresh.ballot) return;
    violate("integrity", at,
            say(SYNOD_TEXT("Ballot %1 carries two values: %2 and %3."), fresh.ballot.str(),
                other.vote.value.str(), fresh.value.str()));
  }
}

bool Observer::was_chosen(Slot slot, const Text& value) const {
  const Chosen* first = choice_of(first_chosen_, slot);
  if (first == nullptr) return false;
  // While agreement holds, the first choice is the only one.
  return first->vote.value == value ||
         any(chosen_, [&](const Chosen& c) { return c.slot == slot && c.vote.value == value; });
}

/// Each slot's first choice is what all later ones are compared with: while agreement holds, they
/// are all the same.
void Observer::check_agreement(const Chosen& fresh) {
  const std::size_t place = place_of(first_chosen_, fresh.slot);
  if (place == first_chosen_.size() || first_chosen_[place].slot != fresh.slot)
    return first_chosen_.insert(place, fresh);
  const Vote& first = first_chosen_[place].vote;
  if (first.value != fresh.vote.value)
    violate("agreement", fresh.at,
            say(SYNOD_TEXT("%1 is chosen at ballot %2, but %3 was chosen at ballot %4."),
                fresh.vote.value.str(), fresh.vote.ballot.str(), first.value.str(),
                first.ballot.str()));
}

void Observer::note_learned(NodeId learner, Slot slot, const Text& value, EventNumber at) {
  const VoteCount* known = learned_by_.find(slot, {{}, value});
  if (known != nullptr && known->acceptors.contains(learner)) return;
  learned_by_.add(slot, {{}, value}, learner);
  learned_.push_back({learner, slot, value, at});
}

void Observer::learned(const Shape& shape, NodeId learner, Slot slot, const Text& value,
                       EventNumber at) {
  note_learned(learner, slot, value, at);
  if (!was_chosen(slot, value))
    violate("learning", at,
            say(SYNOD_TEXT("%1 learns %2, which was not chosen at any ballot."),
                shape.name(learner), value.str()));
}

void Observer::known(const Shape& shape, NodeId node, Slot slot, const Text& value,
                     EventNumber at) {
  if (was_chosen(slot, value)) return;
  violate("knowledge", at,
          say(SYNOD_TEXT("%1 says that %2 is chosen in slot %3, where it was never chosen."),
              shape.name(node), value.str(), std::to_string(slot.number)));
}

template <class Test>
std::optional<std::size_t> Observer::find_operation(Test test) const {
  for (std::size_t i = operations_.size(); i-- > 0;)
    if (test(operations_[i])) return i;
  return std::nullopt;
}

namespace {

/// "C1.3" of "C1.3 x=5": by this the replicas know a command again.
std::string_view name_of(const Text& command) {
  return command.view().substr(0, command.view().find(' '));
}

}  // namespace

void Observer::stopped(NodeId node, bool disk_lost) {
  applied_by_[node.index] = {};
  if (!disk_lost) return;
  forgot_.insert(node);
  for (std::size_t i = 0; i < operations_.size(); ++i)
    if (operations_[i].client == node && !operations_[i].forgotten)
      operations_.mutate(i).forgotten = true;
}

void Observer::invoked(const Shape& shape, NodeId client, std::uint32_t id, const Text& command,
                       SimTime now, EventNumber at) {
  const auto newest = last_operation(client);
  // Numbers ascend while a disk keeps them: then there is nothing to look for.
  const bool fresh = !forgot_.contains(client) && (!newest || operations_[*newest].id < id);
  const auto same = fresh ? std::nullopt : find_operation([&](const Operation& o) {
    return o.client == client && o.id == id && name_of(o.command) == name_of(command);
  });
  if (same && (operations_[*same].forgotten || operations_[*same].command != command)) {
    violate("once", at,
            say(SYNOD_TEXT("%1 asks for %2 by the name of its earlier command %3: it may be told "
                           "that one's answer."),
                shape.name(client), command.str(), operations_[*same].command.str()));
  } else if (same) {
    return;
  }
  forget_waiting(client);
  Operation operation{.client = client, .id = id, .command = command, .invoked = now};
  operation.asked_at = at;
  operation.asked_order = ++order_;
  operations_.push_back(operation);
  last_operation_[client.index] = static_cast<std::uint32_t>(operations_.size());
  asked_.push_back(command);
  watch_.asked(operation);
}

/// A client that asks anew, or crashed, does not wait for what it asked before.
void Observer::forget_waiting(NodeId client) {
  const auto last = last_operation(client);
  if (last && !operations_[*last].answered) watch_.given_up(operations_[*last]);
}

void Observer::answered(const Shape& shape, NodeId client, std::uint32_t id, const Text& result,
                        SimTime now, EventNumber at) {
  const auto place =
      find_operation([&](const Operation& o) { return o.client == client && o.id == id; });
  if (!place)
    return violate("once", at,
                   say(SYNOD_TEXT("%1 is answered for its command %2, but it never asked for it."),
                       shape.name(client), std::to_string(id)));
  const Operation& known = operations_[*place];
  if (known.answered && known.result != result)
    violate("once", at,
            say(SYNOD_TEXT("%1's command %2 has two answers: %3 and %4."), shape.name(client),
                known.command.str(), known.result.str(), result.str()));
  if (known.answered) return;
  Operation& operation = operations_.mutate(*place);
  operation.result = result;
  operation.answered = now;
  note_wait(*place);
  operation.answered_at = at;
  operation.answered_order = ++order_;
  check_order(shape, operation, at);
}

void Observer::asked_by_hand(NodeId replica, const Text& command, SimTime now, EventNumber at) {
  asked(command);
  Operation operation{.client = replica, .command = command, .invoked = now};
  operation.asked_at = at;
  operation.asked_order = ++order_;
  open_by_hand_.push_back(static_cast<std::uint32_t>(by_hand_.size()));
  by_hand_.push_back(operation);
  watch_.asked(operation);
}

/// Where no way is left the smallest set is looked for, which proves it a second time.
void Observer::check_order(const Shape& shape, const Operation& answered, EventNumber at) {
  const Order order = watch_.answered(answered);
  if (order == Order::found || violation("linearizable") != nullptr) return;
  const Text key = parse_key_command(answered.command).key;
  const std::vector<KeyCall> calls = calls_on(key, operations_, by_hand_);
  const auto conflict = smallest_conflict(calls);
  watch_.settle(key, conflict ? Order::none : Order::unknown);
  if (!conflict) return;
  std::vector<Operation> told;
  for (std::size_t place : *conflict) {
    without_order_.push_back(calls[place].operation);
    told.push_back(operation(without_order_.back()));
  }
  violate("linearizable", at, conflict_in_words(told, shape));
}

/// The operation at `place` has its answer.
void Observer::note_wait(std::size_t place) {
  while (first_open_ < operations_.size() && operations_[first_open_].answered) ++first_open_;
  const auto waited = [&](std::size_t at) {
    return *operations_[at].answered - operations_[at].invoked;
  };
  const auto longer = [&](std::size_t than) {
    return waited(place) > waited(than) || (waited(place) == waited(than) && place < than);
  };
  if (longest_answered_ == 0 || longer(longest_answered_ - 1))
    longest_answered_ = static_cast<std::uint32_t>(place + 1);
}

/// The place of the first ballot in `last_votes_` that is not below `ballot`.
std::size_t Observer::last_vote_place(const Ballot& ballot) const {
  std::size_t low = 0;
  std::size_t high = last_votes_.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (last_votes_[middle].vote.ballot < ballot)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

void Observer::note_last_vote(Slot slot, const Vote& vote) {
  const std::size_t at = last_vote_place(vote.ballot);
  if (at == last_votes_.size() || last_votes_[at].vote.ballot != vote.ballot) {
    last_votes_.insert(at, {slot, vote});
  } else if (std::tie(last_votes_[at].slot, last_votes_[at].vote) < std::tie(slot, vote)) {
    last_votes_.mutate(at) = {slot, vote};
  }
}

const VoteCount* Observer::last_vote_below(const Ballot& ballot) const {
  const std::size_t at = last_vote_place(ballot);
  return at == 0 ? nullptr : votes_.find(last_votes_[at - 1].slot, last_votes_[at - 1].vote);
}

std::optional<std::size_t> Observer::last_operation(NodeId client) const {
  const std::uint32_t place = last_operation_[client.index];
  return place == 0 ? std::nullopt : std::optional<std::size_t>(place - 1);
}

const Operation* Observer::first_open() const {
  return first_open_ < operations_.size() ? &operations_[first_open_] : nullptr;
}

const Operation* Observer::longest_answered() const {
  return longest_answered_ == 0 ? nullptr : &operations_[longest_answered_ - 1];
}

/// While the invariant holds, all that nodes applied are beginnings of one sequence, so the longest
/// and a count for each node say all.
void Observer::applied(const Shape& shape, NodeId node, Slot slot, const Text& value,
                       bool took_effect, EventNumber at) {
  Slot& last = applied_by_[node.index];
  if (slot.number != last.number + 1)
    violate("prefix", at,
            say(SYNOD_TEXT("%1 applies slot %2, but slot %3 is its next one."), shape.name(node),
                std::to_string(slot.number), std::to_string(last.number + 1)));
  last = slot;
  if (slot.number == 0) return;
  if (slot.number == applied_.size() + 1) {
    applied_.push_back(value);
  } else if (slot.number <= applied_.size() && applied_[slot.number - 1] != value) {
    violate("prefix", at,
            say(SYNOD_TEXT("%1 applies %2 from slot %3, where another node applied %4."),
                shape.name(node), value.str(), std::to_string(slot.number),
                applied_[slot.number - 1].str()));
  }
  if (took_effect) check_once(shape, node, slot, value, at);
}

void Observer::check_once(const Shape& shape, NodeId node, Slot slot, const Text& value,
                          EventNumber at) {
  const auto place = find_operation([&](const Operation& o) { return o.command == value; });
  if (!place) return;  // Nobody's command, asked for by hand: it may well be asked for again.
  const Slot known = operations_[*place].slot;
  if (known == Slot{}) {
    operations_.mutate(*place).slot = slot;
  } else if (known != slot) {
    violate("once", at,
            say(SYNOD_TEXT("%1 applies %2 from slot %3, and it took effect in slot %4 already."),
                shape.name(node), value.str(), std::to_string(slot.number),
                std::to_string(known.number)));
  }
}

void Observer::took_effect(const Shape& shape, NodeId node, Slot slot, const Text& value,
                           SimTime now, EventNumber at) {
  const KeyCommand command = parse_key_command(value);
  if (slot > effective_) {
    effective_ = slot;
    const Text result = watch_.applied(command);
    if (command.client != 0) effect_of_client(slot, value, at);
    if (command.client == 0) effect_by_hand(node, slot, value, result, now, at);
  }
  if (command.client == 0) answer_by_hand(shape, node, slot, now, at);
}

void Observer::effect_of_client(Slot slot, const Text& value, EventNumber at) {
  const auto place = find_operation([&](const Operation& o) { return o.command == value; });
  if (!place) return;
  Operation& operation = operations_.mutate(*place);
  operation.effect_at = at;
  if (operation.slot == slot) watch_.took_effect(operation);
}

/// Commands by hand have no numbers, so equal ones can't be told apart. The first that was asked
/// for counts for the first slot that holds it: the log's order makes that a right reading wherever
/// there is one. What nobody asked for as often as it stands in the log was sent twice by the
/// network, and counts as a command of its own without an answer.
void Observer::effect_by_hand(NodeId node, Slot slot, const Text& value, const Text& result,
                              SimTime now, EventNumber at) {
  const auto waits = [&](std::uint32_t place) {
    return by_hand_[place].command == value && by_hand_[place].slot == Slot{};
  };
  auto found = std::find_if(open_by_hand_.begin(), open_by_hand_.end(), waits);
  const bool again = found == open_by_hand_.end();
  if (again && !is_write(value)) return;
  if (again) asked_by_hand(node, value, now, at);
  Operation& operation = by_hand_.mutate(again ? by_hand_.size() - 1 : *found);
  if (again) open_by_hand_.pop_back();
  operation.slot = slot;
  operation.result = result;
  operation.effect_at = at;
  watch_.took_effect(operation);
}

void Observer::answer_by_hand(const Shape& shape, NodeId node, Slot slot, SimTime now,
                              EventNumber at) {
  const auto found =
      std::find_if(open_by_hand_.begin(), open_by_hand_.end(), [&](std::uint32_t place) {
        return by_hand_[place].client == node && by_hand_[place].slot == slot;
      });
  if (found == open_by_hand_.end()) return;
  Operation& operation = by_hand_.mutate(*found);
  open_by_hand_.erase(found);
  operation.answered = now;
  operation.answered_at = at;
  operation.answered_order = ++order_;
  check_order(shape, operation, at);
}

void Observer::went_back(const Shape& shape, NodeId node, const char* field, const Ballot& before,
                         const Ballot& after, EventNumber at) {
  violate("durability", at,
          say(SYNOD_TEXT("%1's disk went back: %2 fell from %3 to %4."), shape.name(node), field,
              before.str(), after.str()));
}

const Violation* Observer::violation(std::string_view invariant) const {
  const auto found = std::find_if(violations_.begin(), violations_.end(),
                                  [&](const Violation& v) { return v.invariant == invariant; });
  return found == violations_.end() ? nullptr : &*found;
}

void Observer::violate(const char* invariant, EventNumber at, Sentence why) {
  if (violation(invariant) == nullptr) violations_.push_back({invariant, at, std::move(why)});
}

}  // namespace synod
