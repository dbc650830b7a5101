// Commands of the Cluster menu, done by key at the node that is marked.
#pragma once

#include <QObject>

#include "app/play/player.h"
#include "views/kit/selection.h"

namespace synod::app {

struct WindowParts;

class ClusterCommands : public QObject {
  Q_OBJECT

 public:
  ClusterCommands(Player& player, const WindowParts& parts, QObject* parent);

  /// Asks for a value beside the node that is marked, or the first proposer that is up.
  void propose();
  /// Asks for a value beside `proposer`.
  void propose_at(synod::NodeId proposer);
  /// Lets `proposer` propose; says at its field why it can't.
  void propose_value(synod::NodeId proposer, const synod::Text& value, std::uint32_t round);
  void partition();
  void heal_all();

 signals:
  void refused(const QString& why);

 private:
  const Cluster& world() const { return *player_.frame().world; }
  void partition_into(const QString& sides);

  Player& player_;
  const WindowParts& parts_;
};

/// A proposer that is up, the first by number; none where all are down.
NodeId first_proposer(const Cluster& world);
/// Whom a value is asked for: the node that is marked where it takes one, else the first that asks.
NodeId node_to_ask(const views::Target& marked, const Cluster& world);
/// The first client that is up; without clients, the first proposer.
NodeId first_asker(const Cluster& world);
/// What `node` would do if it were asked for the next request: "P1 proposes blue".
QString first_request(const Cluster& world, NodeId node);

}  // namespace synod::app
