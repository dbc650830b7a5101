// Clusters that are worth putting beside a given one.
#pragma once

#include <QString>
#include <string>
#include <vector>

#include "model/base/setup.h"

namespace synod::app {

/// A cluster for the right-hand side.
struct TwinPreset {
  QString name;
  QString help;
  QString problem;  ///< Why it can't stand beside the left one; empty where it can.
  Setup setup;
};

/// In the order in which people choose: the protocol's wrong variants (or the right one, where the
/// left is wrong), retry, other quorums, other protocols.
std::vector<TwinPreset> twin_presets(const Setup& left);

/// "Basic Paxos", "Basic Paxos · bug no-adopt": a cluster by what is not as usual.
QString cluster_name(const Setup& setup);

/// `setup` with some of its lines replaced: "option bug no-adopt", "protocol multi". Says
/// what is wrong with them, or with what they come to.
Result<Setup> changed_setup(const Setup& setup, const std::vector<std::string>& lines);

}  // namespace synod::app
