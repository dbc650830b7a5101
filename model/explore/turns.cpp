#include "model/explore/turns.h"

#include <optional>

namespace synod::explore {

namespace {

bool alike(const Message& a, const Message& b) {
  return a.from == b.from && a.to == b.to && a.kind == b.kind;
}

bool alike(const Timer& a, const Timer& b) {
  return a.node == b.node && a.kind == b.kind;
}

/// What in `there` has the place that what is called `id` has in `here`: as many that are like it
/// come after it.
template <class Things>
std::optional<MessageId> counterpart(const Things& here, const Things& there, MessageId id) {
  std::size_t place = 0;
  while (place < here.size() && here[place].id != id) ++place;
  if (place == here.size()) return std::nullopt;
  const auto& like = here[place];
  std::size_t after = 0;
  for (std::size_t i = place + 1; i < here.size(); ++i)
    if (alike(here[i], like)) ++after;
  for (std::size_t i = there.size(); i-- > 0;)
    if (alike(there[i], like) && after-- == 0) return there[i].id;
  return std::nullopt;
}

std::optional<MessageId> renamed(const Cluster& then, const Cluster& now, MessageId id) {
  if (const auto message = counterpart(then.in_flight, now.in_flight, id)) return message;
  if (const auto timer = counterpart(then.timers, now.timers, id)) return timer;
  return counterpart(then.delivered, now.delivered, id);
}

}  // namespace

std::vector<Action> next_turn(const Run& way, const std::vector<Action>& turn) {
  Cluster then = end_of(way);
  Cluster now = then;
  for (const Action& action : turn) act(now, action);
  std::vector<Action> again;
  for (const Action& action : turn) {
    Action here = action;
    if (action.message.number != 0) {
      const auto name = renamed(then, now, action.message);
      if (!name) return {};
      here.message = *name;
    }
    act(then, action);
    if (act(now, here)) return {};
    again.push_back(here);
  }
  return again;
}

}  // namespace synod::explore
