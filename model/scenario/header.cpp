#include "model/scenario/header.h"

#include <algorithm>
#include <set>

#include "model/base/utf8.h"
#include "model/base/word_list.h"
#include "model/world/protocol.h"

namespace synod {

namespace {

/// Reads setup lines one after the other.
class Header {
 public:
  /// `protocol` is the one that the lines name somewhere; null where there is none of that name.
  explicit Header(const ProtocolInfo* protocol) {
    if (protocol == nullptr) return;
    title_ = protocol->title;
    options_ = options_of(*protocol);
    setup_.shape = usual_shape(*protocol);
  }

  /// What is wrong, and in which column where that is not the line's.
  struct Wrong {
    Sentence why;
    std::uint32_t column = 0;
  };

  std::optional<Wrong> add(const SetupCommand& command) {
    if (!seen_.insert(command.key + ' ' + command.option).second)
      return Wrong{say(SYNOD_TEXT("'%1' stands here for the second time"),
                       command.option.empty() ? command.key : command.option)};
    if (command.key == "protocol") {
      setup_.protocol = command.value;
    } else if (command.key == "seed") {
      setup_.seed = *parse_number(command.value, ~std::uint64_t{0});
    } else if (command.key == "option") {
      if (auto why = add_option(command)) return Wrong{*why, command.column};
    } else if (auto why = add_nodes(command)) {
      return Wrong{*why};
    }
    return std::nullopt;
  }

  const Setup& setup() const { return setup_; }

 private:
  std::optional<Sentence> add_option(const SetupCommand& command) {
    for (const OptionKind& kind : options_)
      if (kind.name == command.option) return kind.parse(command.value, setup_.options);
    return std::nullopt;  // That the protocol knows no such option is told of the whole header.
  }

  std::optional<Sentence> add_nodes(const SetupCommand& command) {
    const auto count = static_cast<std::uint8_t>(*parse_number(command.value, max_nodes));
    Shape& shape = setup_.shape;
    std::uint8_t* const place = place_of(command.key);
    if (place == nullptr)
      return say(SYNOD_TEXT("there are no '%1' here: %2 has %3"), quote(command.key),
                 Sentence{title_, {}}, role_words());
    if (place != &shape.clients && !any_nodes_) {
      const RoleInfo& first = shape.cast->proposer;
      // A role whose number is fixed needs no line.
      const bool fixed = first.least == first.most;
      shape = {.proposers = fixed ? first.usual : std::uint8_t{0},
               .clients = shape.clients,
               .cast = shape.cast};
      any_nodes_ = true;
    }
    *place = count;
    if (shape.together != 0 && shape.servers() != shape.together)
      return say(
          SYNOD_TEXT("a cluster is either 'nodes' or 'proposers', 'acceptors' and "
                     "'learners', not both"));
    return std::nullopt;
  }

  /// Where the number of the nodes that are called so stands; null where none are.
  std::uint8_t* place_of(std::string_view word) {
    for (const Seats& seats : seats_of(*setup_.shape.cast))
      if (seats.role->word == word) return &(setup_.shape.*seats.count);
    return nullptr;
  }

  Sentence role_words() const {
    std::vector<std::string_view> words;
    for (const Seats& seats : seats_of(*setup_.shape.cast)) words.emplace_back(seats.role->word);
    return word_list(words);
  }

  Setup setup_;
  const char* title_ = "";
  std::vector<OptionKind> options_;
  std::set<std::string> seen_;
  bool any_nodes_ = false;
};

std::optional<Sentence> unknown(const Setup& setup, const FindProtocol& find_protocol) {
  const Protocol* protocol = find_protocol(setup.protocol);
  if (protocol == nullptr)
    return say(SYNOD_TEXT("there is no protocol '%1'"), quote(setup.protocol));
  return variant_problem(protocol->info(), setup.options.bug);
}

/// The first line that sets an option which means nothing to the protocol.
std::optional<ScenarioError> unknown_option(const Scenario& scenario,
                                            const ProtocolInfo& protocol) {
  for (const ScenarioLine& line : scenario.lines) {
    const auto* command = std::get_if<SetupCommand>(&line.command);
    if (command == nullptr || command->key != "option") continue;
    if (auto why = option_problem(protocol, command->option))
      return ScenarioError{scenario.name, line.number, line.column, *why};
  }
  return std::nullopt;
}

/// The first line that asks a node in words which the protocol does not know.
std::optional<ScenarioError> unknown_request(const Scenario& scenario,
                                             const ProtocolInfo& protocol) {
  for (const ScenarioLine& line : scenario.lines)
    if (const auto* command = std::get_if<ProposeCommand>(&line.command))
      if (auto why = request_problem(protocol, command->word))
        return ScenarioError{scenario.name, line.number, line.column, *why};
  return std::nullopt;
}

/// The protocol that a setup line names, wherever it stands: its words for nodes may come before.
const ProtocolInfo* protocol_named_in(const Scenario& scenario, const FindProtocol& find_protocol) {
  std::string name = Setup().protocol;
  for (const ScenarioLine& line : scenario.lines) {
    if (std::holds_alternative<BlankLine>(line.command)) continue;
    const auto* command = std::get_if<SetupCommand>(&line.command);
    if (command == nullptr) break;
    if (command->key == "protocol") name = command->value;
  }
  const Protocol* protocol = find_protocol(name);
  return protocol == nullptr ? nullptr : &protocol->info();
}

}  // namespace

ScenarioResult<Setup> setup_of(const Scenario& scenario, const FindProtocol& find_protocol) {
  Header header(protocol_named_in(scenario, find_protocol));
  const ScenarioLine* last = nullptr;
  for (const ScenarioLine& line : scenario.lines) {
    if (std::holds_alternative<BlankLine>(line.command)) continue;
    const auto* command = std::get_if<SetupCommand>(&line.command);
    if (command == nullptr) break;
    last = &line;
    if (auto wrong = header.add(*command))
      return ScenarioError{scenario.name, line.number, std::max(line.column, wrong->column),
                           wrong->why};
    const bool names_something = command->key == "protocol" || command->option == "bug";
    if (names_something)
      if (auto why = unknown(header.setup(), find_protocol))
        return ScenarioError{scenario.name, line.number, line.column, *why};
  }
  auto why = unknown(header.setup(), find_protocol);
  if (why == std::nullopt) {
    const ProtocolInfo& protocol = find_protocol(header.setup().protocol)->info();
    if (auto option = unknown_option(scenario, protocol)) return *option;
    if (auto request = unknown_request(scenario, protocol)) return *request;
    why = setup_problem(protocol, header.setup());
  }
  if (why)
    return ScenarioError{scenario.name, last != nullptr ? last->number : 1,
                         last != nullptr ? last->column : 1, *why};
  return header.setup();
}

ScenarioResult<History> start_history(const Scenario& scenario, const FindProtocol& find_protocol) {
  const ScenarioResult<Setup> setup = setup_of(scenario, find_protocol);
  if (!setup) return setup.error();
  return History(make_cluster(*find_protocol(setup->protocol), *setup));
}

}  // namespace synod
