// Obstacles of a ballot at the end of a run.
#pragma once

#include <array>
#include <vector>

#include "model/line/run.h"

namespace synod {

/// A message that was sent, and how it ended.
struct SurveyedMessage {
  Message message;
  Ballot ballot;            ///< The ballot that it is about.
  bool has_value = false;   ///< It carries a value.
  bool in_flight = false;   ///< At the end of the run.
  EventNumber lost_by = 0;  ///< The event at which it, or a copy, was lost; 0 for none.
};

/// Reads a run once, for questions about what is missing at its end.
class Survey {
 public:
  explicit Survey(const Run& run);

  const Cluster& world() const { return world_; }
  EventNumber length() const { return world_.events; }
  /// Every ballot that somebody sent anything about, highest first.
  const std::vector<Ballot>& ballots() const { return ballots_; }

  /// The last message about `ballot` between the two, in `slot` where that is one; null where there
  /// was none.
  const SurveyedMessage* last(NodeId from, NodeId to, const Ballot& ballot, Slot slot = {}) const;
  /// The last message to `to` that passes `test`; null where there was none.
  template <class Test>
  const SurveyedMessage* last_to(NodeId to, Test test) const {
    for (std::size_t i = sent_.size(); i-- > 0;)
      if (sent_[i].message.to == to && test(sent_[i])) return &sent_[i];
    return nullptr;
  }

  /// The highest ballot that an acceptor has on disk, and the event that put it there.
  Ballot promised(NodeId acceptor) const;
  EventNumber promised_by(NodeId acceptor) const { return promised_by_[acceptor.index]; }
  /// The event at which a node went down last, or was paused last, or the link from one to the
  /// other was cut last.
  EventNumber stopped_by(NodeId node) const { return stopped_by_[node.index]; }
  EventNumber paused_by(NodeId node) const { return paused_by_[node.index]; }
  EventNumber cut_by(NodeId from, NodeId to) const { return cut_by_[from.index][to.index]; }

 private:
  void see(const Event& event);
  void see_lost(const Message& lost, EventNumber at);
  void end();

  Cluster world_;
  std::vector<SurveyedMessage> sent_;
  std::vector<Ballot> ballots_;
  std::array<EventNumber, max_nodes> promised_by_{};
  std::array<EventNumber, max_nodes> stopped_by_{};
  std::array<EventNumber, max_nodes> paused_by_{};
  std::array<std::array<EventNumber, max_nodes>, max_nodes> cut_by_{};
};

}  // namespace synod
