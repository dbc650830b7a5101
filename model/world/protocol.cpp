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

std::vector<OptionKind> options_of(const ProtocolInfo& protocol) {
  const auto& shared = protocol.options;
  std::vector<OptionKind> kinds;
  for (const OptionKind& kind : option_kinds())
    if (shared.empty() || std::find(shared.begin(), shared.end(), kind.name) != shared.end())
      kinds.push_back(kind);
  const auto end = std::find_if(kinds.begin(), kinds.end(), [](const OptionKind& kind) {
    return kind.name == std::string_view("bug");
  });
  std::vector<OptionKind> own;
  for (const OwnOption* option : protocol.own) own.push_back(kind_of(*option));
  kinds.insert(end, own.begin(), own.end());
  return kinds;
}

bool knows_option(const ProtocolInfo& protocol, std::string_view option) {
  const std::vector<OptionKind> known = options_of(protocol);
  return std::any_of(known.begin(), known.end(),
                     [&](const OptionKind& kind) { return kind.name == option; });
}

std::optional<Sentence> option_problem(const ProtocolInfo& protocol, std::string_view option) {
  if (knows_option(protocol, option)) return std::nullopt;
  std::vector<std::string_view> known;
  for (const OptionKind& kind : options_of(protocol)) known.emplace_back(kind.name);
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

namespace {

/// That an option is set which means nothing to the protocol.
std::optional<Sentence> unknown_option(const ProtocolInfo& protocol, const Options& options) {
  for (const OptionKind& kind : option_kinds())
    if (kind.print(options) != kind.print({}))
      if (auto why = option_problem(protocol, kind.name)) return why;
  for (const auto& [option, value] : options.own.changed())
    if (auto why = option_problem(protocol, option->name)) return why;
  return std::nullopt;
}

}  // namespace

std::optional<Sentence> clock_problem(const ProtocolInfo& protocol, const Setup& setup) {
  return protocol.needs_clock != nullptr ? protocol.needs_clock(setup) : std::nullopt;
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
  if (auto why = unknown_option(protocol, setup.options)) return why;
  return protocol.problem != nullptr ? protocol.problem(setup) : std::nullopt;
}

Sentence decision_word(const Cluster& world) {
  const char* done = world.protocol->info().decision.done;
  return say(done != nullptr ? done : SYNOD_TEXT("decided"));
}

Sentence number_words(const Cluster& world, const Ballot& number) {
  const auto& words = world.protocol->info().numbers;
  return words ? words->told(number) : say("%1", number.str());
}

bool takes_wishes(const Cluster& world, NodeId node) {
  return !world.protocol->info().wishes.empty() &&
         !world.shape().roles(node).overlaps(Roles(Role::proposer) | Role::client);
}

namespace {

/// Whether several of them may stand in a row.
bool go_together(const Wish& a, const Wish& b) {
  return a.asked_with != nullptr && b.asked_with != nullptr &&
         std::string_view(a.asked_with) == b.asked_with;
}

/// The wish whose word `text` begins with; null for none.
const Wish* wish_before(const ProtocolInfo& protocol, std::string_view text) {
  for (const Wish& wish : protocol.wishes)
    if (text.starts_with(wish.word)) return &wish;
  return nullptr;
}

}  // namespace

const Wish* wish_of(const ProtocolInfo& protocol, const Text& value) {
  std::string_view rest = value.view();
  const Wish* first = wish_before(protocol, rest);
  for (const Wish* next = first; next != nullptr; next = wish_before(protocol, rest)) {
    if (next != first && !go_together(*first, *next)) return nullptr;
    rest.remove_prefix(std::string_view(next->word).size());
    if (rest.empty()) return first;
  }
  return nullptr;
}

const char* request_verb(const Cluster& world, NodeId node, const Text& value) {
  const ProtocolInfo& protocol = world.protocol->info();
  const Wish* wish = wish_of(protocol, value);
  if (wish != nullptr && world.shape().roles(node).has(Role::acceptor))
    return wish->asked_with != nullptr ? wish->asked_with : protocol.wish_verb;
  return takes_wishes(world, node) ? protocol.wish_verb : protocol.request.verb;
}

const Wish* wish_called(const ProtocolInfo& protocol, std::string_view verb) {
  for (const Wish& wish : protocol.wishes)
    if (wish.verb != nullptr && wish.verb == verb) return &wish;
  return nullptr;
}

std::optional<Sentence> request_problem(const ProtocolInfo& protocol, std::string_view verb) {
  // The word of the language itself does for every protocol.
  if (verb == RequestWords().verb) return std::nullopt;
  std::vector<std::string_view> known{protocol.request.verb};
  if (!protocol.wishes.empty()) known.emplace_back(protocol.wish_verb);
  for (const Wish& wish : protocol.wishes)
    for (const char* its : {wish.verb, wish.asked_with})
      if (its != nullptr && std::find(known.begin(), known.end(), its) == known.end())
        known.emplace_back(its);
  if (std::find(known.begin(), known.end(), verb) != known.end()) return std::nullopt;
  return say(SYNOD_TEXT("there is no command '%1'; nodes of %2 are asked with %3"), quote(verb),
             title_of(protocol), word_list(known));
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
