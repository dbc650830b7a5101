// Trace of a line: all its events and messages, for diagrams, tables and charts.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/line/history.h"

namespace synod {

/// A message and its fate: arrived, lost or in flight.
struct TracedMessage {
  enum class End : std::uint8_t { in_flight, arrived, lost };

  MessageId id;
  NodeId from;
  NodeId to;
  std::uint8_t kind = 0;     ///< Index into the protocol's kinds.
  bool copy = false;         ///< Made by the network, not by its sender.
  Ballot ballot;             ///< The ballot that it is about; none where it is about none.
  Text value;                ///< The value that it carries; none where it carries none.
  EventNumber sent_by = 0;   ///< The event that put it in flight.
  SimTime sent;              ///< When it, or this copy of it, was put in flight.
  SimTime due;               ///< When it would arrive if nobody interfered.
  End end = End::in_flight;  ///< At the end of the line.
  Loss loss = Loss::chance;  ///< Why it was lost, where it was.
  EventNumber ended_by = 0;  ///< The event at which it arrived or was lost.
  SimTime ended;
};

/// An event in a few words. Its responses and the messages that it sent stand in the trace's lists,
/// from `first_…` up to those of the next event.
struct TracedEvent {
  MomentId moment = 0;
  SimTime time;
  Verb verb = Verb::propose;
  NodeId node;                ///< Where it happened; none for what the network did.
  NodeId peer;                ///< The other end of a link that was cut or healed.
  bool both_ways = true;      ///< Of such a link.
  EventNumber cause = 0;      ///< The event that sent the message or set the timer; 0 for a hand.
  std::int32_t message = -1;  ///< The message that it is about, as an index; -1 for none.
  std::int16_t timer = -1;    ///< Index into the protocol's timers; -1 where none went off.
  std::uint32_t first_sent = 0;  ///< Index of the first message that it put in flight.
  std::uint32_t first_response = 0;
  bool arrived = true;  ///< False for a delivery that found its receiver down or its link cut.
  bool chosen = false;  ///< A vote became chosen here.
  bool learned = false;
  bool violated = false;
  NodeSet live;            ///< The nodes that are up after it.
  NodeSet paused;          ///< Those of them that are paused.
  NodeSet blocked;         ///< Those that can only wait for others' repair.
  std::uint8_t reach = 0;  ///< The most running acceptors that one running proposer can talk with.
  Text value;              ///< Of a proposal: what was asked for.
  std::uint32_t slots_chosen = 0;   ///< How many slots the observer knows to be chosen.
  std::uint32_t applied_most = 0;   ///< The last slot that the foremost live learner applied.
  std::uint32_t applied_least = 0;  ///< The last slot that the slowest live learner applied.
};

/// From `at` on a node held itself for the leader, at that ballot; without a ballot it did no more.
struct TracedLead {
  EventNumber at = 0;
  NodeId node;
  Ballot ballot;

  friend bool operator==(const TracedLead&, const TracedLead&) = default;
};

/// A client's command and when it had its answer.
struct TracedCommand {
  NodeId client;
  std::uint32_t id = 0;  ///< Counted up from 1 by its client.
  Text command;
  EventNumber asked_by = 0;
  SimTime asked;
  EventNumber answered_by = 0;  ///< 0 where it waits at the end of the line.
  SimTime answered;

  bool is_answered() const { return answered_by != 0; }
};

/// What a node kept locked, and from when until when.
struct TracedLock {
  NodeId node;
  Text what;
  EventNumber taken_by = 0;
  SimTime taken;
  EventNumber released_by = 0;  ///< 0 where it is locked at the end of the line.
  SimTime released;

  bool is_over() const { return released_by != 0; }
};

/// Follows a history's line, its recorded future included.
///  1. `events()[n]` is event n of the line; `events()[0]` stands for the start.
///  2. Messages are ordered by id, and so by the event that put them in flight.
///  3. What stays the same from one call of `follow` to the next is not looked at again.
class Trace {
 public:
  /// Brings the trace up to date. False where nothing had changed.
  bool follow(const History& history);
  /// The same, but takes in no more than `most` new events; those after them wait for another call.
  bool follow(const History& history, EventNumber most);
  /// How many events of the line the trace still lacks.
  EventNumber behind(const History& history) const;
  /// Forgets everything: another history is to be followed.
  void clear();

  std::span<const TracedEvent> events() const { return events_; }
  std::span<const TracedMessage> messages() const { return messages_; }
  /// The messages that event `number` put in flight, copies that the network made included.
  std::span<const TracedMessage> sent_by(EventNumber number) const;
  /// How acceptors responded at event `number`.
  std::span<const Response> responses_of(EventNumber number) const;
  std::span<const Response> responses() const { return responses_; }
  /// Who began or ceased to lead, in the order of events.
  std::span<const TracedLead> leads() const { return leads_; }
  /// The commands of all clients, in the order in which they were asked for.
  std::span<const TracedCommand> commands() const { return commands_; }
  /// What nodes kept locked, in the order in which it was locked.
  std::span<const TracedLock> locks() const { return locks_; }
  /// The message of that id; null where there was none.
  const TracedMessage* message(MessageId id) const;
  /// Another number whenever what was told may have been taken back. In between events are only
  /// added, and messages come to their ends.
  std::size_t generation() const { return generation_; }
  /// How many events the line has; `events().size() - 1`, or 0 before the first `follow`.
  EventNumber length() const {
    return events_.empty() ? 0 : static_cast<EventNumber>(events_.size() - 1);
  }

 private:
  void begin(const Cluster& start);
  /// Forgets every event after `last`.
  void cut_after(EventNumber last);
  void add(const Event& event, const Cluster& after, MomentId moment);
  std::int32_t index_of(MessageId id) const;
  void end_message(const Message& message, TracedMessage::End end, const Event& event,
                   Loss why = Loss::chance);
  void note_sent(const Message& message);
  void note_lead(NodeId node, const Event& event, const Cluster& after);
  void note_commands(const Event& event, const Cluster& after);
  void note_lock(NodeId node, const Event& event, const Cluster& after);
  /// The ballot at which `node` leads; none where it does not.
  Ballot lead_of(NodeId node) const;

  std::vector<TracedEvent> events_;
  std::vector<TracedMessage> messages_;
  std::vector<Response> responses_;
  std::vector<TracedLead> leads_;
  std::vector<TracedCommand> commands_;
  std::vector<TracedLock> locks_;
  std::size_t generation_ = 0;
  std::vector<std::size_t> waiting_;  ///< Places of the commands that are not answered.
  std::vector<std::size_t> held_;     ///< Places of the locks that are not over.
};

/// The most acceptors that one proposer can talk with, both ways, itself included: of those that
/// are up and not paused.
std::size_t reachable_acceptors(const Cluster& world);

}  // namespace synod
