#include "model/scenario/condition_words.h"

#include <algorithm>

#include "model/scenario/counting.h"
#include "model/scenario/pattern.h"
#include "model/scenario/words.h"
#include "model/world/blocked.h"
#include "model/world/protocol.h"

namespace synod {

namespace {

/// "Nack 1.1 message", "Nack messages", "messages". The count is not printed; it decides which form
/// a language takes.
Sentence named_messages(const Sentence& title, const Ballot& ballot, std::uint32_t count) {
  const auto many = Sentence::Argument::count(count);
  const bool one = count == 1;
  if (!title.empty() && ballot.exists())
    return say(one ? SYNOD_TEXT("%1 %2 message") : SYNOD_COUNTED("%1 %2 messages"), title,
               ballot.str(), many);
  if (title.empty() && !ballot.exists())
    return say(one ? SYNOD_TEXT("message") : SYNOD_COUNTED("messages"), many);
  const auto which = title.empty() ? Sentence::Argument(ballot.str()) : title;
  return say(one ? SYNOD_TEXT("%1 message") : SYNOD_COUNTED("%1 messages"), which, many);
}

/// "Nack 1.1 message from A2 to P1", or of several "Nack 1.1 messages".
Sentence messages(const Cluster& world, const MessagePattern& pattern, std::uint32_t count) {
  if (pattern.number.number != 0)
    return say(SYNOD_TEXT("message #%1"), std::to_string(pattern.number.number));
  Sentence title;
  for (const MessageKind& kind : world.protocol->info().messages)
    if (pattern.kind == lowered(kind.name)) title.source = kind.title;
  Sentence what = named_messages(title, pattern.ballot, count);
  if (!pattern.from.empty() && !pattern.to.empty())
    return say(SYNOD_TEXT("%1 from %2 to %3"), what, pattern.from, pattern.to);
  if (!pattern.from.empty()) return say(SYNOD_TEXT("%1 from %2"), what, pattern.from);
  if (!pattern.to.empty()) return say(SYNOD_TEXT("%1 to %2"), what, pattern.to);
  return what;
}

// What is wanted

/// Texts by relation, in the order of `Relation`: for one message, and for several.
struct Counted {
  const char* one;
  const char* several;
};

constexpr Counted in_flight_wanted[] = {
    {SYNOD_TEXT("exactly one %1 is in flight"), SYNOD_COUNTED("exactly %2 %1 are in flight")},
    {SYNOD_TEXT("no %1 is in flight"), SYNOD_COUNTED("fewer than %2 %1 are in flight")},
    {SYNOD_TEXT("more than one %1 is in flight"), SYNOD_COUNTED("more than %2 %1 are in flight")},
    {SYNOD_TEXT("at most one %1 is in flight"), SYNOD_COUNTED("at most %2 %1 are in flight")},
    {SYNOD_TEXT("at least one %1 is in flight"), SYNOD_COUNTED("at least %2 %1 are in flight")}};
constexpr Counted delivered_wanted[] = {
    {SYNOD_TEXT("exactly one %1 has been delivered"),
     SYNOD_COUNTED("exactly %2 %1 have been delivered")},
    {SYNOD_TEXT("no %1 has been delivered"), SYNOD_COUNTED("fewer than %2 %1 have been delivered")},
    {SYNOD_TEXT("more than one %1 has been delivered"),
     SYNOD_COUNTED("more than %2 %1 have been delivered")},
    {SYNOD_TEXT("at most one %1 has been delivered"),
     SYNOD_COUNTED("at most %2 %1 have been delivered")},
    {SYNOD_TEXT("at least one %1 has been delivered"),
     SYNOD_COUNTED("at least %2 %1 have been delivered")}};
constexpr Counted in_flight_not = {SYNOD_TEXT("not exactly one %1 is in flight"),
                                   SYNOD_COUNTED("not exactly %2 %1 are in flight")};
constexpr Counted delivered_not = {SYNOD_TEXT("not exactly one %1 has been delivered"),
                                   SYNOD_COUNTED("not exactly %2 %1 have been delivered")};

class WantedWords {
 public:
  WantedWords(const Cluster& world, bool negated) : world_(world), negated_(negated) {}

