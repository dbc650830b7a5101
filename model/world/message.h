// Messages in flight, and timers.
#pragma once

#include <cstdint>

#include "model/base/ids.h"
#include "model/data/record.h"

namespace synod {

/// How a message kind is called and drawn.
struct MessageKind {
  const char* name;   ///< "prepare": the word of the scenario language.
  const char* title;  ///< "Prepare".
  const char* label;  ///< "1a": the small label on the envelope.
  const char* help;   ///< A marked source text.
};

/// A message under way, or one that was.
struct Message {
  MessageId id;
  NodeId from;
  NodeId to;
  std::uint8_t kind = 0;    ///< Index into the protocol's kinds.
  bool held = false;        ///< Stays in flight until it is released.
  bool copy = false;        ///< Made by the network, not by its sender.
  EventNumber sent_by = 0;  ///< The event that sent it, counted on its path.
  SimTime sent;
  SimTime due;
  Body body;
};

/// The ballot that a message is about: its first field that holds one; none where no field does.
Ballot headline_ballot(const Body& body);
/// The value that a message carries, alone, in a vote or in a log of one slot; none where it
/// carries none, or several.
Text headline_value(const Body& body);

/// A timer that is set at a node.
struct Timer {
  MessageId id;
  NodeId node;
  std::uint8_t kind = 0;  ///< Index into the protocol's timers.
  EventNumber set_by = 0;
  SimTime set;
  SimTime due;
};

}  // namespace synod
