// Page of a lesson, as plain values: the whole input of the panel.
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>
#include <variant>
#include <vector>

#include "model/line/history.h"
#include "views/lesson/lesson_picture.h"

namespace synod::views {

/// Text of a step, in Markdown.
struct LessonProse {
  QString markdown;
  friend bool operator==(const LessonProse&, const LessonProse&) = default;
};

/// Commands that are being watched.
struct LessonScript {
  QStringList lines;
  int next = 0;  ///< The line that is played next.
  friend bool operator==(const LessonScript&, const LessonScript&) = default;
};

/// An event that an outcome points to.
struct LessonMoment {
  MomentId moment = 0;
  QString label;
  friend bool operator==(const LessonMoment&, const LessonMoment&) = default;
};

struct LessonChoice {
  QString text;
  std::size_t id = 0;  ///< What an answer names it by: its place among those of the question.
  bool chosen = false;
  bool right = false;    ///< Shown only once the question is graded.
  int hands = 0;         ///< How many of a class chose it, in the latest vote.
  int hands_before = 0;  ///< In the first vote, where there was a second.
  friend bool operator==(const LessonChoice&, const LessonChoice&) = default;
};

/// A question, and what became of it.
struct LessonAsk {
  enum class Form : std::uint8_t { one, several, click_node, click_link, click_message, typed };
  enum class State : std::uint8_t {
    open,      ///< Waits for an answer.
    passed,    ///< Nobody answered, and the lesson has gone on.
    watching,  ///< Answered; what happens is still to be seen.
    hidden,    ///< Known, but a teacher keeps it back.
    kept,      ///< Answered, and nothing is told of it before it is handed in.
    graded
  };
  std::size_t step = 0;
  std::size_t block = 0;
  Form form = Form::one;
  State state = State::open;
  bool quiz = false;
  bool hands = false;  ///< A class answers: each choice has a count. Of what is clicked or typed,
                       ///< the choices are what was counted so far.
  bool second_vote = false;
  bool right = false;
  QString question;
  std::vector<LessonChoice> choices;
  QString answer;        ///< What was clicked or typed.
  QString expected;      ///< What is right, for the forms without choices.
  QStringList feedback;  ///< One for each choice that was made.
  QString actual;        ///< What really happened, where the answer was wrong.
  QString rule;
  std::vector<LessonMoment> moments;
  bool explained = false;  ///< It was wrong, and why can be shown.
  QString popular;  ///< The wrong answer that most hands were for; empty where there is none.
  QString popular_feedback;  ///< What is said of it, once it shall be shown.
  friend bool operator==(const LessonAsk&, const LessonAsk&) = default;
};

/// Something to reach by acting.
struct LessonGoal {
  QString sentence;
  bool holds = false;
  bool met = false;
  bool past = false;  ///< The lesson has gone on.
  int actions = 0;
  int par = 0;   ///< 0 where none is known.
  int best = 0;  ///< 0 where it was never reached.
  QStringList hints;
  bool more_hints = false;
  bool has_solution = false;
  bool solution_shown = false;
  bool acted = false;  ///< There is something to take back.
  QString warning;     ///< Why this way does not count.
  friend bool operator==(const LessonGoal&, const LessonGoal&) = default;
};

/// A question or a goal that can be taken up again.
struct LessonLeftOver {
  std::size_t step = 0;
  std::size_t block = 0;
  int number = 0;  ///< The step's, as the panel counts them.
  QString text;    ///< The question, or what was to be reached.
  QString how;     ///< "Passed over", "Not right yet", "Not reached".
  friend bool operator==(const LessonLeftOver&, const LessonLeftOver&) = default;
};

/// How the lesson went, and where to go from here.
struct LessonEnd {
  QStringList results;
  std::vector<LessonLeftOver> left_over;
  QString next_lesson;     ///< Its title; empty where this was the last.
  QString part;            ///< The part of the course that ends here; empty where none does.
  int missed_in_part = 0;  ///< What was missed in its lessons.
  friend bool operator==(const LessonEnd&, const LessonEnd&) = default;
};

using LessonPiece = std::variant<LessonProse, LessonScript, LessonAsk, LessonGoal, LessonEnd>;

/// One step as it stands.
struct LessonPage {
  QString lesson;  ///< Its title.
  PicturePlace pictures;
  QString heading;
  int step = 0;  ///< From 1.
  int steps = 0;
  int minutes_left = 0;
  std::vector<LessonPiece> pieces;
  QString closing;  ///< A quiet word below all pieces.
  bool can_back = false;
  bool can_replay = false;  ///< What was played last can be shown once more.
  QString next;             ///< The label of the button.
  QString next_help;        ///< What pressing it will do.
  bool astray = false;      ///< The stage shows something that is not the lesson's own.
  QString error;            ///< What is wrong with the file; stays until it is mended.
  friend bool operator==(const LessonPage&, const LessonPage&) = default;
};

/// What a learner answers: choices by number from 0, or what was clicked, or what was typed.
struct LessonAnswer {
  std::vector<std::size_t> choices;
  QStringList clicked;
  QString typed;
  bool empty() const { return choices.empty() && clicked.isEmpty() && typed.isEmpty(); }
};

/// The meaning of a word, by its id.
struct LessonTerm {
  QString name;
  QString meaning;  ///< Markdown.
  QStringList other_names;
};
using LessonTerms = QHash<QString, LessonTerm>;

}  // namespace synod::views
