// The canonical bytes of a world, hashed: little-endian, in a fixed order, free of padding and of
// addresses.
#define XXH_INLINE_ALL
#include <fmt/format.h>
#include <xxhash.h>

#include "model/cluster.h"
#include "model/setup.h"

namespace synod {

namespace {

class Bytes {
 public:
  void add(std::uint64_t number) {
    for (int i = 0; i < 8; ++i) bytes_.push_back(static_cast<char>(number >> (8 * i) & 0xff));
  }
  void add(std::int64_t number) { add(static_cast<std::uint64_t>(number)); }
  void add(std::uint32_t number) { add(std::uint64_t{number}); }
  void add(bool flag) { add(std::uint64_t{flag}); }
  void add(std::string_view text) {
    add(std::uint64_t{text.size()});
    bytes_.append(text);
  }
  void add(const Text& text) { add(text.view()); }
  void add(const Ballot& ballot) {
    add(ballot.round);
    add(ballot.proposer);
  }
  void add(const Vote& vote) {
    add(vote.ballot);
    add(vote.value);
  }
  void add(NodeId node) { add(std::uint64_t{node.index}); }
  void add(NodeSet nodes) { add(nodes.bits()); }
  void add(const VoteBook& book) {
    add(std::uint64_t{book.counts().size()});
    for (const VoteCount& count : book.counts()) {
      add(count.slot.number);
      add(count.vote);
      add(count.acceptors);
    }
  }
  template <std::size_t size>
  void add(const Record<size>& record) {
    for (std::size_t i = 0; i < record.infos().size(); ++i)
      std::visit([&](const auto& value) { add(value); }, record.value(i));
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
    add(timer.due.ms);
  }

  Fingerprint hash() const {
    const XXH128_hash_t hash = XXH3_128bits(bytes_.data(), bytes_.size());
    return {hash.high64, hash.low64};
  }

 private:
  std::string bytes_;
};

void add_truth(Bytes& bytes, const Observer& observer) {
  bytes.add(observer.votes());
  for (const Chosen& chosen : observer.chosen()) {
    bytes.add(chosen.vote);
    bytes.add(chosen.at);
  }
  for (const Learned& learned : observer.learned()) {
    bytes.add(learned.node);
    bytes.add(learned.value);
    bytes.add(learned.at);
  }
  for (const Violation& violation : observer.violations()) {
    bytes.add(std::string_view(violation.invariant));
    bytes.add(violation.at);
  }
}

}  // namespace

Fingerprint fingerprint(const Cluster& world) {
  Bytes bytes;
  bytes.add(world.setup->protocol);
  bytes.add(std::uint64_t{world.nodes.size()});
  for (const std::string& option : printed_options(world.setup->options)) bytes.add(option);
  for (const Node& node : world.nodes) {
    bytes.add(node.state);
    bytes.add(node.up);
    bytes.add(node.wiped);
  }
  for (NodeSet cut : world.cut) bytes.add(cut);
  for (const Message& message : world.in_flight) bytes.add(message);
  for (const Timer& timer : world.timers) bytes.add(timer);
  bytes.add(std::uint64_t{world.delivered.size()});
  bytes.add(world.now.ms);
  bytes.add(world.events);
  bytes.add(world.last_id);
  bytes.add(world.random.state());
  add_truth(bytes, world.observer);
  return bytes.hash();
}

std::string Fingerprint::str() const {
  return fmt::format("{:016x}{:016x}", high, low);
}

}  // namespace synod
