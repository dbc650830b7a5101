#include "tutorials/lesson_run.h"

#include <algorithm>

#include "model/scenario/condition.h"
#include "tutorials/choice_order.h"
#include "tutorials/question_id.h"
#include "tutorials/student_seed.h"
#include "tutorials/translation.h"

namespace synod {

namespace {

bool is_quiz(const Block& block) {
  const auto* ask = std::get_if<AskBlock>(&block);
  return ask != nullptr && ask->quiz;
}

bool is_goal(const Block& block) {
  return std::holds_alternative<GoalBlock>(block);
}

/// Whether a block has anything to watch.
bool acts(const RunBlock& run) {
  const auto& lines = run.scenario.lines;
  return std::any_of(lines.begin(), lines.end(), [](const ScenarioLine& line) {
    return !std::holds_alternative<BlankLine>(line.command) &&
           !std::holds_alternative<SetupCommand>(line.command) &&
           !std::holds_alternative<ExpectCommand>(line.command);
  });
}

/// Whether an answer can be given to `ask` at all.
bool fits(const AskBlock& ask, const Answer& answer, const std::vector<std::string>& targets) {
  if (ask.form == AskBlock::Form::type) return !answer.typed.empty();
  if (!ask.has_choices())
    return !answer.clicked.empty() &&
           std::all_of(answer.clicked.begin(), answer.clicked.end(), [&](const auto& target) {
             return std::find(targets.begin(), targets.end(), target) != targets.end();
           });
  const bool one = ask.form == AskBlock::Form::choose_one;
  return !answer.choices.empty() && (!one || answer.choices.size() == 1) &&
         std::all_of(answer.choices.begin(), answer.choices.end(),
                     [&](std::size_t choice) { return choice < ask.choices.size(); });
}

}  // namespace

LessonRun::LessonRun(Lesson lesson, LessonForm form, FindProtocol find_protocol, History& stage,
                     const std::string& student)
    : lesson_(std::move(lesson)),
      form_(form),
      find_protocol_(std::move(find_protocol)),
      scenes_(stage),
      states_(lesson_.steps.size()) {
  progress_.student = student;
  progress_.ids = question_ids(lesson_);
  progress_.language = lesson_.head.lang;
  for (std::size_t i = 0; i < states_.size(); ++i)
    states_[i].blocks.resize(lesson_.steps[i].blocks.size());
  find_steps();
  set_first_scene();
  const std::size_t first = steps_.front();
  enter(0);
  go_to(first);
}

/// In the form `goal` a step without a goal or a quiz is not shown.
void LessonRun::find_steps() {
  for (std::size_t i = 0; i < lesson_.steps.size(); ++i) {
    const auto& blocks = lesson_.steps[i].blocks;
    if (form_ != LessonForm::goal || std::any_of(blocks.begin(), blocks.end(), [](const Block& b) {
          return is_goal(b) || is_quiz(b);
        }))
      steps_.push_back(i);
  }
  if (steps_.empty()) steps_.push_back(0);
}

/// The cluster that a lesson is about is there before its first event.
void LessonRun::set_first_scene() {
  for (std::size_t s = 0; s < states_.size(); ++s)
    for (std::size_t b = 0; b < states_[s].blocks.size(); ++b) {
      const auto* run = std::get_if<RunBlock>(&lesson_.steps[s].blocks[b]);
      if (run == nullptr || !run->fresh) continue;
      auto history = start_history(for_student(run->scenario, progress_.student), find_protocol_);
      if (!history) return;
      states_[s].blocks[b].scene = scenes_.add(*std::move(history));
      scenes_.go({*states_[s].blocks[b].scene, 0});
      return;
    }
}

BlockPlace LessonRun::place_of(std::size_t block) const {
  return {static_cast<std::uint32_t>(step_), static_cast<std::uint32_t>(block)};
}

/// Whether the form has this block; what it has not is passed over.
bool LessonRun::belongs(const Block& block) const {
  if (form_ != LessonForm::goal) return true;
  const auto* ask = std::get_if<AskBlock>(&block);
  return ask == nullptr || ask->quiz;
}

bool LessonRun::is_shown(std::size_t block) const {
  const Block& shown = block_at(block);
  if (std::holds_alternative<NotesBlock>(shown) || std::holds_alternative<ExpectBlock>(shown))
    return false;
  if (form_ != LessonForm::goal || is_goal(shown) || is_quiz(shown)) return true;
  const auto begin = text().blocks.begin();
  return std::holds_alternative<Prose>(shown) &&
         std::any_of(begin, begin + static_cast<std::ptrdiff_t>(block), is_goal);
}

std::vector<std::size_t> LessonRun::visible() const {
  std::vector<std::size_t> blocks;
  const std::size_t end = std::min(here().cursor + 1, text().blocks.size());
  for (std::size_t i = 0; i < end; ++i)
    if (is_shown(i)) blocks.push_back(i);
  return blocks;
}

bool LessonRun::is_open_goal(std::size_t block) const {
  const auto* run = std::get_if<RunBlock>(&block_at(block));
  return run != nullptr && run->open && form_ == LessonForm::last_open &&
         !here().blocks[block].opened;
}

LessonRun::Wait LessonRun::waits() const {
  if (solution_) return Wait::events;
  if (done()) return is_last_step() ? Wait::end : Wait::next;
  const Block& block = block_at(here().cursor);
  if (std::holds_alternative<AskBlock>(block)) return Wait::answer;
  return is_goal(block) || is_open_goal(here().cursor) ? Wait::goal : Wait::events;
}

// Moving through blocks

/// A scene is set without being asked for, but not on the heels of an event that somebody watches,
/// nor in the place of a picture that the text is about.
bool LessonRun::plays_itself(const RunBlock& run) const {
  if (!acts(run) && !run.fresh) return true;
  if (here().aftermath) return false;
  if (form_ == LessonForm::goal || !acts(run)) return true;
  return run.at_once && !watched_;
}

/// Whether the world in which the block begins matters to whoever takes it.
bool LessonRun::needs_world(std::size_t block) const {
  const Block& what = block_at(block);
  if (const auto* ask = std::get_if<AskBlock>(&what)) return !ask->quiz && belongs(what);
  return is_goal(what) || is_open_goal(block);
}

/// Whether the block at the cursor needs nobody; what happens in it then has happened.
bool LessonRun::passes(std::size_t block) {
  const Block& present = block_at(block);
  if (std::holds_alternative<RunBlock>(present)) {
    if (is_open_goal(block) || !plays_itself(std::get<RunBlock>(present))) return false;
    play_block();
    return false;  // It has ended, and settled what follows.
  }
  if (!belongs(present)) return true;
  if (std::holds_alternative<AskBlock>(present) && is_settled(block)) {
    keep_answer(block);
    return true;
  }
  return !std::holds_alternative<AskBlock>(present) && !is_goal(present);
}

/// Goes on to the next block that waits for somebody.
void LessonRun::settle() {
  while (!done()) {
    const std::size_t block = here().cursor;
    begin_block(block);
    if (!passes(block)) return;
    ++here().cursor;
  }
  finish();
}

void LessonRun::begin_block(std::size_t block) {
  BlockState& state = here().blocks[block];
  if (state.start) return;
  if (needs_world(block)) here().aftermath.reset();
  state.start = here().spot;
  go_home();
  state.size_before = scenes_.stage().size();
  if (const auto* ask = std::get_if<AskBlock>(&block_at(block)))
    state.targets = click_targets(*ask, scenes_.stage().world());
}

void LessonRun::end_block() {
  player_.reset();
  ++here().cursor;
  settle();
}

void LessonRun::finish() {
  if (is_last_step()) progress_.done = true;
}

// Playing

/// Makes ready to play the present block. False where its cluster can't be made.
bool LessonRun::begin_run() {
  if (player_) return true;
  const auto& run = std::get<RunBlock>(block_at(here().cursor));
  BlockState& state = here().blocks[here().cursor];
  if (run.fresh && !state.scene) {
    auto history = start_history(for_student(run.scenario, progress_.student), find_protocol_);
    if (!history) {
      problem_ = history.error();
      return false;
    }
    state.scene = scenes_.add(*std::move(history));
  }
  if (run.fresh) here().spot = {*state.scene, 0};
  here().aftermath.reset();
  go_home();
  player_ = std::make_unique<BlockPlayer>(run.scenario, scenes_.stage());
  return true;
}

std::optional<MomentId> LessonRun::next_event() {
  if (waits() != Wait::events) return std::nullopt;
  if (solution_) return next_of_solution();
  here().aftermath.reset();
  go_home();
  const bool at_once = std::get<RunBlock>(block_at(here().cursor)).at_once;
  bool over = !begin_run();
  do over = over || !play_event();
  while (at_once && !over);
  const MomentId reached = home();
  watched_ = !at_once;
  if (over) end_run();
  watched_ = false;
  return reached;
}

/// Makes one event of the present block. False where it was the last.
bool LessonRun::play_event() {
  const auto error = player_->next_event();
  if (error) problem_ = *error;
  here().spot.moment = scenes_.stage().present();
  here().blocks[here().cursor].played = player_->events();
  return !error && !player_->done();
}

void LessonRun::play_block() {
  const bool solution = plays_solution();
  const std::size_t step = step_;
  const std::size_t block = here().cursor;
  while (waits() == Wait::events && step_ == step && here().cursor == block &&
         plays_solution() == solution)
    next_event();
}

std::optional<std::uint32_t> LessonRun::next_line() const {
  if (waits() != Wait::events) return std::nullopt;
  if (const BlockPlayer* playing = solution_ ? solution_.get() : player_.get())
    return playing->line() != nullptr ? std::optional(playing->line()->number) : std::nullopt;
  for (const ScenarioLine& line : std::get<RunBlock>(block_at(here().cursor)).scenario.lines)
    if (!std::holds_alternative<BlankLine>(line.command) &&
        !std::holds_alternative<SetupCommand>(line.command))
      return line.number;
  return std::nullopt;
}

/// Grades the predictions before the block that has just played.
void LessonRun::end_run() {
  const std::size_t end = here().cursor;
  const BlockState& state = here().blocks[end];
  const auto& run = std::get<RunBlock>(block_at(end));
  const MomentId before = run.fresh ? 0 : state.start->moment;
  if (state.played > 0)
    for (std::size_t i = 0; i < end; ++i) grade(i, before);
  end_block();
}

void LessonRun::grade(std::size_t block, MomentId before) {
  const auto* ask = std::get_if<AskBlock>(&block_at(block));
  BlockState& state = here().blocks[block];
  if (ask == nullptr || ask->quiz || !state.answer || state.outcome) return;
  auto outcome = prediction_outcome(*ask, *state.answer, state.targets, scenes_.stage(), before);
  if (!outcome) return;
  state.outcome = *std::move(outcome);
  remember(block);
}

void LessonRun::remember(std::size_t block) {
  const BlockState& state = here().blocks[block];
  if (restoring_ || state.by_class || is_settled(block)) return;
  AnswerRecord& record = progress_.answers[place_of(block)];
  record.answer = *state.answer;
  record.right = state.outcome->right;
  if (record.tries == 0) {
    record.right_first = record.right;
    record.first = record.answer;
  }
  ++record.tries;
}

// Questions

/// Whether its answer stays: in an assignment nobody answers once more, or after all, when the
/// events that answer it were seen.
bool LessonRun::is_settled(std::size_t block) const {
  return !tells() && progress_.answers.contains(place_of(block));
}

/// Answers with what was answered before, as nothing is asked twice in an assignment.
void LessonRun::keep_answer(std::size_t block) {
  const Answer& given = progress_.answers[place_of(block)].answer;
  if (given == Answer{}) return;
  BlockState& state = here().blocks[block];
  state.answer = given;
  const auto& ask = std::get<AskBlock>(block_at(block));
  if (ask.quiz) state.outcome = quiz_outcome(ask, given);
}

bool LessonRun::answer(std::size_t block, const Answer& answer) {
  return take_answer(block, answer, false);
}

bool LessonRun::class_answers(std::size_t block, const Answer& most) {
  return take_answer(block, most, true);
}

bool LessonRun::answered_by_class(std::size_t block) const {
  return answered(block) != nullptr && here().blocks[block].by_class;
}

bool LessonRun::take_answer(std::size_t block, const Answer& answer, bool by_class) {
  if (block >= text().blocks.size() || block > here().cursor) return false;
  const auto* ask = std::get_if<AskBlock>(&block_at(block));
  const bool due = block == here().cursor && waits() == Wait::answer;
  if (ask == nullptr || !(due || ask->quiz)) return false;
  BlockState& state = here().blocks[block];
  const bool nobody = by_class && answer == Answer{};
  if (!nobody && !fits(*ask, answer, state.targets)) return false;
  state.answer = answer;
  state.by_class = by_class;
  if (ask->quiz) {
    state.outcome = quiz_outcome(*ask, answer);
    remember(block);
  }
  if (due) end_block();
  return true;
}

const Answer* LessonRun::answered(std::size_t block) const {
  const auto& blocks = here().blocks;
  return block < blocks.size() && blocks[block].answer ? &*blocks[block].answer : nullptr;
}

const Outcome* LessonRun::outcome(std::size_t block) const {
  const auto& blocks = here().blocks;
  if (!tells()) return nullptr;
  return block < blocks.size() && blocks[block].outcome ? &*blocks[block].outcome : nullptr;
}

const std::vector<std::string>& LessonRun::targets(std::size_t block) const {
  return here().blocks.at(block).targets;
}

std::vector<std::size_t> LessonRun::choices_shown(std::size_t block) const {
  return choice_order(std::get<AskBlock>(block_at(block)),
                      lesson_name(lesson_.file) + progress_.student, place_of(block),
                      progress_.run);
}

void LessonRun::show(std::size_t block, MomentId moment) {
  const Outcome* shown = outcome(block);
  if (shown == nullptr ||
      std::find(shown->moments.begin(), shown->moments.end(), moment) == shown->moments.end())
    return;
  if (const auto scene = scene_of_outcome(block)) scenes_.go({*scene, moment});
}

const History& LessonRun::history_of(std::size_t block) const {
  return scenes_.history(scene_of_outcome(block).value_or(scenes_.present().scene));
}

/// An outcome is about the block behind the question that was played first.
std::optional<std::size_t> LessonRun::scene_of_outcome(std::size_t block) const {
  const auto& blocks = here().blocks;
  for (std::size_t i = block + 1; i < blocks.size(); ++i)
    if (std::holds_alternative<RunBlock>(block_at(i)) && blocks[i].played > 0)
      return blocks[i].scene.value_or(blocks[i].start->scene);
  return std::nullopt;
}

bool LessonRun::retry(std::size_t block) {
  if (block >= here().blocks.size() || block > here().cursor) return false;
  const auto* ask = std::get_if<AskBlock>(&block_at(block));
  const bool passed_over = block < here().cursor;
  if (ask == nullptr || (answered(block) == nullptr && !passed_over)) return false;
  if (is_settled(block)) return false;
  if (!ask->quiz || answered(block) == nullptr) {
    rewind(block);
    return true;
  }
  here().blocks[block].answer.reset();
  here().blocks[block].outcome.reset();
  return true;
}

bool LessonRun::take_up(BlockPlace place) {
  const auto [step, block] = place;
  if (step >= lesson_.steps.size() || block >= lesson_.steps[step].blocks.size()) return false;
  if (!go_to(step) || block > here().cursor || is_settled(block)) return false;
  if (block < here().cursor) rewind(block);
  return true;
}

// Moving between steps

void LessonRun::go_home() {
  scenes_.go(picture());
}

/// Nobody sees what comes next before it is played: goes over to a world that knows only of the way
/// to where the lesson stands. What was noted of that way is noted of the new one.
void LessonRun::hide_future() {
  if (here().aftermath) here().aftermath = scenes_.without_future(*here().aftermath);
  const Spot whole = here().spot;
  const Spot bare = scenes_.without_future(whole);
  here().spot = bare;
  if (bare.scene == whole.scene) return;
  const History& from = scenes_.history(whole.scene);
  const std::vector<MomentId> way = from.path(whole.moment);
  const std::vector<MomentId> new_way = scenes_.history(bare.scene).path(bare.moment);
  const auto move = [&](MomentId& moment) {
    const EventNumber depth = from.moment(moment).depth;
    if (depth < way.size() && way[depth] == moment) moment = new_way[depth];
  };
  auto& blocks = here().blocks;
  for (std::size_t i = 0; i < blocks.size(); ++i)
    if (blocks[i].outcome && scene_of_outcome(i) == whole.scene)
      for (MomentId& moment : blocks[i].outcome->moments) move(moment);
  for (BlockState& state : blocks) {
    if (!state.start) continue;
    if (state.scene == whole.scene) state.scene = bare.scene;
    if (state.start->scene != whole.scene) continue;
    move(state.start->moment);
    state.start->scene = bare.scene;
  }
}

void LessonRun::skip() {
  switch (waits()) {
    case Wait::answer:
      if (!tells() && !restoring_) progress_.answers.try_emplace(place_of(here().cursor));
      return end_block();
    case Wait::events: return play_block();
    case Wait::goal: return leave_goal();
    case Wait::next: next(); return;
    case Wait::end: return;
  }
}

void LessonRun::enter(std::size_t step) {
  const Spot left = states_[step_].entered ? here().spot : scenes_.present();
  player_.reset();
  solution_.reset();
  step_ = step;
  progress_.step = static_cast<std::uint32_t>(step);
  if (!here().entered) {
    here().entered = true;
    here().spot = left;
    settle();
  } else if (!resume() && waits() != Wait::goal) {
    hide_future();  // What was tried at a goal is no secret.
  }
  go_home();
}

/// A block that was left in its midst is played on from there. False where none was.
bool LessonRun::resume() {
  if (done() || !std::holds_alternative<RunBlock>(block_at(here().cursor))) return false;
  BlockState& state = here().blocks[here().cursor];
  const std::uint32_t played = state.played;
  if (played == 0) return false;
  here().spot = *state.start;
  state.scene.reset();
  hide_future();
  if (!begin_run()) return true;
  while (player_->events() < played) play_event();
  return true;
}

bool LessonRun::back() {
  const auto at = std::find(steps_.begin(), steps_.end(), step_);
  if (at == steps_.begin() || at == steps_.end()) return false;
  return go_to(*(at - 1));
}

bool LessonRun::next() {
  const auto at = std::find(steps_.begin(), steps_.end(), step_);
  if (!done() || at == steps_.end() || at + 1 == steps_.end()) return false;
  return go_to(*(at + 1));
}

bool LessonRun::can_go_to(std::size_t step) const {
  if (tells() || step <= step_) return true;
  for (std::size_t at = step_; at < step; ++at)
    if (!states_[at].entered || states_[at].cursor < states_[at].blocks.size()) return false;
  return true;
}

bool LessonRun::go_to(std::size_t step) {
  if (std::find(steps_.begin(), steps_.end(), step) == steps_.end() || !can_go_to(step))
    return false;
  // A step begins in the world that the one before it was left with.
  while (step_ < step) {
    while (!done()) skip();
    enter(step_ + 1);
  }
  if (step_ != step) enter(step);
  return true;
}

void LessonRun::rewind(std::size_t block) {
  if (block >= here().blocks.size() || block > here().cursor) return;
  player_.reset();
  solution_.reset();
  here().spot = here().blocks[block].start.value_or(here().spot);
  here().aftermath.reset();
  here().cursor = block;
  for (std::size_t i = block; i < here().blocks.size(); ++i) here().blocks[i] = {};
  hide_future();
  settle();
  go_home();
}

}  // namespace synod
