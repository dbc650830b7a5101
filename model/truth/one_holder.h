// Judge of mutual exclusion: whether one node at a time holds what only one may hold.
#pragma once

#include <tuple>

#include "model/truth/judge.h"

namespace synod {

/// The mutual exclusion problem (Dijkstra, "Solution of a Problem in Concurrent Programming
/// Control", CACM 8 (9), 1965): `exclusive`. A token, a lock or the place of the only leader are
/// held so. A node that crashes holds nothing any more.
struct OneHolder {
  static constexpr const char* name = "one holder";

  NodeSet holders;

  static constexpr auto fields() {
    return std::tuple{
        field("holders", &OneHolder::holders, SYNOD_TEXT("Who holds what only one may hold"))};
  }

  void hear(const Deed& deed, const Shape& shape, EventNumber at, Verdicts& verdicts);
};

}  // namespace synod
