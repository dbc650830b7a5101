#include "model/scenario/language_help.h"

#include <algorithm>
#include <fmt/format.h>

#include "model/base/options.h"
#include "model/scenario/parser.h"
#include "model/world/cluster.h"

namespace synod {

const char* const example_scene =
    "proposers 2\nacceptors 3\nlearners 1\noption retry on\npropose P1 blue\ndeliver prepare "
    "P1->A1\n";

namespace {

constexpr ConditionHelp conditions[] = {
    {"chosen", "Something is chosen."},
    {"chosen none", "Nothing is."},
    {"chosen blue", "This value is chosen."},
    {"chosen blue@1.1", "This value is chosen at that ballot, or term."},
    {"chosen slot 2 = blue", "This value is chosen in that slot of a log."},
    {"learned", "Some learner has learned a value."},
    {"learned L1 blue", "That node has learned this value; `none`, nothing yet."},
    {"A1.promised = 1.1",
     "A field of a node has a value: `none`, a word, a number, a ballot or a "
     "term. Also `<`, `>`, `<=`, `>=`."},
    {"A1.accepted = 1.1:blue", "A vote: its ballot and its value."},
    {"P1.promises = {A1 A2}", "A set of nodes."},
    {"P1.promises size 2", "How many a set or a list holds; also `size > 1`."},
    {"P1.promises has A1", "A node is in the set."},
    {"N1.log[2] = 1.1:blue", "One entry of a log, or one row of a table."},
    {"N1.log[2] known", "The entry is known to be chosen."},
    {"A1 up",
     "The node runs. Also `down`, `wiped` (its disk is lost), `paused`, and `blocked`: it "
     "can do nothing but wait until others are repaired."},
    {"A1 down", "It is down."},
    {"A1 wiped", "It lost its disk."},
    {"A1 paused", "It stands still."},
    {"A1 blocked", "It waits for others that are down."},
    {"in-flight prepare P1->*", "Such a message is under way; `= 2` and the like count them."},
    {"delivered promise 1.1 A1->P1", "Such a message was delivered, ever."},
    {"cut P1-A1", "The link is cut, both ways; `P1->A1`, that way."},
    {"quiet", "No message is under way and no timer runs."},
    {"holds agreement", "The invariant was never broken; `holds all`, none was."},
    {"violated agreement", "It was broken."},
    {"not A1 down and A2 up", "Terms are joined by `and`, and each may have `not`."},
};

/// In one cell of a table.
std::string cell(const std::string& text) {
  std::string safe;
  for (char c : text) {
    if (c == '|') safe += '\\';
    safe += c == '\n' ? ' ' : c;
  }
  return safe;
}

std::string code(const std::string& text) {
  std::string lines;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    if (!lines.empty()) lines += "<br>";
    lines += fmt::format("`{}`", cell(text.substr(from, end - from)));
    from = end + 1;
  }
  return lines;
}

std::string row(std::initializer_list<std::string> cells) {
  std::string line = "|";
  for (const std::string& text : cells) line += ' ' + text + " |";
  return line + '\n';
}

std::string head(std::initializer_list<std::string> titles) {
  std::string line = row(titles) + "|";
  for (std::size_t i = 0; i < titles.size(); ++i) line += " --- |";
  return line + '\n';
}

std::string commands_text(const char* protocol) {
  std::string text = "## Commands\n\n" + head({"Command", "What it does"});
  for (const CommandHelp& command : command_helps())
    text += row({code(command.example != nullptr ? std::string(command.example)
                                                 : fmt::format("{} {}", command.word, protocol)),
                 cell(command.help)});
  return text + "\nBehind a command that does something may stand `at 164ms`: it is done then.\n\n";
}

std::string conditions_text() {
  std::string text = "## Conditions\n\n" + head({"Condition", "What it says"});
  for (const ConditionHelp& condition : conditions)
    text += row({code(condition.example), cell(condition.help)});
  return text + "\nThe invariants are " + [] {
    std::string names;
    for (const Invariant& invariant : invariants())
      names += fmt::format("{}`{}`", names.empty() ? "" : ", ", invariant.name);
    return names;
  }() + ".\n\n";
}

std::string values_of(const OptionKind& option) {
  if (option.choices.empty()) return code(option.example);
  std::string values;
  for (const OptionChoice& choice : option.choices)
    values += (values.empty() ? "" : ", ") + code(choice.word);
  return values;
}

std::string options_text(const std::vector<OptionKind>& options) {
  std::string text = head({"Option", "Values", "What it does"});
  for (const OptionKind& option : options)
    text += row({code(option.name), values_of(option), cell(say(option.help).str())});
  return text + '\n';
}

std::string roles_text(const Cast& cast) {
  std::string text = head({"Role", "Nodes", "What they do"});
  for (const RoleInfo* role :
       {&cast.node, &cast.proposer, &cast.acceptor, &cast.learner, &cast.client})
    if (role->exists())
      text += row({code(fmt::format("{} {}", role->word, std::max<int>(role->usual, 1))),
                   code(fmt::format("{}1", role->letter)), cell(say(role->does).str())});
  return text + '\n';
}

std::string messages_text(const ProtocolInfo& info) {
  std::string text = head({"Message", "What it is"});
  for (const MessageKind& message : info.messages)
    text += row({code(message.name), cell(say(message.help).str())});
  if (info.timers.empty()) return text + '\n';
  text += "\nTimers: ";
  for (const char* timer : info.timers)
    text += (timer == info.timers.front() ? "" : ", ") + code(timer);
  return text + ".\n\n";
}

/// The words with which its nodes are asked.
std::string requests_text(const ProtocolInfo& info) {
  std::string text = "Requests: " + code(info.request.verb);
  if (!info.wishes.empty()) text += "; wishes: ";
  for (const Wish& wish : info.wishes)
    text += (&wish == &info.wishes.front() ? "" : ", ") +
            code(fmt::format("{} {}", wish.asked_with != nullptr ? wish.asked_with : info.wish_verb,
                             wish.word)) +
            (wish.verb != nullptr ? " or " + code(wish.verb) : "");
  return text + ".\n\n";
}

std::string variants_text(const ProtocolInfo& info) {
  if (info.variants.empty()) return {};
  std::string text = head({"`option bug`", "What it does, and which rule that breaks"});
  for (const Variant& variant : info.variants)
    text += row({code(variant.name), cell(say(variant.rule).str())});
  return text + '\n';
}

std::string fields_text(const Protocol& protocol) {
  Setup setup{.protocol = protocol.info().name, .shape = usual_shape(protocol.info())};
  const Cluster world = make_cluster(protocol, setup);
  std::string text = head({"Field", "Kept", "What it is"});
  for (const FieldInfo& field : world.node({0}).state.infos())
    text += row({code(field.name), field.kept == Kept::disk ? "on disk" : "in memory",
                 cell(say(field.help).str())});
  return text + '\n';
}

std::vector<OptionKind> own_options(const ProtocolInfo& info) {
  std::vector<OptionKind> options;
  options.reserve(info.own.size());
  for (const OwnOption* option : info.own) options.push_back(kind_of(*option));
  return options;
}

std::string protocol_text(const Protocol& protocol) {
  const ProtocolInfo& info = protocol.info();
  std::string text = fmt::format("## {}: `protocol {}`\n\n{} ({})\n\n", info.title, info.name,
                                 say(info.summary).str(), info.source);
  text +=
      roles_text(*info.cast) + messages_text(info) + requests_text(info) + fields_text(protocol);
  if (!info.own.empty()) text += options_text(own_options(info));
  return text + variants_text(info);
}

}  // namespace

std::span<const ConditionHelp> condition_helps() {
  return conditions;
}

std::string scenario_help(std::span<const Protocol* const> protocols) {
  std::string text =
      "# The scenario language\n\n"
      "One command a line; what stands behind `# ` is a comment. Setup lines come first, then what "
      "happens. The examples of commands go on from this scenario:\n\n```\n" +
      std::string(example_scene) + "```\n\n" + commands_text(protocols.front()->info().name) +
      conditions_text() +
      "## Options of every protocol\n\nA protocol takes those that mean something to it.\n\n" +
      options_text(option_kinds());
  for (const Protocol* protocol : protocols) text += protocol_text(*protocol);
  text.pop_back();
  return text;
}

}  // namespace synod