  Sentence operator()(const FieldTest& test) const {
    return wanted_of_field(world_, test, negated_);
  }

  Sentence operator()(const ChosenTest& test) const {
    const bool none = test.wanted.form == Wanted::Form::none;
    const std::string slot = test.slot ? std::to_string(test.slot->number) : "";
    const Sentence done = decision_word(world_);
    if (none || test.wanted.form == Wanted::Form::anything) {
      const bool nothing = none != negated_;
      if (slot.empty())
        return say(nothing ? SYNOD_TEXT("nothing is %1") : SYNOD_TEXT("a value is %1"), done);
      return say(
          nothing ? SYNOD_TEXT("nothing is %1 in slot %2") : SYNOD_TEXT("a value is %1 in slot %2"),
          done, slot);
    }
    const std::string value(test.wanted.value.view());
    if (test.ballot.exists() && test.slot)
      return say(negated_ ? SYNOD_TEXT("%1 is not %2 in slot %3 at %4")
                          : SYNOD_TEXT("%1 is %2 in slot %3 at %4"),
                 value, done, slot, number_words(world_, test.ballot));
    if (test.ballot.exists())
      return say(negated_ ? SYNOD_TEXT("%1 is not %2 at %3") : SYNOD_TEXT("%1 is %2 at %3"), value,
                 done, number_words(world_, test.ballot));
    if (test.slot)
      return say(
          negated_ ? SYNOD_TEXT("%1 is not %2 in slot %3") : SYNOD_TEXT("%1 is %2 in slot %3"),
          value, done, slot);
    return say(negated_ ? SYNOD_TEXT("%1 is not %2") : SYNOD_TEXT("%1 is %2"), value, done);
  }

  Sentence operator()(const LearnedTest& test) const {
    const bool none = test.wanted.form == Wanted::Form::none;
    if (none || test.wanted.form == Wanted::Form::anything) {
      const bool nothing = none != negated_;
      if (test.node.empty())
        return say(nothing ? SYNOD_TEXT("no learner has learned anything")
                           : SYNOD_TEXT("a learner has learned a value"));
      return say(
          nothing ? SYNOD_TEXT("%1 has learned nothing") : SYNOD_TEXT("%1 has learned a value"),
          test.node);
    }
    const std::string value(test.wanted.value.view());
    if (test.node.empty())
      return say(negated_ ? SYNOD_TEXT("no learner has learned %1")
                          : SYNOD_TEXT("a learner has learned %1"),
                 value);
    return say(negated_ ? SYNOD_TEXT("%1 has not learned %2") : SYNOD_TEXT("%1 has learned %2"),
               test.node, value);
  }

  Sentence operator()(const InvariantTest& test) const {
    const bool violated = test.violated != negated_;
    if (test.name == "all")
      return say(violated ? SYNOD_TEXT("an invariant is violated")
                          : SYNOD_TEXT("every invariant holds"));
    return say(violated ? SYNOD_TEXT("%1 is violated") : SYNOD_TEXT("%1 holds"), test.name);
  }

  Sentence operator()(const MessageTest& test) const {
    const bool equal = test.relation == Relation::equal;
    const Relation relation = negated_ && !equal ? opposite(test.relation) : test.relation;
    const std::uint32_t count = test.count;
    const bool none = count == 0 && relation == Relation::equal && !negated_;
    const auto place = static_cast<std::size_t>(none ? Relation::less : relation);
    const Counted& texts = negated_ && equal ? (test.delivered ? delivered_not : in_flight_not)
                           : test.delivered  ? delivered_wanted[place]
                                             : in_flight_wanted[place];
    const bool one = none || count == 1;
    return say(one ? texts.one : texts.several, messages(world_, test.pattern, one ? 1 : count),
               Sentence::Argument::count(count));
  }

