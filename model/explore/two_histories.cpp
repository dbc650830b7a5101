#include "model/explore/two_histories.h"

#include <algorithm>

#include "model/scenario/condition_parser.h"
#include "model/scenario/lexer.h"
#include "model/world/blocked.h"
#include "model/world/cluster.h"
#include "model/world/protocol.h"

namespace synod::explore {

namespace {

/// Whether that action asks somebody to begin something: how a node shall vote from now on is a
/// wish, which begins nothing.
bool begins(const Cluster& world, const Action& action) {
  return action.verb == Verb::propose && !takes_wishes(world, action.node);
}

/// The way to the last request that began something, the request included. Where one decision is
/// all that there is and it was taken by then, the requests that stand at the beginning.
Run beginning_of(const Run& run) {
  std::size_t last = 0;
  for (std::size_t i = 0; i < run.actions.size(); ++i)
    if (begins(run.start, run.actions[i])) last = i + 1;
  const auto first_part = [&run](std::size_t size) {
    return Run{run.start, {run.actions.begin(), run.actions.begin() + std::ptrdiff_t(size)}};
  };
  Run beginning = first_part(last);
  const Cluster begun = end_of(beginning);
  const auto& choices = begun.observer.first_choices();
  if (choices.empty() || choices.back().slot != Slot{}) return beginning;
  std::size_t leading = 0;
  while (leading < last && begins(run.start, run.actions[leading])) ++leading;
  return first_part(leading);
}

/// The same without what others than `node` wish for, of which it knows nothing; where the run
/// would go otherwise without, as it is.
Run without_wishes(const Run& run, NodeId node) {
  Run other{run.start, {}};
  Cluster world = run.start;
  for (const Action& action : run.actions) {
    if (action.verb == Verb::propose && action.node != node && !begins(run.start, action)) continue;
    if (act(world, action)) return run;
    other.actions.push_back(action);
  }
  return other;
}

/// Whether `node` was down, and came back.
bool came_back(const Run& run, NodeId node) {
  return std::any_of(run.actions.begin(), run.actions.end(), [node](const Action& action) {
    return action.verb == Verb::restart && action.node == node;
  });
}

/// A field's value as conditions have it: a word may need quotes.
std::string operand(const FieldValue& value, const Shape& shape) {
  const auto* word = std::get_if<Text>(&value);
  return word != nullptr && word->exists() ? written(word->view()) : print(value, shape);
}

/// " and FIELD = VALUE"; of a table, one for each row.
std::string equals(const std::string& field, const FieldValue& value, const Shape& shape) {
  const auto* table = std::get_if<Table>(&value);
  if (table == nullptr) return " and " + field + " = " + operand(value, shape);
  std::string all;
  for (const TableRow& row : *table)
    all += " and " + field + '[' + row.key.str() + "] = " + operand(row.value, shape);
  return all;
}

/// What `node` holds in `world`, as a condition. Times are left out: a search has no clock.
std::string looks_alike(const Cluster& world, NodeId node) {
  const Shape& shape = world.shape();
  std::string condition = shape.name(node) + " up";
  const State& state = world.node(node).state;
  for (std::size_t i = 0; i < state.infos().size(); ++i) {
    const FieldInfo& info = state.infos()[i];
    if (!info.roles.overlaps(shape.roles(node)) || info.means == Means::since) continue;
    condition += equals(shape.name(node) + '.' + info.name, state.value(i), shape);
  }
  return condition;
}

/// What makes `world` as it is in `end`, in who is down or paused and which links are cut.
std::vector<Action> faults_between(const Cluster& world, const Cluster& end) {
  std::vector<Action> faults;
  for (NodeId node : end.shape().all()) {
    if (world.node(node).up && !end.node(node).up)
      faults.push_back(actions::on_node(Verb::crash, node));
    if (world.node(node).runs() && end.node(node).paused)
      faults.push_back(actions::on_node(Verb::pause, node));
    for (NodeId peer : end.cut[node.index] - world.cut[node.index])
      faults.push_back(actions::on_link(Verb::cut, node, peer, false));
  }
  return faults;
}

/// One search from the beginning on.
class HistorySearch {
 public:
  HistorySearch(const Run& run, NodeId node, std::uint32_t timers, const SearchLimits& limits,
                SearchProgress& progress)
      : beginning_(without_wishes(beginning_of(run), node)), limits_(limits), progress_(progress) {
    const Cluster begun = end_of(beginning_);
    const Cluster end = end_of(run);
    alike_ = looks_alike(end, node);
    if (why_blocked(end, node)) alike_ += " and " + end.name(node) + " blocked";
    last_ = faults_between(begun, end);
    bounds_.ballots = 0;
    bounds_.timers = timers;
    for (NodeId other : end.shape().all())
      bounds_.restarts += !begun.node(other).up && end.node(other).up ? 1u : 0u;
    if (begun.node(node).up && came_back(run, node)) {
      // It may remember that it was down.
      ++bounds_.crashes;
      ++bounds_.restarts;
    }
    const auto& choices = begun.observer.first_choices();
    if (!choices.empty()) slot_.number = choices.back().slot.number + 1;
  }

