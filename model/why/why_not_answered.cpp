// Explanation why a client's command is not answered: how far it came, and what it lacks there.
#include <algorithm>
#include <set>

#include "model/data/field_search.h"
#include "model/why/missing.h"
#include "model/world/protocol.h"

namespace synod {

namespace {

std::string text_of(Slot slot) {
  return std::to_string(slot.number);
}

/// The command that the client waits for; nothing where it waits for none.
std::optional<Operation> waited_for(const Cluster& world, NodeId client) {
  const auto& all = world.observer.operations();
  for (std::size_t i = all.size(); i-- > 0;)
    if (all[i].client == client)
      return all[i].answered ? std::nullopt : std::optional<Operation>(all[i]);
  return std::nullopt;
}

/// Follows a command on its way, from the back: what it has reached needs no telling.
class Journey {
 public:
  Journey(Missing& missing, const Operation& operation)
      : missing_(missing), operation_(operation), command_(operation.command.str()) {}

  void tell() {
    if (!world().node(operation_.client).up)
      return missing_.step(say(SYNOD_TEXT("%1 is down, so nobody asks for %2 any more."),
                               missing_.name(operation_.client), command_),
                           {survey().stopped_by(operation_.client)});
    if (world().node(operation_.client).paused) missing_.tell_of_pause(operation_.client);
    if (operation_.slot != Slot{}) return tell_of_answer();
    if (const Slot slot = chosen_in(); slot != Slot{}) return tell_of_prefix(slot);
    if (const Proposed* proposed = proposed_last()) return tell_of_vote(*proposed);
    if (const NodeId keeper = kept_by(); keeper.exists()) return tell_of_queue(keeper);
    tell_of_request();
  }

 private:
  const Cluster& world() const { return missing_.world(); }
  const Survey& survey() const { return missing_.survey(); }
  NodeSet servers() const { return world().shape().with(Role::acceptor); }

  /// It took effect: only the answer is missing.
  void tell_of_answer() {
    missing_.step(say(SYNOD_TEXT("%1 took effect in slot %2: only the answer has not come."),
                      command_, text_of(operation_.slot)));
    const SurveyedMessage* answer =
        survey().last_to(operation_.client, [this](const SurveyedMessage& sent) {
          return sent.message.sent >= operation_.invoked && (sent.in_flight || sent.lost_by != 0);
        });
    if (answer != nullptr) missing_.tell_of(*answer);
    tell_of_next_try();
  }

  Slot chosen_in() const {
    for (const Chosen& chosen : world().observer.chosen())
      if (chosen.vote.value == operation_.command) return chosen.slot;
    return {};
  }

  Slot first_unchosen() const {
    std::set<Slot> chosen;
    for (const Chosen& known : world().observer.chosen()) chosen.insert(known.slot);
    Slot slot{1};
    while (chosen.contains(slot)) ++slot.number;
    return slot;
  }

  /// It is chosen: what stands before it must be chosen too, and be known.
  void tell_of_prefix(Slot slot) {
    const Slot hole = first_unchosen();
    if (hole < slot) {
      missing_.step(say(SYNOD_TEXT("%1 is %4 in slot %2, but commands take effect in order, and "
                                   "nothing is %4 in slot %3 yet."),
                        command_, text_of(slot), text_of(hole), decision_word(world())),
                    {}, SYNOD_TEXT("Section 3"));
      missing_.tell_of_slot(hole);
      return tell_of_leader();
    }
    missing_.step(say(SYNOD_TEXT("%1 is %3 in slot %2, and so is all before it, but nobody who is "
                                 "up knows that yet."),
                      command_, text_of(slot), decision_word(world())));
    for (const Proposed& proposed : world().observer.proposals())
      if (proposed.slot == slot && proposed.vote.value == operation_.command)
        tell_of_votes_under_way(proposed);
    tell_of_leader();
    tell_of_next_try();
  }

  /// The votes that are on their way to who counts them.
  void tell_of_votes_under_way(const Proposed& proposed) {
    for (NodeId acceptor : servers()) {
      const SurveyedMessage* vote =
          survey().last(acceptor, proposed.proposer, proposed.vote.ballot, proposed.slot);
      if (vote != nullptr && (vote->in_flight || vote->lost_by != 0)) missing_.tell_of(*vote);
    }
  }

  const Proposed* proposed_last() const {
    const Proposed* last = nullptr;
    for (const Proposed& proposed : world().observer.proposals())
      if (proposed.vote.value == operation_.command &&
          (last == nullptr || last->vote.ballot < proposed.vote.ballot))
        last = &proposed;
    return last;
  }

  void tell_of_vote(const Proposed& proposed) {
    missing_.step(
        say(SYNOD_TEXT("%1 was put to the vote in slot %2 at ballot %3, and is not chosen "
                       "yet."),
            command_, text_of(proposed.slot), proposed.vote.ballot.str()),
        {}, SYNOD_TEXT("Phase 2a"));
    missing_.tell_of_slot(proposed.slot);
    tell_of_leader();
    tell_of_next_try();
  }

