// Facts that 'why' can be asked about.
#pragma once

#include <string>

#include "model/world/event.h"

namespace synod {

/// A fact of a run, as it stands after event `at`.
struct Fact {
  enum class Kind : std::uint8_t {
    event,      ///< That event `at` happened as it did.
    field,      ///< That `field` of `node` has the value that it has.
    message,    ///< That `message` was sent, or is as it is.
    chosen,     ///< That the first vote of `slot` that was chosen is chosen.
    learned,    ///< That `node` has learned what it has for `slot`.
    violation,  ///< That the invariant named `field` is violated.
    slot,       ///< That `slot` of `node`'s log holds the vote that it holds.
    leading,    ///< That `node` leads, since it began to last.
  };
  Kind kind = Kind::event;
  EventNumber at = 0;
  NodeId node;
  std::string field;  ///< A field's name ("promised"), or an invariant's ("agreement").
  MessageId message;
  Slot slot;

  static Fact of_event(EventNumber at) { return {Kind::event, at, {}, {}, {}, {}}; }
  static Fact of_field(EventNumber at, NodeId node, std::string field) {
    return {Kind::field, at, node, std::move(field), {}, {}};
  }
  static Fact of_message(EventNumber at, MessageId message) {
    return {Kind::message, at, {}, {}, message, {}};
  }
  static Fact of_chosen(EventNumber at, Slot slot = {}) {
    return {Kind::chosen, at, {}, {}, {}, slot};
  }
  static Fact of_learned(EventNumber at, NodeId node, Slot slot = {}) {
    return {Kind::learned, at, node, {}, {}, slot};
  }
  static Fact of_slot(EventNumber at, NodeId node, Slot slot) {
    return {Kind::slot, at, node, {}, {}, slot};
  }
  static Fact of_leading(EventNumber at, NodeId node) {
    return {Kind::leading, at, node, {}, {}, {}};
  }
  static Fact of_violation(EventNumber at, std::string invariant) {
    return {Kind::violation, at, {}, std::move(invariant), {}, {}};
  }
  friend bool operator==(const Fact&, const Fact&) = default;
};

}  // namespace synod
