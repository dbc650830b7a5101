// Hand-out of a lesson: what is printed of it, in order.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/line/run.h"
#include "model/scenario/header.h"
#include "tutorials/lesson.h"

namespace synod {

/// What a teacher wants to hand out.
struct HandOutWish {
  bool answers = true;  ///< With pages that tell what is right.
  bool notes = false;   ///< With the notes for the teacher.
};

/// The heading of a step.
struct HandOutHeading {
  std::string text;
  friend bool operator==(const HandOutHeading&, const HandOutHeading&) = default;
};
/// Text in Markdown.
struct HandOutText {
  std::string markdown;
  friend bool operator==(const HandOutText&, const HandOutText&) = default;
};
/// The place of a picture.
struct HandOutPicture {
  std::size_t number = 0;  ///< From 1: that of `HandOut::pictures[number - 1]`.
  friend bool operator==(const HandOutPicture&, const HandOutPicture&) = default;
};
/// A question, with nothing that tells what is right.
struct HandOutQuestion {
  std::size_t number = 0;  ///< From 1.
  AskBlock::Form form = AskBlock::Form::choose_one;
  std::string text;
  std::vector<std::string> choices;  ///< In the order in which they are printed.
  std::size_t picture = 0;           ///< The picture of the world in which it is asked; 0 for none.
  bool picture_above = false;        ///< That picture stands right above it.
  friend bool operator==(const HandOutQuestion&, const HandOutQuestion&) = default;
};
/// What is to be reached in the program.
struct HandOutGoal {
  std::size_t number = 0;  ///< From 1, counted apart from the questions.
  std::string text;
  std::optional<std::uint32_t> par;  ///< The fewest actions known.
  friend bool operator==(const HandOutGoal&, const HandOutGoal&) = default;
};
/// For the teacher, in Markdown.
struct HandOutNotes {
  std::string markdown;
  friend bool operator==(const HandOutNotes&, const HandOutNotes&) = default;
};

using HandOutPart = std::variant<HandOutHeading, HandOutText, HandOutPicture, HandOutQuestion,
                                 HandOutGoal, HandOutNotes>;

/// What is right, and what is said of each answer.
struct HandOutAnswer {
  struct Choice {
    std::string text;
    bool right = false;
    std::string feedback;
    friend bool operator==(const Choice&, const Choice&) = default;
  };
  bool goal = false;
  std::size_t number = 0;       ///< That of the question, or of the goal.
  std::vector<Choice> choices;  ///< In the order in which they are printed.
  std::string expected;         ///< What is right, where there are no choices.
  std::string feedback;         ///< What is said of that.
  std::string rule;
  bool impossible = false;            ///< The goal can't be reached.
  std::vector<std::string> solution;  ///< Of a goal: the commands of one way, in order.
  /// Text of the lesson, in Markdown, that tells what came of it.
  std::vector<std::string> outcome;
  friend bool operator==(const HandOutAnswer&, const HandOutAnswer&) = default;
};

/// A lesson as it is printed.
///  1. Before a question that is about an event, and before a goal, stands the picture of the world
///     in which it is asked; before the first question of a quiz too, where its step has played
///     something. Other steps have a picture of their end, but for a quiz by itself. No world has
///     two pictures.
///  2. Choices have the order in which the window shows them to somebody who takes the lesson for
///     the first time.
///  3. Text behind the last prediction or goal of its step tells what came of it, so it stands with
///     the answers. Without answers it is not there, nor is anything else that a mark or a feedback
///     of the lesson decides.
///  4. Hints, `expect` blocks and scripts are left out.
struct HandOut {
  LessonHead head;
  const char* protocol = "";  ///< Its title, a marked text: "Basic Paxos".
  std::vector<HandOutPart> parts;
  std::vector<HandOutAnswer> answers;  ///< One for each question and goal; none where unwanted.
  std::vector<Run> pictures;           ///< The end of each run is drawn.
  std::shared_ptr<const FilesByName> files;  ///< The own pictures of a packed lesson.
};

/// The hand-out of `lesson`, which must have passed the check, played in the form `worked`.
HandOut hand_out_of(const Lesson& lesson, const HandOutWish& wish,
                    const FindProtocol& find_protocol);

}  // namespace synod
