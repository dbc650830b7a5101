#include "app/cluster/cluster_commands.h"

#include <QCoreApplication>

#include "app/cluster/request_popup.h"
#include "app/parts/ask_popup.h"
#include "app/parts/window_parts.h"
#include "model/scenario/parser.h"
#include "model/scenario/runner.h"
#include "model/world/protocol.h"
#include "views/canvas/canvas.h"
#include "views/kit/translated.h"
#include "views/panels/propose_bar.h"

namespace synod::app {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(ClusterCommands)
};

}  // namespace

NodeId first_proposer(const Cluster& world) {
  for (NodeId node : world.shape().with(Role::proposer))
    if (world.node(node).runs()) return node;
  return NodeId::none();
}

NodeId first_asker(const Cluster& world) {
  for (NodeId node : world.shape().with(Role::client))
    if (world.node(node).runs()) return node;
  return first_proposer(world);
}

QString first_request(const Cluster& world, NodeId node) {
  const QString does = world.shape().roles(node).has(Role::client)
                           ? Texts::tr("%1 asks for %2")
                           : views::translated(world.protocol->info().request.does);
  return does.arg(QString::fromStdString(world.name(node)),
                  QString::fromStdString(next_request(world).str()));
}

ClusterCommands::ClusterCommands(Player& player, const WindowParts& parts, QObject* parent)
    : QObject(parent), player_(player), parts_(parts) {}

NodeId node_to_ask(const views::Target& marked, const Cluster& world) {
  const bool asks = marked.kind == views::Target::Kind::node &&
                    world.shape().roles(marked.node).overlaps(world.protocol->info().asked);
  return asks ? marked.node : first_asker(world);
}

void ClusterCommands::propose() {
  const NodeId node = node_to_ask(parts_.canvas->current(), world());
  if (node.exists()) {
    propose_at(node);
  } else {
    emit refused(
        tr("Every node that takes requests is down or paused. Restart or resume one first."));
  }
}

void ClusterCommands::propose_at(NodeId proposer) {
  player_.pause();
  ask_request(
      world(), proposer, *parts_.canvas, [this](const Action& action) { player_.act(action); },
      [this](const QString& why) { emit refused(why); });
}

void ClusterCommands::propose_value(NodeId proposer, const Text& value, std::uint32_t round) {
  const Action action = actions::propose(proposer, value, round);
  if (const auto why = refusal(world(), action)) {
    parts_.propose->show_error(proposer, views::translated(*why));
  } else {
    player_.act(action);
  }
}

void ClusterCommands::heal_all() {
  Action action;
  action.verb = Verb::heal_all;
  player_.act(action);
}

void ClusterCommands::partition() {
  player_.pause();
  const Shape& shape = world().shape();
  QStringList sides[2];
  for (NodeId node : shape.all())
    sides[node.index * 2u < shape.size() ? 0 : 1] << QString::fromStdString(shape.name(node));
  auto* popup =
      new AskPopup(tr("Sides"), sides[0].join(' ') + " | " + sides[1].join(' '), parts_.canvas);
  popup->setToolTip(tr("The nodes of each side, and | between the sides"));
  connect(popup, &AskPopup::answered, this, &ClusterCommands::partition_into);
  popup->ask_at(parts_.canvas->mapToGlobal(parts_.canvas->rect().center()));
}

void ClusterCommands::partition_into(const QString& sides) {
  const auto scenario = parse_scenario("partition " + sides.toStdString());
  if (!scenario) return emit refused(views::translated(scenario.error().why));
  const auto actions = actions_of(world(), scenario->lines.front().command);
  if (!actions) return emit refused(views::translated(actions.error()));
  for (const Action& action : *actions) player_.act(action);
}

}  // namespace synod::app
