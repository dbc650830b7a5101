// Comparison of a node's field with what a condition wants of it.
#pragma once

#include "model/scenario/command.h"
#include "model/world/cluster.h"

namespace synod {

/// Whether `left relation right`.
template <class T>
bool compare(Relation relation, const T& left, const T& right) {
  switch (relation) {
    case Relation::equal: return left == right;
    case Relation::less: return left < right;
    case Relation::greater: return right < left;
    case Relation::at_most: return !(right < left);
    case Relation::at_least: return !(left < right);
  }
  return false;
}

/// Whether the test is true. Says why where the node does not have such a field (and which ones it
/// has), or where the field can't be compared so.
Result<bool> field_holds(const Cluster& world, const FieldTest& test);

/// The value of the field, or of the part of it that the test names. Says why where there is none.
Result<FieldValue> find_field(const Cluster& world, const FieldTest& test);

}  // namespace synod
