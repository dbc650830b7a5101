#include "views/kit/choices.h"

#include <QCoreApplication>
#include <algorithm>

#include "model/data/field_search.h"
#include "model/world/blocked.h"
#include "model/world/protocol.h"
#include "model/world/quorum.h"
#include "views/kit/translated.h"

namespace synod::views {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(synod::views::Canvas)
};

/// Gathers the choices of one place, leaving out what can't be done.
class ChoiceList {
 public:
  explicit ChoiceList(const Cluster& world) : world_(world) {}

  std::vector<Choice> at(const Target& target) {
    switch (target.kind) {
      case Target::Kind::message: message(target.message); break;
      case Target::Kind::node: node(target.node); break;
      case Target::Kind::link: link(target.node, target.peer); break;
      default: break;
    }
    everywhere();
    ask_why(target);
    return std::move(choices_);
  }

 private:
  QString name(NodeId id) const { return QString::fromStdString(world_.name(id)); }

  void add(Choice choice) {
    if (!choice.actions.empty() && refusal(world_, choice.actions.front())) return;
    choice.separator_before = separate_ && !choices_.empty();
    separate_ = false;
    choices_.push_back(std::move(choice));
  }
  void add(const QString& text, PlaceCommand command, const Action& action) {
    add(Choice{text, command, {action}, {}, 0, false, false});
  }
  void section() { separate_ = true; }

  void message(MessageId id) {
    const Message* message = world_.message(id);
    if (message == nullptr) return;
    const auto on = [&](Verb verb) { return actions::on_message(verb, id); };
    if (message->held) {
      // The second of two actions can't be checked beforehand.
      if (!world_.node(message->to).paused)
        add({Texts::tr("Deliver now"),
             PlaceCommand::deliver,
             {on(Verb::release), on(Verb::deliver)},
             {},
             0,
             false,
             false});
    } else {
      add(Texts::tr("Deliver now"), PlaceCommand::deliver, on(Verb::deliver));
    }
    add(Texts::tr("Hold"), PlaceCommand::hold, on(Verb::hold));
    add(Texts::tr("Release"), PlaceCommand::hold, on(Verb::release));
    add(Texts::tr("Duplicate"), PlaceCommand::duplicate, on(Verb::duplicate));
    add(Texts::tr("Lose"), PlaceCommand::drop, on(Verb::drop));
    section();
    if (message->sent_by != 0)
      add({Texts::tr("Go to the event that sent it"),
           PlaceCommand::none,
           {},
           {},
           message->sent_by,
           false,
           false});
    quorum(headline_ballot(message->body));
    section();
    redeliver(message->from, message->to);
    section();
    // What waits at a door is let in there.
    add(Texts::tr("Resume %1").arg(name(message->to)), PlaceCommand::pause,
        actions::on_node(Verb::resume, message->to));
    link_choices(message->from, message->to);
  }

  void node(NodeId id) {
    add(Texts::tr("Crash %1").arg(name(id)), PlaceCommand::kill, actions::on_node(Verb::crash, id));
    add(Texts::tr("Restart %1").arg(name(id)), PlaceCommand::kill,
        actions::on_node(Verb::restart, id));
    add(Texts::tr("Wipe %1's disk").arg(name(id)), PlaceCommand::wipe,
        actions::on_node(Verb::wipe, id));
    add(Texts::tr("Pause %1").arg(name(id)), PlaceCommand::pause,
        actions::on_node(Verb::pause, id));
    add(Texts::tr("Resume %1").arg(name(id)), PlaceCommand::pause,
        actions::on_node(Verb::resume, id));
    section();
    if (world_.node(id).runs() && world_.shape().roles(id).overlaps(world_.protocol->info().asked))
      request(id);
    for (const Timer& timer : world_.timers) {
      if (timer.node != id) continue;
      const auto& names = world_.protocol->info().timers;
      const QString timer_name = timer.kind < names.size() ? names[timer.kind] : "?";
      add(Texts::tr("Fire the timer '%1' now").arg(timer_name), PlaceCommand::fire,
          actions::fire(timer.id));
    }
    section();
    add(Texts::tr("Cut %1 off from all others").arg(name(id)), PlaceCommand::cut, isolation(id));
    section();
    quorums_at(id);
    section();
    two_histories(id);
  }

