#include "model/explore/canonical.h"

#define XXH_INLINE_ALL
#include <algorithm>
#include <xxhash.h>

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

void Canonical::add(std::uint64_t number) {
  char little_endian[8];
  for (int i = 0; i < 8; ++i) little_endian[i] = static_cast<char>(number >> (8 * i) & 0xff);
  bytes_.append(little_endian, sizeof little_endian);
}

void Canonical::add_text(std::string_view text) {
  add(std::uint64_t{text.size()});
  bytes_.append(text);
}

void Canonical::add_round(std::uint32_t round) {
  if (round != 0) lowest_ = std::min(lowest_, round);
  highest_ = std::max(highest_, round);
  add(std::uint64_t{round - std::min(round, earlier_)});
}

void Canonical::add(const Ballot& ballot) {
  add_round(ballot.round);
  add(std::uint64_t{ballot.proposer});
}

void Canonical::add(const Vote& vote) {
  add(vote.ballot);
  add(vote.value);
}

template <class List, class AddOne>
void Canonical::add_set(const List& list, AddOne add_one) {
  std::vector<std::string> parts;
  for (const auto& element : list) {
    Canonical part(rename_, earlier_);
    add_one(part, element);
    lowest_ = std::min(lowest_, part.lowest_);
    highest_ = std::max(highest_, part.highest_);
    parts.push_back(std::move(part.bytes_));
  }
  std::sort(parts.begin(), parts.end());
  add(std::uint64_t{parts.size()});
  for (const std::string& part : parts) bytes_ += part;
}

namespace {

struct AddField {
  Canonical& to;
  void operator()(bool flag) const { to.add(std::uint64_t{flag}); }
  void operator()(std::int64_t number) const { to.add(static_cast<std::uint64_t>(number)); }
  void operator()(const Text& text) const { to.add(text); }
  void operator()(const Ballot& ballot) const { to.add(ballot); }
  void operator()(const Vote& vote) const { to.add(vote); }
  void operator()(NodeId node) const { to.add(node); }
  void operator()(NodeSet nodes) const { to.add(nodes); }
  void operator()(const SlotLog& log) const {
    to.add(std::uint64_t{log.size()});
    for (const LogEntry& entry : log) {
      to.add(std::uint64_t{entry.slot.number});
      to.add(entry.vote);
      to.add(std::uint64_t{entry.chosen});
    }
  }
  void operator()(const Table& table) const {
    to.add(std::uint64_t{table.size()});
    for (const TableRow& row : table) {
      to.add(row.key);
      to.add(row.value);
    }
  }
};

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

void add_count(Canonical& to, const VoteCount& count) {
  to.add(std::uint64_t{count.slot.number});
  to.add(count.vote);
  to.add(count.acceptors);
}

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
  if (const auto* book = std::get_if<VoteBook>(&value)) return add_set(book->counts(), add_count);
  std::visit(
      [this](const auto& plain) {
        if constexpr (!std::is_same_v<std::decay_t<decltype(plain)>, VoteBook>)
          AddField{*this}(plain);
      },
      value);
}

void Canonical::add(const Observer& truth, const Shape& shape) {
  add_set(truth.votes().counts(), add_count);
  add_set(truth.chosen(), [](Canonical& to, const Chosen& chosen) {
    to.add(std::uint64_t{chosen.slot.number});
    to.add(chosen.vote);
  });
  add_set(truth.learned(), [](Canonical& to, const Learned& learned) {
    to.add(learned.node);
    to.add(std::uint64_t{learned.slot.number});
    to.add(learned.value);
  });
  add_set(truth.proposals(), [](Canonical& to, const Proposed& proposed) {
    to.add(std::uint64_t{proposed.slot.number});
    to.add(proposed.vote);
    to.add(proposed.proposer);
  });
  add_set(truth.asked(), [](Canonical& to, const Text& value) { to.add(value); });
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
  add(std::uint64_t{deed.id});
  add(std::uint64_t{deed.took_effect} | std::uint64_t{deed.disk_lost} << 1);
  add_text(deed.field);
  add(deed.before);
  add(deed.after);
}

Key128 Canonical::hash() const {
  const XXH128_hash_t hash = XXH3_128bits(bytes_.data(), bytes_.size());
  return {hash.high64, hash.low64};
}

}  // namespace synod::explore
