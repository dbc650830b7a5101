// Linearizations of one key: every order in which its operations may have taken effect so far.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "model/truth/key_command.h"
#include "model/truth/operation.h"

namespace synod {

/// Follows the operations on one key as they are asked for and answered, and keeps every way in
/// which they may have taken effect: the value, and which of those that wait for an answer are done
/// already. Where no way is left, the operations have no order. This is just-in-time linearization
/// (G. Lowe, "Testing for linearizability", Concurrency and Computation 29 (4), 2017, section 4):
/// an operation is done only when an answer asks for it. It looks at each answer once and forgets
/// it, so its cost is that of what goes on at the same time and not that of the history.
///
/// A read changes nothing, so it is not done at a place of its own: the values that it may have
/// seen since it was asked for are kept with each way.
///
/// Copies share the ways.
class KeyFrontier {
 public:
  /// An operation that waits for its answer.
  struct Open {
    std::uint32_t call = 0;  ///< Its `Operation::asked_order`.
    NodeId client;
    Text text;
    KeyCommand command;
    Slot slot;  ///< Where the log has it; 0 where it is in no slot yet.

    bool reads() const { return command.kind == KeyCommand::Kind::get; }
  };
  /// Of a write: it is done, and came to `result`. Of a read: it may have seen `result`.
  struct Mark {
    std::uint32_t call = 0;
    Text result;

    friend auto operator<=>(const Mark&, const Mark&) = default;
  };
  /// One way in which all may have gone.
  struct Way {
    Text value;
    std::vector<Mark> marks;  ///< Ascending, of open operations alone.

    friend auto operator<=>(const Way&, const Way&) = default;
  };

  /// `operation` was asked for. Earlier ones keep their places.
  void asked(const Operation& operation, const KeyCommand& command);
  /// The log has it in `slot`. That proves nothing of the order in which clients saw it; where
  /// there are more ways than are kept, those stay that the log agrees with.
  void took_effect(std::uint32_t call, Slot slot);
  /// Nobody waits for it any more. A write may still take effect; a read tells nothing.
  void given_up(std::uint32_t call);
  /// It was answered. False where no way is left.
  bool answered(const Operation& operation, const KeyCommand& command);

  const std::vector<Open>& open() const { return open_; }
  const std::vector<Way>& ways() const { return ways_->all; }
  /// Whether every way is kept. Where not, 'no way is left' is no proof.
  bool complete() const { return complete_; }

  static constexpr std::size_t most_ways = 32;
  static constexpr std::size_t most_open = 64;
  static constexpr std::size_t most_steps = 512;  ///< Of one answer.
  static constexpr std::size_t most_seen = 32;    ///< Values kept for one read.
  /// The same once some ways were dropped, so that nothing can be proved by those that are left.
  static constexpr std::size_t few_ways = 4;
  static constexpr std::size_t few_steps = 32;

 private:
  struct Ways {
    std::vector<Way> all;    ///< Ascending.
    std::optional<Way> log;  ///< The one of them in which all went in the order of the log.
  };
  class Advance;
  static std::shared_ptr<const Ways> start();
  const Open* find(std::uint32_t call) const;
  void forget(std::uint32_t call);
  void keep(Ways ways);
  std::size_t strangeness(const Way& way) const;

  std::vector<Open> open_;  ///< In the order of their asking.
  std::shared_ptr<const Ways> ways_ = start();
  Slot reached_;  ///< The last slot of those that were answered.
  bool complete_ = true;
};

}  // namespace synod
