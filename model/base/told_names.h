// Names of nodes as sentences have them: one by itself, several in braces.
#pragma once

#include <string>

#include "model/base/setup.h"

namespace synod {

/// "R1", or "{R1 R2}" for several.
inline std::string told_names(const Shape& shape, NodeSet nodes) {
  return nodes.size() == 1 ? shape.name(*nodes.begin()) : shape.names(nodes);
}

}  // namespace synod
