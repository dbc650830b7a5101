// Canonical bytes of the parts of a world, to be hashed: the same on every machine.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "model/base/ids.h"
#include "model/data/ballot.h"
#include "model/data/slot_log.h"
#include "model/data/table.h"
#include "model/data/vote_book.h"
#include "model/truth/observer.h"

namespace synod {

/// Numbers in eight bytes, little-endian, and texts behind their lengths: free of padding and of
/// addresses.
class CanonicalBytes {
 public:
  CanonicalBytes() { bytes_.reserve(usual_size); }

  struct Hash {
    std::uint64_t high;
    std::uint64_t low;
  };

  void add(std::uint64_t number) {
    char little_endian[8];
    for (int i = 0; i < 8; ++i) little_endian[i] = static_cast<char>(number >> (8 * i) & 0xff);
    bytes_.append(little_endian, sizeof little_endian);
  }
  void add_text(std::string_view text) {
    add(std::uint64_t{text.size()});
    bytes_.append(text);
  }
  /// As they are.
  void add_bytes(std::string_view bytes) { bytes_.append(bytes); }

  std::string take() { return std::move(bytes_); }
  Hash hash() const;

 private:
  static constexpr std::size_t usual_size = 240;  ///< Room for most parts, so that it seldom grows.

  std::string bytes_;
};

/// Adds what states and the truth are made of, in the order of their members. `Self`, which derives
/// from it, says how it writes a Text, a NodeId, a NodeSet and, with `add_round`, a round.
template <class Self>
class PartBytes : public CanonicalBytes {
 public:
  using CanonicalBytes::add;

  void add(const Ballot& ballot) {
    self().add_round(ballot.round);
    add(std::uint64_t{ballot.proposer});
  }
  void add(const Vote& vote) {
    add(vote.ballot);
    self().add(vote.value);
  }
  void add(const VoteCount& count) {
    add(std::uint64_t{count.slot.number});
    add(count.vote);
    self().add(count.acceptors);
  }
  void add(const Proposed& proposed) {
    add(std::uint64_t{proposed.slot.number});
    add(proposed.vote);
    self().add(proposed.proposer);
  }
  void add(const SlotLog& log) {
    add(std::uint64_t{log.size()});
    for (const LogEntry& entry : log) {
      add(std::uint64_t{entry.slot.number});
      add(entry.vote);
      add(std::uint64_t{entry.chosen});
    }
  }
  /// Without the row that was put last.
  void add_rows(const Table& table) {
    add(std::uint64_t{table.size()});
    for (const TableRow& row : table) {
      self().add(row.key);
      self().add(row.value);
    }
  }

 private:
  Self& self() { return static_cast<Self&>(*this); }
};

}  // namespace synod
