#include "model/scenario/condition.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>

#include "model/scenario/field_test.h"
#include "model/scenario/pattern.h"
#include "model/scenario/printer.h"

namespace synod {

namespace {

/// Tests a world. Each kind of test has `holds` and, for when a test fails, `actual`.
class Tester {
 public:
  explicit Tester(const Cluster& world) : world_(world) {}

  Result<bool> holds(const FieldTest& test) const { return field_holds(world_, test); }
  Sentence actual(const FieldTest& test) const { return field_actual(world_, test); }

  Result<bool> holds(const ChosenTest& test) const {
    bool any = false;
    for (const Chosen& chosen : world_.observer.chosen())
      any = any || (fits(test.wanted, chosen.vote.value) &&
                    (!test.ballot.exists() || test.ballot == chosen.vote.ballot) &&
                    (!test.slot || *test.slot == chosen.slot));
    return any != (test.wanted.form == Wanted::Form::none);
  }
  Sentence actual(const ChosenTest&) const {
    std::string list;
    for (const Chosen& chosen : world_.observer.chosen()) {
      const std::string slot =
          chosen.slot.number != 0 ? fmt::format("slot {} = ", chosen.slot.number) : "";
      list += fmt::format("{}{}{}@{}", list.empty() ? "" : ", ", slot, chosen.vote.value.view(),
                          chosen.vote.ballot.str());
    }
    if (list.empty()) return say(SYNOD_TEXT("nothing is chosen"));
    return say(SYNOD_TEXT("chosen is %1"), list);
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
  Sentence actual(const LearnedTest& test) const {
    std::string list;
    for (const Learned& learned : world_.observer.learned()) {
      const std::string name = world_.name(learned.node);
      if (test.node.empty() || test.node == name)
        list += fmt::format("{}{} {}", list.empty() ? "" : ", ", name, learned.value.view());
    }
    if (!list.empty()) return say(SYNOD_TEXT("learned is %1"), list);
    if (test.node.empty()) return say(SYNOD_TEXT("no learner has learned anything"));
    return say(SYNOD_TEXT("%1 has learned nothing"), test.node);
  }

  Result<bool> holds(const InvariantTest& test) const {
    const bool broken = test.name == "all" ? !world_.observer.violations().empty()
                                           : world_.observer.violation(test.name) != nullptr;
    if (!broken && is_unknown(test)) return false;
    return broken == test.violated;
  }
  Sentence actual(const InvariantTest& test) const {
    const auto& all = world_.observer.violations();
    const Violation* broken = test.name != "all" ? world_.observer.violation(test.name)
                              : all.empty()      ? nullptr
                                                 : &all.front();
    if (broken == nullptr && is_unknown(test))
      return say(SYNOD_TEXT("the search for an order of the operations on %1 was given up: it is "
                            "not known whether %2 holds"),
                 world_.observer.watch().unknown()->key.str(), test.name);
    if (broken == nullptr) return say(SYNOD_TEXT("%1 holds"), test.name);
    return say(SYNOD_TEXT("%1 is violated since event %2: %3"), broken->invariant,
               std::to_string(broken->at), broken->why.str());
  }

  Result<bool> holds(const MessageTest& test) const {
    const Result<MessageFilter> filter = filter_for(world_, test.pattern);
    if (!filter) return filter.error();
    return compare(test.relation, count(test, *filter), std::size_t{test.count});
  }
  Sentence actual(const MessageTest& test) const {
    const std::string number = std::to_string(count(test, *filter_for(world_, test.pattern)));
    return test.delivered ? say(SYNOD_TEXT("%1 were delivered"), number)
                          : say(SYNOD_TEXT("%1 are in flight"), number);
  }

  Result<bool> holds(const NodeTest& test) const {
    const Result<NodeId> node = find_node(world_, test.node);
    if (!node) return node.error();
    switch (test.health) {
      case NodeTest::Health::up: return world_.node(*node).up;
      case NodeTest::Health::down: return !world_.node(*node).up;
      case NodeTest::Health::wiped: return world_.node(*node).wiped;
      case NodeTest::Health::paused: return world_.node(*node).paused;
    }
    return false;
  }
  Sentence actual(const NodeTest& test) const {
    const Node& node = world_.node(*find_node(world_, test.node));
    if (node.paused)
      return say(node.wiped ? SYNOD_TEXT("%1 is up and paused, with an empty disk")
                            : SYNOD_TEXT("%1 is up and paused"),
                 test.node);
    if (node.wiped)
      return say(node.up ? SYNOD_TEXT("%1 is up, with an empty disk")
                         : SYNOD_TEXT("%1 is down, with an empty disk"),
                 test.node);
    return say(node.up ? SYNOD_TEXT("%1 is up") : SYNOD_TEXT("%1 is down"), test.node);
  }

  Result<bool> holds(const CutTest& test) const {
    const Result<NodeId> from = find_node(world_, test.from);
    if (!from) return from.error();
    const Result<NodeId> to = find_node(world_, test.to);
    if (!to) return to.error();
    return world_.is_cut(*from, *to) && (!test.both_ways || world_.is_cut(*to, *from));
  }
  Sentence actual(const CutTest& test) const {
    const NodeId from = *find_node(world_, test.from);
    const NodeId to = *find_node(world_, test.to);
    const bool there = world_.is_cut(from, to);
    const bool back = world_.is_cut(to, from);
    if (there && back) return say(SYNOD_TEXT("%1-%2 is cut both ways"), test.from, test.to);
    if (there || back)
      return say(SYNOD_TEXT("%1->%2 is cut, and the way back is open"), there ? test.from : test.to,
                 there ? test.to : test.from);
    return say(SYNOD_TEXT("%1-%2 is open both ways"), test.from, test.to);
  }

  Result<bool> holds(const QuietTest&) const { return ticking() == 0 && moving() == 0; }
  Sentence actual(const QuietTest&) const {
    return say(SYNOD_TEXT("%1 messages are under way and %2 timers are running"),
               std::to_string(moving()), std::to_string(ticking()));
  }

 private:
  /// Whether it can't be said that it holds, though it was not seen violated.
  bool is_unknown(const InvariantTest& test) const {
    return (test.name == "linearizable" || test.name == "all") &&
           world_.observer.watch().unknown() != nullptr;
  }

  static bool fits(const Wanted& wanted, const Text& value) {
    return wanted.form != Wanted::Form::value || wanted.value == value;
  }

  std::size_t count(const MessageTest& test, const MessageFilter& filter) const {
    const auto wanted = [&](const Message& message) { return filter.fits(message); };
    const auto found =
        test.delivered ? std::count_if(world_.delivered.begin(), world_.delivered.end(), wanted)
                       : std::count_if(world_.in_flight.begin(), world_.in_flight.end(), wanted);
    return static_cast<std::size_t>(found);
  }

  /// How many messages, and how many timers, are due by the clock.
  std::size_t moving() const {
    const auto found = std::count_if(world_.in_flight.begin(), world_.in_flight.end(),
                                     [this](const Message& message) {
                                       return !message.held && !world_.node(message.to).paused;
                                     });
    return static_cast<std::size_t>(found);
  }
  std::size_t ticking() const {
    const auto found =
        std::count_if(world_.timers.begin(), world_.timers.end(),
                      [this](const Timer& timer) { return !world_.node(timer.node).paused; });
    return static_cast<std::size_t>(found);
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
    first = Mismatch{
        print(term),
        std::visit([&](const auto& test) { return Tester(world).actual(test); }, term.test)};
  }
  return first;
}

}  // namespace synod
