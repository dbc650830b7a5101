// Parser of ```ask blocks: questions.
#include <algorithm>
#include <set>

#include "model/base/utf8.h"
#include "tutorials/condition_template.h"
#include "tutorials/lesson_block.h"
#include "tutorials/lesson_markdown.h"

namespace synod {

namespace {

constexpr std::size_t most_choices = 9;

/// Where the `{` stands that the `}` at the end of `text` closes.
std::size_t opening_brace(std::string_view text) {
  std::size_t depth = 0;
  for (std::size_t i = text.size(); i-- > 0;) {
    if (text[i] == '}') ++depth;
    if (text[i] == '{' && --depth == 0) return i;
  }
  return std::string_view::npos;
}

class AskReader {
 public:
  AskReader(const Fence& fence, Lesson& lesson, LessonProblems& problems)
      : fence_(fence), lesson_(lesson), problems_(problems) {
    ask_.place = fence.place();
  }

  AskBlock read() {
    for (const BlockEntry& entry : entries_of(fence_.lines)) {
      if (entry.item) {
        choice(entry.value);
      } else if (!entry.key.empty()) {
        key(entry);
      } else {
        question(entry.value);
      }
    }
    check();
    return std::move(ask_);
  }

 private:
  void question(const PlacedString& text) {
    if (!seen_.empty() || !ask_.choices.empty())
      return problems_.add(text.place(),
                           say(SYNOD_TEXT("expected a choice, such as '- [ ] …', or a "
                                          "key, such as 'rule: …', but found '%1'"),
                               quote(text.text())));
    if (!ask_.question.empty()) ask_.question += '\n';
    ask_.question += text.text();
    prose(text);
  }

  void prose(const PlacedString& text) {
    check_markdown(text, lesson_, problems_);
    check_words(text, max_words_of_answer, problems_);
  }

  void choice(const PlacedString& item) {
    Choice choice{.place = item.place()};
    const std::string box = item.text().substr(0, 3);
    if (box != "[ ]" && box != "[x]" && box != "[X]")
      return problems_.add(item.place(),
                           say(SYNOD_TEXT("expected '[ ]' or '[x]' and an answer, but "
                                          "found '%1'"),
                               quote(item.text())));
    choice.right = box != "[ ]";
    const std::size_t colons = item.text().find("::");
    if (colons == std::string::npos || item.part(colons + 2).empty()) {
      problems_.add(item.place(),
                    say(SYNOD_TEXT("this choice has no feedback: expected ':: ' and what the "
                                   "learner is told who chooses it")));
    } else {
      choice.feedback = item.part(colons + 2).text();
      prose(item.part(colons + 2));
    }
    answer(item.part(3, colons), choice);
    ask_.choices.push_back(std::move(choice));
  }

  /// The text of a choice and the condition behind it.
  void answer(const PlacedString& text, Choice& choice) {
    PlacedString words = text;
    if (text.text().ends_with('}')) {
      const std::size_t brace = opening_brace(text.text());
      if (brace != std::string::npos) {
        words = text.part(0, brace);
        choice.condition =
            read_placed_condition(text.part(brace + 1, text.text().size() - 1), problems_);
      }
    }
    choice.text = words.text();
    if (words.empty()) problems_.add(choice.place, say(SYNOD_TEXT("this choice has no text")));
    prose(words);
  }

  void key(const BlockEntry& entry) {
    const std::string& name = entry.key;
    if (!seen_.insert(name).second)
      return problems_.add(entry.whole.place(),
                           say(SYNOD_TEXT("'%1' stands here for the second time"), quote(name)));
    if (name == "rule") return text(entry.value, ask_.rule);
    if (name == "right") return text(entry.value, ask_.right);
    if (name == "wrong") return text(entry.value, ask_.wrong);
    if (name == "kind") return kind(entry.value);
    if (name == "order") return order(entry.value);
    if (name == "id") return void(ask_.id = read_block_id(entry.value, lesson_, problems_));
    if (name == "click") return click(entry.value);
    if (name == "type") return type(entry.value);
    problems_.add(entry.whole.place(),
                  say(SYNOD_TEXT("expected kind, order, click, type, right, wrong, rule or id, "
                                 "but found '%1'"),
                      quote(name)));
  }

  void text(const PlacedString& value, std::string& into) {
    into = value.text();
    if (value.empty()) problems_.add(value.place(), say(SYNOD_TEXT("expected a text")));
    prose(value);
  }

  void kind(const PlacedString& value) {
    ask_.quiz = value.text() == "quiz";
    if (!ask_.quiz && value.text() != "prediction")
      problems_.add(value.place(), say(SYNOD_TEXT("expected quiz or prediction, but found '%1'"),
                                       quote(value.text())));
  }

