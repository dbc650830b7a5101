#include "model/scenario/condition_words.h"

#include <algorithm>

#include "model/scenario/counting.h"
#include "model/scenario/pattern.h"
#include "model/scenario/words.h"
#include "model/world/blocked.h"
#include "model/world/protocol.h"

namespace synod {

namespace {

/// "Nack 1.1 message", "Nack messages", "messages".
Sentence named_messages(const Sentence& title, const Ballot& ballot, bool several) {
  if (!title.empty() && ballot.exists())
    return say(several ? SYNOD_TEXT("%1 %2 messages") : SYNOD_TEXT("%1 %2 message"), title,
               ballot.str());
  if (!title.empty())
    return say(several ? SYNOD_TEXT("%1 messages") : SYNOD_TEXT("%1 message"), title);
  if (ballot.exists())
    return say(several ? SYNOD_TEXT("%1 messages") : SYNOD_TEXT("%1 message"), ballot.str());
  return say(several ? SYNOD_TEXT("messages") : SYNOD_TEXT("message"));
}

/// "Nack 1.1 message from A2 to P1", or of several "Nack 1.1 messages".
Sentence messages(const Cluster& world, const MessagePattern& pattern, bool several) {
  if (pattern.number.number != 0)
    return say(SYNOD_TEXT("message #%1"), std::to_string(pattern.number.number));
  Sentence title;
  for (const MessageKind& kind : world.protocol->info().messages)
    if (pattern.kind == lowered(kind.name)) title.source = kind.title;
  Sentence what = named_messages(title, pattern.ballot, several);
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
    {SYNOD_TEXT("exactly one %1 is in flight"), SYNOD_TEXT("exactly %2 %1 are in flight")},
    {SYNOD_TEXT("no %1 is in flight"), SYNOD_TEXT("fewer than %2 %1 are in flight")},
    {SYNOD_TEXT("more than one %1 is in flight"), SYNOD_TEXT("more than %2 %1 are in flight")},
    {SYNOD_TEXT("at most one %1 is in flight"), SYNOD_TEXT("at most %2 %1 are in flight")},
    {SYNOD_TEXT("at least one %1 is in flight"), SYNOD_TEXT("at least %2 %1 are in flight")}};
constexpr Counted delivered_wanted[] = {
    {SYNOD_TEXT("exactly one %1 has been delivered"),
     SYNOD_TEXT("exactly %2 %1 have been delivered")},
    {SYNOD_TEXT("no %1 has been delivered"), SYNOD_TEXT("fewer than %2 %1 have been delivered")},
    {SYNOD_TEXT("more than one %1 has been delivered"),
     SYNOD_TEXT("more than %2 %1 have been delivered")},
    {SYNOD_TEXT("at most one %1 has been delivered"),
     SYNOD_TEXT("at most %2 %1 have been delivered")},
    {SYNOD_TEXT("at least one %1 has been delivered"),
     SYNOD_TEXT("at least %2 %1 have been delivered")}};
constexpr Counted in_flight_not = {SYNOD_TEXT("not exactly one %1 is in flight"),
                                   SYNOD_TEXT("not exactly %2 %1 are in flight")};
constexpr Counted delivered_not = {SYNOD_TEXT("not exactly one %1 has been delivered"),
                                   SYNOD_TEXT("not exactly %2 %1 have been delivered")};

class WantedWords {
 public:
  WantedWords(const Cluster& world, bool negated) : world_(world), negated_(negated) {}

  Sentence operator()(const FieldTest& test) const {
    return wanted_of_field(world_, test, negated_);
  }

  Sentence operator()(const ChosenTest& test) const {
    const bool none = test.wanted.form == Wanted::Form::none;
    const std::string slot = test.slot ? std::to_string(test.slot->number) : "";
    if (none || test.wanted.form == Wanted::Form::anything) {
      const bool nothing = none != negated_;
      if (slot.empty())
        return say(nothing ? SYNOD_TEXT("nothing is chosen") : SYNOD_TEXT("a value is chosen"));
      return say(nothing ? SYNOD_TEXT("nothing is chosen in slot %1")
                         : SYNOD_TEXT("a value is chosen in slot %1"),
                 slot);
    }
    const std::string value(test.wanted.value.view());
    if (test.ballot.exists() && test.slot)
      return say(negated_ ? SYNOD_TEXT("%1 is not chosen in slot %2 at ballot %3")
                          : SYNOD_TEXT("%1 is chosen in slot %2 at ballot %3"),
                 value, slot, test.ballot.str());
    if (test.ballot.exists())
      return say(negated_ ? SYNOD_TEXT("%1 is not chosen at ballot %2")
                          : SYNOD_TEXT("%1 is chosen at ballot %2"),
                 value, test.ballot.str());
    if (test.slot)
      return say(negated_ ? SYNOD_TEXT("%1 is not chosen in slot %2")
                          : SYNOD_TEXT("%1 is chosen in slot %2"),
                 value, slot);
    return say(negated_ ? SYNOD_TEXT("%1 is not chosen") : SYNOD_TEXT("%1 is chosen"), value);
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
    return say(one ? texts.one : texts.several, messages(world_, test.pattern, !one),
               std::to_string(count));
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
    if (all.empty()) return say(SYNOD_TEXT("nothing is chosen"));
    std::vector<Sentence::Argument> list;
    for (const Chosen& chosen : all) list.push_back(words_of(chosen));
    if (list.size() > 1) return say(SYNOD_TEXT("%1 are chosen"), listed(list));
    return say(SYNOD_TEXT("%1 is chosen"), list.front());
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
    const Sentence what = messages(world_, test.pattern, count > 1);
    if (count == 0)
      return say(test.delivered ? SYNOD_TEXT("no %1 has been delivered")
                                : SYNOD_TEXT("no %1 is in flight"),
                 what);
    if (count == 1)
      return say(test.delivered ? SYNOD_TEXT("one %1 has been delivered")
                                : SYNOD_TEXT("one %1 is in flight"),
                 what);
    return say(test.delivered ? SYNOD_TEXT("%2 %1 have been delivered")
                              : SYNOD_TEXT("%2 %1 are in flight"),
               what, std::to_string(count));
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
    constexpr const char* texts[3][3] = {
        {SYNOD_TEXT("nothing is under way"), SYNOD_TEXT("one timer is running"),
         SYNOD_TEXT("%2 timers are running")},
        {SYNOD_TEXT("one message is under way"),
         SYNOD_TEXT("one message is under way and one timer is running"),
         SYNOD_TEXT("one message is under way and %2 timers are running")},
        {SYNOD_TEXT("%1 messages are under way"),
         SYNOD_TEXT("%1 messages are under way and one timer is running"),
         SYNOD_TEXT("%1 messages are under way and %2 timers are running")}};
    const std::size_t messages = moving(world_);
    const std::size_t timers = ticking(world_);
    return say(texts[std::min<std::size_t>(messages, 2)][std::min<std::size_t>(timers, 2)],
               std::to_string(messages), std::to_string(timers));
  }

 private:
  static Sentence words_of(const Chosen& chosen) {
    const std::string value(chosen.vote.value.view());
    if (chosen.slot.number == 0)
      return say(SYNOD_TEXT("%1 (ballot %2)"), value, chosen.vote.ballot.str());
    return say(SYNOD_TEXT("%1 (slot %2, ballot %3)"), value, std::to_string(chosen.slot.number),
               chosen.vote.ballot.str());
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
