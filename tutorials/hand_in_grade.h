// Grades of a hand-in: what its answers and scripts come to when the lesson is played.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/scenario/header.h"
#include "tutorials/hand_in.h"
#include "tutorials/lesson.h"

namespace synod {

/// Grade of one question or goal.
struct Grade {
  enum class How : std::uint8_t {
    right,  ///< The answer is right; the script reaches the goal by a way that counts.
    wrong,  ///< The answer is wrong; the script does not, or there is none though it was claimed.
    open    ///< Nothing was handed in.
  };
  BlockPlace place;
  bool goal = false;
  std::string text;       ///< The question, or what was to be reached.
  How first = How::open;  ///< The first answer; of a goal the same as `last`.
  How last = How::open;
  std::string answer;  ///< The first answer, in words; empty where there is none, and of a goal.
  std::uint32_t tries = 0;  ///< As the hand-in says, like the next two.
  std::uint32_t hints = 0;
  std::uint32_t seconds = 0;
  std::optional<std::uint32_t> actions;  ///< Of a goal: those of its script.
  std::optional<std::uint32_t> par;
  std::string script;  ///< Of a goal: its commands, one a line.

  friend bool operator==(const Grade&, const Grade&) = default;
};

/// All questions and goals of the lesson in the hand-in's form, in their order. Whatever the
/// hand-in claims of itself, what is right is decided by playing the lesson with its answers, and
/// its scripts from where each goal begins. A hand-in of another version of the lesson counts where
/// its questions are still there.
std::vector<Grade> grades_of(const Lesson& lesson, const HandIn& as_it_came,
                             const FindProtocol& find_protocol);

}  // namespace synod
