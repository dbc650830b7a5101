#include "tutorials/lesson_grade.h"

#include <algorithm>

#include "model/scenario/condition.h"
#include "model/scenario/condition_parser.h"
#include "model/scenario/lexer.h"
#include "model/scenario/pattern.h"
#include "tutorials/condition_template.h"

namespace synod {

namespace {

std::vector<std::string> link_names(const Cluster& world) {
  std::vector<std::string> names;
  for (NodeId from : world.shape().all())
    for (NodeId to : world.shape().all())
      if (from < to && linked(world.shape(), from, to))
        names.push_back(world.name(from) + "-" + world.name(to));
  return names;
}

/// The fillings of a template for one target: two for a link, once for each direction.
std::vector<TemplateNames> fillings(AskBlock::Form form, const std::string& target) {
  if (form == AskBlock::Form::click_node)
    return {{.node = target, .from = {}, .to = {}, .message = {}}};
  if (form == AskBlock::Form::click_message)
    return {{.node = {}, .from = {}, .to = {}, .message = target}};
  const std::size_t dash = target.find('-');
  const std::string one = target.substr(0, dash);
  const std::string other = target.substr(dash + 1);
  return {{.node = {}, .from = one, .to = other, .message = {}},
          {.node = {}, .from = other, .to = one, .message = {}}};
}

Result<bool> is_right_target(const AskBlock& ask, const std::string& target, const Cluster& world) {
  for (const Condition& condition : conditions_of(ask, target)) {
    const Result<bool> holds = is_true(world, condition);
    if (!holds || *holds) return holds;
  }
  return false;
}

Result<FieldValue> field_of(const AskBlock& ask, const Cluster& world) {
  // Asks the language first: it says which nodes and fields there are.
  const FieldTest test{.node = ask.node, .field = ask.field};
  const Result<bool> known = is_true(world, Condition{{Term{false, test}}});
  const Result<NodeId> node = find_node(world, ask.node);
  if (!node) return node.error();
  const State& state = world.node(*node).state;
  for (std::size_t i = 0; i < state.infos().size(); ++i)
    if (ask.field == state.infos()[i].name) return state.value(i);
  return known.error();
}

/// What a condition is about, looked up in an event.
class Trace {
 public:
  Trace(const Cluster& world, const Event& event) : world_(world), event_(event) {}

  bool operator()(const FieldTest& test) const {
    return std::any_of(event_.changes.begin(), event_.changes.end(), [&](const Change& change) {
      return world_.name(change.node) == test.node && test.field == change.field.name;
    });
  }
  bool operator()(const ChosenTest&) const { return !event_.chosen.empty(); }
  bool operator()(const LearnedTest&) const { return !event_.learned.empty(); }
  bool operator()(const InvariantTest&) const { return !event_.violations.empty(); }
  bool operator()(const MessageTest& test) const {
    const auto filter = filter_for(world_, test.pattern);
    if (!filter) return false;
    if (event_.message && filter->fits(*event_.message)) return true;
    return !test.delivered &&
           std::any_of(event_.sent.begin(), event_.sent.end(),
                       [&](const Message& message) { return filter->fits(message); });
  }
  bool operator()(const NodeTest& test) const {
    const Verb verb = event_.action.verb;
    // Whatever happens elsewhere may block a node, or free it.
    if (test.health == NodeTest::Health::blocked) return true;
    return (verb == Verb::crash || verb == Verb::wipe || verb == Verb::restart ||
            verb == Verb::pause || verb == Verb::resume) &&
           world_.name(event_.action.node) == test.node;
  }
  bool operator()(const CutTest&) const {
    const Verb verb = event_.action.verb;
    return verb == Verb::cut || verb == Verb::heal || verb == Verb::heal_all ||
           verb == Verb::partition;
  }
  bool operator()(const QuietTest&) const { return false; }

 private:
  const Cluster& world_;
  const Event& event_;
};

}  // namespace

std::vector<std::string> click_targets(const AskBlock& ask, const Cluster& world) {
  std::vector<std::string> names;
  if (ask.form == AskBlock::Form::click_node)
    for (NodeId node : world.shape().all()) names.push_back(world.name(node));
  if (ask.form == AskBlock::Form::click_link) names = link_names(world);
  if (ask.form == AskBlock::Form::click_message)
    for (const Message& message : world.in_flight)
      names.push_back("#" + std::to_string(message.id.number));
  return names;
}

std::vector<Condition> conditions_of(const AskBlock& ask, const std::string& target) {
  std::vector<Condition> conditions;
  for (const TemplateNames& names : fillings(ask.form, target))
    if (auto condition = parse_condition(filled_template(ask.where.text, names)))
      conditions.push_back(*std::move(condition));
  return conditions;
}

Result<std::vector<std::string>> right_targets(const AskBlock& ask,
                                               const std::vector<std::string>& targets,
                                               const Cluster& world) {
  std::vector<std::string> right;
  std::optional<Sentence> why;
  bool any = false;
  for (const std::string& target : targets) {
    const Result<bool> holds = is_right_target(ask, target, world);
    // A node without the field that is asked about is not right; an error only where all are so.
    if (!holds) {
      why = holds.error();
      continue;
    }
    any = true;
    if (*holds) right.push_back(target);
  }
  if (!any && why) return *why;
  return right;
}

Result<std::string> right_text(const AskBlock& ask, const Cluster& world) {
  const Result<FieldValue> value = field_of(ask, world);
  if (!value) return value.error();
  return print(*value, world.shape());
}

Result<bool> is_right_text(const AskBlock& ask, const std::string& typed, const Cluster& world) {
  const Result<std::string> right = right_text(ask, world);
  if (!right) return right.error();
  if (lowered(typed) == lowered(*right)) return true;
  // `{A2 A1}` and `2.2 ` say the same in other letters. What can't be compared is wrong.
  const auto condition = parse_condition(ask.node + "." + ask.field + " = " + typed);
  if (!condition || condition->terms.size() != 1) return false;
  const Result<bool> same = is_true(world, *condition);
  return same && *same;
}

Result<Answer> right_answer(const AskBlock& ask, const std::vector<std::string>& targets,
                            const Cluster& world) {
  Answer answer;
  if (ask.has_choices()) {
    for (std::size_t i = 0; i < ask.choices.size(); ++i)
      if (ask.choices[i].right) answer.choices.push_back(i);
    return answer;
  }
  if (ask.form == AskBlock::Form::type) {
    const Result<FieldValue> value = field_of(ask, world);
    if (!value) return value.error();
    answer.typed = print(*value, world.shape());
    if (is_none(*value))
      return say(SYNOD_TEXT("this question has no right answer: after playing, %1 is %2"),
                 ask.node + "." + ask.field, answer.typed);
    return answer;
  }
  const auto right = right_targets(ask, targets, world);
  if (!right) return right.error();
  if (right->empty())
    return say(
        SYNOD_TEXT("this question has no right answer: after playing, the condition is true "
                   "of nothing that could be clicked"));
  answer.clicked = *right;
  return answer;
}

std::vector<MomentId> moments_behind(const History& history, MomentId from, MomentId to,
                                     const Condition& condition) {
  std::vector<MomentId> moments;
  for (const Term& term : condition.terms)
    for (MomentId at = to; at != from && at != 0; at = history.moment(at).parent) {
      const Cluster world = history.world_at(at);
      if (!std::visit(Trace(world, history.event(at)), term.test)) continue;
      moments.push_back(at);
      break;
    }
  std::sort(moments.begin(), moments.end());
  moments.erase(std::unique(moments.begin(), moments.end()), moments.end());
  return moments;
}

}  // namespace synod
