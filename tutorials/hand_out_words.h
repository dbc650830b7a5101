// Words of a hand-out that are the program's own, on paper and on a page.
#pragma once

#include "model/base/sentence.h"
#include "tutorials/hand_out.h"

namespace synod {

/// "Basic Paxos · 12 minutes · level 2 of 3, the core".
Sentence facts_words(const HandOut& hand_out);
/// "Question 3", "Goal 1".
Sentence number_words(bool goal, std::size_t number);
/// "Picture 4".
Sentence picture_words(std::size_t number);
/// What is to be done with the question's choices, or instead of them, on paper.
Sentence how_to_answer(const HandOutQuestion& question);
/// Where the picture of the question stands, if not right above it; empty where it does.
Sentence picture_hint(const HandOutQuestion& question);
/// How well the goal can be reached; empty where nobody knows.
Sentence par_words(const HandOutGoal& goal);
/// What is right, where there are no choices; of a goal what its solution is called.
Sentence expected_words(const HandOutAnswer& answer);
/// "Rule: Phase 2a (P2c)"; empty where there is none.
Sentence rule_words(const HandOutAnswer& answer);

/// "a" for the first choice.
char choice_letter(std::size_t choice);

inline constexpr const char* name_word = SYNOD_TEXT("Name");
inline constexpr const char* date_word = SYNOD_TEXT("Date");
inline constexpr const char* objectives_word = SYNOD_TEXT("What you will be able to do");
inline constexpr const char* answers_word = SYNOD_TEXT("Answers");
inline constexpr const char* notes_word = SYNOD_TEXT("For the teacher");
inline constexpr const char* reached_word = SYNOD_TEXT("Reached in so many actions:");

}  // namespace synod
