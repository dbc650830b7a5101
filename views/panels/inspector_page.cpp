#include "views/panels/inspector_page.h"

#include <QCoreApplication>
#include <algorithm>

#include "model/base/told_names.h"
#include "model/world/blocked.h"
#include "model/world/protocol.h"
#include "model/world/quorum.h"
#include "views/kit/cast_words.h"
#include "views/kit/told_at.h"
#include "views/kit/translated.h"
#include "views/kit/vote_words.h"

namespace synod::views {

namespace {

QString text(const std::string& word) {
  return QString::fromStdString(word);
}

/// Makes the pages about one frame.
class PageMaker {
  Q_DECLARE_TR_FUNCTIONS(synod::views::Inspector)

 public:
  PageMaker(const Frame& frame, const History& history, LevelOfDetail level)
      : frame_(frame), history_(history), world_(*frame.world), level_(level) {}

  InspectorPage about(const Target& target) const {
    switch (target.kind) {
      case Target::Kind::node:
        if (has(target.node)) return about_node(target.node);
        break;
      case Target::Kind::link:
        if (has(target.node) && has(target.peer)) return about_link(target.node, target.peer);
        break;
      case Target::Kind::message: return about_message(target.message);
      case Target::Kind::event:
        if (target.moment != 0 && target.moment < history_.size())
          return about_event(target.moment);
        break;
      case Target::Kind::none: break;
    }
    return about_cluster();
  }

 private:
  /// Before the first event nothing has a cause.
  std::optional<Target> why_at_all(const Target& target) const {
    if (frame_.moment == 0) return std::nullopt;
    return target;
  }

  bool has(NodeId node) const { return world_.shape().all().contains(node); }
  QString name(NodeId node) const { return text(world_.name(node)); }
  const ProtocolInfo& protocol() const { return world_.protocol->info(); }
  QString milliseconds(SimTime time) const { return tr("%1 ms").arg(time.ms); }

  QString title_of(const Message& message) const { return message_told(world_, message, level_); }
  bool numbers() const { return level_ != LevelOfDetail::basic; }
  bool shows(const FieldInfo& info, const FieldValue& value) const {
    return numbers() || !is_number(info, value);
  }

  /// The moment of an event on the way to the one that is shown.
  std::optional<MomentId> moment_of(EventNumber number) const {
    if (number == 0 || number >= history_.line().size()) return std::nullopt;
    return history_.line()[number];
  }

  // --- the cluster -----------------------------------------------------------------------------

  InspectorPage about_cluster() const {
    InspectorPage page;
    page.caption = tr("Cluster");
    page.why = why_at_all({});
    page.title = translated(protocol().title);
    const Setup& setup = *world_.setup;
    page.rows.push_back(nodes_row(setup.shape));
    add_quorum_rows(page, setup);
    if (const QString apart = quorums_apart_told(setup); !apart.isEmpty())
      page.sections.push_back({tr("Quorums"), {{apart, {}, std::nullopt, true}}});
    page.rows.push_back({tr("time"), {word(milliseconds(world_.now))}, tr("Simulated time")});
    page.rows.push_back(
        {tr("in flight"),
         {world_.in_flight.empty() ? muted(tr("no message"))
                                   : word(QString::number(world_.in_flight.size()))},
         tr("How many messages are under way")});
    NodeSet down;
    for (NodeId node : world_.shape().all())
      if (!world_.node(node).up) down.insert(node);
    page.rows.push_back({tr("down"),
                         {down.empty() ? muted(tr("nobody"))
                                       : word(translated(told_names(world_.shape(), down)))}});
    if (const NodeSet still = paused_nodes(); !still.empty())
      page.rows.push_back({tr("paused"),
                           {word(translated(told_names(world_.shape(), still)))},
                           tr("Nodes that are paused: messages wait until they are resumed")});
    if (const int cuts = cut_links(); cuts != 0)
      page.rows.push_back({tr("cut links"), {word(QString::number(cuts))}});
    add_this_step(page, {});
    return page;
  }

  FieldRow nodes_row(const Shape& shape) const {
    if (!shape.apart() && shape.cast->node.traits == Roles::all())
      return {tr("nodes"),
              {word(shape.clients == 0 ? tr("%1, all roles").arg(shape.together)
                    : shape.clients == 1
                        ? tr("%1, all roles · 1 client").arg(shape.together)
                        : tr("%1, all roles · %2 clients").arg(shape.together).arg(shape.clients))},
              translated(shape.cast->node.does)};
    return {tr("nodes"), {word(cluster_letters(shape))}, cluster_words(shape)};
  }

