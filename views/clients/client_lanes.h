// Operations of clients on lanes, in the order of their asking: numbers only, nothing is drawn
// here.
#pragma once

#include <QString>
#include <vector>

#include "model/line/history.h"

namespace synod::views {

/// Whether clients of that protocol ask for anything at all.
bool has_clients(const Cluster& world);

/// One row of operations that do not overlap, as far as there is room for rows.
struct ClientRow {
  NodeId node;  ///< The client, or the replica that was asked by hand.
  bool by_hand = false;
  bool first = true;                     ///< The first row of its lane: it bears the name.
  std::vector<OperationRef> operations;  ///< In the order of their asking.
};

/// An operation as it stands on its row, in simulated milliseconds.
struct ClientBar {
  OperationRef operation;
  SimTime from;
  SimTime to;         ///< Its answer; without one, where the next operation of its row begins, or
                      ///< the end of the run.
  bool open = false;  ///< It has no answer: it runs on.
};

/// A lane for each client, then one for each replica that was asked by hand. What a replica was
/// asked for at the same time stands in rows below one another, `most_rows` at most.
class ClientLanes {
 public:
  static constexpr std::size_t most_rows = 4;

  /// Takes what is known at the end of a run. With `goes_on` it is the run that was taken last, and
  /// what came after it: then only that is looked at.
  void take(const Cluster& end, bool goes_on);
  void clear();

  const std::vector<ClientRow>& rows() const { return rows_; }
  const Operation& operation(OperationRef name) const {
    return name.by_hand ? by_hand_[name.place] : by_clients_[name.place];
  }
  std::size_t size() const { return by_clients_.size() + by_hand_.size(); }
  SimTime end() const { return end_; }
  ClientBar bar(std::size_t row, std::size_t place) const;
  /// The place in `row` of the first bar that ends after `time`; the number of bars for none.
  std::size_t first_after(std::size_t row, SimTime time) const;
  /// The row and the place of an operation; nothing where it is not there.
  std::optional<std::pair<std::size_t, std::size_t>> find(OperationRef name) const;

 private:
  void add(OperationRef name);
  std::size_t row_for(const Operation& operation, bool by_hand);
  bool is_free(const ClientRow& row, const Operation& next) const;

  Shape shape_;
  SharedLog<Operation> by_clients_;
  SharedLog<Operation> by_hand_;
  std::vector<ClientRow> rows_;
  SimTime end_;
};

/// What an operation does and came to: "x = 2", "x? → 1", "x+=1 → 3", "blue". Without an answer
/// only what was asked.
QString bar_text(const Operation& operation, bool answered);
/// The value that it read or wrote; none where there is none.
Text bar_value(const Operation& operation, bool answered);
/// All that is known of it, in a few lines.
QString told(const Operation& operation, const Shape& shape);

}  // namespace synod::views
