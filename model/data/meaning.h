// Meanings of fields: what a view or an explanation may ask for, of any protocol.
#pragma once

#include <cstdint>

namespace synod {

/// Meaning of a field. A view or an explanation that needs something of a node or of a message asks
/// for a meaning, never for a name.
enum class Means : std::uint8_t {
  nothing,   ///< It matters to its protocol alone.
  number,    ///< The number that it acts at, or that a message is about: a ballot, a term, a view.
  round,     ///< A part of such numbers that counts up.
  promised,  ///< The number below which a node takes part in nothing any more.
  vote,      ///< What it voted for last.
  wants,     ///< What it was asked for.
  proposes,  ///< What it puts to the vote.
  value,     ///< Of a message: what it carries, a value, a vote or a part of a log.
  phase,     ///< What it is doing at its number: a word with a stage.
  leader,    ///< Who leads, as far as it knows.
  suspects,  ///< The nodes that it suspects of having crashed.
  elects,    ///< The nodes that let it act at its number.
  members,   ///< The nodes whose votes count, as far as it knows; none where all do.
  decides,   ///< The nodes that voted for what it put to the vote.
  waiting,   ///< Requests that wait for their turn.
  log,       ///< What it accepted, slot by slot.
  snapshot,  ///< A table that stands for the start of its log; its row "slot" tells up to where.
  holds,  ///< Of each other node, the last slot up to which that one's log is known to be its own.
  sends,  ///< Of each other node, the slot that it sends that one next.
  store,  ///< The state machine's keys and values.
  decided,  ///< What it knows to be decided.
  lock,     ///< What a transaction that is not over yet is to do with its store.
  since,    ///< When it locked that, in simulated milliseconds.
};

/// How far on the way to leading a node is in a phase.
enum class Stage : std::uint8_t { none, candidate, leader };

/// A phase by its word, and what it is.
struct PhaseWord {
  const char* word;
  Stage stage = Stage::none;
};

}  // namespace synod
