// Keys and their values: the store of a replicated state machine.
#pragma once

#include "model/base/text.h"
#include "model/data/shared_log.h"

namespace synod {

/// A key and what stands under it.
struct TableRow {
  Text key;
  Text value;

  friend bool operator==(const TableRow&, const TableRow&) = default;
};

/// A table of texts, ordered by key.
///  1. Copies share what they have in common; changing a copy never shows in the original.
///  2. A key stands in it once.
class Table {
 public:
  /// The value under `key`; none where there is no such key.
  Text get(const Text& key) const;
  bool contains(const Text& key) const;
  /// Puts `value` under `key`, in place of what was there.
  void put(const Text& key, const Text& value);

  std::size_t size() const { return rows_.size(); }
  bool empty() const { return rows_.empty(); }
  /// The rows in the order of their keys.
  const SharedLog<TableRow>& rows() const { return rows_; }
  SharedLog<TableRow>::iterator begin() const { return rows_.begin(); }
  SharedLog<TableRow>::iterator end() const { return rows_.end(); }
  /// The key that was put last; none in an empty table.
  Text last() const { return rows_.empty() ? Text() : rows_[last_].key; }

  friend bool operator==(const Table&, const Table&) = default;

 private:
  std::size_t place_of(const Text& key) const;

  SharedLog<TableRow> rows_;
  std::size_t last_ = 0;  ///< The place of the row that was put last.
};

}  // namespace synod