  /// Of a node that is blocked: that it can't know better.
  void two_histories(NodeId id) {
    if (!why_blocked(world_, id)) return;
    Choice choice;
    choice.text = Texts::tr("Two histories that %1 can't tell apart").arg(name(id));
    choice.command = PlaceCommand::histories;
    choice.doubts = id;
    add(std::move(choice));
  }

  void request(NodeId id) {
    const ProtocolInfo& protocol = world_.protocol->info();
    if (!takes_wishes(world_, id)) {
      const QString title = Texts::tr("%1…").arg(translated(protocol.request.title));
      add({title, PlaceCommand::propose, {}, id, 0, false, false});
      if (!world_.shape().roles(id).has(Role::acceptor)) return;
    }
    for (const Wish& wish : protocol.wishes) {
      const Action action = actions::propose(id, Text(wish.word));
      // Beside what it may be asked for at any time stands what it can do now.
      if (!takes_wishes(world_, id) && refusal(world_, action)) continue;
      add(title_of(wish), PlaceCommand::none, action);
      const QString title = translated(wish.title);
      if (title.contains(u"%1")) choices_.back().group = title.arg(QStringLiteral("…"));
    }
    two_wishes(id);
  }

  static QString title_of(const Wish& wish) {
    const QString title = translated(wish.title);
    const QString word = QString::fromUtf8(wish.about != nullptr ? wish.about : wish.word);
    return title.contains(u"%1") ? title.arg(word) : title;
  }

  /// Pairs of wishes that one command may ask for, such as to add a node and to remove another.
  void two_wishes(NodeId id) {
    const ProtocolInfo& protocol = world_.protocol->info();
    for (auto first = protocol.wishes.begin(); first != protocol.wishes.end(); ++first)
      for (auto second = first + 1; second != protocol.wishes.end(); ++second) {
        const Text both(std::string(first->word) + second->word);
        if (wish_of(protocol, both) == nullptr) continue;
        const std::size_t before = choices_.size();
        add(Texts::tr("%1, %2").arg(title_of(*first), title_of(*second)), PlaceCommand::none,
            actions::propose(id, both));
        if (choices_.size() > before) choices_.back().group = Texts::tr("Two at once");
      }
  }

  /// The ballot that it proposes at, and those on its disk.
  void quorums_at(NodeId id) {
    std::vector<Ballot> ballots;
    const auto offer = [&](const Ballot& ballot) {
      if (!ballot.exists() || std::find(ballots.begin(), ballots.end(), ballot) != ballots.end())
        return;
      quorum(ballot, ballots.empty());
      ballots.push_back(ballot);
    };
    offer(synod::quorum_of(world_, id).ballot);
    const State& state = world_.node(id).state;
    for (std::size_t i = 0; i < state.infos().size(); ++i) {
      if (state.infos()[i].kept != Kept::disk) continue;
      const FieldValue value = state.value(i);
      if (const auto* ballot = std::get_if<Ballot>(&value)) offer(*ballot);
      if (const auto* vote = std::get_if<Vote>(&value)) offer(vote->ballot);
    }
  }

  void quorum(const Ballot& ballot, bool with_key = true) {
    if (!ballot.exists()) return;
    Choice choice;
    choice.text = Texts::tr("Show the quorum of %1").arg(translated(number_words(world_, ballot)));
    choice.command = with_key ? PlaceCommand::quorum : PlaceCommand::none;
    choice.ballot = ballot;
    add(std::move(choice));
  }

  Action isolation(NodeId id) const {
    Action action{.verb = Verb::partition};
    for (NodeId other : world_.shape().all()) action.side[other.index] = other == id ? 1 : 2;
    return action;
  }

  void link(NodeId near_end, NodeId far_end) {
    link_choices(near_end, far_end);
    section();
    redeliver(near_end, far_end);
    redeliver(far_end, near_end);
  }

  void link_choices(NodeId a, NodeId b) {
    add(Texts::tr("Cut %1 – %2, both ways").arg(name(a), name(b)), PlaceCommand::cut,
        actions::on_link(Verb::cut, a, b, true));
    add(Texts::tr("Cut %1 → %2 only").arg(name(a), name(b)), PlaceCommand::cut_one_way,
        actions::on_link(Verb::cut, a, b, false));
    add(Texts::tr("Cut %1 → %2 only").arg(name(b), name(a)), PlaceCommand::none,
        actions::on_link(Verb::cut, b, a, false));
    add(Texts::tr("Heal %1 – %2").arg(name(a), name(b)), PlaceCommand::cut,
        actions::on_link(Verb::heal, a, b, true));
    if (world_.is_cut(a, b) && world_.is_cut(b, a)) {
      add(Texts::tr("Heal %1 → %2 only").arg(name(a), name(b)), PlaceCommand::cut_one_way,
          actions::on_link(Verb::heal, a, b, false));
      add(Texts::tr("Heal %1 → %2 only").arg(name(b), name(a)), PlaceCommand::none,
          actions::on_link(Verb::heal, b, a, false));
    }
  }

