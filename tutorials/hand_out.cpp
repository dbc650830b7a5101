#include "tutorials/hand_out.h"

#include <algorithm>
#include <map>
#include <set>

#include "model/scenario/script.h"
#include "model/world/protocol.h"
#include "tutorials/lesson_run.h"
#include "tutorials/lesson_text.h"

namespace synod {

namespace {

using Wait = LessonRun::Wait;

/// Whether learners are asked for something that the events behind it tell.
bool waits_for_outcome(const Block& block) {
  const auto* ask = std::get_if<AskBlock>(&block);
  return (ask != nullptr && !ask->quiz) || std::holds_alternative<GoalBlock>(block);
}

bool asks(const Block& block) {
  return std::holds_alternative<AskBlock>(block) || std::holds_alternative<GoalBlock>(block);
}

/// Any answer that the question takes: what is right shows once it was given.
Answer some_answer(const LessonRun& run, const AskBlock& ask) {
  if (ask.has_choices()) return {{0}, {}, {}};
  if (ask.form == AskBlock::Form::type) return {{}, {}, "?"};
  const std::vector<std::string>& targets = run.targets(run.block());
  return targets.empty() ? Answer{} : Answer{{}, {targets.front()}, {}};
}

/// Names of messages that can be clicked, as commands name them: "accept 2.2 P1->A1" for "#17".
std::map<std::string, std::string> message_names(const Cluster& world) {
  std::map<std::string, std::string> names;
  for (const Message& message : world.in_flight) {
    const std::string command = command_text(world, actions::on_message(Verb::deliver, message.id));
    const std::size_t blank = command.find(' ');
    names["#" + std::to_string(message.id.number)] =
        command.substr(blank == std::string::npos ? 0 : blank + 1);
  }
  return names;
}

/// The commands of a script: without comments and without what it expects.
std::vector<std::string> commands_of(std::string_view script) {
  std::vector<std::string> commands;
  for (const TextLine& line : lines_of(script)) {
    const std::string_view command = trimmed(line.text);
    if (!command.empty() && !command.starts_with('#') && !command.starts_with("expect "))
      commands.emplace_back(command);
  }
  return commands;
}

/// Plays a lesson and writes down what is printed of it.
class HandOutWriter {
 public:
  HandOutWriter(const Lesson& lesson, const HandOutWish& wish, const FindProtocol& find_protocol)
      : wish_(wish),
        stage_(make_cluster(*find_protocol(lesson.head.protocol), {})),
        run_(lesson, LessonForm::worked, find_protocol, stage_) {
    run_.hand_in();  // Of an assignment too it is known here what is right.
    out_.head = lesson.head;
    out_.files = lesson.files;
    out_.protocol = find_protocol(lesson.head.protocol)->info().title;
  }

  HandOut write() {
    while (true) {
      play_step();
      write_step();
      if (run_.waits() == Wait::end || !run_.next()) break;
    }
    if (!wish_.answers) out_.answers.clear();
    return std::move(out_);
  }

 private:
  const LessonStep& step() const { return run_.lesson().steps[run_.step()]; }
  bool first_of_step(std::size_t block) const {
    const auto begin = step().blocks.begin();
    return std::none_of(begin, begin + static_cast<std::ptrdiff_t>(block), asks);
  }

  /// Whether anything plays in the step before `block`.
  bool played_in_step(std::size_t block) const {
    const auto begin = step().blocks.begin();
    return std::any_of(begin, begin + static_cast<std::ptrdiff_t>(block), [](const Block& before) {
      return std::holds_alternative<RunBlock>(before);
    });
  }

  void play_step() {
    pictures_.clear();
    names_.clear();
    while (run_.waits() != Wait::next && run_.waits() != Wait::end) {
      const std::size_t block = run_.block();
      switch (run_.waits()) {
        case Wait::answer: ask(block); break;
        case Wait::events: run_.play_block(); break;
        case Wait::goal:
          draw(block);
          run_.leave_goal();
          break;
        case Wait::next:
        case Wait::end: break;
      }
    }
  }

  void ask(std::size_t block) {
    const auto& ask = std::get<AskBlock>(step().blocks[block]);
    if (!ask.quiz || (first_of_step(block) && played_in_step(block))) draw(block);
    if (ask.form == AskBlock::Form::click_message) names_[block] = message_names(stage_.world());
    if (!run_.answer(block, some_answer(run_, ask))) run_.skip();
  }

  /// Gives the block a picture of the world as the lesson stands. One that is there serves again.
  void draw(std::size_t block) {
    Run way = run_of(stage_, run_.home());
    const Fingerprint world = fingerprint(stage_.world_at(run_.home()));
    const auto [known, fresh] =
        drawn_.try_emplace({world.high, world.low}, out_.pictures.size() + 1);
    if (fresh) out_.pictures.push_back(std::move(way));
    pictures_[block] = {known->second, fresh};
  }

