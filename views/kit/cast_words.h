// Words for the nodes of a cluster, from its protocol's cast.
#pragma once

#include <QString>

#include "model/base/shape.h"

namespace synod::views {

/// "Proposers: 2 · Acceptors: 3 · Learners: 1", or "Nodes: 5 · Clients: 2".
QString cluster_words(const Shape& shape);
/// The same with letters for the roles: "2 P · 3 A · 1 L".
QString cluster_letters(const Shape& shape);
/// What the node is called: "Acceptor"; of a node that plays every role all three.
QString role_words(const Shape& shape, NodeId node);

}  // namespace synod::views
