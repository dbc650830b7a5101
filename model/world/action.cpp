#include "model/world/action.h"

namespace synod::actions {

Action propose(NodeId proposer, const Text& value, std::uint32_t round) {
  Action action{.verb = Verb::propose, .node = proposer};
  action.value = value;
  action.round = round;
  return action;
}

Action on_message(Verb verb, MessageId message) {
  Action action{.verb = verb};
  action.message = message;
  return action;
}

Action on_node(Verb verb, NodeId node) {
  return {.verb = verb, .node = node};
}

Action on_link(Verb verb, NodeId from, NodeId to, bool both_ways) {
  return {.verb = verb, .node = from, .peer = to, .both_ways = both_ways};
}

Action fire(MessageId timer) {
  return on_message(Verb::fire, timer);
}

}  // namespace synod::actions