  /// One row where both phases ask for as many.
  void add_quorum_rows(InspectorPage& page, const Setup& setup) const {
    if (!is_chosen_by_votes(world_) || !numbers()) return;
    if (setup.q1() == setup.q2()) {
      page.rows.push_back(quorum_row(tr("quorum"), setup.q1(),
                                     tr("How many acceptors make a quorum, in either phase")));
      return;
    }
    page.rows.push_back(
        quorum_row(tr("quorum 1"), setup.q1(), tr("How many Promises make a phase-1 quorum")));
    page.rows.push_back(
        quorum_row(tr("quorum 2"), setup.q2(), tr("How many acceptances make a phase-2 quorum")));
  }

  FieldRow quorum_row(const QString& row, std::size_t size, const QString& help) const {
    const std::size_t voters = world_.shape().with(Role::acceptor).size();
    LinePiece meter{LinePiece::Kind::meter};
    meter.filled = static_cast<int>(size);
    meter.total = static_cast<int>(voters);
    return {row, {word(tr("%1 of %2").arg(size).arg(voters)), meter}, help};
  }

  NodeSet paused_nodes() const {
    NodeSet still;
    for (NodeId node : world_.shape().all())
      if (world_.node(node).paused) still.insert(node);
    return still;
  }

  int cut_links() const {
    int cuts = 0;
    for (NodeId a : world_.shape().all())
      for (NodeId b : world_.shape().all())
        if (a < b && (world_.is_cut(a, b) || world_.is_cut(b, a))) ++cuts;
    return cuts;
  }

  // --- a node ----------------------------------------------------------------------------------

  InspectorPage about_node(NodeId id) const {
    InspectorPage page;
    const Node& node = world_.node(id);
    const Roles roles = world_.shape().roles(id);
    page.caption = role_words(world_.shape(), id);
    page.title = name(id);
    page.node = id;
    page.why = why_at_all(Target::at_node(id));
    if (!node.up) page.status = node.wiped ? tr("down, disk lost") : tr("down");
    if (node.up && node.wiped) page.status = tr("disk empty");
    if (node.paused) page.status = node.wiped ? tr("paused, disk empty") : tr("paused");
    const auto& infos = node.state.infos();
    for (std::size_t i = 0; i < infos.size(); ++i) {
      const FieldValue value = node.state.value(i);
      if (infos[i].roles.overlaps(roles) && !(infos[i].rare && is_none(value)) &&
          shows(infos[i], value))
        page.rows.push_back(field_row(id, infos[i], value));
    }
    add_timers(page, id);
    add_door(page, id);
    add_blocked(page, id);
    add_this_step(page, id);
    add_node_buttons(page, id);
    return page;
  }

  FieldRow field_row(NodeId id, const FieldInfo& info, const FieldValue& value) const {
    FieldRow row{QString::fromUtf8(info.name), pieces_of(value, world_, level_),
                 translated(info.help)};
    if (info.kept == Kept::disk) row.mark = tr("disk");
    row.asks = history_.present() != 0;
    if (frame_.covers(id, info.name)) {
      row.value = {cover_piece()};
      return row;
    }
    if (const auto* nodes = std::get_if<NodeSet>(&value)) {
      LinePiece meter{LinePiece::Kind::meter};
      meter.filled = static_cast<int>(nodes->size());
      meter.total = static_cast<int>(world_.shape().with(Role::acceptor).size());
      row.value.push_back(meter);
    }
    if (frame_.last != nullptr)
      for (const Change& change : frame_.last->changes)
        if (change.node == id && std::string_view(change.field.name) == info.name)
          show_change(row, change);
    return row;
  }

  /// before → after, in the place of the value.
  void show_change(FieldRow& row, const Change& change) const {
    row.changed = true;
    // Of what has many parts, those that changed are marked.
    if (const auto* log = std::get_if<SlotLog>(&change.after)) {
      row.value = log_pieces(*log, std::get_if<SlotLog>(&change.before), world_, level_);
      return;
    }
    if (std::holds_alternative<Table>(change.after)) return;
    row.value = pieces_of(change.before, world_, level_);
    LinePiece arrow = word(QStringLiteral("→"));
    arrow.glued = true;
    row.value.push_back(arrow);
    for (LinePiece& piece : pieces_of(change.after, world_, level_)) {
      if (piece.kind == LinePiece::Kind::word) piece.kind = LinePiece::Kind::strong;
      row.value.push_back(std::move(piece));
    }
  }

