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
Sentence decision(const Cluster& world, const Vote& vote) {
  const std::string value = vote.value.str();
  if (!vote.ballot.exists()) return say(SYNOD_TEXT("%1 is %2"), value, decision_word(world));
  return say(SYNOD_TEXT("%1 is %2 at %3"), value, decision_word(world),
             number_words(world, vote.ballot));
}

/// The title of the invariant of that name; the name where no judge has it.
Sentence title_of(std::string_view name) {
  for (const Invariant& invariant : invariants())
    if (name == invariant.name) return say(invariant.title);
  return say(SYNOD_TEXT("%1"), name);
}

class Story {
 public:
  Story(const History& history, Sentence::Language language)
      : history_(history), world_(history.world()), language_(language) {}

  std::string tell() {
    std::string text =
        fmt::format("# {}\n\n```synod\n{}```\n\n", told(say(world_.protocol->info().title)),
                    setup_text(*world_.setup));
    Cluster end = history_.world_at(0);
    history_.replay(1, Detail::full, [&](const Event& event, const Cluster& after) {
      text += line_of(event);
      if (event.number + 1u == history_.line().size()) end = after;
    });
    return text + ending(end);
  }

 private:
  std::string told(const Sentence& sentence) const {
    return plain(language_ == nullptr ? sentence.str() : sentence.in(language_));
  }

  std::string line_of(const Event& event) const {
    std::string line = fmt::format("{}.", event.number);
    for (const Note& note : event.notes) line += ' ' + told(note.text);
    if (const std::string rules = rules_of(event, language_); !rules.empty())
      line += fmt::format(" *({})*", plain(rules));
    for (const Chosen& chosen : event.chosen)
      line += fmt::format(" **{}**", told(say(SYNOD_TEXT("%1 (no node can see this)."),
                                              decision(world_, chosen.vote))));
    for (const Violation& violation : event.violations)
      line += fmt::format(" **{}**", told(say(SYNOD_TEXT("%1 is violated: %2"),
                                              title_of(violation.invariant), violation.why)));
    return line + '\n';
  }

  std::string ending(const Cluster& end) const {
    const auto& chosen = end.observer.chosen();
    const Sentence done = chosen.empty() ? say(SYNOD_TEXT("nothing is %1"), decision_word(end))
                                         : say(SYNOD_TEXT("%1 is %2"), chosen[0].vote.value.str(),
                                               decision_word(end));
    const std::size_t broken = end.observer.violations().size();
    const std::string event = std::to_string(end.events);
    const std::string now = std::to_string(end.now.ms);
    const Sentence all =
        broken == 0 ? say(SYNOD_TEXT("At the end (event %1, %2 simulated milliseconds): %3, and "
                                     "every invariant holds."),
                          event, now, done)
                    : say(SYNOD_TEXT("At the end (event %1, %2 simulated milliseconds): %3; "
                                     "invariants violated: %4 of %5."),
                          event, now, done, std::to_string(broken),
                          std::to_string(end.protocol->info().invariants.size()));
    return '\n' + told(all) + '\n';
  }

  const History& history_;
  const Cluster& world_;
  Sentence::Language language_;
};

}  // namespace

std::string story_markdown(const History& history, Sentence::Language language) {
  return Story(history, language).tell();
}

}  // namespace synod
