#include "views/why/question.h"

#include <algorithm>
#include <set>

#include "model/data/field_search.h"
#include "model/world/protocol.h"

namespace synod::views {

namespace {

bool was_asked_for(const Text& text, const Cluster& world) {
  const auto& asked = world.observer.asked();
  for (std::size_t i = 0; i < asked.size(); ++i)
    if (asked[i] == text) return true;
  return false;
}

/// How much a field tells of its node, by its kind and by the role that shows it; 0 for nothing.
int weight(const FieldInfo& info, const FieldValue& value, const Cluster& world) {
  if (is_none(value)) return 0;
  if (const auto* text = std::get_if<Text>(&value)) {
    if (!was_asked_for(*text, world)) return 0;
    if (info.roles.has(Role::learner)) return 6;
    return info.roles.has(Role::proposer) ? 5 : 0;
  }
  const bool kept = info.kept == Kept::disk && info.roles.has(Role::acceptor);
  if (std::holds_alternative<Vote>(value) || std::holds_alternative<VoteBook>(value))
    return kept ? 4 : 0;
  if (std::holds_alternative<Ballot>(value)) return kept ? 3 : 2;
  return 0;
}

class Asker {
 public:
  Asker(const LineTrace& line) : line_(line), history_(*line.history()) {}

  Result<Question> about(const Target& target) const {
    switch (target.kind) {
      case Target::Kind::node:
        return target.slot != Slot{} ? about_slot(target.node, target.slot)
                                     : about_node(target.node);
      case Target::Kind::link: return about_link(target.node, target.peer);
      case Target::Kind::message: return about_message(target.message);
      case Target::Kind::event:
        if (target.operation) return about_operation(*target.operation, target.moment);
        return target.slot != Slot{} ? about_slot(target.node, target.slot)
                                     : about_event(target.moment);
      case Target::Kind::none: break;
    }
    return about_event(history_.present());
  }

 private:
  const Cluster& world() const { return history_.world(); }
  EventNumber depth() const { return history_.moment(history_.present()).depth; }

  Result<Question> about_event(MomentId moment) const {
    if (moment == 0 || moment >= history_.size())
      return say(SYNOD_TEXT("Nothing has happened yet: step on, then ask why."));
    return question_about_event(history_, moment);
  }

  Result<Question> about_node(NodeId node) const {
    if (!world().shape().all().contains(node))
      return say(SYNOD_TEXT("There is no such node at this moment."));
    const MomentId present = history_.present();
    if (waits(node)) return Question{present, std::nullopt, node, {}};
    if (is_leading(world().node(node).state) && !changed_besides_leading(node))
      return Question{present, Fact::of_leading(depth(), node), {}, {}};
    if (present != 0 && history_.moment(present).node == node) {
      const Event& event = history_.event(present);
      const char* changed = most_telling(node, &event);
      if (changed == nullptr) return about_event(present);
      return question_about_field(history_, node, changed);
    }
    if (const char* field = most_telling(node, nullptr))
      return question_about_field(history_, node, field);
    for (MomentId id = present; id != 0; id = history_.moment(id).parent)
      if (history_.moment(id).node == node) return about_event(id);
    return say(SYNOD_TEXT("Nothing has happened at %1 yet."), world().name(node));
  }

  /// Of one that has no place in any order: why is that? Of one that waits: why has it no answer?
  Result<Question> about_operation(OperationRef name, MomentId moment) const {
    const Observer& truth = world().observer;
    const auto& without = truth.without_order();
    if (std::find(without.begin(), without.end(), name) != without.end())
      return question_about_violation(history_, "linearizable");
    const auto& all = name.by_hand ? truth.by_hand() : truth.operations();
    const bool open = name.place < all.size() && !all[name.place].answered;
    if (open && !name.by_hand && is_last_of_client(name.place))
      return Question{history_.present(), std::nullopt, all[name.place].client, {}};
    return about_event(moment);
  }

  bool is_last_of_client(std::size_t place) const {
    const auto& all = world().observer.operations();
    for (std::size_t i = place + 1; i < all.size(); ++i)
      if (all[i].client == all[place].client) return false;
    return true;
  }

  /// Whether the client has no answer to what it asked for last.
  bool waits(NodeId client) const {
    const auto& all = world().observer.operations();
    for (std::size_t i = all.size(); i-- > 0;)
      if (all[i].client == client) return !all[i].answered;
    return false;
  }

  /// Whether the present event changed something at a leader that is worth more than its crown.
  bool changed_besides_leading(NodeId node) const {
    const MomentId present = history_.present();
    if (present == 0 || history_.moment(present).node != node) return false;
    const Event& event = history_.event(present);
    const auto is_phase = [&](const Change& change) {
      return change.node == node && change.field.means == Means::phase;
    };
    return !event.changes.empty() &&
           std::none_of(event.changes.begin(), event.changes.end(), is_phase);
  }