  const Bounds& bounds() const { return bounds_; }

  /// A shortest history in which something is decided; where `other_than` exists, not that.
  Result<std::optional<OneHistory>> find(const Text& other_than, const Bounds& bounds,
                                         TwoHistories& both) const {
    const std::string slot = slot_ == Slot{} ? "" : " slot " + std::to_string(slot_.number) + " =";
    std::string wanted = alike_ + " and not chosen" + slot + " none";
    if (other_than.exists()) wanted += " and not chosen" + slot + ' ' + written(other_than.view());
    const auto goal = parse_condition(wanted);
    if (!goal) return goal.error().why;
    const auto answer = explore(beginning_, {*goal, {}, last_}, bounds, limits_, progress_);
    if (!answer) return answer.error();
    both.search = answer->search.end;
    both.states += answer->search.states;
    if (both.search != SearchEnd::found) return std::optional<OneHistory>();
    OneHistory history{followed_by(beginning_, answer->actions), {}};
    Cluster end = end_of(history.run);
    for (const Action& fault : last_)
      if (!act(end, fault)) history.run.actions.push_back(fault);
    const auto& choices = end.observer.first_choices();
    const Chosen* choice = choice_of(choices, slot_);
    history.decided = (choice != nullptr ? *choice : choices.back()).vote.value;
    return std::optional(std::move(history));
  }

 private:
  Run beginning_;
  Bounds bounds_;
  /// Crashes and cuts come last of all: who crashed before did no more than who does nothing until
  /// then, so the search need not do them.
  std::vector<Action> last_;
  Slot slot_;  ///< What is decided there; where nothing was decided yet, any.
  std::string alike_;
  SearchLimits limits_;
  SearchProgress& progress_;
};

}  // namespace

Result<TwoHistories> find_two_histories(const Run& run, NodeId node, std::uint32_t timers,
                                        const SearchLimits& limits, SearchProgress& progress) {
  if (!end_of(run).node(node).up)
    return say(SYNOD_TEXT("%1 is down, and remembers nothing"), run.start.shape().name(node));
  const HistorySearch search(run, node, timers, limits, progress);
  TwoHistories both;
  both.bounds = search.bounds();
  auto first = search.find({}, both.bounds, both);
  if (!first) return first.error();
  both.first = std::move(*first);
  if (!both.first) return both;
  // One of the two mostly takes no timer, and far fewer states are without.
  Bounds without_timers = both.bounds;
  without_timers.timers = 0;
  for (const Bounds& bounds : {without_timers, both.bounds}) {
    auto second = search.find(both.first->decided, bounds, both);
    if (!second) return second.error();
    both.second = std::move(*second);
    if (both.search != SearchEnd::complete) break;
  }
  return both;
}

}  // namespace synod::explore
