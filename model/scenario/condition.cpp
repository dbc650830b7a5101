#include "model/scenario/condition.h"

#include <algorithm>

#include "model/scenario/condition_words.h"
#include "model/scenario/counting.h"
#include "model/scenario/field_test.h"
#include "model/scenario/pattern.h"
#include "model/scenario/printer.h"
#include "model/world/blocked.h"

namespace synod {

namespace {

/// Tests a world.
class Tester {
 public:
  explicit Tester(const Cluster& world) : world_(world) {}

  Result<bool> holds(const FieldTest& test) const { return field_holds(world_, test); }
  Result<bool> holds(const ChosenTest& test) const {
    bool any = false;
    for (const Chosen& chosen : world_.observer.chosen())
      any = any || (fits(test.wanted, chosen.vote.value) &&
                    (!test.ballot.exists() || test.ballot.bare() == chosen.vote.ballot.bare()) &&
                    (!test.slot || *test.slot == chosen.slot));
    return any != (test.wanted.form == Wanted::Form::none);
  }
  Result<bool> holds(const LearnedTest& test) const {
    NodeId node;
    if (!test.node.empty()) {
      const Result<NodeId> found = find_node(world_, test.node);
      if (!found) return found.error();
      if (!world_.shape().roles(*found).has(Role::learner))
        return say(SYNOD_TEXT("%1 is not a learner"), test.node);
      node = *found;
    }
    bool any = false;
    for (const Learned& learned : world_.observer.learned())
      any = any || ((!node.exists() || node == learned.node) && fits(test.wanted, learned.value));
    return any != (test.wanted.form == Wanted::Form::none);
  }
  Result<bool> holds(const InvariantTest& test) const {
    const bool broken = test.name == "all" ? !world_.observer.violations().empty()
                                           : world_.observer.violation(test.name) != nullptr;
    if (!broken && is_unknown(world_, test)) return false;
    return broken == test.violated;
  }
  Result<bool> holds(const MessageTest& test) const {
    const Result<MessageFilter> filter = filter_for(world_, test.pattern);
    if (!filter) return filter.error();
    return compare(test.relation, count_of(world_, test), std::size_t{test.count});
  }
  Result<bool> holds(const NodeTest& test) const {
    const Result<NodeId> node = find_node(world_, test.node);
    if (!node) return node.error();
    switch (test.health) {
      case NodeTest::Health::up: return world_.node(*node).up;
      case NodeTest::Health::down: return !world_.node(*node).up;
      case NodeTest::Health::wiped: return world_.node(*node).wiped;
      case NodeTest::Health::paused: return world_.node(*node).paused;
      case NodeTest::Health::blocked: return why_blocked(world_, *node).has_value();
    }
    return false;
  }
  Result<bool> holds(const CutTest& test) const {
    const Result<NodeId> from = find_node(world_, test.from);
    if (!from) return from.error();
    const Result<NodeId> to = find_node(world_, test.to);
    if (!to) return to.error();
    return world_.is_cut(*from, *to) && (!test.both_ways || world_.is_cut(*to, *from));
  }
  Result<bool> holds(const QuietTest&) const { return ticking(world_) == 0 && moving(world_) == 0; }

 private:
  static bool fits(const Wanted& wanted, const Text& value) {
    return wanted.form != Wanted::Form::value || wanted.value == value;
  }

  const Cluster& world_;
};

Result<bool> is_true(const Cluster& world, const Term& term) {
  const Result<bool> holds =
      std::visit([&](const auto& test) { return Tester(world).holds(test); }, term.test);
  if (!holds) return holds.error();
  return *holds != term.negated;
}

}  // namespace

std::size_t count_of(const Cluster& world, const MessageTest& test) {
  const MessageFilter filter = *filter_for(world, test.pattern);
  const auto wanted = [&](const Message& message) { return filter.fits(message); };
  const auto found = test.delivered
                         ? std::count_if(world.delivered.begin(), world.delivered.end(), wanted)
                         : std::count_if(world.in_flight.begin(), world.in_flight.end(), wanted);
  return static_cast<std::size_t>(found);
}

std::size_t moving(const Cluster& world) {
  const auto found = std::count_if(
      world.in_flight.begin(), world.in_flight.end(),
      [&](const Message& message) { return !message.held && !world.node(message.to).paused; });
  return static_cast<std::size_t>(found);
}

std::size_t ticking(const Cluster& world) {
  const auto found =
      std::count_if(world.timers.begin(), world.timers.end(),
                    [&](const Timer& timer) { return !world.node(timer.node).paused; });
  return static_cast<std::size_t>(found);
}

bool is_unknown(const Cluster& world, const InvariantTest& test) {
  return (test.name == "linearizable" || test.name == "all") &&
         world.observer.watch().unknown() != nullptr;
}

Result<bool> is_true(const Cluster& world, const Condition& condition) {
  bool all = true;
  for (const Term& term : condition.terms) {
    const Result<bool> one = is_true(world, term);
    if (!one) return one.error();
    all = all && *one;
  }
  return all;
}

Result<std::optional<Mismatch>> mismatch(const Cluster& world, const Condition& condition) {
  std::optional<Mismatch> first;
  for (const Term& term : condition.terms) {
    const Result<bool> one = is_true(world, term);
    if (!one) return one.error();
    if (*one || first) continue;
    first = Mismatch{print(term), actual_words(world, term.test)};
  }
  return first;
}

}  // namespace synod
