#include "model/report/shiviz.h"

#include "model/line/causality.h"
#include "model/report/words.h"

namespace synod {

namespace {

constexpr const char* expression = R"((?<event>.*)\n(?<host>\S*) (?<clock>{.*}))";

/// {"A1":2,"P1":1}: the clock as JSON, without the nodes of which nothing is known.
std::string json_of(const VectorClock& clock, const Shape& shape) {
  std::string json = "{";
  for (NodeId node : shape.all()) {
    if (clock[node.index] == 0) continue;
    if (json.size() > 1) json += ", ";
    json += '"' + shape.name(node) + "\":" + std::to_string(clock[node.index]);
  }
  return json + '}';
}

}  // namespace

std::string shiviz_log(const History& history) {
  Trace trace;
  trace.follow(history);
  const Causality causality(trace);
  std::string log = std::string(expression) + "\n\n";
  history.replay(1, Detail::full, [&](const Event& event, const Cluster& after) {
    if (!causality.at_node(event.number)) return;
    log += sentences_of(event) + '\n';
    log +=
        after.name(event.node) + ' ' + json_of(causality.clock(event.number), after.shape()) + '\n';
  });
  return log;
}

}  // namespace synod
