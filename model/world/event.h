// Event: the cause of one action, its messages, its changes and the sentence that explains it.
#pragma once

#include <optional>
#include <vector>

#include "model/base/sentence.h"
#include "model/truth/observer.h"
#include "model/world/action.h"
#include "model/world/message.h"

namespace synod {

/// Why a message never arrived.
enum class Loss : std::uint8_t { chance, cut, down, dropped };

/// A message that was lost, and why.
struct LostMessage {
  Message message;
  Loss why;
};

/// A field that an event changed.
struct Change {
  NodeId node;
  FieldInfo field;
  FieldValue before;
  FieldValue after;
};

/// One sentence about an event and the rule that it follows ("Phase 1b").
struct Note {
  Sentence text;
  const char* rule = "";
  Slot slot;  ///< The slot that it speaks of; 0 where it speaks of none, or of many.
};

/// A proposer that must take a value over: `from` reported `vote` in a Promise.
struct Adoption {
  NodeId from;
  Vote vote;
  Slot slot;  ///< 0 without a log.
};

/// How an acceptor responded to a ballot, in its node or by message: told for every response, also
/// where the proposer is the same node and no message shows it.
struct Response {
  enum class Kind : std::uint8_t { promised, accepted, refused };
  Kind kind = Kind::promised;
  NodeId acceptor;
  Slot slot;       ///< 0 where the answer is about no slot, or about all of them.
  Ballot ballot;   ///< The ballot that it responded to.
  Text value;      ///< What it accepted; none for the other kinds.
  Ballot instead;  ///< Of a refusal: the higher ballot that it has promised.
  /// Where its sentence stands among the event's notes: it is the first that is told after it; of a
  /// refusal the last before it. Behind the last note where there is none.
  std::size_t note = 0;

  friend bool operator==(const Response&, const Response&) = default;
};

/// A node that began or ceased to suspect another of having crashed.
struct Suspicion {
  NodeId by;
  NodeId of;
  bool began = true;   ///< False where trust came back.
  bool wrong = false;  ///< `of` is up: the observer's truth, which `by` can't know.

  friend bool operator==(const Suspicion&, const Suspicion&) = default;
};

/// How much of an event is written down. A summary leaves out sentences and changed fields, which
/// cost more to make than the event itself.
enum class Detail : std::uint8_t { summary, full };

/// All that one action did. A pure function of the moment before and the action, so it is made when
/// it is asked for.
struct Event {
  Detail detail = Detail::full;
  EventNumber number = 0;  ///< Its place on its path, from 1.
  Action action;
  SimTime time;
  NodeId node;  ///< Where it happened; none for what the network did.
  EventNumber cause =
      0;  ///< The event that sent the message or set the timer; 0 for a person's hand.
  std::optional<Message> message;  ///< The message that it is about.
  std::optional<Timer> timer;      ///< The timer that went off.
  bool arrived = true;  ///< False for a delivery that found its receiver down or its link cut.
  std::vector<Message> sent;
  std::vector<LostMessage> lost;
  std::vector<Change> changes;
  std::vector<Note> notes;
  std::vector<Adoption> adopted;  ///< At most one for each slot.
  std::vector<Response> responses;
  std::vector<Suspicion> suspicions;
  std::vector<Chosen> chosen;
  std::vector<Learned> learned;
  std::vector<Violation> violations;
  std::vector<Deed> deeds;  ///< All that the observer saw, in order.
};

}  // namespace synod
