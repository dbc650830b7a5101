#include "model/data/table.h"

namespace synod {

std::size_t Table::place_of(const Text& key) const {
  std::size_t low = 0;
  std::size_t high = rows_.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (rows_[middle].key < key) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

bool Table::contains(const Text& key) const {
  const std::size_t at = place_of(key);
  return at < rows_.size() && rows_[at].key == key;
}

Text Table::get(const Text& key) const {
  const std::size_t at = place_of(key);
  return at < rows_.size() && rows_[at].key == key ? rows_[at].value : Text();
}

void Table::put(const Text& key, const Text& value) {
  const std::size_t at = place_of(key);
  if (at >= rows_.size() || rows_[at].key != key) {
    rows_.insert(at, {key, value});
  } else if (rows_[at].value != value) {
    rows_.mutate(at).value = value;
  }
  last_ = at;
}

}  // namespace synod
