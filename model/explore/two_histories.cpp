#include "model/explore/two_histories.h"

#include <algorithm>

#include "model/scenario/condition_parser.h"
#include "model/scenario/lexer.h"
#include "model/world/cluster.h"

namespace synod::explore {

namespace {

/// The start and the requests that stand at the beginning.
Run beginning_of(const Run& run) {
  const auto other = std::find_if(run.actions.begin(), run.actions.end(),
                                  [](const Action& a) { return a.verb != Verb::propose; });
  return {run.start, {run.actions.begin(), other}};
}

/// A field's value as conditions have it: a word may need quotes.
std::string operand(const FieldValue& value, const Shape& shape) {
  const auto* word = std::get_if<Text>(&value);
  return word != nullptr && word->exists() ? written(word->view()) : print(value, shape);
}

/// What `node` holds in `world`, and which nodes are down there, as a condition.
std::string looks_alike(const Cluster& world, NodeId node) {
  const Shape& shape = world.shape();
  std::string condition = shape.name(node) + " up";
  for (NodeId other : shape.all())
    if (!world.node(other).up) condition += " and " + shape.name(other) + " down";
  const State& state = world.node(node).state;
  for (std::size_t i = 0; i < state.infos().size(); ++i) {
    if (!state.infos()[i].roles.overlaps(shape.roles(node))) continue;
    condition += " and " + shape.name(node) + '.' + state.infos()[i].name + " = " +
                 operand(state.value(i), shape);
  }
  return condition;
}

/// One search from the beginning on.
class HistorySearch {
 public:
  HistorySearch(const Run& run, NodeId node, std::uint32_t faults, const SearchLimits& limits,
                SearchProgress& progress)
      : beginning_(beginning_of(run)), limits_(limits), progress_(progress) {
    const Cluster end = end_of(run);
    alike_ = looks_alike(end, node);
    for (NodeId other : end.shape().all()) bounds_.crashes += end.node(other).up ? 0u : 1u;
    bounds_.ballots = 0;
    bounds_.drops = bounds_.timers = faults;
  }

  /// A shortest history with the decision that `decided`, a condition, asks for.
  Result<std::optional<OneHistory>> find(const std::string& decided, SearchEnd& end) const {
    const auto goal = parse_condition(alike_ + " and " + decided);
    if (!goal) return goal.error().why;
    const auto answer = explore(beginning_, {*goal, {}}, bounds_, limits_, progress_);
    if (!answer) return answer.error();
    end = answer->search.end;
    if (end != SearchEnd::found) return std::optional<OneHistory>();
    OneHistory history{followed_by(beginning_, answer->actions), {}};
    history.decided = end_of(history.run).observer.chosen().back().vote.value;
    return std::optional(std::move(history));
  }

 private:
  Run beginning_;
  Bounds bounds_;
  std::string alike_;
  SearchLimits limits_;
  SearchProgress& progress_;
};

}  // namespace

Result<TwoHistories> find_two_histories(const Run& run, NodeId node, std::uint32_t faults,
                                        const SearchLimits& limits, SearchProgress& progress) {
  const HistorySearch search(run, node, faults, limits, progress);
  TwoHistories both;
  auto first = search.find("chosen", both.search);
  if (!first) return first.error();
  both.first = std::move(*first);
  if (!both.first) return both;
  auto second =
      search.find("chosen and not chosen " + written(both.first->decided.view()), both.search);
  if (!second) return second.error();
  both.second = std::move(*second);
  return both;
}

}  // namespace synod::explore
