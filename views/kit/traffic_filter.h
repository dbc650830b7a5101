// Filter of kinds of messages: those that the canvas hides.
#pragma once

#include <QObject>
#include <QString>
#include <set>
#include <string>
#include <vector>

#include "model/world/protocol.h"

namespace synod::views {

/// What of the traffic is hidden from sight. It is sent and delivered all the same. Kinds keep
/// their state by their names, so that another run of the same protocol looks alike.
class TrafficFilter : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  /// Takes up what was hidden when the program was used last, and keeps it from now on.
  void remember();
  /// What is hidden in one of the two is hidden in the other, of whatever protocol each is.
  void share_with(TrafficFilter& other);

  /// A part of the traffic that can be hidden: a group of kinds, all that goes to learners, or one
  /// kind.
  struct Part {
    QString name;  ///< "Heartbeats and their answers", or "Prepare (1a)".
    QString help;
    std::vector<std::string> kinds;  ///< By their names; empty for what goes to learners.
    bool to_learners = false;
  };

  /// What can be hidden there, larger parts first, as the protocol itself declares it.
  void set_protocol(const ProtocolInfo& protocol, const Shape& shape);
  const std::vector<Part>& parts() const { return parts_; }

  bool hides(const Part& part) const;
  void hide(const Part& part, bool hidden);
  void show_all();

  bool hides_any() const { return hidden_kinds_ != 0 || hides_learners(); }
  /// Whether a message of that kind to that node is hidden.
  bool hides(std::uint8_t kind, NodeId to) const {
    return (hidden_kinds_ >> kind & 1U) != 0 || (hides_learners() && learners_.contains(to));
  }

 signals:
  void changed();

 private:
  bool hides_learners() const { return to_learners_ && !learners_.empty(); }
  void take_over(const TrafficFilter& other);
  void store() const;
  void count();

  const ProtocolInfo* protocol_ = nullptr;
  std::vector<Part> parts_;
  std::set<std::string> names_;  ///< Of the kinds that are hidden.
  bool to_learners_ = false;
  std::uint64_t hidden_kinds_ = 0;  ///< A bit for each of the protocol's kinds.
  NodeSet learners_;                ///< Those that do nothing but learn.
};

}  // namespace synod::views
