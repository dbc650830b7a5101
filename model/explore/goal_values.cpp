#include "model/explore/goal_values.h"

#include <algorithm>

#include "model/base/spelling.h"
#include "model/truth/key_command.h"
#include "model/world/protocol.h"

namespace synod::explore {

namespace {

/// How many commands `client` has asked for.
std::uint32_t commands_of(const Cluster& world, NodeId client) {
  std::uint32_t last = 0;
  for (const Operation& operation : world.observer.operations())
    if (operation.client == client && !operation.forgotten) last = std::max(last, operation.id);
  return last;
}

void add(std::vector<std::string>& values, const Text& value) {
  if (std::find(values.begin(), values.end(), value.view()) == values.end())
    values.push_back(value.str());
}

/// A client's commands carry its name and their number. One that loses its disk on the way takes
/// another name and counts from 1 again.
void add_commands(std::vector<std::string>& values, const Cluster& world, NodeId client,
                  const Text& body, const Bounds& bounds) {
  const std::uint32_t number = world.shape().number(client);
  const std::uint32_t life = world.node(client).disks_lost;
  const std::uint32_t most = most_asks(bounds, client);
  for (std::uint32_t lost = 0; lost <= bounds.wipes; ++lost) {
    const std::uint32_t last = lost == 0 ? commands_of(world, client) : 0;
    for (std::uint32_t id = last + 1; id <= last + most; ++id)
      if (const auto command = client_command(number, life + lost, id, body)) add(values, *command);
  }
}

/// Every value that a run from `world` on can have.
std::vector<std::string> possible_values(const Cluster& world,
                                         const std::vector<std::vector<Text>>& may_ask,
                                         const Bounds& bounds) {
  std::vector<std::string> values;
  for (const Text& value : world.observer.asked()) add(values, value);
  for (NodeId node : world.shape().all())
    for (const Text& value : may_ask[node.index])
      if (world.shape().roles(node).has(Role::client)) {
        add_commands(values, world, node, value, bounds);
      } else if (most_asks(bounds, node) != 0) {
        add(values, value);
      }
  if (const Text noop = world.protocol->info().noop; noop.exists()) add(values, noop);
  return values;
}

std::string list_of(const std::vector<std::string>& values) {
  std::string list;
  for (const std::string& value : values) list += (list.empty() ? "" : ", ") + value;
  return list;
}

/// Looks at one term of a goal after the other.
class GoalReader {
 public:
  GoalReader(const Cluster& world, std::vector<std::string> values)
      : world_(world), values_(std::move(values)) {}

  std::optional<Sentence> operator()(const ChosenTest& test) const {
    if (test.slot)
      if (auto problem = slot_problem(*test.slot)) return problem;
    return problem_of(test.wanted);
  }
  std::optional<Sentence> operator()(const LearnedTest& test) const {
    return problem_of(test.wanted);
  }
  std::optional<Sentence> operator()(const FieldTest& test) const {
    if (test.aspect != FieldTest::Aspect::value) return std::nullopt;
    if (test.operand.form == Operand::Form::vote) return value_problem(test.operand.word);
    if (test.operand.form != Operand::Form::word) return std::nullopt;
    const FieldValue field = value_of(test);
    if (std::holds_alternative<SlotLog>(field)) return value_problem(test.operand.word);
    // Other words than values stand in such fields too: only what looks like a slip is one.
    return std::holds_alternative<Text>(field) ? slip(test.operand.word) : std::nullopt;
  }
  template <class Other>
  std::optional<Sentence> operator()(const Other&) const {
    return std::nullopt;
  }

 private:
  std::optional<Sentence> problem_of(const Wanted& wanted) const {
    if (wanted.form != Wanted::Form::value) return std::nullopt;
    return value_problem(wanted.value.str());
  }

  std::optional<Sentence> value_problem(const std::string& value) const {
    if (knows(value)) return std::nullopt;
    if (auto meant = slip(value)) return meant;
    if (values_.empty())
      return say(SYNOD_TEXT("nobody asks for %1 here: nobody is asked for anything"), value);
    return say(SYNOD_TEXT("nobody asks for %1 here; what can be asked for is %2"), value,
               list_of(values_));
  }

  std::optional<Sentence> slip(const std::string& value) const {
    if (knows(value)) return std::nullopt;
    const auto meant = likely_meant(value, values_);
    if (!meant) return std::nullopt;
    return say(SYNOD_TEXT("nobody asks for %1 here; did you mean %2?"), value, *meant);
  }

  std::optional<Sentence> slot_problem(Slot slot) const {
    if (!world_.protocol->info().noop.exists())
      return say(SYNOD_TEXT("%1 has no slots: it chooses one value, as in 'chosen blue'"),
                 Sentence{world_.protocol->info().title, {}});
    if (slot.number != 0) return std::nullopt;
    return say(SYNOD_TEXT("there is no slot 0: slots are counted from 1"));
  }

  bool knows(const std::string& value) const {
    return std::find(values_.begin(), values_.end(), value) != values_.end();
  }

  /// Nothing that is looked for where there is no such node or field: that is told elsewhere.
  FieldValue value_of(const FieldTest& test) const {
    const auto node = world_.shape().find(test.node);
    if (!node) return false;
    const State& state = world_.node(*node).state;
    for (std::size_t i = 0; i < state.infos().size(); ++i)
      if (test.field == state.infos()[i].name) return state.value(i);
    return false;
  }

  const Cluster& world_;
  std::vector<std::string> values_;
};

}  // namespace

std::optional<Sentence> goal_value_problem(const Cluster& world, const Condition& goal,
                                           const std::vector<std::vector<Text>>& may_ask,
                                           const Bounds& bounds) {
  const GoalReader reader(world, possible_values(world, may_ask, bounds));
  for (const Term& term : goal.terms)
    if (auto problem = std::visit(reader, term.test)) return problem;
  return std::nullopt;
}

}  // namespace synod::explore
