// Commands of a run, of clients and by hand: asked for, applied, in effect and answered.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "model/base/shape.h"
#include "model/data/shared_log.h"
#include "model/truth/judge.h"
#include "model/truth/operation.h"
#include "model/truth/store_watch.h"

namespace synod {

/// Everything that was asked for, and what became of it. Says where `prefix`, `once` and
/// `linearizable` are broken.
class CommandWatch {
 public:
  /// A client asks for `value`.
  void asked(const Text& value);
  /// `replica` is asked for `command` by hand. It counts as asked for.
  void asked_by_hand(NodeId replica, const Text& command, SimTime now, EventNumber at);
  /// `client` asks for its command `id`. It counts as asked for. Known ones change nothing, unless
  /// the client gives the name of an earlier command to another one.
  void invoked(const Shape& shape, NodeId client, std::uint32_t id, const Text& command,
               SimTime now, EventNumber at, Verdicts& verdicts);
  /// `client` received `result` for its command `id`.
  void answered(const Shape& shape, NodeId client, std::uint32_t id, const Text& result,
                SimTime now, EventNumber at, Verdicts& verdicts);
  /// `node` applied `value`, which stands in `slot`, to its state machine.
  void applied(const Shape& shape, NodeId node, Slot slot, const Text& value, bool took_effect,
               EventNumber at, Verdicts& verdicts);
  /// That took effect: what the command comes to is known from the log, and whoever asked `node`
  /// for it by hand sees it.
  void took_effect(const Shape& shape, NodeId node, Slot slot, const Text& value, SimTime now,
                   EventNumber at, Verdicts& verdicts);
  /// `node` crashed: its state machine is empty again. A client whose disk is lost remembers none
  /// of its commands, and one that crashed waits for no answer.
  void stopped(const Shape& shape, NodeId node, bool disk_lost);

  // As the observer says them.
  const SharedLog<Text>& asked() const { return asked_; }
  const SharedLog<Operation>& operations() const { return operations_; }
  const SharedLog<Operation>& by_hand() const { return by_hand_; }
  const Operation& operation(OperationRef name) const {
    return name.by_hand ? by_hand_[name.place] : operations_[name.place];
  }
  const StoreWatch& watch() const { return watch_; }
  const std::vector<OperationRef>& without_order() const { return without_order_; }
  std::optional<std::size_t> last_operation(NodeId client) const;
  const Operation* first_open() const;
  const Operation* longest_answered() const;
  const SharedLog<Text>& applied() const { return applied_; }
  Slot applied_by(NodeId node) const { return applied_by_[node.index]; }

  /// Calls `see(list)` for each of its lists: for measuring memory.
  template <class See>
  void each_list(See see) const {
    see(asked_);
    see(operations_);
    see(by_hand_);
    see(watch_.keys());
    see(applied_);
  }

 private:
  void note_wait(std::size_t place);
  void check_once(const Shape& shape, NodeId node, Slot slot, const Text& value, EventNumber at,
                  Verdicts& verdicts);
  void check_order(const Shape& shape, const Operation& answered, EventNumber at,
                   Verdicts& verdicts);
  void forget_waiting(NodeId client);
  void effect_of_client(Slot slot, const Text& value, EventNumber at);
  void effect_by_hand(NodeId node, Slot slot, const Text& value, const Text& result, SimTime now,
                      EventNumber at);
  void answer_by_hand(const Shape& shape, NodeId node, Slot slot, SimTime now, EventNumber at,
                      Verdicts& verdicts);
  /// The place of the newest operation that passes `test`; none where none does.
  template <class Test>
  std::optional<std::size_t> find_operation(Test test) const;

  SharedLog<Text> asked_;
  SharedLog<Operation> operations_;
  SharedLog<Operation> by_hand_;
  std::vector<std::uint32_t> open_by_hand_;  ///< The places of those without an answer, ascending.
  StoreWatch watch_;
  std::uint32_t order_ = 0;  ///< How many askings and answers there were.
  Slot effective_;           ///< The last slot that took effect.
  std::vector<OperationRef> without_order_;
  SharedLog<Text> applied_;
  std::array<Slot, max_nodes> applied_by_{};
  NodeSet forgot_;  ///< The clients that lost a disk.
  // What follows from the operations, kept so that nobody has to look through all.
  std::array<std::uint32_t, max_nodes> last_operation_{};  ///< By client; places from 1.
  std::uint32_t first_open_ = 0;                           ///< All before it have their answer.
  std::uint32_t longest_answered_ = 0;                     ///< A place from 1.
};

}  // namespace synod
