#include "model/report/event_csv.h"

#include "model/report/csv.h"
#include "model/report/words.h"
#include "model/world/protocol.h"

namespace synod {

namespace {

/// A list of things in one field, each printed by `print`.
template <class List, class Print>
std::string joined(const List& list, Print print) {
  std::string all;
  for (const auto& item : list) {
    if (!all.empty()) all += ' ';
    all += print(item);
  }
  return all;
}

std::string numbered(MessageId id) {
  return "#" + std::to_string(id.number);
}

std::string name_of(const Cluster& world, NodeId node) {
  return node.exists() ? world.name(node) : std::string();
}

std::vector<std::string> message_fields(const Event& event, const Cluster& world) {
  if (!event.message) return {"", "", "", "", "", ""};
  const Message& message = *event.message;
  const Ballot ballot = headline_ballot(message.body);
  const Text value = headline_value(message.body);
  return {numbered(message.id),
          world.protocol->info().messages[message.kind].name,
          world.name(message.from),
          world.name(message.to),
          ballot.exists() ? ballot.str() : std::string(),
          value.exists() ? value.str() : std::string()};
}

std::string row(const Event& event, const Cluster& world) {
  std::vector<std::string> fields = {std::to_string(event.number), std::to_string(event.time.ms),
                                     word_of(event.action.verb), name_of(world, event.node),
                                     event.cause == 0 ? "" : std::to_string(event.cause)};
  for (std::string& field : message_fields(event, world)) fields.push_back(std::move(field));
  fields.push_back(event.arrived ? "yes" : "no");
  fields.push_back(joined(event.sent, [](const Message& m) { return numbered(m.id); }));
  fields.push_back(joined(event.lost, [](const LostMessage& l) { return numbered(l.message.id); }));
  fields.push_back(joined(event.chosen, [](const Chosen& c) { return c.vote.str(); }));
  fields.push_back(joined(
      event.learned, [&](const Learned& l) { return world.name(l.node) + ":" + l.value.str(); }));
  fields.push_back(
      joined(event.violations, [](const Violation& v) { return std::string(v.invariant); }));
  fields.push_back(rules_of(event));
  fields.push_back(sentences_of(event));
  return csv_line(fields);
}

}  // namespace

std::string event_csv(const History& history) {
  std::string text = csv_line({"event", "time_ms", "action", "node", "cause", "message", "kind",
                               "from", "to", "ballot", "value", "arrived", "sent", "lost", "chosen",
                               "learned", "violated", "rule", "story"});
  history.replay(1, Detail::full,
                 [&](const Event& event, const Cluster& after) { text += row(event, after); });
  return text;
}

}  // namespace synod
