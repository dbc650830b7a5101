#include "tutorials/hand_out_words.h"

namespace synod {

namespace {

Sentence level_name(std::uint32_t level) {
  switch (level) {
    case 1: return say(SYNOD_TEXT("first steps"));
    case 2: return say(SYNOD_TEXT("the core"));
    default: return say(SYNOD_TEXT("deep water"));
  }
}

Sentence::Argument number_of(std::size_t number) {
  return Sentence::Argument(std::to_string(number));
}

}  // namespace

Sentence facts_words(const HandOut& hand_out) {
  const LessonHead& head = hand_out.head;
  return say(SYNOD_TEXT("%1 · %2 minutes · level %3 of 3: %4"), say(hand_out.protocol),
             number_of(head.minutes), number_of(head.level), level_name(head.level));
}

Sentence number_words(bool goal, std::size_t number) {
  return goal ? say(SYNOD_TEXT("Goal %1"), number_of(number))
              : say(SYNOD_TEXT("Question %1"), number_of(number));
}

Sentence picture_words(std::size_t number) {
  return say(SYNOD_TEXT("Picture %1"), number_of(number));
}

Sentence how_to_answer(const HandOutQuestion& question) {
  switch (question.form) {
    case AskBlock::Form::choose_one: return say(SYNOD_TEXT("Tick one."));
    case AskBlock::Form::choose_all: return say(SYNOD_TEXT("Tick all that apply."));
    case AskBlock::Form::type: return say(SYNOD_TEXT("Write it down:"));
    default: return say(SYNOD_TEXT("Circle it in the picture, or write it down:"));
  }
}

Sentence picture_hint(const HandOutQuestion& question) {
  if (question.picture == 0 || question.picture_above) return {};
  return say(SYNOD_TEXT("See picture %1."), number_of(question.picture));
}

Sentence par_words(const HandOutGoal& goal) {
  if (!goal.par) return {};
  return say(SYNOD_TEXT("The fewest known: %1"), number_of(*goal.par));
}

Sentence expected_words(const HandOutAnswer& answer) {
  if (!answer.goal) return say("%1", answer.expected);
  if (answer.impossible) return say(SYNOD_TEXT("It can't be done."));
  return answer.solution.empty() ? Sentence() : say(SYNOD_TEXT("One way to reach it:"));
}

Sentence rule_words(const HandOutAnswer& answer) {
  return answer.rule.empty() ? Sentence() : say(SYNOD_TEXT("Rule: %1"), answer.rule);
}

char choice_letter(std::size_t choice) {
  return static_cast<char>('a' + choice);
}

}  // namespace synod
