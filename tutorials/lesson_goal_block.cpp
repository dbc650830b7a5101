// Parser of ```goal blocks: goals to reach by acting.
#include <set>

#include "model/base/utf8.h"
#include "model/scenario/printer.h"
#include "tutorials/lesson_block.h"
#include "tutorials/lesson_markdown.h"

namespace synod {

namespace {

constexpr std::uint64_t most_actions = 1000;

std::optional<Verb> verb_named(std::string_view word) {
  for (int i = 0; i <= static_cast<int>(Verb::fire); ++i)
    if (word == verb_word(static_cast<Verb>(i))) return static_cast<Verb>(i);
  return std::nullopt;
}

class GoalReader {
 public:
  GoalReader(const Fence& fence, Lesson& lesson, LessonProblems& problems)
      : fence_(fence), lesson_(lesson), problems_(problems) {
    goal_.place = fence.place();
  }

  GoalBlock read() {
    // Behind `solution:` the block is a scenario.
    const std::size_t head = solution_line();
    for (const BlockEntry& entry : entries_of(fence_.lines.first(head))) {
      if (!entry.key.empty()) {
        key(entry);
      } else {
        sentence(entry.whole.part(0));
      }
    }
    if (head < fence_.lines.size()) solution(head);
    check();
    return std::move(goal_);
  }

 private:
  std::size_t solution_line() const {
    std::size_t i = 0;
    while (i < fence_.lines.size() && !fence_.lines[i].text.starts_with("solution:")) ++i;
    return i;
  }

  void sentence(const PlacedString& text) {
    if (!seen_.empty())
      return problems_.add(text.place(), say(SYNOD_TEXT("expected a key, such as 'hint: …', but "
                                                        "found '%1'"),
                                             quote(text.text())));
    if (!goal_.text.empty()) goal_.text += '\n';
    goal_.text += text.text();
    prose(text);
  }

  void prose(const PlacedString& text) {
    check_markdown(text, lesson_, problems_);
    check_words(text, max_words_of_answer, problems_);
  }

  void key(const BlockEntry& entry) {
    const std::string& name = entry.key;
    const PlacedString value = entry.value.part(0, without_comment(entry.value.text()).size());
    if (!seen_.insert(name).second && name != "hint")
      return problems_.add(entry.whole.place(),
                           say(SYNOD_TEXT("'%1' stands here for the second time"), quote(name)));
    if (name == "reach") return reach(entry.value);
    if (name == "hint") return hint(entry.value);
    if (name == "par") {
      goal_.par_place = value.place();
      goal_.par = number(value);
      return;
    }
    if (name == "within") return void(goal_.within = number(value));
    if (name == "after") return void(goal_.after = number(value));
    if (name == "forbid") return forbid(value);
    if (name == "most") return most(value);
    if (name == "id") return void(goal_.id = read_block_id(value, lesson_, problems_));
    if (name == "impossible") return impossible(value);
    problems_.add(entry.whole.place(),
                  say(SYNOD_TEXT("expected reach, hint, par, within, forbid, most, impossible, "
                                 "after, id or solution, but found '%1'"),
                      quote(name)));
  }

  void reach(const PlacedString& value) {
    if (value.empty())
      return problems_.add(value.place(), say(SYNOD_TEXT("expected a condition, such as 'chosen "
                                                         "blue'")));
    if (auto condition = read_placed_condition(value, problems_))
      goal_.reach = *std::move(condition);
  }

  void hint(const PlacedString& value) {
    if (value.empty()) problems_.add(value.place(), say(SYNOD_TEXT("expected a text")));
    prose(value);
    goal_.hints.push_back(value.text());
  }

  std::uint32_t number(const PlacedString& value) {
    const auto number = parse_number(value.text(), most_actions);
    if (number && *number > 0) return static_cast<std::uint32_t>(*number);
    problems_.add(value.place(), say(SYNOD_TEXT("expected a number from 1 to %1, but found '%2'"),
                                     std::to_string(most_actions), quote(value.text())));
    return 1;
  }

