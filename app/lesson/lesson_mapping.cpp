#include "app/lesson/lesson_mapping.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <algorithm>
#include <cmath>

#include "app/lesson/lesson_ask_mapping.h"
#include "app/parts/head_words.h"
#include "model/scenario/condition_words.h"
#include "model/scenario/printer.h"

namespace synod::app {

namespace {

using views::LessonGoal;
using views::LessonPage;
using Wait = LessonRun::Wait;

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(Lesson)
};

// Goals

/// What an open block asks for, in words; and the condition itself, as the language writes it.
QString open_sentence(const PlacedCondition& open, const Cluster& world) {
  QStringList wanted;
  for (const Sentence& sentence : wanted_words(world, open.condition))
    wanted.append(sentence_of(sentence));
  if (wanted.size() == 1)
    return Texts::tr("Now you: do what comes next, until %1.").arg(wanted.front());
  return Texts::tr("Now you: do what comes next, until all of this is so:") + "\n\n- " +
         wanted.join("\n- ");
}

QString warning_of(const GoalStatus& status) {
  if (status.forbidden && status.holds)
    return Texts::tr("It holds, but by '%1', which does not count here. Take that back.")
        .arg(verb_word(*status.forbidden));
  if (status.too_often && status.holds)
    return Texts::tr("It holds, but '%1' was done more often than counts here. Take that back.")
        .arg(verb_word(*status.too_often));
  if (status.too_many && status.holds)
    return Texts::tr("It holds, but it took more than the %n actions that count.", nullptr,
                     static_cast<int>(status.goal->within));
  if (status.fair_try) return Texts::tr("That was a fair try. It can't be done: Next shows why.");
  return {};
}

LessonGoal goal_piece(const GoalStatus& status, const QString& sentence) {
  LessonGoal page;
  page.sentence = sentence;
  page.holds = status.holds;
  page.met = status.met;
  page.actions = static_cast<int>(status.actions);
  page.par = static_cast<int>(status.par.value_or(0));
  page.best = static_cast<int>(status.best.value_or(0));
  page.acted = status.actions > 0 || status.tried > 0;
  page.solution_shown = status.solution_shown;
  page.warning = warning_of(status);
  if (status.goal == nullptr) return page;
  page.has_solution = status.goal->solution.has_value();
  page.more_hints = status.hints < status.goal->hints.size();
  for (std::uint32_t i = 0; i < status.hints && i < status.goal->hints.size(); ++i)
    page.hints.append(qt_text(status.goal->hints[i]));
  return page;
}

/// A goal that is behind us.
LessonGoal past_goal(const LessonRun& run, std::size_t block, const GoalBlock& goal) {
  LessonGoal page;
  page.past = true;
  page.sentence = qt_text(goal.text);
  page.par = static_cast<int>(goal.par.value_or(0));
  const auto best = run.progress().best.find(place_in(run, block));
  page.met = best != run.progress().best.end();
  if (page.met) page.best = page.actions = static_cast<int>(best->second);
  return page;
}

// Scripts

/// The lines of a scenario that do something, and which of them is the next.
views::LessonScript script_of(const Scenario& scenario, std::uint32_t next_line) {
  views::LessonScript script;
  for (const ScenarioLine& line : scenario.lines) {
    if (std::holds_alternative<BlankLine>(line.command) ||
        std::holds_alternative<SetupCommand>(line.command) ||
        std::holds_alternative<ExpectCommand>(line.command))
      continue;
    if (line.number < next_line) script.next = static_cast<int>(script.lines.size()) + 1;
    script.lines.append(qt_text(print(line)));
  }
  return script;
}

std::optional<views::LessonScript> script_piece(const LessonRun& run, const Block& block) {
  const auto next = run.next_line();
  if (run.waits() != Wait::events || !next) return std::nullopt;
  const auto* goal = std::get_if<GoalBlock>(&block);
  const auto* played = std::get_if<RunBlock>(&block);
  if (goal != nullptr && goal->solution) return script_of(*goal->solution, *next);
  if (played == nullptr || played->hidden) return std::nullopt;
  return script_of(played->scenario, *next);
}

// Pieces

void add_piece(LessonPage& page, const LessonRun& run, std::size_t block, const History& stage,
               const PageContext& context) {
  const Block& what = run.lesson().steps[run.step()].blocks[block];
  const bool present = block == run.block();
  if (const auto* prose = std::get_if<Prose>(&what)) {
    page.pieces.emplace_back(views::LessonProse{qt_text(prose->markdown)});
  } else if (const auto* ask = std::get_if<AskBlock>(&what)) {
    page.pieces.emplace_back(ask_piece(run, block, *ask, context.teaching));
  } else if (const auto* goal = std::get_if<GoalBlock>(&what)) {
    const auto status = present ? run.goal() : std::nullopt;
    LessonGoal piece =
        status ? goal_piece(*status, qt_text(goal->text)) : past_goal(run, block, *goal);
    piece.has_solution = piece.has_solution && !run.plays_solution() && run.tells();
    piece.acted = piece.acted && !run.plays_solution();
    page.pieces.emplace_back(std::move(piece));
  } else if (const auto* played = std::get_if<RunBlock>(&what);
             played != nullptr && present && run.waits() == Wait::goal) {
    if (const auto status = run.goal())
      page.pieces.emplace_back(goal_piece(*status, open_sentence(*played->open, stage.world())));
  }
  if (!present) return;
  if (auto script = script_piece(run, what)) page.pieces.emplace_back(*std::move(script));
}

// The foot

QString answer_help(const LessonRun& run, const PageContext& context) {
  if (context.warned)
    return Texts::tr("Nothing is answered yet. Next again passes over the question.");
  const auto& ask = std::get<AskBlock>(run.lesson().steps[run.step()].blocks[run.block()]);
  if (context.teaching.on)
    return Texts::tr("Count the hands, then Next plays. No count is needed.");
  return ask.quiz ? Texts::tr("Choose an answer; Next gives it.")
                  : Texts::tr("Choose what you expect; Next gives your answer.");
}

QString goal_help(const GoalStatus& status, bool warned) {
  if (status.met) return Texts::tr("Reached. Next goes on; or try for fewer actions.");
  if (status.fair_try) return Texts::tr("Next shows why it can't be done.");
  if (status.solution_shown)
    return Texts::tr("That was one way. Try it yourself, or let Next go on.");
  if (warned) return Texts::tr("Not reached yet. Next again leaves the goal.");
  return Texts::tr("Act on the canvas. Next leaves the goal.");
}

/// Whether what comes next is not watched event by event.
bool sets_scene(const LessonRun& run) {
  const auto* played = std::get_if<RunBlock>(&run.lesson().steps[run.step()].blocks[run.block()]);
  return played != nullptr && (played->at_once || run.form() == LessonForm::goal);
}

void add_foot(LessonPage& page, const LessonRun& run, const PageContext& context) {
  page.next = Texts::tr("Next");
  switch (run.waits()) {
    case Wait::answer: page.next_help = answer_help(run, context); break;
    case Wait::events:
      page.next_help =
          run.plays_solution() ? Texts::tr("Next plays one event of the solution.")
          : context.reading
              ? Texts::tr("It plays once you have had time to read this. Space: at once.")
          : sets_scene(run) ? Texts::tr("Next sets the next scene.")
                            : Texts::tr("Next plays one event; Space lets them run.");
      break;
    case Wait::goal:
      if (const auto status = run.goal()) page.next_help = goal_help(*status, context.warned);
      break;
    case Wait::next: break;
    case Wait::end:
      page.next = Texts::tr("Finish");
      page.next_help = Texts::tr("You have come to the end. Finish shows how it went.");
      break;
  }
}

/// Whether a click on the canvas answers the present question.
bool takes_clicks(const LessonRun& run) {
  if (run.waits() != Wait::answer) return false;
  const auto& ask = std::get<AskBlock>(run.lesson().steps[run.step()].blocks[run.block()]);
  return !ask.has_choices() && ask.form != AskBlock::Form::type;
}

int minutes_left(const LessonRun& run, std::size_t index) {
  const std::size_t all = run.steps().size();
  const double share = static_cast<double>(all - index) / static_cast<double>(all);
  if (run.waits() == Wait::end) return 0;
  return std::max(1, static_cast<int>(std::ceil(run.lesson().head.minutes * share)));
}

/// Whose assignment it is, until when, and when it is told what is right.
QString assignment_words(const LessonRun& run) {
  const QString whose = qt_text(run.progress().student);
  const QString until = qt_text(run.lesson().head.deadline);
  if (until.isEmpty())
    return Texts::tr("Assignment of %1. What is right is shown once you have handed it in.")
        .arg(whose);
  return Texts::tr(
             "Assignment of %1, to be handed in by %2. What is right is shown once you have handed "
             "it in.")
      .arg(whose, until);
}

/// The last page of an assignment that was not handed in yet.
void show_hand_in(LessonPage& page, const LessonRun& run) {
  page.closing = assignment_words(run);
  page.next = Texts::tr("Hand in…");
  page.next_help = Texts::tr("Next writes the file for your teacher; Back shows the last step.");
}

/// The last page, in the place of the last step.
void show_end(LessonPage& page, const views::LessonEnd& end) {
  page.heading = Texts::tr("The end of this lesson");
  page.minutes_left = 0;
  page.can_back = true;
  page.pieces = {end};
  const bool more = !end.next_lesson.isEmpty();
  page.next = more ? Texts::tr("Next lesson") : Texts::tr("Start page");
  page.next_help = more ? Texts::tr("Next opens the next lesson; Back shows the last step.")
                        : Texts::tr("This was the last lesson. Back shows the last step.");
}

}  // namespace