  bool keeps(NodeId node) const {
    const auto waiting = value_meaning<Table>(world().node(node).state, Means::waiting);
    return waiting && std::any_of(waiting->begin(), waiting->end(), [&](const TableRow& row) {
             return row.value == operation_.command;
           });
  }

  /// A replica in whose queue the command waits; who leads comes first.
  NodeId kept_by() const {
    NodeId keeper;
    for (NodeId node : servers())
      if (world().node(node).up && keeps(node) && (!keeper.exists() || leads(node))) keeper = node;
    return keeper;
  }

  bool leads(NodeId node) const {
    return world().node(node).up && is_leading(world().node(node).state);
  }

  void tell_of_queue(NodeId keeper) {
    const std::string name = missing_.name(keeper);
    if (!leads(keeper)) {
      missing_.step(say(SYNOD_TEXT("%1 waits at %2, which does not lead."), command_, name));
      tell_of_leader();
      return tell_of_next_try();
    }
    const Slot first = first_unchosen();
    missing_.step(
        say(SYNOD_TEXT(
                "%1 waits in the queue of %2, which leads: it puts no more to the vote before "
                "slot %3 is decided."),
            command_, name, text_of(first)),
        {}, SYNOD_TEXT("Section 3"));
    missing_.tell_of_slot(first);
  }

  /// It has reached nobody who keeps it.
  void tell_of_request() {
    const SurveyedMessage* request = nullptr;
    for (NodeId server : servers()) {
      const SurveyedMessage* sent = survey().last_to(server, [this](const SurveyedMessage& other) {
        return headline_value(other.message.body) == operation_.command;
      });
      if (sent != nullptr && (request == nullptr || request->message.id < sent->message.id))
        request = sent;
    }
    if (request == nullptr) {
      missing_.step(say(SYNOD_TEXT("%1 has been sent to nobody yet."), command_));
    } else if (request->in_flight || request->lost_by != 0) {
      missing_.tell_of(*request);
    } else {
      missing_.step(
          say(SYNOD_TEXT("%1 asked %2 for %3, but %2 could do nothing for it, or has "
                         "forgotten it in a crash."),
              missing_.name(operation_.client), missing_.name(request->message.to), command_),
          {request->message.sent_by});
    }
    tell_of_leader();
    tell_of_next_try();
  }

  /// Where nobody leads: who tries to, else who will notice first.
  void tell_of_leader() {
    NodeId paused;
    for (NodeId node : servers()) {
      if (!leads(node)) continue;
      if (world().node(node).runs()) return;
      paused = node;
    }
    if (paused.exists()) {
      missing_.tell_of_pause(paused);
    } else {
      missing_.step(say(SYNOD_TEXT("Nobody who is up leads.")), last_stop());
    }
    const Timer* first = nullptr;
    for (const Timer& timer : world().timers)
      if (servers().contains(timer.node) && world().node(timer.node).runs() &&
          (first == nullptr || timer.due < first->due))
        first = &timer;
    if (first != nullptr) tell_of_timer(*first);
  }

  /// The last crash of a replica that is still down.
  std::vector<EventNumber> last_stop() const {
    EventNumber last = 0;
    for (NodeId node : servers())
      if (!world().node(node).up) last = std::max(last, survey().stopped_by(node));
    return {last};
  }

  void tell_of_next_try() {
    for (const Timer& timer : world().timers)
      if (timer.node == operation_.client && world().node(timer.node).runs())
        return tell_of_timer(timer);
  }

  void tell_of_timer(const Timer& timer) {
    const SimTime left = std::max(SimTime{0}, timer.due - world().now);
    missing_.step(say(SYNOD_TEXT("%1 acts by itself in %3 ms, when its timer '%2' goes off."),
                      missing_.name(timer.node), world().protocol->info().timers[timer.kind],
                      std::to_string(left.ms)),
                  {timer.set_by});
  }

  Missing& missing_;
  const Operation& operation_;
  std::string command_;
};

Sentence question_about(const Operation& operation, const Cluster& world) {
  const std::string name = world.name(operation.client);
  const std::string command = operation.command.str();
  if (operation.slot == Slot{})
    return say(SYNOD_TEXT("Why is %2, for which %1 asks, not applied yet?"), name, command);
  return say(SYNOD_TEXT("Why has %1 no answer to %2 yet?"), name, command);
}

}  // namespace

Result<Why> why_not_answered(const Run& run, NodeId client) {
  Missing missing(run);
  const Cluster& world = missing.world();
  if (!world.shape().with(Role::client).contains(client))
    return say(SYNOD_TEXT("only a client waits for an answer"));
  const std::optional<Operation> operation = waited_for(world, client);
  if (!operation)
    return say(SYNOD_TEXT("%1 waits for nothing: ask it for something first"), world.name(client));
  Journey(missing, *operation).tell();
  return missing.take(Fact::of_event(missing.survey().length()), question_about(*operation, world));
}

}  // namespace synod
