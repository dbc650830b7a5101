#include "model/why/past.h"

#include <algorithm>

namespace synod {

namespace {

bool is_link(Verb verb) {
  return verb == Verb::cut || verb == Verb::heal || verb == Verb::heal_all ||
         verb == Verb::partition;
}

bool is_life(Verb verb) {
  return verb == Verb::crash || verb == Verb::restart || verb == Verb::wipe ||
         verb == Verb::pause || verb == Verb::resume;
}

PastEvent past_event(const Event& event) {
  PastEvent past{.action = event.action, .node = event.node, .cause = event.cause};
  // A protocol may look at its node's clock: what was left out must not set it back.
  past.action.at = event.time;
  past.arrived = event.arrived;
  past.link = is_link(event.action.verb);
  past.wrote = !event.changes.empty() || is_life(event.action.verb);
  past.message = event.message;
  if (event.timer) past.timer = event.timer->kind;
  for (const Response& response : event.responses)
    past.accepted = past.accepted || response.kind == Response::Kind::accepted;
  if (past.link)
    for (const LostMessage& lost : event.lost) past.cut_off.push_back(lost.message);
  return past;
}

}  // namespace

Past::Past(const Run& run, EventNumber last, const See& see, const std::function<bool()>& go_on,
           Detail detail)
    : start_(run.start) {
  Cluster world = run.start;
  const std::size_t count = std::min<std::size_t>(last, run.actions.size());
  events_.reserve(count);
  for (std::size_t i = 0; i < count && go_on(); ++i) {
    Event event;
    event.detail = detail;
    const Random random = world.random;
    if (act(world, run.actions[i], &event)) return;
    events_.push_back(past_event(event));
    events_.back().random = random;
    see(event);
  }
}

}  // namespace synod
