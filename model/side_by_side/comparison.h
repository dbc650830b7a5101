// Comparison of two clusters: what they have in common, and where they differ.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/side_by_side/side.h"
#include "model/world/cluster.h"

namespace synod {

/// Something that is not the same on both sides, as each of them has it.
struct Difference {
  NodeId node;             ///< None where it is what was chosen.
  std::string_view field;  ///< The field's name; "up" for a node that is down on one side alone,
                           ///< "chosen" for what was chosen.
  Both<std::string> value;

  friend bool operator==(const Difference&, const Difference&) = default;
};

/// Why two such clusters can't be put side by side; nothing where they can. Both need as many
/// servers with the same roles, whatever they are called and whatever clients they have.
std::optional<Sentence> twin_problem(const Setup& left, const Setup& right);

/// Compares the worlds of two clusters that can stand side by side.
///  1. Fields belong together by their names and their kind of data.
///  2. A field that only one side has, or that differs before anything happened, means something
///     else there, and is never compared. Neither is a client that only one side has.
///  3. What was chosen is compared as values in slots; the one decision of a protocol without a log
///     stands in slot 1.
///  4. Of protocols whose nodes are of other kinds nothing is compared: fields and slots mean other
///     things there, and each goes by its own clock.
class Comparison {
 public:
  /// From the worlds in which nothing has happened yet.
  Comparison(const Cluster& left, const Cluster& right);

  /// How many fields of a node differ, its being up included. 0 for a node that one side lacks.
  std::size_t count(const Cluster& left, const Cluster& right, NodeId node) const;
  /// All that differs: what was chosen, then by node, then in the order of the left's fields.
  std::vector<Difference> differences(const Cluster& left, const Cluster& right) const;

 private:
  using FieldPair = Both<std::size_t>;
  /// Whether that field of that node is the same on both sides, or not shown there.
  bool alike(const FieldPair& field, const Cluster& left, const Cluster& right, NodeId node) const;

  NodeSet nodes_;  ///< Those that both sides have.
  std::vector<FieldPair> fields_;
};

}  // namespace synod