  /// What arrived over this link lately, to be delivered once more.
  void redeliver(NodeId from, NodeId to) {
    constexpr int most = 3;
    const auto& past = world_.delivered;
    int found = 0;
    for (std::size_t i = past.size(); i > 0 && found < most; --i) {
      const Message& message = past[i - 1];
      if (message.from != from || message.to != to) continue;
      ++found;
      add(Texts::tr("Deliver again: %1, %2 → %3")
              .arg(translated(describe(world_, message)), name(from), name(to)),
          PlaceCommand::none, actions::on_message(Verb::redeliver, message.id));
    }
  }

  /// The question that is meant at that place.
  QString why_words(const Target& target) const {
    if (target.kind != Target::Kind::node) return Texts::tr("Why?");
    const auto& all = world_.observer.operations();
    for (std::size_t i = all.size(); i-- > 0;)
      if (all[i].client == target.node && !all[i].answered) return Texts::tr("Why no answer yet?");
    if (world_.node(target.node).up && is_leading(world_.node(target.node).state))
      return Texts::tr("Why does %1 lead?").arg(name(target.node));
    return Texts::tr("Why?");
  }

  /// A link that is whole has nothing to explain.
  void ask_why(const Target& target) {
    if (target.kind == Target::Kind::link && !world_.is_cut(target.node, target.peer) &&
        !world_.is_cut(target.peer, target.node))
      return;
    if (world_.events == 0) return;
    section();
    Choice choice;
    choice.text = why_words(target);
    choice.command = PlaceCommand::why;
    choice.why = true;
    add(std::move(choice));
  }

  void everywhere() {
    section();
    add({Texts::tr("Partition by a line…"), PlaceCommand::draw_line, {}, {}, 0, true, false});
    for (NodeId id : world_.shape().all()) {
      if (world_.cut[id.index].empty()) continue;
      add(Texts::tr("Heal all links"), PlaceCommand::heal_all, {.verb = Verb::heal_all});
      break;
    }
  }

  const Cluster& world_;
  std::vector<Choice> choices_;
  bool separate_ = false;
};

}  // namespace

std::vector<Choice> choices_at(const Cluster& world, const Target& target) {
  return ChoiceList(world).at(target);
}

std::optional<Action> click_action(const Cluster& world, const Target& target, bool shift) {
  switch (target.kind) {
    case Target::Kind::message: return actions::on_message(Verb::drop, target.message);
    case Target::Kind::node: {
      if (shift) return actions::on_node(Verb::wipe, target.node);
      const bool up = world.node(target.node).up;
      return actions::on_node(up ? Verb::crash : Verb::restart, target.node);
    }
    case Target::Kind::link: {
      const bool there = world.is_cut(target.node, target.peer);
      const bool back = world.is_cut(target.peer, target.node);
      const bool heals = shift ? there : there || back;
      return actions::on_link(heals ? Verb::heal : Verb::cut, target.node, target.peer, !shift);
    }
    default: return std::nullopt;
  }
}

Action partition_by_line(const std::vector<Spot>& places, Spot from, Spot to) {
  Action action{.verb = Verb::partition};
  for (std::size_t i = 0; i < places.size() && i < max_nodes; ++i) {
    const double turn =
        (to.x - from.x) * (places[i].y - from.y) - (to.y - from.y) * (places[i].x - from.x);
    action.side[i] = turn < 0 ? 1 : 2;
  }
  return action;
}

std::vector<CanvasKey> canvas_keys() {
  return {
      {Texts::tr("Tab, Shift+Tab"), Texts::tr("Mark the next or previous node, link or message")},
      {Texts::tr("Enter, Shift+Enter"), Texts::tr("The same as a click, or as Shift+click")},
      {Texts::tr("Ctrl+Enter"), Texts::tr("The same as Ctrl+click: pin its details")},
      {Texts::tr("Menu"), Texts::tr("All that can be done there")},
      {Texts::tr("Esc"), Texts::tr("Clear the selection")},
  };
}

}  // namespace synod::views
