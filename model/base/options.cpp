#include "model/base/options.h"

#include <fmt/format.h>

#include "model/base/option_values.h"

namespace synod {

namespace {

constexpr OptionChoice on_or_off[] = {{"on", SYNOD_TEXT("on")}, {"off", SYNOD_TEXT("off")}};
/// Enough for every run that a person looks at, and a bound for what a file may ask for.
constexpr std::int64_t most_commands = 10'000;

std::optional<Sentence> parse_bug(std::string_view value, Options& options) {
  options.bug = value == "none" ? "" : std::string(value);
  return std::nullopt;
}

std::string print_own(const OwnOption& option, std::int64_t value) {
  if (!option.choices.empty()) return option.choices[static_cast<std::size_t>(value)].word;
  return option.or_off ? print_or_off(value) : std::to_string(value);
}

std::optional<Sentence> parse_own(const OwnOption& option, std::string_view text,
                                  OwnOptions& options) {
  std::int64_t value = 0;
  auto why = !option.choices.empty() ? parse_choice(text, option.choices, value)
             : option.or_off         ? parse_or_off(text, option.most, value)
                                     : parse_whole(text, option.least, option.most, value);
  if (!why) options.set(option, value);
  return why;
}

}  // namespace

// NOLINTNEXTLINE(readability-function-size): a table.
const std::vector<OptionKind>& option_kinds() {
  static const std::vector<OptionKind> kinds{
      {"nack", SYNOD_TEXT("Answers that refuse"), OptionTopic::retries, "on",
       SYNOD_TEXT("Acceptors answer a refused message with a Nack"),
       [](const Options& o) -> std::string { return on_off(o.nack); },
       [](std::string_view v, Options& o) { return parse_switch(v, o.nack); }, on_or_off},
      {"q1", SYNOD_TEXT("Phase-1 quorum"), OptionTopic::quorums, "majority",
       SYNOD_TEXT("How many Promises make a phase-1 quorum"),
       [](const Options& o) { return print_quorum(o.q1); },
       [](std::string_view v, Options& o) { return parse_quorum(v, o.q1); }},
      {"q2", SYNOD_TEXT("Phase-2 quorum"), OptionTopic::quorums, "majority",
       SYNOD_TEXT("How many acceptances make a phase-2 quorum"),
       [](const Options& o) { return print_quorum(o.q2); },
       [](std::string_view v, Options& o) { return parse_quorum(v, o.q2); }},
      {"retry", SYNOD_TEXT("Try again"), OptionTopic::retries, "off",
       SYNOD_TEXT("A proposer that gets nowhere starts a new ballot by itself; a leader without a "
                  "failure detector sends lost Accepts again"),
       [](const Options& o) -> std::string { return on_off(o.retry); },
       [](std::string_view v, Options& o) { return parse_switch(v, o.retry); }, on_or_off},
      {"retry-delay",
       SYNOD_TEXT("Wait before trying again"),
       OptionTopic::retries,
       "150..450",
       SYNOD_TEXT("How long it waits before that, drawn at random"),
       [](const Options& o) { return print_range(o.retry_delay); },
       [](std::string_view v, Options& o) { return parse_range(v, o.retry_delay); },
       {},
       "retry"},
      {"loss", SYNOD_TEXT("Messages lost"), OptionTopic::lost, "10%",
       SYNOD_TEXT("The share of messages that the network loses"),
       [](const Options& o) { return print_percent(o.loss); },
       [](std::string_view v, Options& o) { return parse_percent(v, o.loss); }},
      {"duplicate", SYNOD_TEXT("Messages delivered twice"), OptionTopic::lost, "5%",
       SYNOD_TEXT("The share of messages that the network delivers twice"),
       [](const Options& o) { return print_percent(o.duplicate); },
       [](std::string_view v, Options& o) { return parse_percent(v, o.duplicate); }},
      {"latency", SYNOD_TEXT("Time under way"), OptionTopic::retries, "40..80",
       SYNOD_TEXT("How long a message is under way, in simulated milliseconds"),
       [](const Options& o) { return print_range(o.latency); },
       [](std::string_view v, Options& o) { return parse_range(v, o.latency); }},
      {"heartbeat", SYNOD_TEXT("Heartbeat every"), OptionTopic::leader, "100",
       SYNOD_TEXT("Simulated milliseconds from one heartbeat of the leader to the next"),
       [](const Options& o) { return std::to_string(o.heartbeat); },
       [](std::string_view v, Options& o) {
         return parse_whole(v, 1, longest_delay, o.heartbeat);
       }},
      {"timeout",
       SYNOD_TEXT("Suspected after"),
       OptionTopic::leader,
       "300",
       SYNOD_TEXT("Silence of so many milliseconds makes a node suspect another"),
       [](const Options& o) { return std::to_string(o.timeout); },
       [](std::string_view v, Options& o) { return parse_whole(v, 1, longest_delay, o.timeout); },
       {},
       "detector"},
      {"load", SYNOD_TEXT("Commands of each client"), OptionTopic::asked, "20",
       SYNOD_TEXT("How many commands each client sends by itself"),
       [](const Options& o) { return print_or_off(o.load); },
       [](std::string_view v, Options& o) { return parse_or_off(v, most_commands, o.load); }},
      {"client-retry", SYNOD_TEXT("Client asks again after"), OptionTopic::retries, "500",
       SYNOD_TEXT("A client that hears nothing for so many milliseconds asks again"),
       [](const Options& o) { return std::to_string(o.client_retry); },
       [](std::string_view v, Options& o) {
         return parse_whole(v, 1, longest_delay, o.client_retry);
       }},
      {"bug", SYNOD_TEXT("Broken rule"), OptionTopic::rule, "none",
       SYNOD_TEXT("Switches one rule of the protocol off"),
       [](const Options& o) { return o.bug.empty() ? "none" : o.bug; }, parse_bug},
  };
  return kinds;
}

OptionKind kind_of(const OwnOption& option) {
  return {option.name,
          option.title,
          option.topic,
          option.example,
          option.help,
          [&option](const Options& o) { return print_own(option, o.own[option]); },
          [&option](std::string_view v, Options& o) { return parse_own(option, v, o.own); },
          option.choices,
          option.needs};
}

std::vector<std::string> printed_options(const Options& options) {
  std::vector<std::string> lines;
  for (const OptionKind& kind : option_kinds())
    if (kind.name != std::string_view("bug") && kind.print(options) != kind.print({}))
      lines.push_back(fmt::format("{} {}", kind.name, kind.print(options)));
  for (const auto& [option, value] : options.own.changed())
    lines.push_back(fmt::format("{} {}", option->name, print_own(*option, value)));
  if (!options.bug.empty()) lines.push_back("bug " + options.bug);
  return lines;
}

}  // namespace synod
