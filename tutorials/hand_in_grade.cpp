#include "tutorials/hand_in_grade.h"

#include <algorithm>
#include <fmt/ranges.h>
#include <set>

#include "model/scenario/parser.h"
#include "tutorials/lesson_run.h"
#include "tutorials/question_id.h"

namespace synod {

namespace {

using How = Grade::How;
using Wait = LessonRun::Wait;

/// More than any lesson waits for: a lesson that goes round in circles ends there.
constexpr int most_waits = 100'000;

/// Takes a lesson with the answers and scripts of a hand-in.
class Replay {
 public:
  enum class Which : std::uint8_t { first, last };

  Replay(const Lesson& lesson, const HandIn& hand_in, const FindProtocol& find_protocol,
         Which which)
      : hand_in_(hand_in),
        which_(which),
        stage_(make_cluster(*find_protocol(lesson.head.protocol), {})),
        run_(lesson, hand_in.form, find_protocol, stage_, hand_in.progress.student) {
    run_.hand_in();  // A teacher is told what is right.
  }

  /// What was right, by place.
  std::set<BlockPlace> right() {
    for (int i = 0; i < most_waits && run_.waits() != Wait::end && !run_.problem(); ++i) go_on();
    note_answers();
    for (const auto& [place, actions] : run_.progress().best) right_.insert(place);
    return right_;
  }
  /// The actions of the script that reached each goal.
  const std::map<BlockPlace, std::uint32_t>& actions() const { return run_.progress().best; }

 private:
  BlockPlace here() const {
    return {static_cast<std::uint32_t>(run_.step()), static_cast<std::uint32_t>(run_.block())};
  }

  void go_on() {
    switch (run_.waits()) {
      case Wait::answer: return answer();
      case Wait::events: return run_.play_block();
      case Wait::goal: return reach();
      case Wait::next: note_answers(); return (void)run_.next();
      case Wait::end: return;
    }
  }

  void answer() {
    const auto found = hand_in_.progress.answers.find(here());
    if (found != hand_in_.progress.answers.end()) {
      const AnswerRecord& record = found->second;
      if (run_.answer(run_.block(), which_ == Which::first ? record.first : record.answer)) return;
    }
    run_.skip();
  }

  /// Plays the script from where the goal begins. Where a command can't be done, what was done
  /// before it counts.
  void reach() {
    const auto way = hand_in_.progress.ways.find(here());
    if (way != hand_in_.progress.ways.end()) {
      run_.go_home();
      if (auto script = parse_scenario(way->second)) {
        BlockPlayer player(*std::move(script), stage_);
        while (!player.done() && !player.next_event()) run_.look();
      }
    }
    run_.leave_goal();
  }

  void note_answers() {
    const auto step = static_cast<std::uint32_t>(run_.step());
    const std::size_t blocks = run_.lesson().steps[step].blocks.size();
    for (std::uint32_t block = 0; block < blocks; ++block)
      if (const Outcome* outcome = run_.outcome(block); outcome != nullptr && outcome->right)
        right_.insert({step, block});
  }

  const HandIn& hand_in_;
  Which which_;
  History stage_;
  LessonRun run_;
  std::set<BlockPlace> right_;
};

std::uint32_t count_at(const std::map<BlockPlace, std::uint32_t>& counts, BlockPlace place) {
  const auto found = counts.find(place);
  return found == counts.end() ? 0 : found->second;
}

/// "blue, its own value": what was chosen, clicked or typed.
std::string words_of(const Block& block, const Answer& answer) {
  const auto* ask = std::get_if<AskBlock>(&block);
  if (ask == nullptr) return {};
  std::vector<std::string> parts = answer.clicked;
  for (std::size_t choice : answer.choices)
    if (choice < ask->choices.size()) parts.push_back(ask->choices[choice].text);
  if (!answer.typed.empty()) parts.push_back(answer.typed);
  return fmt::format("{}", fmt::join(parts, "; "));
}

How how(bool handed_in, bool right) {
  if (!handed_in) return How::open;
  return right ? How::right : How::wrong;
}

}  // namespace

std::vector<Grade> grades_of(const Lesson& lesson, const HandIn& as_it_came,
                             const FindProtocol& find_protocol) {
  HandIn hand_in = as_it_came;
  hand_in.progress = carried_over(as_it_came.progress, lesson);
  Replay first(lesson, hand_in, find_protocol, Replay::Which::first);
  Replay last(lesson, hand_in, find_protocol, Replay::Which::last);
  const std::set<BlockPlace> right_first = first.right();
  const std::set<BlockPlace> right_last = last.right();
  const LessonProgress& done = hand_in.progress;
  std::vector<Grade> grades;
  for (const LessonItem& item : result_of(lesson, hand_in.form, done).items) {
    Grade grade{.place = item.place, .goal = item.goal, .text = item.text};
    grade.hints = count_at(done.hints, item.place);
    grade.seconds = count_at(done.seconds, item.place);
    const auto answer = done.answers.find(item.place);
    const auto way = done.ways.find(item.place);
    const bool claimed = item.goal
                             ? way != done.ways.end() || done.best.contains(item.place)
                             : answer != done.answers.end() && answer->second.answer != Answer{};
    grade.last = how(claimed, right_last.contains(item.place));
    grade.first = item.goal ? grade.last : how(claimed, right_first.contains(item.place));
    if (answer != done.answers.end()) {
      const auto [step, block] = item.place;
      grade.tries = answer->second.tries;
      grade.answer = words_of(lesson.steps[step].blocks[block], answer->second.first);
    }
    if (item.goal) grade.par = item.par;
    if (grade.goal && grade.last == How::right)
      grade.actions = count_at(last.actions(), item.place);
    if (way != done.ways.end()) grade.script = way->second;
    grades.push_back(std::move(grade));
  }
  return grades;
}

}  // namespace synod
