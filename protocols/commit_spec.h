// Gray and Lamport's abstract specification of transaction commit, run beside a protocol as its
// measure.
//
// Jim Gray and Leslie Lamport, "Consensus on Transaction Commit", ACM TODS 31 (1), 2006, section 2:
// TCommit, action by action. It knows no coordinator, no messages and no crashes, only what each
// resource manager is.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "model/base/sentence.h"
#include "model/base/setup.h"

namespace synod {

/// The specification for the participants of one cluster, transaction by transaction: nothing joins
/// one with another.
class CommitSpec {
 public:
  /// `rmState` of a resource manager.
  enum class Manager : std::uint8_t { working, prepared, committed, aborted };
  /// By the index of the node; working where it is no participant.
  using Managers = std::vector<Manager>;
  /// Of each transaction that anything was done in; in all others everybody works.
  using State = std::map<Slot, Managers>;

  explicit CommitSpec(const Setup& setup) : shape_(setup.shape) {}

  /// TCInit.
  static State init() { return {}; }
  static Manager manager(const State& state, Slot transaction, NodeId node);
  /// Takes the action, Prepare(node) or Decide(node), by which `node` becomes `next`; none where it
  /// is that already. Where there is no such action: says why and changes nothing.
  std::optional<Sentence> move(State& state, Slot transaction, NodeId node, Manager next) const;

 private:
  std::optional<Sentence> decides(const Managers& managers, NodeId node, Manager next) const;
  std::string name(NodeId node) const { return shape_.name(node); }

  Shape shape_;
};

}  // namespace synod
