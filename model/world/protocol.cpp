#include "model/world/protocol.h"

#include <algorithm>

#include "model/base/utf8.h"
#include "model/base/word_list.h"
#include "model/world/cluster.h"

namespace synod {

namespace {

/// To stand in a sentence.
Sentence title_of(const ProtocolInfo& protocol) {
  return {protocol.title, {}};
}

}  // namespace

bool knows_option(const ProtocolInfo& protocol, std::string_view option) {
  const auto& known = protocol.options;
  return known.empty() || std::find(known.begin(), known.end(), option) != known.end();
}

std::optional<Sentence> option_problem(const ProtocolInfo& protocol, std::string_view option) {
  if (knows_option(protocol, option)) return std::nullopt;
  const std::vector<std::string_view> known(protocol.options.begin(), protocol.options.end());
  return say(SYNOD_TEXT("%1 knows no option '%2'; it knows %3"), title_of(protocol), quote(option),
             word_list(known));
}

const Variant* find_variant(const ProtocolInfo& protocol, std::string_view name) {
  for (const Variant& variant : protocol.variants)
    if (variant.name == name) return &variant;
  return nullptr;
}

std::optional<Sentence> variant_problem(const ProtocolInfo& protocol, std::string_view name) {
  if (name.empty() || find_variant(protocol, name) != nullptr) return std::nullopt;
  if (protocol.variants.empty())
    return say(SYNOD_TEXT("%1 has no bug '%2'; it knows none"), title_of(protocol), quote(name));
  std::vector<std::string_view> known;
  for (const Variant& variant : protocol.variants) known.push_back(variant.name);
  return say(SYNOD_TEXT("%1 has no bug '%2'; it knows %3"), title_of(protocol), quote(name),
             word_list(known));
}

std::optional<Sentence> setup_problem(const ProtocolInfo& protocol, const Setup& setup) {
  if (setup.shape.cast != protocol.cast && setup.shape.apart())
    return say(SYNOD_TEXT("%1 has nodes of other roles"), title_of(protocol));
  if (setup.shape.clients != 0 && !protocol.clients)
    return say(SYNOD_TEXT("%1 runs without client nodes: make 'clients' 0"), title_of(protocol));
  if (setup.shape.apart() && !protocol.apart)
    return say(SYNOD_TEXT("%1 runs on nodes that play every role: ask for 'nodes', not for "
                          "'proposers', 'acceptors' and 'learners'"),
               title_of(protocol));
  if (!setup.shape.apart() && !protocol.together)
    return say(
        SYNOD_TEXT("%1 runs where each role has nodes of its own: ask for '%2' and '%3', not "
                   "for 'nodes'"),
        title_of(protocol), protocol.cast->proposer.word, protocol.cast->acceptor.word);
  if (auto why = variant_problem(protocol, setup.options.bug)) return why;
  if (auto why = setup.problem()) return why;
  for (const OptionKind& kind : option_kinds())
    if (kind.print(setup.options) != kind.print({}))
      if (auto why = option_problem(protocol, kind.name)) return why;
  return protocol.problem != nullptr ? protocol.problem(setup) : std::nullopt;
}

bool takes_wishes(const Cluster& world, NodeId node) {
  return !world.protocol->info().wishes.empty() &&
         !world.shape().roles(node).overlaps(Roles(Role::proposer) | Role::client);
}

const char* request_verb(const Cluster& world, NodeId node) {
  const ProtocolInfo& protocol = world.protocol->info();
  return takes_wishes(world, node) ? protocol.wish_verb : protocol.request.verb;
}

namespace {

/// Whether `asked` is `request`, from whichever client: "C1.3 x=1" is "x=1".
bool asks_for(std::string_view asked, std::string_view request) {
  if (!asked.ends_with(request)) return false;
  return asked.size() == request.size() || asked[asked.size() - request.size() - 1] == ' ';
}

}  // namespace

Text next_request(const Cluster& world) {
  const ProtocolInfo& protocol = world.protocol->info();
  const auto& asked = world.observer.asked();
  for (const char* request : protocol.requests)
    if (std::none_of(asked.begin(), asked.end(),
                     [&](const Text& known) { return asks_for(known.view(), request); }))
      return Text(request);
  const bool log = protocol.noop.exists();
  if (log && !protocol.requests.empty())
    return Text(protocol.requests[asked.size() % protocol.requests.size()]);
  return Text("v" + std::to_string(asked.size() + 1));
}

}  // namespace synod
