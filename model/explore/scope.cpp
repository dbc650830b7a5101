#include "model/explore/scope.h"

#include <string>

namespace synod::explore {

namespace {

std::string names_of(NodeSet nodes, const Shape& shape) {
  std::string names;
  for (const NodeId node : nodes) names += (names.empty() ? "" : ", ") + shape.name(node);
  return names;
}

/// One sentence for one, another for several, none where there are none.
void count(std::vector<Sentence>& list, std::uint32_t many, const char* one, const char* several) {
  if (many == 1) list.push_back(say(one));
  if (many > 1) list.push_back(say(several, std::to_string(many)));
}

void count_asks(std::vector<Sentence>& list, const Bounds& bounds, const Shape& shape) {
  count(list, bounds.ballots, SYNOD_TEXT("each proposer asked once"),
        SYNOD_TEXT("each proposer asked %1 times"));
  if (bounds.once_more.empty()) {
    if (bounds.ballots == 0) list.push_back(say(SYNOD_TEXT("nobody asked anew")));
    return;
  }
  list.push_back(say(bounds.ballots == 0 ? SYNOD_TEXT("%1 asked once") : SYNOD_TEXT("%1 once more"),
                     names_of(bounds.once_more, shape)));
}

void count_network(std::vector<Sentence>& list, const Bounds& bounds) {
  if (bounds.synchronous)
    list.push_back(say(SYNOD_TEXT("messages in time, and those of nodes that are down lost")));
  if (bounds.lossy) {
    list.push_back(say(SYNOD_TEXT("any message lost, and any delivered again and again")));
    return;
  }
  count(list, bounds.drops, SYNOD_TEXT("1 message lost"), SYNOD_TEXT("%1 messages lost"));
  count(list, bounds.duplicates, SYNOD_TEXT("1 message doubled"),
        SYNOD_TEXT("%1 messages doubled"));
}

}  // namespace

std::vector<Sentence> scope_of(const Bounds& bounds, const Shape& shape) {
  std::vector<Sentence> list;
  count_asks(list, bounds, shape);
  count_network(list, bounds);
  count(list, bounds.crashes, SYNOD_TEXT("1 crash"), SYNOD_TEXT("%1 crashes"));
  count(list, bounds.restarts, SYNOD_TEXT("1 restart"), SYNOD_TEXT("%1 restarts"));
  count(list, bounds.wipes, SYNOD_TEXT("1 disk lost"), SYNOD_TEXT("%1 disks lost"));
  if (bounds.any_timers) {
    list.push_back(say(SYNOD_TEXT("any timer, once its node has nothing under way")));
  } else {
    count(list, bounds.timers, SYNOD_TEXT("1 timer"), SYNOD_TEXT("%1 timers"));
  }
  if (bounds.merge_quiet) list.push_back(say(SYNOD_TEXT("quiet steps merged")));
  return list;
}

}  // namespace synod::explore
