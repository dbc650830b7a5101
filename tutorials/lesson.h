// Lesson in parsed form: plain values, each with its place in the file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "model/files/files_by_name.h"
#include "model/scenario/command.h"

namespace synod {

/// A place in a lesson's file: line and column from 1, the column in characters.
struct Place {
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  friend bool operator==(const Place&, const Place&) = default;
};

/// Error in a lesson, and its place.
using LessonProblem = ScenarioError;

/// How much of a lesson plays by itself: all of it, all but the last block of a step, or nothing.
enum class LessonForm : std::uint8_t { worked, last_open, goal };
inline constexpr const char* lesson_form_words[] = {"worked", "last-open", "goal"};

/// How much the window tells while a lesson is open: values alone; the numbers of ballots too; or
/// all, with invariants and the names of rules.
enum class LessonDetail : std::uint8_t { basic, intermediate, full };
inline constexpr const char* lesson_detail_words[] = {"basic", "intermediate", "full"};

/// Front matter: the text between the two `---` lines.
struct LessonHead {
  std::string title;
  std::string summary;
  std::string protocol;
  Place protocol_place;
  std::uint32_t level = 0;  ///< 1 first steps, 2 the core, 3 deep water.
  std::uint32_t minutes = 0;
  std::vector<std::string> objectives;
  LessonDetail detail = LessonDetail::full;
  std::vector<LessonForm> forms;  ///< Where the file does not say, those that its blocks allow.
  /// Nothing is said of answers before it is handed in, and no solution is shown.
  bool assignment = false;
  std::string lang;  ///< The language of a translation: "zh_CN"; empty for the original.
  /// Of an assignment: until when to hand in, in words. It is told, no more.
  std::string deadline;
};

/// Text between blocks, in Markdown.
struct Prose {
  Place place;
  std::string markdown;
};

/// A condition with its place.
struct PlacedCondition {
  Place place;
  Condition condition;
};

/// ```synod: commands that the learner watches.
struct RunBlock {
  Place place;
  Scenario scenario;     ///< With the line numbers of the lesson's file.
  std::string text;      ///< As it stands in the file.
  bool fresh = false;    ///< Begins with setup lines, and so with a cluster of its own.
  bool at_once = false;  ///< Without a pause between its events.
  bool hidden = false;   ///< Not shown as a script.
  std::optional<PlacedCondition> open;  ///< What the learner must reach in the form `last-open`.
};

/// One answer of a question.
struct Choice {
  Place place;
  std::string text;
  bool right = false;
  std::optional<PlacedCondition> condition;  ///< What is true after playing if this is right.
  std::string feedback;
};

/// A condition with places in it: {node}, {from} and {to}, or {message}.
struct ConditionTemplate {
  Place place;
  std::string text;
};

/// ```ask: a question, before the events that answer it; a quiz needs none.
struct AskBlock {
  enum class Form : std::uint8_t {
    choose_one,
    choose_all,
    click_node,
    click_link,
    click_message,
    type
  };
  Place place;
  Form form = Form::choose_one;
  bool quiz = false;
  std::string question;
  std::vector<Choice> choices;
  bool keeps_order = false;  ///< The choices are shown as they are written, and not shuffled.
  ConditionTemplate where;   ///< Of the click forms.
  std::string node;          ///< Of `type`: whose field …
  std::string field;         ///< … and which.
  Place type_place;
  std::string right;  ///< Feedback of the forms without choices.
  std::string wrong;
  std::string rule;  ///< "Phase 2a (P2c)"; empty where none is named.
  std::string id;    ///< What the file calls it; empty where it does not.

  bool has_choices() const { return form == Form::choose_one || form == Form::choose_all; }
};

/// A hint, a verb and the like, with its place.
struct PlacedText {
  Place place;
  std::string text;
};

/// ```goal: a condition that the learner reaches by acting. One action is one event.
struct GoalBlock {
  Place place;
  std::string text;
  PlacedCondition reach;
  std::vector<std::string> hints;
  std::optional<std::uint32_t> par;  ///< The fewest actions known.
  Place par_place;
  std::uint32_t within = 0;  ///< The most actions in which it counts; 0 for any number.
  std::vector<Verb> forbid;
  /// Verbs that may stand on the way so often at most, in the order of the file.
  std::vector<std::pair<Verb, std::uint32_t>> most;
  bool impossible = false;
  std::uint32_t after = 0;  ///< How many actions are a fair try at what can't be done.
  Place solution_place;
  std::optional<Scenario> solution;
  std::string solution_text;
  std::string id;  ///< What the file calls it; empty where it does not.
};

/// ```expect: what must hold at this point.
struct ExpectBlock {
  Place place;
  std::vector<PlacedCondition> conditions;
};

/// ```notes: for the teacher.
struct NotesBlock {
  Place place;
  std::string markdown;
};

using Block = std::variant<Prose, RunBlock, AskBlock, GoalBlock, ExpectBlock, NotesBlock>;

/// Step of a lesson: one `##` heading and all below it.
struct LessonStep {
  Place place;
  std::string heading;
  std::vector<Block> blocks;
};

/// A picture that the text shows, relative to the lesson's folder.
struct PictureLink {
  Place place;
  std::string path;
};

/// A glossary term that the text links to.
struct TermLink {
  Place place;
  std::string term;
};

struct Lesson {
  std::string file;     ///< For errors, and the stem of its name for what is remembered of it.
  std::string version;  ///< A hash of its text, in 16 figures.
  LessonHead head;
  std::vector<LessonStep> steps;
  std::vector<PictureLink> pictures;
  std::vector<TermLink> terms;
  std::set<std::string> ids;  ///< Those that the file gives to questions and goals.
  /// Pictures and scenarios of a lesson that is one file; null where they lie in its folder.
  std::shared_ptr<const FilesByName> files;
};

/// The most that a lesson may hold.
inline constexpr std::size_t max_lesson_bytes = 1'000'000;
inline constexpr std::size_t max_words_of_prose = 120;  ///< Between two blocks.
inline constexpr std::size_t max_words_of_step = 250;
inline constexpr std::size_t max_words_of_answer =
    60;  ///< A question, a choice, a feedback, a hint.

}  // namespace synod
