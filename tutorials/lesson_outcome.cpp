#include "tutorials/lesson_outcome.h"

#include <algorithm>

#include "model/scenario/condition.h"
#include "model/scenario/condition_parser.h"
#include "model/scenario/condition_words.h"
#include "model/scenario/words.h"
#include "tutorials/condition_template.h"

namespace synod {

namespace {

bool contains(const std::vector<std::size_t>& numbers, std::size_t number) {
  return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
}

std::vector<std::string> sorted(std::vector<std::string> words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

/// Grades one prediction.
class Grader {
 public:
  Grader(const AskBlock& ask, const Answer& answer, const std::vector<std::string>& targets,
         const History& history, MomentId before)
      : ask_(ask), answer_(answer), targets_(targets), history_(history), before_(before) {}

  Result<Outcome> grade() {
    std::optional<Sentence> why;
    if (ask_.has_choices()) {
      why = choices();
    } else if (ask_.form == AskBlock::Form::type) {
      why = typed();
    } else {
      why = clicked();
    }
    if (why) return *why;
    outcome_.rule = ask_.rule;
    std::sort(outcome_.moments.begin(), outcome_.moments.end());
    outcome_.moments.erase(std::unique(outcome_.moments.begin(), outcome_.moments.end()),
                           outcome_.moments.end());
    return std::move(outcome_);
  }

 private:
  const Cluster& world() const { return history_.world(); }

  void trace(const Condition& condition) {
    const auto moments = moments_behind(history_, before_, history_.present(), condition);
    outcome_.moments.insert(outcome_.moments.end(), moments.begin(), moments.end());
  }

  std::optional<Sentence> choices() {
    outcome_.right = true;
    for (std::size_t i = 0; i < ask_.choices.size(); ++i)
      if (auto why = choice(i)) return why;
    return std::nullopt;
  }

  std::optional<Sentence> choice(std::size_t number) {
    const Choice& choice = ask_.choices[number];
    const bool made = contains(answer_.choices, number);
    bool right = choice.right;
    if (choice.condition) {
      const auto wrong = mismatch(world(), choice.condition->condition);
      if (!wrong) return wrong.error();
      right = !*wrong;
      if (made && *wrong && !outcome_.actual) outcome_.actual = (*wrong)->actual;
      if (right || made) trace(choice.condition->condition);
    }
    if (right) outcome_.expected.choices.push_back(number);
    if (made) outcome_.feedback.push_back(choice.feedback);
    outcome_.right = outcome_.right && made == right;
    return std::nullopt;
  }

  std::optional<Sentence> typed() {
    const auto right = is_right_text(ask_, answer_.typed, world());
    if (!right) return right.error();
    const std::string value = *right_text(ask_, world());
    const FieldTest field{.node = ask_.node, .field = ask_.field};
    tell(*right, actual_words(world(), field));
    outcome_.expected.typed = value;
    trace({{{false, field}}});
    return std::nullopt;
  }

  std::optional<Sentence> clicked() {
    const auto right = right_targets(ask_, targets_, world());
    if (!right) return right.error();
    tell(sorted(answer_.clicked) == sorted(*right),
         say(SYNOD_TEXT("the right answer is %1"), listed({right->begin(), right->end()})));
    outcome_.expected.clicked = *right;
    for (const std::string& target : *right)
      for (const Condition& condition : conditions_of(ask_, target)) trace(condition);
    return std::nullopt;
  }

  void tell(bool right, Sentence actual) {
    outcome_.right = right;
    outcome_.feedback = {right ? ask_.right : ask_.wrong};
    if (!right) outcome_.actual = std::move(actual);
  }

  const AskBlock& ask_;
  const Answer& answer_;
  const std::vector<std::string>& targets_;
  const History& history_;
  MomentId before_;
  Outcome outcome_;
};

}  // namespace

Outcome quiz_outcome(const AskBlock& ask, const Answer& answer) {
  Outcome outcome{.right = true, .rule = ask.rule};
  for (std::size_t i = 0; i < ask.choices.size(); ++i) {
    const bool made = contains(answer.choices, i);
    outcome.right = outcome.right && made == ask.choices[i].right;
    if (ask.choices[i].right) outcome.expected.choices.push_back(i);
    if (made) outcome.feedback.push_back(ask.choices[i].feedback);
  }
  return outcome;
}

Result<Outcome> prediction_outcome(const AskBlock& ask, const Answer& answer,
                                   const std::vector<std::string>& targets, const History& history,
                                   MomentId before) {
  return Grader(ask, answer, targets, history, before).grade();
}

}  // namespace synod
