#include "model/base/setup.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fmt/format.h>

#include "model/base/utf8.h"
#include "model/base/whole_number.h"

namespace synod {

namespace {

constexpr std::int64_t longest_delay = 1'000'000;

std::optional<Sentence> parse_switch(std::string_view value, bool& target) {
  if (value != "on" && value != "off")
    return say(SYNOD_TEXT("expected on or off, not '%1'"), quote(value));
  target = value == "on";
  return std::nullopt;
}

std::optional<Sentence> parse_quorum(std::string_view value, std::uint32_t& target) {
  const auto size = value == "majority" ? 0 : whole_number(value);
  if (!size || *size < 0 || (*size == 0 && value != "majority"))
    return say(SYNOD_TEXT("expected the size of a quorum or 'majority', not '%1'"), quote(value));
  target = static_cast<std::uint32_t>(std::min<std::int64_t>(*size, 1000));
  return std::nullopt;
}

/// "12%" or "0.5%" in hundredths of a percent; at most two decimals.
std::optional<std::int64_t> basis_points(std::string_view value) {
  if (value.empty() || value.back() != '%') return std::nullopt;
  value.remove_suffix(1);
  const std::size_t dot = value.find('.');
  const auto whole = whole_number(value.substr(0, dot));
  std::int64_t fraction = 0;
  if (dot != std::string_view::npos) {
    std::string digits(value.substr(dot + 1));
    if (digits.empty() || digits.size() > 2) return std::nullopt;
    digits.resize(2, '0');
    const auto parsed = whole_number(digits);
    if (!parsed || *parsed < 0) return std::nullopt;
    fraction = *parsed;
  }
  if (!whole || *whole < 0 || *whole > 100) return std::nullopt;
  return *whole * 100 + fraction;
}

std::optional<Sentence> parse_percent(std::string_view value, std::int64_t& target) {
  const auto points = basis_points(value);
  if (!points || *points > 10'000)
    return say(SYNOD_TEXT("expected a share from 0% to 100%, such as 10%, not '%1'"), quote(value));
  target = *points;
  return std::nullopt;
}

std::string print_percent(std::int64_t points) {
  if (points % 100 == 0) return fmt::format("{}%", points / 100);
  if (points % 10 == 0) return fmt::format("{}.{}%", points / 100, points % 100 / 10);
  return fmt::format("{}.{:02}%", points / 100, points % 100);
}

std::optional<Sentence> parse_range(std::string_view value, Range& target) {
  const std::size_t dots = value.find("..");
  const auto low = whole_number(value.substr(0, dots));
  const auto high = dots == std::string_view::npos ? low : whole_number(value.substr(dots + 2));
  if (!low || !high || *low < 1 || *high < *low || *high > longest_delay)
    return say(
        SYNOD_TEXT("expected milliseconds from 1 to 1000000, such as 60 or 40..80, not '%1'"),
        quote(value));
  target = {*low, *high};
  return std::nullopt;
}

std::string print_range(Range range) {
  return range.low == range.high ? fmt::format("{}", range.low)
                                 : fmt::format("{}..{}", range.low, range.high);
}

std::string print_quorum(std::uint32_t size) {
  return size == 0 ? "majority" : std::to_string(size);
}

const char* on_off(bool value) {
  return value ? "on" : "off";
}

/// A whole number from `least` to `most`.
template <class Number>
std::optional<Sentence> parse_whole(std::string_view value, std::int64_t least, std::int64_t most,
                                    Number& target) {
  const auto number = whole_number(value);
  if (!number || *number < least || *number > most)
    return say(SYNOD_TEXT("expected a whole number from %1 to %2, not '%3'"), std::to_string(least),
               std::to_string(most), quote(value));
  target = static_cast<Number>(*number);
  return std::nullopt;
}

/// A whole number from 1 to `most`, or "off" for 0.
template <class Number>
std::optional<Sentence> parse_or_off(std::string_view value, std::int64_t most, Number& target) {
  if (value != "off" && !parse_whole(value, 1, most, target)) return std::nullopt;
  target = 0;
  if (value == "off") return std::nullopt;
  return say(SYNOD_TEXT("expected off or a whole number from 1 to %1, not '%2'"),
             std::to_string(most), quote(value));
}

template <class Number>
std::string print_or_off(Number number) {
  return number == 0 ? "off" : std::to_string(number);
}

/// One of some words, which stand in the order of the enumeration.
template <class Choice, std::size_t count>
std::optional<Sentence> parse_choice(std::string_view value,
                                     const std::array<const char*, count>& words, Choice& target) {
  for (std::size_t i = 0; i < count; ++i) {
    if (value != words[i]) continue;
    target = static_cast<Choice>(i);
    return std::nullopt;
  }
  return say(SYNOD_TEXT("expected one of %1, not '%2'"), fmt::format("{}", fmt::join(words, ", ")),
             quote(value));
}

constexpr std::array switch_words{"on", "off"};
constexpr std::array detector_words{"off", "fixed", "growing", "highest"};
constexpr std::array reads_words{"log", "local"};
constexpr std::array presume_words{"nothing", "abort"};
constexpr std::array ask_words{"all", "coordinator"};
/// Enough for every run that a person looks at, and a bound for what a file may ask for.
constexpr std::int64_t most_commands = 10'000;

std::optional<Sentence> parse_bug(std::string_view value, Options& options) {
  options.bug = value == "none" ? "" : std::string(value);
  return std::nullopt;
}

}  // namespace

// NOLINTNEXTLINE(readability-function-size): a table.
const std::vector<OptionKind>& option_kinds() {
  static const std::vector<OptionKind> kinds{
      {"nack", "on", SYNOD_TEXT("Acceptors answer a refused message with a Nack"),
       [](const Options& o) -> std::string { return on_off(o.nack); },
       [](std::string_view v, Options& o) { return parse_switch(v, o.nack); }, switch_words},
      {"q1", "majority", SYNOD_TEXT("How many Promises make a phase-1 quorum"),
       [](const Options& o) { return print_quorum(o.q1); },
       [](std::string_view v, Options& o) { return parse_quorum(v, o.q1); }},
      {"q2", "majority", SYNOD_TEXT("How many acceptances make a phase-2 quorum"),
       [](const Options& o) { return print_quorum(o.q2); },
       [](std::string_view v, Options& o) { return parse_quorum(v, o.q2); }},
      {"retry", "off",
       SYNOD_TEXT("A proposer that gets nowhere starts a new ballot by itself; a leader without a "
                  "failure detector sends lost Accepts again"),
       [](const Options& o) -> std::string { return on_off(o.retry); },
       [](std::string_view v, Options& o) { return parse_switch(v, o.retry); }, switch_words},
      {"retry-delay", "150..450", SYNOD_TEXT("How long it waits before that, drawn at random"),
       [](const Options& o) { return print_range(o.retry_delay); },
       [](std::string_view v, Options& o) { return parse_range(v, o.retry_delay); }},
      {"loss", "10%", SYNOD_TEXT("The share of messages that the network loses"),
       [](const Options& o) { return print_percent(o.loss); },
       [](std::string_view v, Options& o) { return parse_percent(v, o.loss); }},
      {"duplicate", "5%", SYNOD_TEXT("The share of messages that the network delivers twice"),
       [](const Options& o) { return print_percent(o.duplicate); },
       [](std::string_view v, Options& o) { return parse_percent(v, o.duplicate); }},
      {"latency", "40..80",
       SYNOD_TEXT("How long a message is under way, in simulated milliseconds"),
       [](const Options& o) { return print_range(o.latency); },
       [](std::string_view v, Options& o) { return parse_range(v, o.latency); }},
      {"detector", "fixed",
       SYNOD_TEXT(
           "How a node comes to suspect that the leader is down; where it is off, only a client "
           "that gets no answer makes another one lead"),
       [](const Options& o) -> std::string {
         return detector_words[static_cast<std::size_t>(o.detector)];
       },
       [](std::string_view v, Options& o) { return parse_choice(v, detector_words, o.detector); },
       detector_words},
      {"heartbeat", "100",
       SYNOD_TEXT("Simulated milliseconds from one heartbeat of the leader to the next"),
       [](const Options& o) { return std::to_string(o.heartbeat); },
       [](std::string_view v, Options& o) {
         return parse_whole(v, 1, longest_delay, o.heartbeat);
       }},
      {"timeout", "300", SYNOD_TEXT("Silence of so many milliseconds makes a node suspect another"),
       [](const Options& o) { return std::to_string(o.timeout); },
       [](std::string_view v, Options& o) { return parse_whole(v, 1, longest_delay, o.timeout); }},
      {"lease", "300",
       SYNOD_TEXT("Milliseconds for which followers promise the leader to follow no other"),
       [](const Options& o) { return print_or_off(o.lease); },
       [](std::string_view v, Options& o) { return parse_or_off(v, longest_delay, o.lease); }},
      {"reads", "log",
       SYNOD_TEXT("Whether a read takes a slot of the log, or is answered from the local store"),
       [](const Options& o) -> std::string {
         return reads_words[static_cast<std::size_t>(o.reads)];
       },
       [](std::string_view v, Options& o) { return parse_choice(v, reads_words, o.reads); },
       reads_words},
      {"batch", "1", SYNOD_TEXT("The most commands that one message puts to the vote"),
       [](const Options& o) { return std::to_string(o.batch); },
       [](std::string_view v, Options& o) { return parse_whole(v, 1, 1000, o.batch); }},
      {"pipeline", "4", SYNOD_TEXT("The most slots that are put to the vote and not yet chosen"),
       [](const Options& o) { return std::to_string(o.pipeline); },
       [](std::string_view v, Options& o) { return parse_whole(v, 1, 1000, o.pipeline); }},
      {"load", "20", SYNOD_TEXT("How many commands each client sends by itself"),
       [](const Options& o) { return print_or_off(o.load); },
       [](std::string_view v, Options& o) { return parse_or_off(v, most_commands, o.load); }},
      {"client-retry", "500",
       SYNOD_TEXT("A client that hears nothing for so many milliseconds asks again"),
       [](const Options& o) { return std::to_string(o.client_retry); },
       [](std::string_view v, Options& o) {
         return parse_whole(v, 1, longest_delay, o.client_retry);
       }},
      {"presume", "abort",
       SYNOD_TEXT("What it means that nothing is on disk about a transaction: presumed abort saves "
                  "the record and the acknowledgements of an abort"),
       [](const Options& o) -> std::string {
         return presume_words[static_cast<std::size_t>(o.presume)];
       },
       [](std::string_view v, Options& o) { return parse_choice(v, presume_words, o.presume); },
       presume_words},
      {"ask", "all",
       SYNOD_TEXT("Whom a participant asks that waits for the decision: all others, or the "
                  "coordinator alone"),
       [](const Options& o) -> std::string { return ask_words[static_cast<std::size_t>(o.ask)]; },
       [](std::string_view v, Options& o) { return parse_choice(v, ask_words, o.ask); }, ask_words},
      {"accounts", "100",
       SYNOD_TEXT(
           "What the account of each participant holds at first; off: transactions are words "
           "that move nothing"),
       [](const Options& o) { return print_or_off(o.accounts); },
       [](std::string_view v, Options& o) { return parse_or_off(v, most_money, o.accounts); }},
      {"bug", "none", SYNOD_TEXT("Switches one rule of the protocol off"),
       [](const Options& o) { return o.bug.empty() ? "none" : o.bug; }, parse_bug},
  };
  return kinds;
}

std::vector<std::string> printed_options(const Options& options) {
  std::vector<std::string> lines;
  for (const OptionKind& kind : option_kinds())
    if (kind.print(options) != kind.print({}))
      lines.push_back(fmt::format("{} {}", kind.name, kind.print(options)));
  return lines;
}

std::vector<Seats> seats_of(const Cast& cast) {
  std::vector<Seats> seats{{&cast.node, &Shape::together},
                           {&cast.proposer, &Shape::proposers},
                           {&cast.acceptor, &Shape::acceptors},
                           {&cast.learner, &Shape::learners},
                           {&cast.client, &Shape::clients}};
  std::erase_if(seats, [](const Seats& one) { return !one.role->exists(); });
  return seats;
}

Shape usual_shape(const Cast& cast, bool together) {
  Shape shape{.together = 0, .cast = &cast};
  for (const Seats& seats : seats_of(cast))
    if ((seats.role == &cast.node) == together && seats.role != &cast.client)
      shape.*seats.count = seats.role->usual;
  return shape;
}

NodeSet Shape::with(Role role) const {
  if (role == Role::client) return column(role);
  if (!apart()) return cast->node.traits.has(role) ? column(role) : NodeSet{};
  NodeSet nodes;
  if (cast->proposer.traits.has(role)) nodes = nodes | column(Role::proposer);
  if (cast->acceptor.traits.has(role)) nodes = nodes | column(Role::acceptor);
  if (cast->learner.traits.has(role)) nodes = nodes | column(Role::learner);
  return nodes;
}

NodeSet Shape::column(Role role) const {
  if (role == Role::client) return NodeSet::range(servers(), clients);
  if (!apart()) return NodeSet::range(0, together);
  switch (role) {
    case Role::proposer: return NodeSet::range(0, proposers);
    case Role::acceptor: return NodeSet::range(proposers, acceptors);
    case Role::learner: return NodeSet::range(std::size_t{proposers} + acceptors, learners);
    case Role::client: break;
  }
  return {};
}

const RoleInfo& Shape::role(NodeId node) const {
  if (node.index >= servers()) return cast->client;
  if (!apart()) return cast->node;
  if (node.index < proposers) return cast->proposer;
  return node.index < proposers + acceptors ? cast->acceptor : cast->learner;
}

Roles Shape::roles(NodeId node) const {
  return role(node).traits;
}

std::uint32_t Shape::number(NodeId node) const {
  if (node.index >= servers()) return node.index - static_cast<std::uint32_t>(servers()) + 1;
  std::uint32_t first = 0;
  if (apart() && node.index >= proposers) first = proposers;
  if (apart() && node.index >= proposers + acceptors) first += acceptors;
  return node.index - first + 1;
}

std::optional<NodeId> Shape::proposer(std::uint32_t number) const {
  const std::size_t count = apart() ? proposers : together;
  if (number < 1 || number > count) return std::nullopt;
  return NodeId{static_cast<std::uint8_t>(number - 1)};
}

std::string Shape::name(NodeId node) const {
  if (!node.exists()) return "none";
  return fmt::format("{}{}", role(node).letter, number(node));
}

std::optional<NodeId> Shape::find(std::string_view wanted) const {
  const auto same_letter = [](char a, char b) {
    return std::toupper(static_cast<unsigned char>(a)) ==
           std::toupper(static_cast<unsigned char>(b));
  };
  for (NodeId node : all()) {
    const std::string known = name(node);
    if (std::equal(known.begin(), known.end(), wanted.begin(), wanted.end(), same_letter))
      return node;
  }
  return std::nullopt;
}

std::string Shape::names(NodeSet nodes) const {
  std::vector<std::string> words;
  for (NodeId node : nodes) words.push_back(name(node));
  return fmt::format("{{{}}}", fmt::join(words, " "));
}

namespace {

std::string small(const char* name) {
  std::string word(name);
  word[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(word[0])));
  return word;
}

/// What is wrong with the number of nodes of a role; nothing where it is right.
std::optional<Sentence> count_problem(const RoleInfo& role, std::size_t count) {
  if (count < role.least && role.least == 1)
    return say(SYNOD_TEXT("a cluster needs at least one %1"), small(role.one));
  if (count < role.least)
    return say(SYNOD_TEXT("a cluster needs at least %1 %2"), std::to_string(role.least), role.word);
  if (count > role.most)
    return say(SYNOD_TEXT("a cluster has at most %1 %2, not %3"), std::to_string(role.most),
               role.word, std::to_string(count));
  return std::nullopt;
}

std::optional<Sentence> role_problem(const Shape& shape) {
  const Cast& cast = *shape.cast;
  if (!shape.apart()) return count_problem(cast.node, shape.together);
  if (auto why = count_problem(cast.acceptor, shape.acceptors)) return why;
  if (auto why = count_problem(cast.proposer, shape.proposers)) return why;
  return cast.learner.exists() ? count_problem(cast.learner, shape.learners) : std::nullopt;
}

}  // namespace

std::size_t Setup::q1() const {
  return options.q1 != 0 ? options.q1 : shape.with(Role::acceptor).size() / 2 + 1;
}

std::size_t Setup::q2() const {
  return options.q2 != 0 ? options.q2 : shape.with(Role::acceptor).size() / 2 + 1;
}

std::optional<Sentence> Setup::problem() const {
  const std::size_t voters = shape.with(Role::acceptor).size();
  if (shape.size() > max_nodes)
    return say(SYNOD_TEXT("a cluster has at most %1 nodes, not %2"), std::to_string(max_nodes),
               std::to_string(shape.size()));
  if (shape.together > 9)
    return say(SYNOD_TEXT("nodes that play every role are N1 to N9, not %1"),
               std::to_string(shape.together));
  if (shape.clients > 8)
    return say(SYNOD_TEXT("clients are C1 to C8, not %1"), std::to_string(shape.clients));
  if (auto why = role_problem(shape)) return why;
  if (voters > 0 && (q1() > voters || q2() > voters))
    return say(SYNOD_TEXT("a quorum of %1 does not fit: there are %2 acceptors"),
               std::to_string(std::max(q1(), q2())), std::to_string(voters));
  return std::nullopt;
}

}  // namespace synod
