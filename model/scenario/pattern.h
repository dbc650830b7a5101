// Patterns of messages: which messages in flight one stands for.
#pragma once

#include <string>
#include <vector>

#include "model/scenario/command.h"
#include "model/world/cluster.h"

namespace synod {

/// The node of that name, or which ones there are.
Result<NodeId> find_node(const Cluster& world, const std::string& name);

/// A pattern with its names looked up in a world.
struct MessageFilter {
  MessageId number;              ///< Where it is not 0, the rest does not matter.
  std::optional<int> kind;       ///< Nothing for any.
  Ballot ballot;                 ///< None for any.
  NodeId from = NodeId::none();  ///< None for any.
  NodeId to = NodeId::none();

  bool fits(const Message& message) const;
};

/// Looks the names of `pattern` up; says which one this world does not have.
Result<MessageFilter> filter_for(const Cluster& world, const MessagePattern& pattern);

/// The messages that a command means, oldest first: every match where FROM or TO is `*`, else the
/// oldest. Those that `verb` can't be done to (held ones can't be delivered, say) are passed over.
/// Says why where none is left.
Result<std::vector<MessageId>> matches(const Cluster& world, Verb verb,
                                       const MessagePattern& pattern);

/// The shortest pattern that means `message` alone, just before `verb` is done to it: kind and
/// link, with the ballot if that is needed, else its number.
MessagePattern pattern_for(const Cluster& world, Verb verb, MessageId message);

}  // namespace synod
