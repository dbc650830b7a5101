// Canonical hash of the parts of a world: the same whatever way led to them.
#pragma once

#include <array>
#include <span>
#include <utility>
#include <vector>

#include "model/explore/key.h"
#include "model/world/canonical_bytes.h"
#include "model/world/cluster.h"

namespace synod::explore {

/// Other names for nodes and values.
struct Renaming {
  std::array<NodeId, max_nodes> nodes{};
  std::vector<std::pair<Text, Text>> values;  ///< What is not in it keeps its name.

  /// Everything keeps its name.
  static Renaming none();
  NodeId operator()(NodeId node) const { return node.exists() ? nodes[node.index] : node; }
  NodeSet operator()(NodeSet set) const;
  const Text& operator()(const Text& value) const;
};

/// The bytes of a part of a world, hashed: free of ids, of times and of whatever else does not
/// matter for what can still happen.
class Canonical : public PartBytes<Canonical> {
 public:
  /// Every round counts as `earlier` rounds less.
  explicit Canonical(const Renaming& renaming, std::uint32_t earlier = 0)
      : rename_(renaming), earlier_(earlier) {}

  using PartBytes::add;
  void add(const Text& value) { add_text(rename_(value).view()); }
  void add(NodeId node) { add(std::uint64_t{rename_(node).index}); }
  void add(NodeSet nodes) { add(std::uint64_t{rename_(nodes).bits()}); }
  void add_round(std::uint32_t round);
  void add(const FieldValue& value);
  template <std::size_t size>
  void add_record(const Record<size>& record) {
    for (std::size_t i = 0; i < record.infos().size(); ++i) {
      const FieldValue value = record.value(i);
      if (record.infos()[i].means == Means::round) {
        add_round(static_cast<std::uint32_t>(std::get<std::int64_t>(value)));
      } else {
        add(value);
      }
    }
  }
  /// What the truth holds that invariants or the future depend on, but no order and no times.
  void add(const Observer& truth, const Shape& shape);
  void add(const StoreWatch::Key& key, const Observer& truth);
  void add(const Deed& deed);

  Key128 hash() const;
  /// The lowest round among all that was added; a very high one where there was none.
  std::uint32_t lowest_round() const { return lowest_; }
  /// The highest; 0 where there was none.
  std::uint32_t highest_round() const { return highest_; }

 private:
  /// Adds the elements in an order that depends on their bytes alone.
  template <class List, class AddOne>
  void add_set(const List& list, AddOne add_one);

  const Renaming& rename_;
  std::uint32_t earlier_;
  std::uint32_t lowest_ = ~0u;
  std::uint32_t highest_ = 0;
};

}  // namespace synod::explore
