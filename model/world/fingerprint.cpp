// Fingerprint of a world: a hash of its canonical bytes, free of padding and addresses.
#include <fmt/format.h>

#include "model/base/setup.h"
#include "model/world/canonical_bytes.h"
#include "model/world/cluster.h"

namespace synod {

namespace {

/// Everything as it stands.
class Bytes : public PartBytes<Bytes> {
 public:
  using PartBytes::add;

  void add(std::int64_t number) { add(static_cast<std::uint64_t>(number)); }
  void add(std::uint32_t number) { add(std::uint64_t{number}); }
  void add(bool flag) { add(std::uint64_t{flag}); }
  void add(const std::string& text) { add_text(text); }
  void add(const Text& text) { add_text(text.view()); }
  void add(NodeId node) { add(std::uint64_t{node.index}); }
  void add(NodeSet nodes) { add(std::uint64_t{nodes.bits()}); }
  void add_round(std::uint32_t round) { add(round); }
  void add(const VoteBook& book) { add_all(book.counts()); }
  void add(const Table& table) {
    add_rows(table);
    add(table.last());
  }
  template <std::size_t size>
  void add(const Record<size>& record) {
    for (std::size_t i = 0; i < record.infos().size(); ++i) {
      const FieldValue value = record.value(i);
      if (record.infos()[i].rare && is_none(value)) continue;
      std::visit([&](const auto& known) { add(known); }, value);
    }
  }
  void add(const Message& message) {
    add(message.id.number);
    add(message.from);
    add(message.to);
    add(std::uint64_t{message.kind});
    add(message.held);
    add(message.copy);
    add(message.sent_by);
    add(message.sent.ms);
    add(message.due.ms);
    add(message.body);
  }
  void add(const Timer& timer) {
    add(timer.id.number);
    add(timer.node);
    add(std::uint64_t{timer.kind});
    add(timer.set_by);
    add(timer.set.ms);
    add(timer.due.ms);
  }
  void add(const Chosen& chosen) {
    add(chosen.slot.number);
    add(chosen.vote);
    add(chosen.at);
  }
  void add(const Learned& learned) {
    add(learned.node);
    add(learned.slot.number);
    add(learned.value);
    add(learned.at);
  }
  void add(const Operation& operation) {
    add(operation.client);
    add(operation.id);
    add(operation.command);
    add(operation.result);
    add(operation.invoked.ms);
    add(operation.answered.has_value());
    add(operation.answered.value_or(SimTime{}).ms);
    add(operation.slot.number);
    if (operation.forgotten) add(operation.forgotten);
  }
  void add(const Violation& violation) {
    add_text(violation.invariant);
    add(violation.at);
  }
  /// A list and its length, so that no element can be taken for one of the next list.
  template <class List>
  void add_all(const List& list) {
    add(std::uint64_t{list.size()});
    for (const auto& element : list) add(element);
  }
};

void add_setup(Bytes& bytes, const Setup& setup) {
  bytes.add_text(setup.protocol);
  bytes.add(std::uint64_t{setup.shape.together});
  bytes.add(std::uint64_t{setup.shape.proposers});
  bytes.add(std::uint64_t{setup.shape.acceptors});
  bytes.add(std::uint64_t{setup.shape.learners});
  if (setup.shape.clients != 0) bytes.add(std::uint64_t{setup.shape.clients});
  bytes.add(setup.seed);
  bytes.add_all(printed_options(setup.options));
}

/// What only logs and clients know of is left out where there is none of it.
void add_truth(Bytes& bytes, const Observer& observer, const Shape& shape) {
  bytes.add(observer.votes());
  bytes.add_all(observer.chosen());
  bytes.add_all(observer.learned());
  bytes.add_all(observer.proposals());
  bytes.add_all(observer.asked());
  bytes.add_all(observer.violations());
  if (!observer.operations().empty()) {
    bytes.add_text("operations");
    bytes.add_all(observer.operations());
  }
  if (!observer.by_hand().empty()) {
    bytes.add_text("by hand");
    bytes.add_all(observer.by_hand());
  }
  if (!observer.applied().empty()) {
    bytes.add_text("applied");
    bytes.add_all(observer.applied());
    for (NodeId node : shape.all()) bytes.add(observer.applied_by(node).number);
  }
  if (observer.judge().exists()) bytes.add(observer.judge());
}

}  // namespace

Fingerprint fingerprint(const Cluster& world) {
  Bytes bytes;
  add_setup(bytes, *world.setup);
  for (const Node& node : world.nodes) {
    bytes.add(node.state);
    bytes.add(std::uint64_t{node.up} | std::uint64_t{node.paused} << 1);
    bytes.add(node.wiped);
    if (node.disks_lost != 0) bytes.add(std::uint64_t{node.disks_lost});
  }
  for (NodeSet cut : world.cut) bytes.add(cut);
  bytes.add_all(world.in_flight);
  bytes.add_all(world.timers);
  bytes.add_all(world.delivered);
  bytes.add(world.now.ms);
  bytes.add(world.events);
  bytes.add(world.last_id);
  bytes.add(world.random.state());
  add_truth(bytes, world.observer, world.shape());
  const CanonicalBytes::Hash hash = bytes.hash();
  return {hash.high, hash.low};
}

std::string Fingerprint::str() const {
  return fmt::format("{:016x}{:016x}", high, low);
}

}  // namespace synod
