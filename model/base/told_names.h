// Names of nodes as sentences have them.
#pragma once

#include "model/base/sentence.h"
#include "model/base/shape.h"

namespace synod {

/// "R1", "R1 and R2", "R1, R2 and T1"; "nobody" where there are none.
inline Sentence told_names(const Shape& shape, NodeSet nodes) {
  if (nodes.empty()) return {SYNOD_TEXT("nobody"), {}};
  std::vector<Sentence::Argument> names;
  for (NodeId node : nodes) names.emplace_back(shape.name(node), Sentence::Argument::Kind::node);
  return listed(std::move(names));
}

/// Their numbers in the cluster, counted from 1: "124".
inline std::string told_numbers(NodeSet nodes) {
  std::string text;
  for (NodeId node : nodes) text += std::to_string(node.index + 1);
  return text;
}

}  // namespace synod
