#include "tutorials/review.h"

#include <algorithm>

namespace synod {

namespace {

using Blocks = std::vector<Block>;

bool makes_events(const RunBlock& run) {
  const auto& lines = run.scenario.lines;
  return std::any_of(lines.begin(), lines.end(), [](const ScenarioLine& line) {
    return !std::holds_alternative<BlankLine>(line.command) &&
           !std::holds_alternative<SetupCommand>(line.command) &&
           !std::holds_alternative<ExpectCommand>(line.command);
  });
}

bool is_missed(const AskBlock& ask, BlockPlace place, const TakenLesson& taken) {
  if (taken.form == LessonForm::goal && !ask.quiz) return false;
  const auto known = taken.progress->answers.find(place);
  if (known == taken.progress->answers.end()) return taken.progress->done;
  const AnswerRecord& record = known->second;
  return !record.reviewed && !record.right_first;
}

bool is_missed(const GoalBlock& goal, BlockPlace place, const TakenLesson& taken) {
  return !goal.impossible && taken.progress->done && !taken.progress->best.contains(place);
}

/// Writes the step of one item.
class ItemWriter {
 public:
  ItemWriter(const Lesson& lesson, BlockPlace place) : lesson_(lesson), place_(place) {}

  LessonStep step() {
    LessonStep step = lesson_.steps[place_.first];
    blocks_ = std::move(step.blocks);
    step.heading = lesson_.head.title + ": " + step.heading;
    step.blocks = scene();
    add_text_before(step.blocks);
    asked_ = static_cast<std::uint32_t>(step.blocks.size());
    step.blocks.push_back(blocks_[place_.second]);
    add_what_follows(step.blocks);
    return step;
  }
  /// Where the item stands in the step.
  std::uint32_t asked() const { return asked_; }

 private:
  /// The runs that led to the world of the item, all at once, from where its cluster was set up.
  Blocks scene() const {
    Blocks scene;
    for (std::uint32_t s = 0; s <= place_.first; ++s) {
      const Blocks& blocks = lesson_.steps[s].blocks;
      const std::size_t end = s == place_.first ? place_.second : blocks.size();
      for (std::size_t b = 0; b < end; ++b) {
        const auto* run = std::get_if<RunBlock>(&blocks[b]);
        if (run == nullptr) continue;
        if (run->fresh) scene.clear();
        RunBlock at_once = *run;
        at_once.at_once = at_once.hidden = true;
        at_once.open.reset();
        scene.emplace_back(std::move(at_once));
      }
    }
    return scene;
  }

  void add_text_before(Blocks& step) const {
    for (std::size_t b = 0; b < place_.second; ++b)
      if (std::holds_alternative<Prose>(blocks_[b])) step.push_back(blocks_[b]);
  }

  /// What plays behind a question, and the text that follows it.
  void add_what_follows(Blocks& step) const {
    bool played = !is_prediction();
    for (std::size_t b = place_.second + 1; b < blocks_.size(); ++b) {
      const auto* run = std::get_if<RunBlock>(&blocks_[b]);
      if (played && !std::holds_alternative<Prose>(blocks_[b])) return;
      if (std::holds_alternative<Prose>(blocks_[b])) step.push_back(blocks_[b]);
      if (run == nullptr) continue;
      played = makes_events(*run);
      RunBlock shown = *run;
      shown.open.reset();
      step.emplace_back(std::move(shown));
    }
  }

  bool is_prediction() const {
    const auto* ask = std::get_if<AskBlock>(&blocks_[place_.second]);
    return ask != nullptr && !ask->quiz;
  }

  const Lesson& lesson_;
  BlockPlace place_;
  Blocks blocks_;
  std::uint32_t asked_ = 0;
};

}  // namespace

std::vector<MissedItem> missed_in(const std::vector<TakenLesson>& taken) {
  std::vector<MissedItem> items;
  for (std::size_t i = 0; i < taken.size(); ++i) {
    const Lesson& lesson = *taken[i].lesson;
    if (lesson.head.assignment && !taken[i].progress->handed_in) continue;
    for (std::uint32_t s = 0; s < lesson.steps.size(); ++s)
      for (std::uint32_t b = 0; b < lesson.steps[s].blocks.size(); ++b) {
        const Block& block = lesson.steps[s].blocks[b];
        const auto* ask = std::get_if<AskBlock>(&block);
        const auto* goal = std::get_if<GoalBlock>(&block);
        if ((ask != nullptr && is_missed(*ask, {s, b}, taken[i])) ||
            (goal != nullptr && is_missed(*goal, {s, b}, taken[i])))
          items.push_back({i, {s, b}});
      }
  }
  return items;
}

Review review_of(const std::vector<TakenLesson>& taken, const std::vector<MissedItem>& items,
                 const std::string& title, const std::string& file) {
  Review review;
  Lesson& lesson = review.lesson;
  lesson.file = file;
  lesson.head.title = title;
  lesson.head.forms = {LessonForm::worked};
  lesson.head.minutes = static_cast<std::uint32_t>(items.size());
  for (const MissedItem& item : items) {
    const Lesson& from = *taken[item.taken].lesson;
    if (lesson.head.protocol.empty()) lesson.head.protocol = from.head.protocol;
    lesson.head.level = std::max(lesson.head.level, from.head.level);
    ItemWriter writer(from, item.place);
    lesson.steps.push_back(writer.step());
    review.places.emplace_back(static_cast<std::uint32_t>(lesson.steps.size() - 1), writer.asked());
  }
  return review;
}

void note_review(LessonProgress& into, BlockPlace place, const LessonProgress& review,
                 BlockPlace in_review) {
  const auto answer = review.answers.find(in_review);
  if (answer != review.answers.end() && answer->second.right) {
    const auto [record, is_new] = into.answers.try_emplace(place, answer->second);
    record->second.reviewed = true;
    if (is_new) record->second.right_first = false;  // It had been passed over.
  }
  const auto best = review.best.find(in_review);
  if (best == review.best.end() || into.best.contains(place)) return;
  into.best[place] = best->second;
  const auto way = review.ways.find(in_review);
  if (way != review.ways.end()) into.ways[place] = way->second;
}

}  // namespace synod
