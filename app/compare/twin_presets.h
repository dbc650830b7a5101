// Suggestions of a second cluster to compare with a given one.
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

/// "Basic Paxos", "Basic Paxos · bug no-adopt": a cluster by its options that differ from the
/// defaults.
QString cluster_name(const Setup& setup);

/// `setup` with some of its lines replaced: "option bug no-adopt", "protocol multi". Says
/// what is wrong with them, or with the setup that they make.
Result<Setup> changed_setup(const Setup& setup, const std::vector<std::string>& lines);

}  // namespace synod::app
