// Correspondence of messages between two clusters that take the same steps.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/world/cluster.h"
#include "model/world/event.h"
#include "model/world/protocol.h"

namespace synod {

/// Origin of a message, its name where ids mean nothing: the step that made it, its kind's name,
/// its ends, and which it is of those that are alike so far.
struct Origin {
  std::uint32_t step = 0;
  std::string_view kind;
  NodeId from;
  NodeId to;
  std::uint32_t place = 0;

  friend bool operator==(const Origin&, const Origin&) = default;
};

/// Origins of all messages of one cluster, the lost ones included.
class Ledger {
 public:
  /// Begins with what stands in `start`.
  explicit Ledger(const Cluster& start);

  /// Writes down what the event of a step sent, or delivered once more.
  void add(std::uint32_t step, const Event& event);
  /// Forgets what was made after `step`.
  void cut_after(std::uint32_t step);

  /// The origin of a message; nothing where it is not known.
  std::optional<Origin> origin(MessageId id) const;
  /// The message with that origin; nothing where there is none.
  std::optional<MessageId> find(const Origin& origin) const;

 private:
  struct Entry {
    MessageId id;
    Origin origin;
  };
  void add(std::uint32_t step, const Message& message);

  const ProtocolInfo& protocol_;
  std::vector<Entry> entries_;  ///< Ordered by step, and by id.
};

}  // namespace synod
