// Questions of a lesson in the window: answers, clicks on the canvas, hands of a class.
#include <algorithm>

#include "app/lesson/lesson_controller.h"
#include "views/canvas/canvas.h"
#include "views/lesson/lesson_panel.h"

namespace synod::app {

namespace {

using views::LessonAsk;
using views::Target;

/// How a lesson names what was clicked.
std::string name_of(const Cluster& world, const Target& target) {
  switch (target.kind) {
    case Target::Kind::node: return world.name(target.node);
    case Target::Kind::link: {
      const auto [low, high] = std::minmax(target.node.index, target.peer.index);
      return world.name({low}) + "-" + world.name({high});
    }
    case Target::Kind::message: return "#" + std::to_string(target.message.number);
    default: return {};
  }
}

Target::Kind kind_of(LessonAsk::Form form) {
  switch (form) {
    case LessonAsk::Form::click_node: return Target::Kind::node;
    case LessonAsk::Form::click_link: return Target::Kind::link;
    case LessonAsk::Form::click_message: return Target::Kind::message;
    default: return Target::Kind::none;
  }
}

}  // namespace

void LessonController::answer(std::size_t block, const views::LessonAnswer& given) {
  if (teaching_.on && given.empty()) return answer_for_class(block);
  Answer answer{given.choices, {}, given.typed.toStdString()};
  for (const QString& name : given.clicked) answer.clicked.push_back(name.toStdString());
  at_rest([&] { run_->answer(block, answer); });
}

/// A class answers with what most hands were for; where none was counted, with nothing.
void LessonController::answer_for_class(std::size_t block) {
  const auto* ask = std::get_if<AskBlock>(&run_->lesson().steps[run_->step()].blocks[block]);
  if (ask == nullptr) return;
  const ShowOfHands& hands = teaching_.hands[place_of(block)];
  Answer answer;
  if (const auto most = hands.most()) {
    const std::string& what = hands.line(*most).answer;
    if (ask->has_choices()) {
      answer.choices = {*most};
    } else if (ask->form == AskBlock::Form::type) {
      answer.typed = what;
    } else {
      answer.clicked = {what};
    }
  }
  at_rest([&] { run_->class_answers(block, answer); });
}

void LessonController::raise_hand(std::size_t block, const std::string& answer) {
  teaching_.hands[place_of(block)].raise(answer);
  refresh();
  // The next hand is typed at once.
  const views::AskCard* card = panel_.ask_card(block);
  if (card != nullptr && card->field() != nullptr) card->field()->setFocus();
}

/// Why is what is right the case? Asked where the last event happened that made it so.
void LessonController::explain(std::size_t block) {
  if (!is_open() || run_->outcome(block) == nullptr) return;
  const std::vector<MomentId> moments = run_->outcome(block)->moments;
  at_rest([&] { moments.empty() ? run_->go_home() : run_->show(block, moments.back()); });
  if (session_.history().present() != 0) emit question_asked(question_behind(block));
}

/// About the field or the node that was asked for, where it is one; else about the event.
views::Question LessonController::question_behind(std::size_t block) const {
  const History& stage = session_.history();
  const auto& ask = std::get<AskBlock>(run_->lesson().steps[run_->step()].blocks[block]);
  const auto& shape = stage.world().shape();
  if (ask.form == AskBlock::Form::type)
    if (const auto node = shape.find(ask.node))
      return views::question_about_field(stage, *node, ask.field);
  const auto& clicked = run_->outcome(block)->expected.clicked;
  if (ask.form == AskBlock::Form::click_node && clicked.size() == 1) {
    views::LineTrace line;
    line.set_history(&stage);
    const auto node = shape.find(clicked.front());
    const auto question = views::question_about(node ? Target::at_node(*node) : Target(), line);
    if (question) return *question;
  }
  return views::question_about_event(stage, stage.present());
}

/// While a question waits for a click, the canvas takes clicks as answers.
void LessonController::show_asked() {
  views::AskCard* card = panel_.clicked_card();
  if (card == nullptr || !run_->is_home()) {
    clicked_.clear();
    return canvas_.ask_for(Target::Kind::none);
  }
  const BlockPlace here{run_->step(), card->ask().block};
  if (here != asked_block_) clicked_.clear();
  asked_block_ = here;
  QStringList names;
  for (const Target& target : clicked_)
    names.append(QString::fromStdString(name_of(session_.history().world(), target)));
  card->set_clicked(names);
  canvas_.ask_for(kind_of(card->ask().form), clicked_);
}

void LessonController::clicked(const Target& target) {
  if (!is_open() || panel_.clicked_card() == nullptr) return;
  const Cluster& world = session_.history().world();
  const std::string name = name_of(world, target);
  const auto& targets = run_->targets(panel_.clicked_card()->ask().block);
  if (std::find(targets.begin(), targets.end(), name) == targets.end()) return;
  const std::size_t block = panel_.clicked_card()->ask().block;
  if (panel_.clicked_card()->ask().hands) return raise_hand(block, name);
  const auto known = std::find_if(clicked_.begin(), clicked_.end(), [&](const Target& other) {
    return name_of(world, other) == name;
  });
  if (known != clicked_.end()) {
    clicked_.erase(known);
  } else {
    clicked_.push_back(target);
  }
  show_asked();
}

}  // namespace synod::app
