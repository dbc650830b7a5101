#include "model/report/story_markdown.h"

#include <fmt/format.h>

#include "model/report/words.h"
#include "model/scenario/script.h"
#include "model/world/protocol.h"

namespace synod {

namespace {

/// Text in which nothing is taken for Markdown.
std::string plain(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (std::string_view("\\`*_[]<>#|").find(c) != std::string_view::npos) escaped += '\\';
    escaped += c;
  }
  return escaped;
}

/// "blue is chosen at ballot 1.1", in the protocol's own words.
std::string decision_line(const Cluster& world, const Chosen& chosen) {
  const Vote& vote = chosen.vote;
  const std::string done = decision_word(world).str();
  if (!vote.ballot.exists()) return fmt::format("{} is {}", plain(vote.value.str()), done);
  return fmt::format("{} is {} at {}", plain(vote.value.str()), done,
                     number_words(world, vote.ballot).str());
}

std::string line_of(const Cluster& world, const Event& event) {
  std::string line = fmt::format("{}. {}", event.number, plain(sentences_of(event)));
  if (const std::string rules = rules_of(event); !rules.empty())
    line += fmt::format(" *({})*", plain(rules));
  for (const Chosen& chosen : event.chosen)
    line += fmt::format(" **{} (no node can see this).**", decision_line(world, chosen));
  for (const Violation& violation : event.violations)
    line += fmt::format(" **{} is violated: {}**", violation.invariant, plain(violation.why.str()));
  return line + '\n';
}

std::string ending(const Cluster& world) {
  std::string text =
      fmt::format("\nAfter {} events, at {} simulated milliseconds: ", world.events, world.now.ms);
  const auto& chosen = world.observer.chosen();
  const std::string done = decision_word(world).str();
  text += chosen.empty() ? fmt::format("nothing is {}", done)
                         : fmt::format("{} is {}", plain(chosen[0].vote.value.str()), done);
  const std::size_t broken = world.observer.violations().size();
  text += broken == 0 ? std::string(", and every invariant holds.\n")
                      : fmt::format(", and {} of {} invariants are violated.\n", broken,
                                    world.protocol->info().invariants.size());
  return text;
}

}  // namespace

std::string story_markdown(const History& history) {
  const Cluster& world = history.world();
  std::string text = fmt::format("# {}\n\n```synod\n{}```\n\n", world.protocol->info().title,
                                 setup_text(*world.setup));
  Cluster end = history.world_at(0);
  history.replay(1, Detail::full, [&](const Event& event, const Cluster& after) {
    text += line_of(history.world(), event);
    if (event.number + 1u == history.line().size()) end = after;
  });
  return text + ending(end);
}

}  // namespace synod
