// Set of the states that a search has met.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace synod::explore {

/// A set of keys that only grows: linear probing in many small tables, so that growing copies a
/// small part at a time and never needs twice the memory.
template <class Key>
class SeenSet {
 public:
  /// Adds a key. False where it was there.
  bool insert(const Key& key) {
    const std::uint64_t hash = key.hash();
    Table& table = tables_[hash >> (64 - table_bits)];
    if (table.used * 5 >= table.slots.size() * 4) grow(table);
    if (!place(table, key, hash)) return false;
    ++table.used;
    ++size_;
    return true;
  }

  /// Asks the processor to fetch what `insert` will look at.
  void prefetch(const Key& key) const {
    const std::uint64_t hash = key.hash();
    const Table& table = tables_[hash >> (64 - table_bits)];
    if (!table.slots.empty()) __builtin_prefetch(&table.slots[slot_of(table, hash)], 1);
  }

  std::size_t size() const { return size_; }
  /// How many bytes it holds.
  std::size_t bytes() const { return slots_ * sizeof(Key); }

 private:
  static constexpr unsigned table_bits = 8;
  struct Table {
    std::vector<Key> slots;
    std::size_t used = 0;
  };

  /// Scales the hash to the table's size, which keeps the sizes free to be no powers of two.
  static std::size_t slot_of(const Table& table, std::uint64_t hash) {
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::size_t>(Wide{hash << table_bits} * table.slots.size() >> 64);
  }

  static bool place(Table& table, const Key& key, std::uint64_t hash) {
    for (std::size_t i = slot_of(table, hash);;) {
      Key& slot = table.slots[i];
      if (slot == key) return false;
      if (!slot.exists()) {
        slot = key;
        return true;
      }
      if (++i == table.slots.size()) i = 0;
    }
  }

  void grow(Table& table) {
    std::vector<Key> old(std::max<std::size_t>(16, table.slots.size() * 3 / 2));
    slots_ += old.size() - table.slots.size();
    old.swap(table.slots);
    for (const Key& key : old)
      if (key.exists()) place(table, key, key.hash());
  }

  std::array<Table, 1u << table_bits> tables_;
  std::size_t size_ = 0;
  std::size_t slots_ = 0;
};

}  // namespace synod::explore