  Sentence operator()(const NodeTest& test) const {
    switch (test.health) {
      case NodeTest::Health::wiped:
        return say(
            negated_ ? SYNOD_TEXT("%1 has not lost its disk") : SYNOD_TEXT("%1 has lost its disk"),
            test.node);
      case NodeTest::Health::paused:
        return say(negated_ ? SYNOD_TEXT("%1 is not paused") : SYNOD_TEXT("%1 is paused"),
                   test.node);
      case NodeTest::Health::blocked:
        return say(negated_ ? SYNOD_TEXT("%1 is not blocked") : SYNOD_TEXT("%1 is blocked"),
                   test.node);
      default: break;
    }
    const bool up = (test.health == NodeTest::Health::up) != negated_;
    return say(up ? SYNOD_TEXT("%1 is up") : SYNOD_TEXT("%1 is down"), test.node);
  }

  Sentence operator()(const CutTest& test) const {
    if (test.both_ways)
      return say(negated_ ? SYNOD_TEXT("the link between %1 and %2 is not cut both ways")
                          : SYNOD_TEXT("the link between %1 and %2 is cut both ways"),
                 test.from, test.to);
    return say(negated_ ? SYNOD_TEXT("the way from %1 to %2 is open")
                        : SYNOD_TEXT("the way from %1 to %2 is cut"),
               test.from, test.to);
  }

  Sentence operator()(const QuietTest&) const {
    return say(negated_ ? SYNOD_TEXT("something still happens by itself")
                        : SYNOD_TEXT("nothing happens by itself any more"));
  }

 private:
  const Cluster& world_;
  bool negated_;
};

// What is the case

class ActualWords {
 public:
  explicit ActualWords(const Cluster& world) : world_(world) {}

  Sentence operator()(const FieldTest& test) const { return actual_of_field(world_, test); }

  Sentence operator()(const ChosenTest&) const {
    const auto& all = world_.observer.chosen();
    const Sentence done = decision_word(world_);
    if (all.empty()) return say(SYNOD_TEXT("nothing is %1"), done);
    std::vector<Sentence::Argument> list;
    for (const Chosen& chosen : all) list.push_back(words_of(chosen));
    if (list.size() > 1) return say(SYNOD_TEXT("%1 are %2"), listed(list), done);
    return say(SYNOD_TEXT("%1 is %2"), list.front(), done);
  }

  Sentence operator()(const LearnedTest& test) const {
    std::vector<Sentence::Argument> list;
    for (const Learned& learned : world_.observer.learned()) {
      const std::string name = world_.name(learned.node);
      if (test.node.empty() || test.node == name)
        list.push_back(say(SYNOD_TEXT("%1 has learned %2"), name, learned.value.view()));
    }
    if (!list.empty()) return listed(list);
    if (test.node.empty()) return say(SYNOD_TEXT("no learner has learned anything"));
    return say(SYNOD_TEXT("%1 has learned nothing"), test.node);
  }

  Sentence operator()(const InvariantTest& test) const {
    const auto& all = world_.observer.violations();
    const Violation* broken = test.name != "all" ? world_.observer.violation(test.name)
                              : all.empty()      ? nullptr
                                                 : &all.front();
    if (broken == nullptr && is_unknown(world_, test))
      return say(SYNOD_TEXT("the search for an order of the operations on %1 was given up: it is "
                            "not known whether %2 holds"),
                 world_.observer.watch().unknown()->key.str(), test.name);
    if (broken == nullptr && test.name == "all") return say(SYNOD_TEXT("every invariant holds"));
    if (broken == nullptr) return say(SYNOD_TEXT("%1 holds"), test.name);
    return say(SYNOD_TEXT("%1 is violated since event %2: %3"), broken->invariant,
               std::to_string(broken->at), broken->why);
  }

