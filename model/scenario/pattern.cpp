#include "model/scenario/pattern.h"

#include <fmt/format.h>

#include "model/base/utf8.h"
#include "model/scenario/printer.h"
#include "model/world/protocol.h"

namespace synod {

namespace {

/// Whether `verb` may be done to a message as it stands.
bool may(const Cluster& world, Verb verb, const Message& message) {
  switch (verb) {
    case Verb::deliver: return !message.held && !world.node(message.to).paused;
    case Verb::redeliver: return !world.node(message.to).paused;
    case Verb::hold: return !message.held;
    case Verb::release: return message.held;
    default: return true;
  }
}

/// Calls `visit` for each message that `verb` is about, oldest first, until it returns false.
template <class Visit>
void each_candidate(const Cluster& world, Verb verb, Visit visit) {
  if (verb == Verb::redeliver) {
    for (const Message& message : world.delivered)
      if (!visit(message)) return;
  } else {
    for (const Message& message : world.in_flight)
      if (!visit(message)) return;
  }
}

/// The paused node that alone keeps a message from arriving; none where there is no such one.
NodeId paused_receiver(const Cluster& world, Verb verb, const MessageFilter& filter) {
  NodeId paused;
  if (verb != Verb::deliver && verb != Verb::redeliver) return paused;
  each_candidate(world, verb, [&](const Message& message) {
    const bool waits = world.node(message.to).paused && filter.fits(message) &&
                       (verb == Verb::redeliver || !message.held);
    if (waits) paused = message.to;
    return !paused.exists();
  });
  return paused;
}

Sentence no_match(const Cluster& world, Verb verb, const MessagePattern& pattern,
                  const MessageFilter& filter) {
  bool any = false;
  each_candidate(world, verb, [&](const Message& m) { return !(any = filter.fits(m)); });
  const std::string text = print(pattern);
  if (const NodeId paused = paused_receiver(world, verb, filter); paused.exists())
    return say(SYNOD_TEXT("%1 is paused, so nothing that matches %2 reaches it; resume it first"),
               world.name(paused), text);
  if (verb == Verb::redeliver)
    return say(SYNOD_TEXT("nothing that was delivered matches %1"), text);
  if (any && verb == Verb::deliver)
    return say(SYNOD_TEXT("every message that matches %1 is held; release it first"), text);
  if (any && verb == Verb::hold)
    return say(SYNOD_TEXT("every message that matches %1 is held already"), text);
  if (any && verb == Verb::release)
    return say(SYNOD_TEXT("no message that matches %1 is held"), text);
  return say(SYNOD_TEXT("no message in flight matches %1"), text);
}

bool is_only_match(const Cluster& world, Verb verb, const MessageFilter& filter) {
  std::size_t count = 0;
  each_candidate(world, verb, [&](const Message& message) {
    count += may(world, verb, message) && filter.fits(message);
    return count < 2;
  });
  return count == 1;
}

}  // namespace

Result<NodeId> find_node(const Cluster& world, const std::string& name) {
  if (const auto node = world.shape().find(name)) return *node;
  return say(SYNOD_TEXT("there is no node %1; there are %2"), name,
             world.shape().names(world.shape().all()));
}

bool MessageFilter::fits(const Message& message) const {
  if (number.number != 0) return message.id == number;
  return (!kind || *kind == message.kind) && (!from.exists() || from == message.from) &&
         (!to.exists() || to == message.to) &&
         (!ballot.exists() || ballot.bare() == headline_ballot(message.body).bare());
}

Result<MessageFilter> filter_for(const Cluster& world, const MessagePattern& pattern) {
  MessageFilter filter{.number = pattern.number, .ballot = pattern.ballot};
  if (!pattern.kind.empty()) {
    const auto& message_kinds = world.protocol->info().messages;
    std::vector<const char*> names;
    for (std::size_t i = 0; i < message_kinds.size(); ++i) {
      names.push_back(message_kinds[i].name);
      if (pattern.kind == message_kinds[i].name) filter.kind = static_cast<int>(i);
    }
    if (!filter.kind)
      return say(SYNOD_TEXT("there is no message '%1'; there are %2"), quote(pattern.kind),
                 fmt::format("{}", fmt::join(names, ", ")));
  }
  for (const bool sender : {true, false}) {
    const std::string& name = sender ? pattern.from : pattern.to;
    if (name.empty()) continue;
    const Result<NodeId> node = find_node(world, name);
    if (!node) return node.error();
    (sender ? filter.from : filter.to) = *node;
  }
  return filter;
}

Result<std::vector<MessageId>> matches(const Cluster& world, Verb verb,
                                       const MessagePattern& pattern) {
  const Result<MessageFilter> filter = filter_for(world, pattern);
  if (!filter) return filter.error();
  std::vector<MessageId> found;
  each_candidate(world, verb, [&](const Message& message) {
    if (may(world, verb, message) && filter->fits(message)) found.push_back(message.id);
    return pattern.names_all() || found.empty();
  });
  if (found.empty()) return no_match(world, verb, pattern, *filter);
  return found;
}

MessagePattern pattern_for(const Cluster& world, Verb verb, MessageId id) {
  const Message* message = nullptr;
  each_candidate(world, verb, [&](const Message& candidate) {
    if (candidate.id == id) message = &candidate;
    return message == nullptr;
  });
  if (message == nullptr) return {.number = id};
  MessagePattern pattern{.kind = world.protocol->info().messages[message->kind].name,
                         .from = world.name(message->from),
                         .to = world.name(message->to)};
  MessageFilter filter{.kind = message->kind, .from = message->from, .to = message->to};
  if (is_only_match(world, verb, filter)) return pattern;
  pattern.ballot = filter.ballot = headline_ballot(message->body);
  if (pattern.ballot.exists() && is_only_match(world, verb, filter)) return pattern;
  return {.number = id};
}

}  // namespace synod
