#include "app/lesson/lesson_ask_mapping.h"

#include <algorithm>

#include "model/scenario/script.h"
#include "views/kit/translated.h"

namespace synod::app {

namespace {

using views::LessonAsk;

QString joined(const std::vector<std::string>& words) {
  QStringList list;
  for (const std::string& word : words) list.append(qt_text(word));
  return list.join(", ");
}

LessonAsk::Form form_of(AskBlock::Form form) {
  switch (form) {
    case AskBlock::Form::choose_one: return LessonAsk::Form::one;
    case AskBlock::Form::choose_all: return LessonAsk::Form::several;
    case AskBlock::Form::click_node: return LessonAsk::Form::click_node;
    case AskBlock::Form::click_link: return LessonAsk::Form::click_link;
    case AskBlock::Form::click_message: return LessonAsk::Form::click_message;
    case AskBlock::Form::type: break;
  }
  return LessonAsk::Form::typed;
}

QString words_of(const Answer& answer) {
  return answer.typed.empty() ? joined(answer.clicked) : qt_text(answer.typed);
}

/// Whether what was counted is right: what was typed as it was printed, or one of what was clicked.
bool is_expected(const QString& answer, const Answer& expected) {
  if (!expected.typed.empty())
    return answer.compare(qt_text(expected.typed), Qt::CaseInsensitive) == 0;
  return std::any_of(expected.clicked.begin(), expected.clicked.end(),
                     [&](const std::string& name) { return qt_text(name) == answer; });
}

/// Feedback on all that was chosen, or, before a class, on what is right.
QStringList feedback_of(const AskBlock& ask, const Outcome& outcome, bool for_class) {
  QStringList list;
  if (for_class && !ask.has_choices()) return {qt_text(ask.right)};
  if (for_class) {
    for (std::size_t choice : outcome.expected.choices)
      list.append(qt_text(ask.choices[choice].feedback));
    return list;
  }
  for (const std::string& feedback : outcome.feedback) list.append(qt_text(feedback));
  return list;
}

/// An event as its number and the command that makes it.
views::LessonMoment moment_of(const History& stage, MomentId id) {
  const Moment& moment = stage.moment(id);
  const std::string command = command_text(stage.world_at(moment.parent), moment.action);
  return {id, QStringLiteral("%1  %2").arg(moment.depth).arg(qt_text(command))};
}

/// What most hands were for, where that is wrong; and what is said of it, once it is asked for.
void add_popular(LessonAsk& page, const AskBlock& ask, const ShowOfHands& hands, bool shown) {
  const auto most = hands.most();
  if (!most || *most >= page.choices.size() || page.choices[*most].right) return;
  page.popular = page.choices[*most].text;
  if (shown)
    page.popular_feedback = qt_text(ask.has_choices() ? ask.choices[*most].feedback : ask.wrong);
}

void add_outcome(LessonAsk& page, const AskBlock& ask, const Outcome& outcome,
                 const History& stage) {
  page.right = outcome.right;
  for (std::size_t choice : outcome.expected.choices)
    if (choice < page.choices.size()) page.choices[choice].right = true;
  page.expected = words_of(outcome.expected);
  if (!ask.has_choices())
    for (views::LessonChoice& choice : page.choices)
      choice.right = is_expected(choice.text, outcome.expected);
  page.feedback = feedback_of(ask, outcome, page.hands);
  page.rule = qt_text(outcome.rule);
  if (outcome.actual && !page.hands) page.actual = sentence_of(*outcome.actual);
  if (outcome.right && !page.hands) return;
  // A quiz is about no event; and what nothing led to has no cause.
  page.explained = !ask.quiz && stage.present() != 0;
  for (MomentId id : outcome.moments)
    if (id != 0 && id < stage.size()) page.moments.push_back(moment_of(stage, id));
}

/// The choices, with their hands; of what is clicked or typed before a class, what was counted.
void add_choices(LessonAsk& page, const AskBlock& ask, const Answer* answer,
                 const Teaching& teaching, BlockPlace place) {
  const auto known = teaching.hands.find(place);
  const ShowOfHands none;
  const ShowOfHands& hands = known != teaching.hands.end() ? known->second : none;
  page.second_vote = page.hands && hands.second();
  const std::size_t counted = page.hands && !ask.has_choices() ? hands.lines().size() : 0;
  // Before a class nobody's own answer is shown.
  const bool own = answer != nullptr && !page.hands && !teaching.on;
  for (std::size_t i = 0; i < std::max(ask.choices.size(), counted); ++i) {
    const ShowOfHands::Line line = hands.line(i);
    views::LessonChoice choice;
    choice.text = qt_text(ask.has_choices() ? ask.choices[i].text : line.answer);
    choice.id = i;
    choice.chosen = own && std::find(answer->choices.begin(), answer->choices.end(), i) !=
                               answer->choices.end();
    choice.hands = line.hands;
    choice.hands_before = line.before;
    page.choices.push_back(choice);
  }
}

/// The question, with its choices in the order of the file.
views::LessonAsk ordered_piece(const LessonRun& run, std::size_t block, const AskBlock& ask,
                               const Teaching& teaching) {
  LessonAsk page;
  page.step = run.step();
  page.block = block;
  page.form = form_of(ask.form);
  page.quiz = ask.quiz;
  page.question = qt_text(ask.question);
  const Answer* answer = run.answered(block);
  page.hands = run.answered_by_class(block) || (teaching.on && answer == nullptr);
  add_choices(page, ask, answer, teaching, place_in(run, block));
  const bool gone_by = !ask.quiz && block < run.block() && run.tells();
  if (answer == nullptr && gone_by) page.state = LessonAsk::State::passed;
  if (answer == nullptr) return page;
  if (!page.hands && !teaching.on) page.answer = words_of(*answer);
  const Outcome* outcome = run.outcome(block);
  page.state = run.tells() ? LessonAsk::State::watching : LessonAsk::State::kept;
  if (outcome == nullptr) return page;
  const BlockPlace place = place_in(run, block);
  const bool shown = !teaching.on || teaching.revealed.count(place) > 0;
  page.state = shown ? LessonAsk::State::graded : LessonAsk::State::hidden;
  if (!shown) return page;
  add_outcome(page, ask, *outcome, run.history_of(block));
  const auto hands = teaching.hands.find(place);
  if (page.hands && hands != teaching.hands.end())
    add_popular(page, ask, hands->second, teaching.popular.count(place) > 0);
  return page;
}

}  // namespace

QString qt_text(const std::string& utf8) {
  return QString::fromStdString(utf8);
}

BlockPlace place_in(const LessonRun& run, std::size_t block) {
  return {static_cast<std::uint32_t>(run.step()), static_cast<std::uint32_t>(block)};
}

QString sentence_of(const Sentence& sentence) {
  QString words = views::translated(sentence);
  for (const QChar mark : QStringLiteral("\\`*_[]<>#")) words.replace(mark, QString("\\") + mark);
  return words;
}

views::LessonAsk ask_piece(const LessonRun& run, std::size_t block, const AskBlock& ask,
                           const Teaching& teaching) {
  views::LessonAsk page = ordered_piece(run, block, ask, teaching);
  if (!ask.has_choices()) return page;
  const std::vector<views::LessonChoice> choices = std::move(page.choices);
  page.choices.clear();
  for (std::size_t place : run.choices_shown(block)) page.choices.push_back(choices[place]);
  return page;
}

}  // namespace synod::app
