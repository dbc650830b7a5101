// Output of a handler: what a protocol may do to the world around its node.
#pragma once

#include <utility>
#include <vector>

#include "model/base/told_names.h"
#include "model/world/cluster.h"
#include "model/world/event.h"

namespace synod {

/// Output of a handler: messages, timers, and facts for the observer. The state is written before
/// anything that stands here leaves the node.
class Out {
 public:
  /// `event` may be null: then nothing is written down, which is faster.
  Out(Cluster& world, NodeId self, Event* event) : world_(world), self_(self), event_(event) {}

  NodeId self() const { return self_; }
  const Setup& setup() const { return *world_.setup; }
  const Shape& shape() const { return world_.setup->shape; }

  /// Sends to one node. What a node sends to itself is handled within the same event, without a
  /// message.
  template <class M>
  void send(NodeId to, const M& message) {
    tell_what_is_known(message);
    post(to, M::kind, message);
  }
  /// Sends to every node of `to`, in their order.
  template <class M>
  void broadcast(NodeSet to, const M& message) {
    tell_what_is_known(message);
    const Body body = message;
    for (NodeId node : to) post(node, M::kind, body);
  }

  /// Starts a timer, in place of the one of its kind that may run at this node.
  void set_timer(std::uint8_t kind, SimTime delay);
  void cancel_timer(std::uint8_t kind);
  /// What this node's clock shows. Clocks of different nodes agree here; a protocol that compares
  /// clocks of different nodes must say that it relies on that.
  SimTime now() const { return world_.now; }
  /// How many disks this node, a client, has lost.
  std::uint32_t disks_lost() const { return world_.node(self_).disks_lost; }
  /// A number from the world's generator.
  std::int64_t random(Range range) { return world_.random.between(range.low, range.high); }

  /// Tells that this acceptor promised `ballot`, or refused it as it has promised `instead`.
  void promised(const Ballot& ballot);
  void refused(const Ballot& ballot, const Ballot& instead);
  /// Tells the observer that this node puts `vote` to the vote, accepts it, or has learned `value`.
  void proposed(Slot slot, const Vote& vote);
  void accepted(Slot slot, const Vote& vote);
  void learned(Slot slot, const Text& value);
  /// Tells that this node marks or reports `value` as known chosen in `slot`. Logs tell it by
  /// themselves: those of a node once its event is done, those of a message when it is sent.
  void known(Slot slot, const Text& value);
  /// Tells that this node votes `value` about `slot`; a vote is final.
  void voted(Slot slot, const Text& value);
  /// Tells that this node decides `value` about `slot`.
  void decided(Slot slot, const Text& value);
  /// Tells that this node, acting at `number`, writes `vote` into `slot` of the log on its disk;
  /// and that it removes `first` and all behind it from there.
  void stored(Slot slot, const Vote& vote, const Ballot& number);
  void dropped(Slot first);
  /// Tells that this node begins to lead at `number`, and that it leads no more.
  void leads(const Ballot& number);
  void resigned();
  /// Tells that at `number`, at which it leads, a majority of `now` is needed for a decision; and
  /// one of `before` as well, where there are any.
  void members(const Ballot& number, NodeSet now, NodeSet before);
  /// Tells that this node takes, or gives back, what one node at a time may hold.
  void took();
  void let_go();
  /// Tells that this node waits no longer for an answer about `slot`.
  void gave_up(Slot slot);
  /// Tells that this node must take over `vote`, which `from` reported, in `slot`.
  void adopted(NodeId from, const Vote& vote, Slot slot = {});

  /// Tells that this node suspects `node` of having crashed, or trusts it again.
  void suspected(NodeId node) { suspicion(node, true); }
  void trusted(NodeId node) { suspicion(node, false); }
  /// Tells that a client asks for `value` now.
  void asked(const Text& value);
  /// Tells that `client` asks for its command `id`, counted up from 1: `command` is the value as it
  /// stands in the log. It counts as asked for. Telling again what is known changes nothing.
  void invoked(NodeId client, std::uint32_t id, const Text& command);
  /// Tells that `client` received `result` for its command `id`.
  void answered(NodeId client, std::uint32_t id, const Text& result);
  /// Tells that this node applied `value`, which stands in `slot`, to its state machine. `took
  /// effect` is false for no-ops, for repeated commands and where nothing is known of the command.
  void applied(Slot slot, const Text& value, bool took_effect = true);

  /// One sentence that says what happened, and the rule of the paper that it follows. Where the
  /// sentence speaks of numbers, it may have plain words beside it: see `Sentence::plain`.
  template <class... Args>
  void note(const char* rule, const Wording& text, const Args&... args) {
    note_of(Slot{}, rule, text, args...);
  }
  /// The same of one slot of a log.
  template <class... Args>
  void note_of(Slot slot, const char* rule, const Wording& text, const Args&... args) {
    if (event_ != nullptr && event_->detail == Detail::full)
      event_->notes.push_back({Sentence{text.text, {argument(args)...}, text.plain}, rule, slot});
  }

  /// What the node sent to itself and has not handled yet, oldest first.
  struct Local {
    std::uint8_t kind;
    Body body;
  };
  std::vector<Local>& local() { return local_; }

 private:
  template <class M>
  void tell_what_is_known(const M& message);
  /// Tells the observer what `node` did.
  void tell(Deed deed, NodeId node);
  void suspicion(NodeId of, bool began);
  void post(NodeId to, std::uint8_t kind, const Body& body);
  void put_in_flight(Message message);

  using Argument = Sentence::Argument;
  Argument argument(NodeId node) const { return {shape().name(node), Argument::Kind::node}; }
  Argument argument(NodeSet nodes) const { return told_names(shape(), nodes); }
  Argument argument(const Ballot& ballot) const {
    return Argument::number(ballot.str(), ballot.owner());
  }
  Argument argument(const Vote& vote) const { return {vote.str(), Argument::Kind::value}; }
  Argument argument(const Text& text) const { return {text.str(), Argument::Kind::value}; }
  Argument argument(std::size_t number) const { return Argument::count(number); }
  Argument argument(Slot slot) const { return std::to_string(slot.number); }
  Argument argument(const char* text) const { return text; }
  Argument argument(Sentence part) const { return part; }

  Cluster& world_;
  NodeId self_;
  Event* event_;
  std::vector<Local> local_;
};

/// Passes what a node reports as known chosen on to the observer.
class Claims final : public KnownSink {
 public:
  explicit Claims(Out& out) : out_(out) {}
  void known(Slot slot, const Text& value) override { out_.known(slot, value); }

 private:
  Out& out_;
};

template <class M>
void Out::tell_what_is_known(const M& message) {
  if constexpr (has_log<M>()) {
    Claims claims(*this);
    look_at_logs(message, claims);
  }
}

}  // namespace synod
