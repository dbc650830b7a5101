#include "model/explore/canonical.h"

#include <algorithm>
#include <string>

namespace synod::explore {

Renaming Renaming::none() {
  Renaming same;
  for (std::size_t i = 0; i < max_nodes; ++i) same.nodes[i] = {static_cast<std::uint8_t>(i)};
  return same;
}

NodeSet Renaming::operator()(NodeSet set) const {
  NodeSet renamed;
  for (NodeId node : set) renamed.insert((*this)(node));
  return renamed;
}

const Text& Renaming::operator()(const Text& value) const {
  for (const auto& [from, to] : values)
    if (from == value) return to;
  return value;
}

void Canonical::add_round(std::uint32_t round) {
  if (round != 0) lowest_ = std::min(lowest_, round);
  highest_ = std::max(highest_, round);
  add(std::uint64_t{round - std::min(round, earlier_)});
}

template <class List, class AddOne>
void Canonical::add_set(const List& list, AddOne add_one) {
  std::vector<std::string> parts;
  for (const auto& element : list) {
    Canonical part(rename_, earlier_);
    add_one(part, element);
    lowest_ = std::min(lowest_, part.lowest_);
    highest_ = std::max(highest_, part.highest_);
    parts.push_back(part.take());
  }
  std::sort(parts.begin(), parts.end());
  add(std::uint64_t{parts.size()});
  for (const std::string& part : parts) add_bytes(part);
}

namespace {

/// Names an open operation whatever its place among the askings.
void add_open(Canonical& to, const KeyFrontier::Open& open) {
  to.add(open.client);
  to.add(open.text);
  to.add(std::uint64_t{open.slot.number});
}

/// All askings and answers of a history in their order.
void add_order(Canonical& to, const SharedLog<Operation>& operations) {
  for (const Operation& operation : operations) {
    to.add(operation.client);
    to.add(operation.command);
    to.add(operation.result);
    to.add(std::uint64_t{operation.asked_order});
    to.add(std::uint64_t{operation.answered_order});
  }
}

/// Adds a part of the truth as it stands.
constexpr auto as_it_is = [](Canonical& to, const auto& part) { to.add(part); };

}  // namespace

/// The ways that are left say all that matters of the past: two histories with the same ones go on
/// alike. Where some ways were dropped the whole past is added, so that nothing is mistaken.
void Canonical::add(const StoreWatch::Key& key, const Observer& truth) {
  const KeyFrontier& frontier = key.frontier;
  add(key.key);
  add(static_cast<std::uint64_t>(key.order));
  add(std::uint64_t{frontier.complete()});
  add_set(frontier.open(), add_open);
  add_set(frontier.ways(), [&](Canonical& to, const KeyFrontier::Way& way) {
    to.add(way.value);
    to.add_set(way.marks, [&](Canonical& part, const KeyFrontier::Mark& mark) {
      for (const KeyFrontier::Open& open : frontier.open())
        if (open.call == mark.call) add_open(part, open);
      part.add(mark.result);
    });
  });
  if (frontier.complete()) return;
  add_order(*this, truth.operations());
  add_order(*this, truth.by_hand());
}

void Canonical::add(const FieldValue& value) {
  std::visit(
      [this]<class Known>(const Known& known) {
        if constexpr (std::is_same_v<Known, VoteBook>)
          add_set(known.counts(), as_it_is);
        else if constexpr (std::is_same_v<Known, Table>)
          add_rows(known);
        else if constexpr (std::is_integral_v<Known>)
          add(static_cast<std::uint64_t>(known));
        else
          add(known);
      },
      value);
}

void Canonical::add(const Observer& truth, const Shape& shape) {
  add_set(truth.votes().counts(), as_it_is);
  add_set(truth.chosen(), [](Canonical& to, const Chosen& chosen) {
    to.add(std::uint64_t{chosen.slot.number});
    to.add(chosen.vote);
  });
  add_set(truth.learned(), [](Canonical& to, const Learned& learned) {
    to.add(learned.node);
    to.add(std::uint64_t{learned.slot.number});
    to.add(learned.value);
  });
  add_set(truth.proposals(), as_it_is);
  add_set(truth.asked(), as_it_is);
  add_set(truth.operations(), [](Canonical& to, const Operation& operation) {
    to.add(operation.client);
    to.add(std::uint64_t{operation.id});
    to.add(operation.command);
    to.add(operation.result);
    to.add(std::uint64_t{operation.slot.number} << 1 | std::uint64_t{operation.forgotten});
  });
  add(std::uint64_t{truth.applied().size()});
  for (const Text& value : truth.applied()) add(value);
  std::array<std::uint32_t, max_nodes> applied_by{};
  for (NodeId node : shape.all()) applied_by[rename_(node).index] = truth.applied_by(node).number;
  for (std::uint32_t slot : applied_by) add(std::uint64_t{slot});
  for (const Violation& violation : truth.violations()) add_text(violation.invariant);
  for (const StoreWatch::Key& key : truth.watch().keys()) add(key, truth);
  if (truth.judge().exists()) add_record(truth.judge());
}

void Canonical::add(const Deed& deed) {
  add(static_cast<std::uint64_t>(deed.kind));
  add(deed.node);
  add(std::uint64_t{deed.slot.number});
  add(deed.vote);
  add(deed.number);
  add(std::uint64_t{deed.id});
  add(std::uint64_t{deed.took_effect} | std::uint64_t{deed.disk_lost} << 1);
  add_text(deed.field);
  add(deed.before);
  add(deed.after);
}

Key128 Canonical::hash() const {
  const CanonicalBytes::Hash hash = PartBytes::hash();
  return {hash.high, hash.low};
}

}  // namespace synod::explore