  Sentence operator()(const MessageTest& test) const {
    const std::size_t count = count_of(world_, test);
    const auto several = static_cast<std::uint32_t>(std::max<std::size_t>(count, 1));
    const Sentence what = messages(world_, test.pattern, several);
    if (count == 0)
      return say(test.delivered ? SYNOD_TEXT("no %1 has been delivered")
                                : SYNOD_TEXT("no %1 is in flight"),
                 what);
    if (count == 1)
      return say(test.delivered ? SYNOD_TEXT("one %1 has been delivered")
                                : SYNOD_TEXT("one %1 is in flight"),
                 what);
    return say(test.delivered ? SYNOD_COUNTED("%2 %1 have been delivered")
                              : SYNOD_COUNTED("%2 %1 are in flight"),
               what, Sentence::Argument::count(count));
  }

  Sentence operator()(const NodeTest& test) const {
    const NodeId id = *find_node(world_, test.node);
    const Node& node = world_.node(id);
    if (test.health == NodeTest::Health::blocked && node.runs()) {
      if (auto why = why_blocked(world_, id)) return *why;
      return say(SYNOD_TEXT("%1 is up and not blocked"), test.node);
    }
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

  Sentence operator()(const CutTest& test) const {
    const NodeId from = *find_node(world_, test.from);
    const NodeId to = *find_node(world_, test.to);
    const bool there = world_.is_cut(from, to);
    const bool back = world_.is_cut(to, from);
    if (there && back)
      return say(SYNOD_TEXT("the link between %1 and %2 is cut both ways"), test.from, test.to);
    if (there || back)
      return say(SYNOD_TEXT("the way from %1 to %2 is cut, and the way back is open"),
                 there ? test.from : test.to, there ? test.to : test.from);
    return say(SYNOD_TEXT("the link between %1 and %2 is open both ways"), test.from, test.to);
  }

  Sentence operator()(const QuietTest&) const {
    const std::size_t messages = moving(world_);
    const std::size_t timers = ticking(world_);
    Sentence moving_words = messages == 1 ? say(SYNOD_TEXT("one message is under way"))
                                          : say(SYNOD_COUNTED("%1 messages are under way"),
                                                Sentence::Argument::count(messages));
    Sentence ticking_words = timers == 1 ? say(SYNOD_TEXT("one timer is running"))
                                         : say(SYNOD_COUNTED("%1 timers are running"),
                                               Sentence::Argument::count(timers));
    if (messages == 0 && timers == 0) return say(SYNOD_TEXT("nothing is under way"));
    if (timers == 0) return moving_words;
    if (messages == 0) return ticking_words;
    return say(SYNOD_TEXT("%1 and %2"), moving_words, ticking_words);
  }

 private:
  Sentence words_of(const Chosen& chosen) const {
    const std::string value(chosen.vote.value.view());
    const std::string slot = std::to_string(chosen.slot.number);
    if (!chosen.vote.ballot.exists())
      return chosen.slot.number == 0 ? say("%1", value)
                                     : say(SYNOD_TEXT("%1 (slot %2)"), value, slot);
    const Sentence number = number_words(world_, chosen.vote.ballot);
    if (chosen.slot.number == 0) return say(SYNOD_TEXT("%1 (%2)"), value, number);
    return say(SYNOD_TEXT("%1 (slot %2, %3)"), value, slot, number);
  }

  const Cluster& world_;
};

}  // namespace

Sentence listed(NodeSet nodes, const Shape& shape) {
  std::vector<Sentence::Argument> names;
  for (NodeId node : nodes) names.push_back(shape.name(node));
  return listed(std::move(names));
}

Relation opposite(Relation relation) {
  switch (relation) {
    case Relation::less: return Relation::at_least;
    case Relation::greater: return Relation::at_most;
    case Relation::at_most: return Relation::greater;
    case Relation::at_least: return Relation::less;
    case Relation::equal: break;
  }
  return relation;
}

std::vector<Sentence> wanted_words(const Cluster& world, const Condition& condition) {
  std::vector<Sentence> sentences;
  for (const Term& term : condition.terms)
    sentences.push_back(std::visit(WantedWords(world, term.negated), term.test));
  return sentences;
}

Sentence actual_words(const Cluster& world, const Test& test) {
  return std::visit(ActualWords(world), test);
}

}  // namespace synod