  void forbid(const PlacedString& value) {
    std::size_t from = 0;
    while (from < value.text().size()) {
      const std::size_t end = std::min(value.text().find_first_of(", ", from), value.text().size());
      const PlacedString word = value.part(from, end);
      from = end + 1;
      if (word.empty()) continue;
      if (const auto verb = verb_named(word.text())) {
        goal_.forbid.push_back(*verb);
      } else {
        problems_.add(word.place(), say(SYNOD_TEXT("expected a verb of the language, such as wipe, "
                                                   "but found '%1'"),
                                        quote(word.text())));
      }
    }
  }

  /// `wipe 1`: a verb, and how often it counts.
  void most(const PlacedString& value) {
    const std::size_t blank = std::min(value.text().find(' '), value.text().size());
    const PlacedString word = value.part(0, blank);
    if (const auto verb = verb_named(word.text()))
      goal_.most.emplace_back(*verb, number(value.part(std::min(blank + 1, value.text().size()))));
    else
      problems_.add(word.place(), say(SYNOD_TEXT("expected a verb of the language and a number, "
                                                 "such as 'wipe 1', but found '%1'"),
                                      quote(value.text())));
  }

  void impossible(const PlacedString& value) {
    goal_.impossible = value.text() == "yes";
    if (!goal_.impossible && value.text() != "no")
      problems_.add(value.place(),
                    say(SYNOD_TEXT("expected yes or no, but found '%1'"), quote(value.text())));
  }

  void solution(std::size_t line) {
    const PlacedString first(fence_.lines[line].text, {fence_.lines[line].number, 1});
    goal_.solution_place = first.place();
    const PlacedString rest = first.part(std::string_view("solution:").size());
    if (!rest.empty())
      problems_.add(rest.place(), say(SYNOD_TEXT("the solution stands on the lines below")));
    const auto lines = fence_.lines.subspan(line + 1);
    goal_.solution_text = joined_lines(lines);
    goal_.solution = read_scenario_lines(lines, problems_);
    for (const ScenarioLine& command : goal_.solution->lines)
      if (const auto* setup = std::get_if<SetupCommand>(&command.command))
        problems_.add({command.number, command.column},
                      say(SYNOD_TEXT("a solution goes on from where the lesson stands, so '%1' "
                                     "can't stand in it"),
                          setup->key));
  }

  void check() {
    const auto miss = [&](const char* text) { problems_.add(goal_.place, say(text)); };
    if (goal_.text.empty()) miss(SYNOD_TEXT("expected a sentence that says what the goal is"));
    if (!seen_.contains("reach"))
      miss(SYNOD_TEXT("this goal can't be reached: expected 'reach: …' and a condition"));
    if (!goal_.impossible && !goal_.solution)
      miss(SYNOD_TEXT("this goal has no solution: expected 'solution:' and commands below it"));
    if (goal_.impossible && goal_.solution) miss(SYNOD_TEXT("what is impossible has no solution"));
    if (goal_.impossible && !seen_.contains("after"))
      miss(SYNOD_TEXT("expected 'after: …', the number of actions that make a fair try"));
    if (!goal_.impossible && seen_.contains("after"))
      miss(SYNOD_TEXT("'after' is for goals that are impossible"));
    if (goal_.within != 0 && goal_.par && *goal_.par > goal_.within)
      miss(SYNOD_TEXT("'par' is above 'within', so nobody could reach this goal at par"));
  }

  const Fence& fence_;
  Lesson& lesson_;
  LessonProblems& problems_;
  GoalBlock goal_;
  std::set<std::string> seen_;
};

}  // namespace

GoalBlock read_goal_block(const Fence& fence, Lesson& lesson, LessonProblems& problems) {
  return GoalReader(fence, lesson, problems).read();
}

}  // namespace synod
