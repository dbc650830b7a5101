#include "model/many_runs/vary.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "model/base/utf8.h"
#include "model/base/word_list.h"
#include "model/many_runs/statistics.h"

namespace synod {

namespace {

Range moved_to(Range range, std::int64_t low) {
  return {low, low + (range.high - range.low)};
}

void set_nodes(Workload& workload, std::int64_t value) {
  Shape shape = workload.setup.shape;
  (shape.apart() ? shape.acceptors : shape.together) = static_cast<std::uint8_t>(value);
  workload = with_shape(workload, shape);
}

void set_proposers(Workload& workload, std::int64_t value) {
  Shape shape = workload.setup.shape;
  if (shape.apart()) {
    shape.proposers = static_cast<std::uint8_t>(value);
    workload = with_shape(workload, shape);
  }
  workload = with_asking(std::move(workload), static_cast<std::size_t>(value));
}

void set_crash(Workload& workload, std::int64_t value) {
  const NodeId node = *workload.setup.shape.column(Role::proposer).begin();
  auto& actions = workload.actions;
  const auto crash = std::find_if(actions.begin(), actions.end(), [node](const Action& a) {
    return a.verb == Verb::crash && a.node == node;
  });
  if (crash == actions.end()) {
    actions.push_back(actions::on_node(Verb::crash, node));
    actions.back().at = SimTime{value};
  } else {
    const std::int64_t later = value - crash->at.ms;
    for (Action& action : actions)
      if (action.node == node && (action.verb == Verb::crash || action.verb == Verb::restart))
        action.at.ms = std::max<std::int64_t>(0, action.at.ms + later);
  }
  std::stable_sort(actions.begin(), actions.end(),
                   [](const Action& a, const Action& b) { return a.at < b.at; });
}

/// A number in the option's whole numbers: "5%" is 500. The unit may be left out.
std::optional<std::int64_t> number_of(std::string_view word, const VariedOption& option) {
  const std::string_view unit = option.unit;
  if (!unit.empty() && word.ends_with(unit)) word.remove_suffix(unit.size());
  double number = 0;
  const auto [end, error] =
      std::from_chars(word.data(), word.data() + word.size(), number, std::chars_format::fixed);
  if (error != std::errc() || end != word.data() + word.size()) return std::nullopt;
  // Beyond any bound, and still a whole number of 64 bits.
  if (!(number >= -1e9 && number <= 1e9)) return std::nullopt;
  const double scaled = number * static_cast<double>(option.scale);
  const auto whole = static_cast<std::int64_t>(scaled + (scaled < 0 ? -0.5 : 0.5));
  if (std::abs(scaled - static_cast<double>(whole)) > 1e-6) return std::nullopt;
  return whole;
}

Sentence names() {
  std::vector<std::string_view> words;
  for (const VariedOption& option : varied_options()) words.emplace_back(option.name);
  return word_list(words);
}

const VariedOption* find_option(std::string word) {
  std::replace(word.begin(), word.end(), '_', '-');
  for (const VariedOption& option : varied_options())
    if (option.name == word) return &option;
  return nullptr;
}

Sentence expected_range(const VariedOption& option, std::string_view got) {
  return say(SYNOD_TEXT("expected %1=FIRST..LAST:STEP, such as %1=%2, got '%3'"), option.name,
             option.range, quote(got));
}

std::optional<Sentence> problem_of(const Vary& vary) {
  const VariedOption& option = *vary.option;
  if (vary.first < option.lowest || vary.last > option.highest)
    return say(SYNOD_TEXT("%1 goes from %2 to %3, not from %4 to %5"), option.name,
               printed_value(option, option.lowest), printed_value(option, option.highest),
               printed_value(option, vary.first), printed_value(option, vary.last));
  if (vary.last < vary.first)
    return say(SYNOD_TEXT("expected a range that goes up, got %1=%2..%3"), option.name,
               printed_value(option, vary.first), printed_value(option, vary.last));
  if (vary.step < 1)
    return say(SYNOD_TEXT("expected a step of at least %1, got %2"), printed_value(option, 1),
               printed_value(option, vary.step));
  const auto steps = static_cast<std::size_t>((vary.last - vary.first) / vary.step) + 1;
  if (steps > most_steps)
    return say(SYNOD_TEXT("expected at most %1 steps, got %2; take wider ones"),
               std::to_string(most_steps), std::to_string(steps));
  return std::nullopt;
}

}  // namespace

const std::vector<VariedOption>& varied_options() {
  static const std::vector<VariedOption> options{
      {"loss", SYNOD_TEXT("Loss"), SYNOD_TEXT("The share of messages that the network loses"),
       "0..50%:5%", "%", 100, 0, 10'000,
       [](Workload& w, std::int64_t value) { w.setup.options.loss = value; }},
      {"latency", SYNOD_TEXT("Latency"),
       SYNOD_TEXT("The shortest time that a message is under way; the longest moves along with it"),
       "20..200:20", "ms", 1, 1, 100'000,
       [](Workload& w, std::int64_t value) {
         w.setup.options.latency = moved_to(w.setup.options.latency, value);
       }},
      {"nodes", SYNOD_TEXT("Nodes"),
       SYNOD_TEXT("How many nodes there are; where roles are apart, how many acceptors"), "3..9:2",
       "", 1, 1, max_nodes, set_nodes},
      {"retry-delay", SYNOD_TEXT("Retry delay"),
       SYNOD_TEXT(
           "How long a proposer waits at least before it tries again; the longest moves along "
           "with it"),
       "50..1000:50", "ms", 1, 1, 100'000,
       [](Workload& w, std::int64_t value) {
         w.setup.options.retry = true;
         w.setup.options.retry_delay = moved_to(w.setup.options.retry_delay, value);
       }},
      {"proposers", SYNOD_TEXT("Proposers"),
       SYNOD_TEXT("How many proposers ask at the start, each for a value of its own"), "1..5:1", "",
       1, 1, max_nodes, set_proposers},
      {"crash", SYNOD_TEXT("Crash"),
       SYNOD_TEXT("When the first proposer, or the coordinator, crashes; its restarts move along "
                  "with it"),
       "0..100:10", "ms", 1, 0, 100'000, set_crash},
  };
  return options;
}

std::vector<std::int64_t> Vary::values() const {
  std::vector<std::int64_t> all;
  for (std::int64_t value = first; value <= last; value += step) all.push_back(value);
  return all;
}

Result<Vary> parse_vary(std::string_view text) {
  const std::size_t equals = text.find('=');
  const VariedOption* option = find_option(std::string(text.substr(0, equals)));
  if (option == nullptr)
    return say(SYNOD_TEXT("expected one of %1, such as loss=0..50%:5%, got '%2'"), names(),
               quote(text));
  if (equals == std::string_view::npos) return expected_range(*option, text);
  const std::string_view range = text.substr(equals + 1);
  const std::size_t dots = range.find("..");
  const std::size_t colon = range.find(':');
  if (dots == std::string_view::npos || colon == std::string_view::npos || colon < dots)
    return expected_range(*option, text);
  const auto first = number_of(range.substr(0, dots), *option);
  const auto last = number_of(range.substr(dots + 2, colon - dots - 2), *option);
  const auto step = number_of(range.substr(colon + 1), *option);
  if (!first || !last || !step) return expected_range(*option, text);
  const Vary vary{option, *first, *last, *step};
  if (const auto why = problem_of(vary)) return *why;
  return vary;
}

std::string printed_value(const VariedOption& option, std::int64_t value) {
  if (option.scale == 100) return printed_share(value);
  return *option.unit == '\0' ? std::to_string(value) : fmt::format("{} {}", value, option.unit);
}

Result<Workload> varied(const Workload& workload, const VariedOption& option, std::int64_t value) {
  Workload changed = workload;
  option.set(changed, value);
  const std::size_t proposers = changed.setup.shape.with(Role::proposer).size();
  const bool too_few = option.set == set_proposers && static_cast<std::size_t>(value) > proposers;
  std::optional<Sentence> why = changed.setup.problem();
  if (!why && too_few)
    why = say(SYNOD_TEXT("the cluster has %1 proposers"), std::to_string(proposers));
  if (why)
    return say(SYNOD_TEXT("%1=%2: %3"), option.name, printed_value(option, value), *std::move(why));
  return changed;
}

}  // namespace synod
