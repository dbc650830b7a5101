#include "model/world/service.h"

#include <algorithm>

namespace synod {

std::optional<Wait> longest_wait(const Cluster& world) {
  const Operation* open = world.observer.first_open();
  const Operation* over = world.observer.longest_answered();
  if (open == nullptr && over == nullptr) return std::nullopt;
  const SimTime waits = open == nullptr ? SimTime{-1} : world.now - open->invoked;
  const SimTime waited = over == nullptr ? SimTime{-1} : *over->answered - over->invoked;
  // Of equals the earlier.
  const bool open_first = over == nullptr || (open != nullptr && open->invoked < over->invoked);
  if (waits > waited || (waits == waited && open_first)) return Wait{*open, waits};
  return Wait{*over, waited};
}

std::vector<Operation> answered_in_order(const Observer& truth) {
  std::vector<Operation> answered;
  for (const Operation& operation : truth.operations())
    if (operation.answered) answered.push_back(operation);
  std::stable_sort(answered.begin(), answered.end(), [](const Operation& a, const Operation& b) {
    return *a.answered < *b.answered;
  });
  return answered;
}

namespace {

/// A moment at which the number of clients that wait changes; an answer also ends a gap.
struct WaitChange {
  SimTime at;
  int waiting = 0;
};

std::vector<WaitChange> turns(const Observer& truth) {
  std::vector<WaitChange> all;
  for (const Operation& operation : truth.operations()) {
    all.push_back({operation.invoked, 1});
    if (operation.answered) all.push_back({*operation.answered, -1});
  }
  // A client that asks again at the very time of its answer waits on: answers come first.
  std::stable_sort(all.begin(), all.end(), [](const WaitChange& a, const WaitChange& b) {
    return a.at != b.at ? a.at < b.at : a.waiting < b.waiting;
  });
  return all;
}

}  // namespace

std::optional<ServiceGap> longest_gap(const Cluster& world) {
  std::optional<ServiceGap> longest;
  const auto consider = [&](const ServiceGap& gap) {
    if (!longest || gap.length() > longest->length()) longest = gap;
  };
  int waiting = 0;
  SimTime since;
  for (const WaitChange& turn : turns(world.observer)) {
    if (turn.waiting < 0) consider({since, turn.at});
    if (turn.waiting < 0 || waiting == 0) since = turn.at;
    waiting += turn.waiting;
  }
  if (waiting > 0) consider({since, world.now});
  return longest;
}

std::size_t answered_within(const std::vector<Operation>& answered, SimTime at, SimTime window) {
  const auto after = [&](SimTime time) {
    return std::upper_bound(
        answered.begin(), answered.end(), time,
        [](SimTime wanted, const Operation& operation) { return wanted < *operation.answered; });
  };
  return static_cast<std::size_t>(after(at) - after(at - window));
}

}  // namespace synod
