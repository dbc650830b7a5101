// What the Cluster menu does: things that are asked for by key, at the node that is meant.
#pragma once

#include <QObject>

#include "app/player.h"
#include "views/selection.h"

namespace synod::app {

struct WindowParts;

class ClusterCommands : public QObject {
  Q_OBJECT

 public:
  ClusterCommands(Player& player, const views::Selection& selection, const WindowParts& parts,
                  QObject* parent);

  /// Asks for a value beside the node that is meant, or the first proposer that is up.
  void propose();
  /// Asks for a value beside `proposer`.
  void propose_at(synod::NodeId proposer);
  /// Lets `proposer` propose; says at its field why it can't.
  void propose_value(synod::NodeId proposer, const synod::Text& value, std::uint32_t round);
  void kill_or_restart();
  void pause_or_resume();
  void wipe();
  void partition();
  void heal_all();

 signals:
  void refused(const QString& why);

 private:
  const Cluster& world() const { return *player_.frame().world; }
  /// The node that is pointed at or pinned; none, and a word about it, where there is none.
  NodeId meant() const;
  NodeId required();
  void partition_into(const QString& sides);

  Player& player_;
  const views::Selection& selection_;
  const WindowParts& parts_;
};

/// A proposer that is up, the first by number; none where all are down.
NodeId first_proposer(const Cluster& world);
/// A value that nobody has asked for yet.
Text fresh_value(const Cluster& world);

}  // namespace synod::app