LessonPage page_of(const LessonRun& run, const History& stage, const PageContext& context) {
  LessonPage page;
  const Lesson& lesson = run.lesson();
  const auto at = std::find(run.steps().begin(), run.steps().end(), run.step());
  const auto index = static_cast<std::size_t>(at - run.steps().begin());
  page.lesson = head_words(lesson.head.title);
  page.pictures = {QFileInfo(qt_text(lesson.file)).absolutePath(), lesson.files};
  page.heading = qt_text(lesson.steps[run.step()].heading);
  page.step = static_cast<int>(index) + 1;
  page.steps = static_cast<int>(run.steps().size());
  page.minutes_left = minutes_left(run, index);
  page.can_back = index > 0;
  page.can_replay = context.can_replay;
  page.error = context.error;
  if (context.end) {
    show_end(page, *context.end);
    if (!run.tells()) show_hand_in(page, run);
    return page;
  }
  page.astray = !run.is_home() && run.waits() != Wait::goal && !run.plays_solution();
  if (!page.astray && run.waits() != Wait::goal && !takes_clicks(run))
    page.closing = Texts::tr(
        "You may try anything on the canvas: it becomes a branch, and Backspace brings you "
        "back.");
  if (!run.tells()) page.closing = assignment_words(run);
  for (std::size_t block : run.visible()) add_piece(page, run, block, stage, context);
  add_foot(page, run, context);
  return page;
}

QString notes_of(const LessonRun& run) {
  QStringList notes;
  for (const Block& block : run.lesson().steps[run.step()].blocks)
    if (const auto* note = std::get_if<NotesBlock>(&block)) notes.append(qt_text(note->markdown));
  return notes.join("\n\n");
}

QString anchor_of(const std::string& heading) {
  QString anchor;
  for (const QChar letter : qt_text(heading).toLower()) {
    if (letter.isLetterOrNumber()) anchor += letter;
    if ((letter.isSpace() || letter == '-') && !anchor.endsWith('-')) anchor += '-';
  }
  return anchor;
}

}  // namespace synod::app