  void add_timers(InspectorPage& page, NodeId id) const {
    for (const Timer& timer : world_.timers)
      if (timer.node == id)
        page.rows.push_back(
            {tr("timer"),
             {word(QString::fromUtf8(protocol().timers[timer.kind])), muted(timer_time(timer))},
             tr("A timer that runs at this node")});
  }

  QString timer_time(const Timer& timer) const {
    if (!world_.node(timer.node).paused) return tr("at %1 ms").arg(timer.due.ms);
    return tr("at %1 ms, or as soon as it is resumed").arg(timer.due.ms);
  }

  /// What waits for a node that is paused.
  void add_door(InspectorPage& page, NodeId id) const {
    if (!world_.node(id).paused) return;
    const auto waits = [id](const Message& m) { return m.to == id && !m.held; };
    const auto count = std::count_if(world_.in_flight.begin(), world_.in_flight.end(), waits);
    page.rows.push_back(
        {tr("waiting messages"),
         {count == 0 ? muted(tr("no message")) : word(QString::number(count))},
         tr("How many messages are on their way to it, and wait until it is resumed")});
  }

  void add_blocked(InspectorPage& page, NodeId id) const {
    const auto why = why_blocked(world_, id);
    if (!why) return;
    page.status = tr("blocked");
    page.sections.push_back({tr("Blocked"), {{translated(*why), {}}}});
    page.buttons.push_back(
        {tr("Two histories"),
         tr("Show two runs that %1 can't tell apart, side by side: in each another outcome is "
            "decided")
             .arg(name(id)),
         AskedHistories{id}});
  }

  void add_node_buttons(InspectorPage& page, NodeId id) const {
    if (!world_.node(id).up) {
      page.buttons.push_back({tr("Restart"), tr("Start %1 again; it reads its disk").arg(name(id)),
                              actions::on_node(Verb::restart, id)});
      return;
    }
    if (!world_.node(id).paused && world_.shape().roles(id).has(Role::proposer))
      page.buttons.push_back({tr("%1…").arg(translated(world_.protocol->info().request.title)),
                              tr("Ask %1 for a value").arg(name(id)), id});
    page.buttons.push_back({tr("Crash"),
                            tr("Stop %1: its memory is lost, its disk is kept").arg(name(id)),
                            actions::on_node(Verb::crash, id)});
    if (world_.node(id).paused) {
      page.buttons.push_back({tr("Resume"), tr("Let %1 go on where it stopped").arg(name(id)),
                              actions::on_node(Verb::resume, id)});
    } else {
      page.buttons.push_back({tr("Pause"),
                              tr("Pause %1: messages wait until it is resumed").arg(name(id)),
                              actions::on_node(Verb::pause, id)});
    }
  }

  /// What the present event did, where `id` had a part in it (everywhere, where it is none).
  void add_this_step(InspectorPage& page, NodeId id) const {
    if (frame_.last == nullptr) return;
    const Event& event = *frame_.last;
    if (id.exists() && event.node.exists() && event.node != id) return;
    PageSection section{tr("This step"), sentences(event)};
    if (!section.texts.empty()) page.sections.push_back(std::move(section));
  }

  std::vector<PageText> sentences(const Event& event) const {
    std::vector<PageText> texts;
    for (const Note& note : event.notes)
      texts.push_back({translated(told_at(level_, note.text)), rule_at(level_, note.rule)});
    return texts;
  }

  // --- a message -------------------------------------------------------------------------------

  InspectorPage about_message(MessageId id) const {
    if (const Message* message = world_.message(id)) return about_flying(*message);
    for (const LostMessage& lost : frame_.losses)
      if (lost.message.id == id) return about_lost(lost);
    constexpr std::size_t looked_at = 5000;
    const auto& past = world_.delivered;
    for (std::size_t i = past.size(); i-- > 0 && past.size() - i < looked_at;)
      if (past[i].id == id) return about_delivered(past[i]);
    return about_cluster();
  }

