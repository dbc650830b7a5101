// Linearizability of what clients see of a store, watched operation by operation.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/data/shared_log.h"
#include "model/truth/key_frontier.h"

namespace synod {

/// Whether the answers on one key fit an order so far.
enum class Order : std::uint8_t {
  found,    ///< They do.
  none,     ///< They do not: proved.
  unknown,  ///< The search was given up.
};

/// Follows each key of a store by itself: a history is linearizable where the part of each object
/// is (M. Herlihy and J. Wing, "Linearizability", TOPLAS 12 (3), 1990, theorem 1). Commands that
/// touch no key are left out. Once a key's answers fit no order, the key is not looked at any more.
class StoreWatch {
 public:
  void asked(const Operation& operation);
  /// How the key of the operation stands now. `none` where no way is left and every way was kept.
  Order answered(const Operation& operation);
  /// The client of the operation does not wait for it any more.
  void given_up(const Operation& operation);
  /// The next slot of the log takes effect: what its command comes to.
  Text applied(const KeyCommand& command);
  /// It was `operation`, whose slot is known by now.
  void took_effect(const Operation& operation);
  /// The key's answers fit no order after all, or are given up.
  void settle(const Text& key, Order order);

  struct Key {
    Text key;
    Text stored;  ///< What the log has put under it.
    Order order = Order::found;
    KeyFrontier frontier;
  };
  /// Ordered by key.
  const SharedLog<Key, 8>& keys() const { return keys_; }
  /// A key whose search was given up; null where there is none.
  const Key* unknown() const;

 private:
  /// The place of the key, which is made where it is new; nothing for a command without one.
  std::optional<std::size_t> place_of(const KeyCommand& command);

  SharedLog<Key, 8> keys_;
};

}  // namespace synod