  void order(const PlacedString& value) {
    ask_.keeps_order = value.text() == "keep";
    if (!ask_.keeps_order && value.text() != "shuffle")
      problems_.add(value.place(), say(SYNOD_TEXT("expected keep or shuffle, but found '%1'"),
                                       quote(value.text())));
  }

  /// `node where CONDITION`.
  void click(const PlacedString& value) {
    constexpr std::pair<const char*, AskBlock::Form> targets[] = {
        {"node where ", AskBlock::Form::click_node},
        {"link where ", AskBlock::Form::click_link},
        {"message where ", AskBlock::Form::click_message}};
    for (const auto& [words, form] : targets) {
      if (!value.text().starts_with(words)) continue;
      ask_.form = form;
      const PlacedString where = value.part(std::string_view(words).size());
      ask_.where = {where.place(), where.text()};
      if (auto wrong = template_problem(form, where.text()))
        problems_.add(where.place_behind(0, wrong->column), wrong->why);
      return;
    }
    problems_.add(value.place(), say(SYNOD_TEXT("expected 'node where', 'link where' or 'message "
                                                "where' and a condition, but found '%1'"),
                                     quote(value.text())));
    ask_.form = AskBlock::Form::click_node;
  }

  /// `P1.ballot`.
  void type(const PlacedString& value) {
    ask_.form = AskBlock::Form::type;
    ask_.type_place = value.place();
    const PlacedString name = value.part(0, value.text().find(" #"));
    const auto test = field_named(name.text());
    if (!test)
      return problems_.add(value.place(), say(SYNOD_TEXT("expected a field of a node, such as "
                                                         "P1.ballot, but found '%1'"),
                                              quote(name.text())));
    ask_.node = test->node;
    ask_.field = test->field;
  }

  void check() {
    if (ask_.question.empty())
      problems_.add(ask_.place,
                    say(SYNOD_TEXT("expected a question on the lines above the answers")));
    if (ask_.has_choices()) {
      check_choices();
    } else {
      check_free();
    }
  }

  void check_choices() {
    const auto right = std::count_if(ask_.choices.begin(), ask_.choices.end(),
                                     [](const Choice& choice) { return choice.right; });
    if (right > 1) ask_.form = AskBlock::Form::choose_all;
    if (right == 0)
      problems_.add(ask_.place, say(SYNOD_TEXT("this question has no right answer: expected a "
                                               "choice that begins with '- [x]', or 'click:' or "
                                               "'type:'")));
    else if (ask_.choices.size() < 2 || ask_.choices.size() > most_choices)
      problems_.add(ask_.place,
                    say(SYNOD_TEXT("expected 2 to %1 choices, but found %2"),
                        std::to_string(most_choices), std::to_string(ask_.choices.size())));
    for (const Choice& choice : ask_.choices)
      if (ask_.quiz && choice.condition)
        problems_.add(choice.condition->place,
                      say(SYNOD_TEXT("a quiz is graded without events, so a choice can't have a "
                                     "condition")));
    check_distinct();
    for (const char* name : {"right", "wrong"})
      if (seen_.contains(name))
        problems_.add(ask_.place, say(SYNOD_TEXT("'%1' is for questions without choices: here each "
                                                 "choice has its feedback behind '::'"),
                                      name));
  }

  void check_distinct() {
    std::set<std::string> feedback;
    std::set<std::string> text;
    for (const Choice& choice : ask_.choices) {
      if (!choice.feedback.empty() && !feedback.insert(choice.feedback).second)
        problems_.add(choice.place, say(SYNOD_TEXT("another choice has the same feedback; say what "
                                                   "is wrong with this one")));
      if (!choice.text.empty() && !text.insert(choice.text).second)
        problems_.add(choice.place, say(SYNOD_TEXT("another choice has the same text")));
    }
  }

  void check_free() {
    if (!ask_.choices.empty())
      problems_.add(
          ask_.choices.front().place,
          say(SYNOD_TEXT("a question has either choices or 'click:' or 'type:', not both")));
    if (seen_.contains("click") && seen_.contains("type"))
      problems_.add(ask_.place,
                    say(SYNOD_TEXT("a question has either 'click:' or 'type:', not both")));
    if (ask_.quiz)
      problems_.add(ask_.place, say(SYNOD_TEXT("a quiz is graded without events, so it needs "
                                               "choices")));
    for (const char* name : {"right", "wrong"})
      if (!seen_.contains(name))
        problems_.add(ask_.place,
                      say(SYNOD_TEXT("this question has no feedback: expected '%1: …'"), name));
  }

  const Fence& fence_;
  Lesson& lesson_;
  LessonProblems& problems_;
  AskBlock ask_;
  std::set<std::string> seen_;
};

}  // namespace

AskBlock read_ask_block(const Fence& fence, Lesson& lesson, LessonProblems& problems) {
  return AskReader(fence, lesson, problems).read();
}

}  // namespace synod
