#include "model/scenario/parser.h"

#include <limits>

#include "model/base/setup.h"
#include "model/base/utf8.h"
#include "model/base/word_list.h"
#include "model/scenario/condition_parser.h"
#include "model/scenario/lexer.h"
#include "model/scenario/request_parser.h"

namespace synod {

namespace {

constexpr std::uint64_t most_u32 = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint64_t most_times = 10'000;

/// What stands at the start of a line, and what reads the rest of it.
struct CommandKind {
  const char* word;
  Command (*read)(TokenReader&);
  bool acts;  ///< `at 164ms` may follow.
  const char* example;
  const char* help;
};

SimTime read_time(TokenReader& in) {
  const auto time = in.time();
  if (!time) in.refuse(SYNOD_TEXT("expected simulated time, such as 500ms, but found %1"));
  in.take();
  return *time;
}

Command read_protocol(TokenReader& in) {
  if (in.peek().kind != Token::Kind::word)
    in.refuse(SYNOD_TEXT("expected the name of a protocol, such as paxos, but found %1"));
  return SetupCommand{"protocol", "", lowered(in.take().text)};
}

template <std::uint64_t least>
Command read_count(TokenReader& in, const char* key) {
  return SetupCommand{key, "", std::to_string(in.number(least, max_nodes))};
}

Command read_seed(TokenReader& in) {
  return SetupCommand{"seed", "",
                      std::to_string(in.number(0, std::numeric_limits<std::uint64_t>::max()))};
}

/// An option that protocols share; null where none is called so.
const OptionKind* shared_option(std::string_view name) {
  for (const OptionKind& kind : option_kinds())
    if (kind.name == name) return &kind;
  return nullptr;
}

/// Which options of its own a protocol has, and which values they have, is known once it is.
Command read_option(TokenReader& in) {
  if (in.peek().kind != Token::Kind::word)
    in.refuse(SYNOD_TEXT("expected an option, such as loss, but found %1"));
  const std::string name = lowered(in.take().text);
  const OptionKind* shared = shared_option(name);
  const auto column = in.peek().column;
  if (in.peek().kind != Token::Kind::word)
    throw Unexpected{column, say(SYNOD_TEXT("expected a value for option %1, such as %2"),
                                 quote(name), shared != nullptr ? shared->example : "on")};
  SetupCommand command{"option", name, lowered(in.peek().text), column};
  if (shared != nullptr) {
    Options scratch;
    if (auto why = shared->parse(command.value, scratch)) throw Unexpected{column, *why};
    command.value = shared->print(scratch);
  }
  in.take();
  return command;
}

Command read_request_of(TokenReader& in, std::string word) {
  ProposeCommand command{.node = in.node(), .word = std::move(word)};
  const Request request = read_request(in);
  command.value = request.value;
  command.round = request.round;
  return command;
}

/// `begin T1 a-10-b`, `refuse R2`: which words there are, and which of them need no value, is known
/// once the protocol is.
Command read_own_request(TokenReader& in) {
  std::string word = lowered(in.take().text);
  const bool bare = in.peek(1).kind == Token::Kind::end || (in.sees_word("at", 1) && in.time(2));
  if (bare) return ProposeCommand{.node = in.node(), .word = std::move(word)};
  return read_request_of(in, std::move(word));
}

/// `x3`; 1 where it does not stand.
std::uint32_t read_times(TokenReader& in) {
  if (in.at_end() || in.sees_word("at")) return 1;
  const std::string word = lowered(in.peek().text);
  const auto times = word.starts_with('x')
                         ? parse_number(std::string_view(word).substr(1), most_times)
                         : std::nullopt;
  if (!times || *times == 0)
    in.refuse(SYNOD_TEXT("expected how many times, such as x3, but found %1"));
  in.take();
  return static_cast<std::uint32_t>(*times);
}

template <Verb verb>
Command read_message(TokenReader& in) {
  MessageCommand command{.verb = verb, .pattern = read_pattern(in)};
  if (verb == Verb::duplicate || verb == Verb::redeliver) command.times = read_times(in);
  return command;
}

template <Verb verb>
Command read_nodes(TokenReader& in) {
  NodeCommand command{.verb = verb, .nodes = {in.node()}};
  while (!in.at_end() && !in.sees_word("at")) command.nodes.push_back(in.node());
  return command;
}

Command read_cut(TokenReader& in) {
  LinkName link = read_link(in);
  return LinkCommand{Verb::cut, std::move(link.from), std::move(link.to), link.both_ways};
}

Command read_heal(TokenReader& in) {
  if (in.take_word("all")) return HealAllCommand{};
  LinkName link = read_link(in);
  return LinkCommand{Verb::heal, std::move(link.from), std::move(link.to), link.both_ways};
}

Command read_partition(TokenReader& in) {
  PartitionCommand command;
  std::vector<std::string> seen;
  do {
    std::vector<std::string> side;
    do {
      const Token token = in.peek();
      side.push_back(in.node());
      for (const std::string& other : seen)
        if (other == side.back())
          throw Unexpected{token.column,
                           say(SYNOD_TEXT("%1 stands on two sides, or twice"), side.back())};
      seen.push_back(side.back());
    } while (!in.at_end() && !in.sees_sign("|") && !in.sees_word("at"));
    command.sides.push_back(std::move(side));
  } while (in.take_sign("|"));
  return command;
}

Command read_fire(TokenReader& in) {
  FireCommand command{.node = in.node()};
  if (in.peek().kind != Token::Kind::word)
    in.refuse(SYNOD_TEXT("expected the name of a timer, such as retry, but found %1"));
  command.timer = lowered(in.take().text);
  return command;
}

Command read_step(TokenReader& in) {
  return StepCommand{in.at_end() ? 1
                                 : static_cast<std::uint32_t>(in.number(1, max_scenario_steps))};
}

Command read_run(TokenReader& in) {
  if (in.take_word("for")) return RunForCommand{read_time(in)};
  if (!in.take_word("until")) in.refuse(SYNOD_TEXT("expected 'until' or 'for', but found %1"));
  RunUntilCommand command{.condition = read_condition(in)};
  if (!in.take_word("within")) return command;
  command.within = static_cast<std::uint32_t>(in.number(1, max_scenario_steps));
  if (!in.take_word("steps") && !in.take_word("step"))
    in.refuse(SYNOD_TEXT("expected 'steps', but found %1"));
  return command;
}

Command read_goto(TokenReader& in) {
  return GotoCommand{static_cast<std::uint32_t>(in.number(0, most_u32))};
}

Command read_expect(TokenReader& in) {
  return ExpectCommand{read_condition(in)};
}

/// Every command of the language, but for the requests of protocols.
constexpr CommandKind kinds[] = {
    {"protocol", read_protocol, false, nullptr, "Which protocol the cluster runs."},
    {"nodes", [](TokenReader& in) { return read_count<1>(in, "nodes"); }, false, "nodes 3",
     "How many nodes that play every role: N1, N2 ..."},
    {"acceptors", [](TokenReader& in) { return read_count<1>(in, "acceptors"); }, false,
     "proposers 2\nacceptors 3",
     "How many nodes of that role; protocols have words of their own for their roles."},
    {"proposers", [](TokenReader& in) { return read_count<1>(in, "proposers"); }, false,
     "proposers 2\nacceptors 3", "The same of proposers."},
    {"learners", [](TokenReader& in) { return read_count<0>(in, "learners"); }, false,
     "proposers 2\nacceptors 3\nlearners 1", "The same of learners; there may be none."},
    {"clients", [](TokenReader& in) { return read_count<0>(in, "clients"); }, false,
     "nodes 3\nclients 0", "The same of clients; there may be none."},
    {"seed", read_seed, false, "seed 7",
     "The seed of all that is random: the same seed and commands give the same run."},
    {"option", read_option, false, "option loss 10%",
     "Sets an option; they are listed below. `option bug NAME` switches a rule off."},
    {"propose", [](TokenReader& in) { return read_request_of(in, "propose"); }, true,
     "propose P1 blue at 3", "Asks a node for a value; behind `at`, for a round of its own."},
    {"deliver", read_message<Verb::deliver>, true, "deliver promise A1->P1",
     "Delivers a message: a kind or `*`, where wanted a ballot, sender and receiver or `*`, or its "
     "number (`#17`). With `*` all that fit, one after the other."},
    {"drop", read_message<Verb::drop>, true, "drop prepare P1->A2", "Loses a message."},
    {"duplicate", read_message<Verb::duplicate>, true, "duplicate prepare P1->A2 x2",
     "Makes copies of a message that is under way."},
    {"redeliver", read_message<Verb::redeliver>, true, "redeliver prepare P1->A1",
     "Delivers once more what has arrived."},
    {"hold", read_message<Verb::hold>, true, "hold prepare P1->A2",
     "Holds a message back: the clock does not deliver it."},
    {"release", read_message<Verb::release>, true, "hold prepare P1->A2\nrelease prepare P1->A2",
     "Lets what was held back go on."},
    {"crash", read_nodes<Verb::crash>, true, "crash A1 A2",
     "Crashes nodes: their memory is lost and their disks stay."},
    {"restart", read_nodes<Verb::restart>, true, "crash A1\nrestart A1",
     "Restarts nodes that are down."},
    {"wipe", read_nodes<Verb::wipe>, true, "wipe A1", "Crashes nodes and takes their disks."},
    {"pause", read_nodes<Verb::pause>, true, "pause A1",
     "Lets a node stand still: memory, timers and messages wait."},
    {"resume", read_nodes<Verb::resume>, true, "pause A1\nresume A1", "Lets it go on."},
    {"cut", read_cut, true, "cut P1-A1", "Cuts a link, both ways; `P1->A1` one way."},
    {"heal", read_heal, true, "cut P1-A1\nheal P1-A1",
     "Heals a link; `heal all` heals all of them."},
    {"partition", read_partition, true, "partition P1 A1 | P2 A2 A3",
     "Cuts every link between the sides. Nodes that are not named reach both."},
    {"fire", read_fire, true, "fire P1 retry", "Lets a timer of a node go off now."},
    {"step", read_step, false, "step 2",
     "Does what is due next by the clock, once or so many times."},
    {"run", read_run, false, "run until chosen blue within 50 steps",
     "Runs by the clock until a condition is true, or for a time: `run for 100ms`."},
    {"goto", read_goto, false, "goto 1",
     "Goes to the moment of that number, to branch off there; 0 is the beginning."},
    {"expect", read_expect, false, "expect A1.promised = 1.1",
     "Fails where the condition is not true here."},
};

void read_command(TokenReader& in, ScenarioLine& line) {
  for (const CommandKind& kind : kinds) {
    if (!in.take_word(kind.word)) continue;
    line.command = kind.read(in);
    if (kind.acts && in.take_word("at")) line.at = read_time(in);
    return in.expect_end();
  }
  if (in.sees_request()) {
    line.command = read_own_request(in);
    if (in.take_word("at")) line.at = read_time(in);
    return in.expect_end();
  }
  if (in.sees_role_count()) {
    const std::string word = lowered(in.take().text);
    line.command = SetupCommand{word, "", std::to_string(in.number(0, max_nodes))};
    return in.expect_end();
  }
  in.refuse(SYNOD_TEXT("expected a command, such as 'deliver' or 'expect', but found %1"));
}

ScenarioLine parse_line(std::string_view text, std::uint32_t number) {
  refuse_long_line(text);
  LexedLine lexed = lex(text);
  ScenarioLine line{.number = number, .column = lexed.tokens.front().column};
  line.comment = std::move(lexed.comment);
  TokenReader in(lexed.tokens);
  if (!in.at_end()) read_command(in, line);
  return line;
}

/// The front line of `text`, which is taken off it.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  // Blanks may stand around the \r, or several of them.
  const std::size_t tail = line.find_last_not_of(" \t\r") + 1;
  return line.substr(0, line.find('\r', tail));
}

}  // namespace

ScenarioResult<Scenario> parse_scenario(std::string_view text, std::string name) {
  if (text.size() > max_scenario_bytes)
    return ScenarioError{name, 1, 1,
                         say(SYNOD_TEXT("the file has %1 bytes; a scenario has at most %2"),
                             std::to_string(text.size()), std::to_string(max_scenario_bytes))};
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  Scenario scenario{std::move(name), {}};
  while (!text.empty()) {
    const auto number = static_cast<std::uint32_t>(scenario.lines.size() + 1);
    if (number > max_scenario_lines)
      return ScenarioError{
          scenario.name, number, 1,
          say(SYNOD_TEXT("a scenario has at most %1 lines"), std::to_string(max_scenario_lines))};
    try {
      scenario.lines.push_back(parse_line(take_line(text), number));
    } catch (const Unexpected& error) {
      return ScenarioError{scenario.name, number, error.column, error.why};
    }
  }
  return scenario;
}

std::vector<CommandHelp> command_helps() {
  std::vector<CommandHelp> helps;
  helps.reserve(std::size(kinds));
  for (const CommandKind& kind : kinds) helps.push_back({kind.word, kind.example, kind.help});
  return helps;
}

}  // namespace synod