  Result<Question> about_slot(NodeId node, Slot slot) const {
    const MomentId present = history_.present();
    if (node.exists()) return Question{present, Fact::of_slot(depth(), node, slot), {}, {}};
    for (const Chosen& chosen : world().observer.chosen())
      if (chosen.slot == slot) return Question{present, Fact::of_chosen(depth(), slot), {}, {}};
    return Question{present, std::nullopt, {}, slot};
  }

  /// The field of `node` that tells most, of those that `event` changed; of all where it is null.
  const char* most_telling(NodeId node, const Event* event) const {
    const State& state = world().node(node).state;
    const Roles roles = world().shape().roles(node);
    const char* best = nullptr;
    int most = 0;
    for (std::size_t i = 0; i < state.infos().size(); ++i) {
      const FieldInfo& info = state.infos()[i];
      if (!info.roles.overlaps(roles) || (event != nullptr && !changes(*event, node, info)))
        continue;
      // Of two alike the later one, which follows from the other.
      if (const int tells = weight(info, state.value(i), world()); tells > 0 && tells >= most) {
        most = tells;
        best = info.name;
      }
    }
    return best;
  }

  static bool changes(const Event& event, NodeId node, const FieldInfo& info) {
    return std::any_of(event.changes.begin(), event.changes.end(), [&](const Change& change) {
      return change.node == node && std::string_view(change.field.name) == info.name;
    });
  }

  /// Who cut it last.
  Result<Question> about_link(NodeId a, NodeId b) const {
    if (!world().is_cut(a, b) && !world().is_cut(b, a))
      return say(
          SYNOD_TEXT("The link %1 – %2 is not cut: point at what travels on it, or at a node."),
          world().name(a), world().name(b));
    for (MomentId id = history_.present(); id != 0; id = history_.moment(id).parent)
      if (cuts(history_.moment(id).action, a, b)) return about_event(id);
    return say(SYNOD_TEXT("That link was cut from the start."));
  }

  static bool cuts(const Action& action, NodeId a, NodeId b) {
    if (action.verb == Verb::cut) return std::minmax(action.node, action.peer) == std::minmax(a, b);
    if (action.verb != Verb::partition) return false;
    const int one = action.side[a.index];
    const int other = action.side[b.index];
    return one != 0 && other != 0 && one != other;
  }

  /// At the present moment; where it was sent later on the line, at the event that sent it.
  Result<Question> about_message(MessageId id) const {
    const TracedMessage* message = line_.trace().message(id);
    if (message == nullptr) return say(SYNOD_TEXT("That message is not on this way of the run."));
    const EventNumber at = std::max(depth(), message->sent_by);
    return Question{history_.line()[at], Fact::of_message(at, id), {}, {}};
  }

  const LineTrace& line_;
  const History& history_;
};

}  // namespace

Result<Question> question_about(const Target& target, const LineTrace& line) {
  return Asker(line).about(target);
}

Question question_about_missing(const History& history) {
  Question question{history.present(), std::nullopt, {}, {}};
  if (!history.world().protocol->info().noop.exists()) return question;
  std::set<Slot> chosen;
  for (const Chosen& known : history.world().observer.chosen()) chosen.insert(known.slot);
  question.slot = {1};
  while (chosen.contains(question.slot)) ++question.slot.number;
  return question;
}

Result<Why> answer_to(const Question& question, const Run& run, const std::atomic<bool>* cancel) {
  if (question.fact) return why(run, *question.fact, cancel);
  if (question.client.exists()) return why_not_answered(run, question.client);
  return why_not_chosen(run, question.slot);
}

Question question_about_field(const History& history, NodeId node, const std::string& field) {
  const MomentId here = history.present();
  const EventNumber at = history.moment(here).depth;
  const State& state = history.world().node(node).state;
  if (meaning_of(state, field) == Means::phase && is_leading(state))
    return {here, Fact::of_leading(at, node), {}, {}};
  return {here, Fact::of_field(at, node, field), {}, {}};
}

Question question_about_chosen(const History& history) {
  const MomentId here = history.present();
  const auto& chosen = history.world().observer.chosen();
  if (chosen.empty()) return question_about_missing(history);
  return {here, Fact::of_chosen(history.moment(here).depth, chosen.back().slot), {}, {}};
}

Question question_about_violation(const History& history, const std::string& invariant) {
  const MomentId here = history.present();
  return {here, Fact::of_violation(history.moment(here).depth, invariant), {}, {}};
}

Question question_about_event(const History& history, MomentId moment) {
  return {moment, Fact::of_event(history.moment(moment).depth), {}, {}};
}

}  // namespace synod::views