  InspectorPage message_page(const Message& message) const {
    InspectorPage page;
    const MessageKind& kind = protocol().messages[message.kind];
    page.caption =
        numbers() ? tr("Message · %1").arg(QString::fromUtf8(kind.label)) : tr("Message");
    page.title = translated(kind.title);
    page.why = why_at_all(Target::at_message(message.id));
    page.rows.push_back(
        {tr("way"), {word(tr("%1 → %2").arg(name(message.from), name(message.to)))}});
    for (std::size_t i = 0; i < message.body.infos().size(); ++i) {
      const FieldInfo& info = message.body.infos()[i];
      const FieldValue value = message.body.value(i);
      if (shows(info, value))
        page.rows.push_back({QString::fromUtf8(info.name), pieces_of(value, world_, level_),
                             translated(info.help)});
    }
    page.rows.push_back({tr("sent"), {word(milliseconds(message.sent))}});
    return page;
  }

  InspectorPage about_flying(const Message& message) const {
    InspectorPage page = message_page(message);
    page.rows.push_back({tr("due"), {word(milliseconds(message.due))}});
    if (message.held) page.status = tr("held");
    if (message.copy) page.rows.push_back({tr("copy"), {word(tr("made by the network"))}});
    const bool waits = world_.node(message.to).paused;
    if (waits && !message.held) page.status = tr("waits at the door of %1").arg(name(message.to));
    page.sections.push_back({tr("If it arrives now"), arrival_told(message)});
    add_sender(page, message);
    const auto button = [&](const QString& label, const QString& help, Verb verb) {
      page.buttons.push_back({label, help, actions::on_message(verb, message.id)});
    };
    if (message.held) {
      button(tr("Release"), tr("Let it go on"), Verb::release);
    } else {
      if (!waits) button(tr("Deliver"), tr("Let it arrive now"), Verb::deliver);
      button(tr("Hold"), tr("Keep it in flight until it is released"), Verb::hold);
    }
    button(tr("Duplicate"), tr("Put one more copy in flight"), Verb::duplicate);
    button(tr("Lose"), tr("Let the network lose it"), Verb::drop);
    if (waits)
      page.buttons.push_back({tr("Resume %1").arg(name(message.to)),
                              tr("Let %1 go on where it stopped").arg(name(message.to)),
                              actions::on_node(Verb::resume, message.to)});
    return page;
  }

  std::vector<PageText> arrival_told(const Message& message) const {
    if (frame_.answers_hidden) return {{tr("Covered: ask the class first."), {}}};
    if (world_.node(message.to).paused)
      return {
          {tr("%1 is paused: it can't arrive before %1 is resumed.").arg(name(message.to)), {}}};
    return sentences(arrival_of(message));
  }

  /// What would happen if the message arrived next: found out by letting it.
  Event arrival_of(const Message& message) const {
    Cluster copy = world_;
    Event event;
    if (message.held) act(copy, actions::on_message(Verb::release, message.id));
    act(copy, actions::on_message(Verb::deliver, message.id), &event);
    return event;
  }

  InspectorPage about_lost(const LostMessage& lost) const {
    InspectorPage page = message_page(lost.message);
    page.status = tr("lost");
    add_sender(page, lost.message);
    return page;
  }

  InspectorPage about_delivered(const Message& message) const {
    InspectorPage page = message_page(message);
    page.status = tr("arrived");
    add_sender(page, message);
    page.buttons.push_back({tr("Deliver again"), tr("The network delivers it once more"),
                            actions::on_message(Verb::redeliver, message.id)});
    return page;
  }

  void add_sender(InspectorPage& page, const Message& message) const {
    if (const auto moment = moment_of(message.sent_by))
      page.sections.push_back({tr("Sent by event %1").arg(message.sent_by), linked_story(*moment)});
  }

  std::vector<PageText> linked_story(MomentId moment) const {
    std::vector<PageText> texts = sentences(history_.event(moment));
    for (PageText& line : texts) line.moment = moment;
    return texts;
  }

  // --- a link ----------------------------------------------------------------------------------

  InspectorPage about_link(NodeId a, NodeId b) const {
    InspectorPage page;
    page.caption = tr("Link");
    page.title = tr("%1 – %2").arg(name(a), name(b));
    const bool there = world_.is_cut(a, b);
    const bool back = world_.is_cut(b, a);
    if (there || back) page.status = there && back ? tr("cut") : tr("cut one way");
    if (there || back) page.why = why_at_all(Target::at_link(a, b));
    add_direction(page, a, b);
    add_direction(page, b, a);
    if (there || back)
      page.buttons.push_back({tr("Heal"), tr("Let messages pass again, both ways"),
                              actions::on_link(Verb::heal, a, b, true)});
    if (!there || !back)
      page.buttons.push_back({tr("Cut"), tr("Lose what is on it and what is sent over it"),
                              actions::on_link(Verb::cut, a, b, true)});
    return page;
  }