  void write_step() {
    const auto& blocks = step().blocks;
    const bool quiz = !first_of_step(blocks.size()) && !played_in_step(blocks.size());
    if (pictures_.empty() && !quiz) draw(blocks.size());
    out_.parts.emplace_back(HandOutHeading{step().heading});
    for (std::size_t block = 0; block < blocks.size(); ++block) write(block);
    write_picture(blocks.size());
  }

  /// Where the picture of the block was not drawn before, it stands here.
  void write_picture(std::size_t block) {
    const auto picture = pictures_.find(block);
    if (picture != pictures_.end() && picture->second.fresh)
      out_.parts.emplace_back(HandOutPicture{picture->second.number});
  }

  void write(std::size_t block) {
    const Block& what = step().blocks[block];
    write_picture(block);
    if (const auto* prose = std::get_if<Prose>(&what)) write(block, *prose);
    if (const auto* ask = std::get_if<AskBlock>(&what)) write(block, *ask);
    if (const auto* goal = std::get_if<GoalBlock>(&what)) write(*goal);
    if (const auto* notes = std::get_if<NotesBlock>(&what); notes != nullptr && wish_.notes)
      out_.parts.emplace_back(HandOutNotes{notes->markdown});
  }

  void write(std::size_t block, const Prose& prose) {
    if (is_blank_line(prose.markdown)) return;
    if (tells_outcome(block))
      out_.answers.back().outcome.push_back(prose.markdown);
    else
      out_.parts.emplace_back(HandOutText{prose.markdown});
  }

  /// Whether text at `block` is about what the last prediction or goal of its step came to. What
  /// leads to another one must stand before it.
  bool tells_outcome(std::size_t block) const {
    const auto& blocks = step().blocks;
    const auto here = blocks.begin() + static_cast<std::ptrdiff_t>(block);
    if (std::any_of(here, blocks.end(), asks)) return false;
    const auto last = std::find_if(std::make_reverse_iterator(here), blocks.rend(), asks);
    return last != blocks.rend() && waits_for_outcome(*last);
  }

  void write(std::size_t block, const AskBlock& ask) {
    HandOutQuestion question{.number = ++questions_, .form = ask.form, .text = ask.question};
    HandOutAnswer answer{.number = question.number, .rule = ask.rule};
    for (std::size_t place : ask.has_choices() ? run_.choices_shown(block) : Places()) {
      const Choice& choice = ask.choices[place];
      question.choices.push_back(choice.text);
      answer.choices.push_back({choice.text, choice.right, choice.feedback});
    }
    if (const auto picture = pictures_.find(block); picture != pictures_.end()) {
      question.picture = picture->second.number;
      question.picture_above = picture->second.fresh;
    }
    if (const Outcome* outcome = run_.outcome(block); outcome != nullptr && !ask.has_choices()) {
      answer.expected = words_of(block, outcome->expected);
      answer.feedback = ask.right;
    }
    out_.parts.emplace_back(std::move(question));
    out_.answers.push_back(std::move(answer));
  }

  std::string words_of(std::size_t block, const Answer& answer) {
    if (!answer.typed.empty()) return answer.typed;
    std::string words;
    for (const std::string& target : answer.clicked) {
      const auto name = names_[block].find(target);
      words += (words.empty() ? "" : ", ") + (name != names_[block].end() ? name->second : target);
    }
    return words;
  }

  void write(const GoalBlock& goal) {
    HandOutAnswer answer{.goal = true, .number = ++goals_, .impossible = goal.impossible};
    if (goal.solution) answer.solution = commands_of(goal.solution_text);
    out_.parts.emplace_back(HandOutGoal{goals_, goal.text, goal.par});
    out_.answers.push_back(std::move(answer));
  }

  using Places = std::vector<std::size_t>;
  /// A picture, and whether it is drawn for this block first.
  struct Drawn {
    std::size_t number = 0;
    bool fresh = false;
  };

  HandOutWish wish_;
  History stage_;
  LessonRun run_;
  HandOut out_;
  std::map<std::pair<std::uint64_t, std::uint64_t>, std::size_t> drawn_;  ///< By the world.
  std::map<std::size_t, Drawn> pictures_;                                 ///< By block of the step.
  std::map<std::size_t, std::map<std::string, std::string>> names_;       ///< The same.
  std::size_t questions_ = 0;
  std::size_t goals_ = 0;
};

}  // namespace

HandOut hand_out_of(const Lesson& lesson, const HandOutWish& wish,
                    const FindProtocol& find_protocol) {
  return HandOutWriter(lesson, wish, find_protocol).write();
}

}  // namespace synod