  void add_direction(InspectorPage& page, NodeId from, NodeId to) const {
    const bool is_cut = world_.is_cut(from, to);
    FieldRow row{tr("%1 → %2").arg(name(from), name(to)),
                 {is_cut ? strong(tr("cut")) : word(tr("open"))}};
    for (const Message& message : world_.in_flight) {
      if (message.from != from || message.to != to) continue;
      row.value.push_back(word(QStringLiteral("·")));
      row.value.back().glued = true;
      row.value.push_back(word(translated(protocol().messages[message.kind].title)));
      if (const Ballot ballot = headline_ballot(message.body); ballot.exists() && numbers())
        row.value.push_back(ballot_piece(ballot));
      if (const Text value = headline_value(message.body); value.exists())
        row.value.push_back(value_piece(value));
    }
    page.rows.push_back(std::move(row));
  }

  // --- an event --------------------------------------------------------------------------------

  bool is_still_asked_for(MomentId moment) const {
    return frame_.answers_hidden &&
           history_.moment(moment).depth > history_.moment(frame_.moment).depth;
  }

  InspectorPage about_event(MomentId moment) const {
    if (is_still_asked_for(moment)) return about_covered_event(moment);
    const Event event = history_.event(moment);
    InspectorPage page;
    page.why = Target::at_event(moment);
    page.caption = tr("Event %1 · %2 ms").arg(event.number).arg(event.time.ms);
    page.title = event.message         ? title_of(*event.message)
                 : event.node.exists() ? name(event.node)
                                       : tr("Network");
    if (event.message)
      page.rows.push_back(
          {tr("way"),
           {word(tr("%1 → %2").arg(name(event.message->from), name(event.message->to)))}});
    for (const Change& change : event.changes) {
      if (!shows(change.field, change.after)) continue;
      FieldRow row{
          QStringLiteral("%1.%2").arg(name(change.node), QString::fromUtf8(change.field.name)),
          {},
          translated(change.field.help)};
      show_change(row, change);
      row.changed = false;
      page.rows.push_back(std::move(row));
    }
    if (!event.sent.empty()) page.rows.push_back({tr("sent"), sent_pieces(event)});
    page.sections.push_back({tr("What happened"), sentences(event)});
    const QString done = translated(decision_word(world_));
    for (const Chosen& chosen : event.chosen)
      page.sections.push_back({tr("Truth (no node can see this)"),
                               {{tr("%1 is %2.").arg(told(chosen.vote), done), {}}}});
    for (const Violation& violation : event.violations)
      page.sections.push_back(
          {tr("Violated"), {{translated(violation.why), {}, std::nullopt, true}}});
    const std::vector<MomentId> way =
        event.cause != 0 ? history_.path(moment) : std::vector<MomentId>();
    if (event.cause < way.size() && event.cause != 0)
      page.sections.push_back(
          {tr("Caused by event %1").arg(event.cause), linked_story(way[event.cause])});
    return page;
  }

  InspectorPage about_covered_event(MomentId moment) const {
    InspectorPage page;
    page.caption = tr("Event %1").arg(history_.moment(moment).depth);
    page.title = QStringLiteral("?");
    page.sections.push_back({tr("What happens"), {{tr("Covered: ask the class first."), {}}}});
    return page;
  }

  QString told(const Vote& vote) const { return text(numbers() ? vote.str() : vote.value.str()); }

  Pieces sent_pieces(const Event& event) const {
    const Message& first = event.sent.front();
    Pieces pieces{word(tr("%1 ×").arg(event.sent.size())),
                  word(translated(protocol().messages[first.kind].title))};
    if (const Ballot ballot = headline_ballot(first.body); ballot.exists() && numbers())
      pieces.push_back(ballot_piece(ballot));
    return pieces;
  }

  const Frame& frame_;
  const History& history_;
  const Cluster& world_;
  LevelOfDetail level_;
};

}  // namespace

InspectorPage page_about(const Target& target, bool pinned, const Frame& frame,
                         const History& history, LevelOfDetail level) {
  InspectorPage page = PageMaker(frame, history, level).about(target);
  page.caption = page.caption.toUpper();
  if (pinned) page.caption = PageMaker::tr("%1 · pinned").arg(page.caption);
  return page;
}

}  // namespace synod::views
