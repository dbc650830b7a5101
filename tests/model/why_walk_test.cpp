// Explanations of random runs.
#include "model/data/field_search.h"
#include "model/walk/random_walk.h"
#include "model/why/slice_replay.h"
#include "tests/effort.h"
#include "tests/model/why_script.h"

namespace synod {
namespace {

using testing::length;
using testing::told;

using Slice = std::vector<EventNumber>;

/// All events of a run, in full, and the worlds after them.
struct Full {
  std::vector<Event> events;  ///< Event n at n - 1.
  std::vector<Cluster> worlds;
};

Full full(const Run& run) {
  Full all;
  Cluster world = run.start;
  for (const Action& action : run.actions) {
    all.events.emplace_back();
    act(world, action, &all.events.back());
    all.worlds.push_back(world);
  }
  return all;
}

FieldValue field_of(const Cluster& world, const Fact& fact) {
  const State& state = world.node(fact.node).state;
  for (std::size_t i = 0; i < state.infos().size(); ++i)
    if (state.infos()[i].name == fact.field) return state.value(i);
  return false;
}

std::string notes_of(const Event& event) {
  std::string text;
  for (const Note& note : event.notes) text += note.text.str() + "/" + note.rule + "\n";
  return text;
}

std::string words_of(const Cluster& world, const Message& message) {
  std::string text = world.name(message.from) + ">" + world.name(message.to);
  text += world.protocol->info().messages[message.kind].name;
  for (std::size_t i = 0; i < message.body.infos().size(); ++i)
    text += " " + print(message.body.value(i), world.shape());
  return text;
}

/// What the fact is about, in words that hold in a replay too. `original` says how it was in the
/// run.
std::string aspect(const Fact& fact, const Event& event, const Cluster& world,
                   const Event& original) {
  std::string text;
  switch (fact.kind) {
    case Fact::Kind::event: return notes_of(event);
    case Fact::Kind::field: return print(field_of(world, fact), world.shape());
    case Fact::Kind::message: {
      for (const LostMessage& lost : original.lost)
        if (lost.message.id == fact.message && lost.why != Loss::chance) {
          const std::string wanted = words_of(world, lost.message);
          for (const LostMessage& other : event.lost)
            if (words_of(world, other.message) == wanted && other.why == lost.why)
              return wanted + " lost";
          return "not lost";
        }
      for (const Message& sent : original.sent)
        if (sent.id == fact.message)
          for (const Message& other : event.sent)
            if (words_of(world, other) == words_of(world, sent)) return words_of(world, sent);
      return event.message ? words_of(world, *event.message) : "nothing";
    }
    case Fact::Kind::chosen:
      for (const Chosen& chosen : event.chosen) text += chosen.vote.str() + " ";
      return text;
    case Fact::Kind::learned:
      for (const Learned& learned : event.learned)
        if (learned.node == fact.node) text += learned.value.str() + " ";
      return text;
    case Fact::Kind::slot: {
      const auto log = value_meaning<SlotLog>(world.node(fact.node).state, Means::log);
      const LogEntry* entry = log ? log->find(fact.slot) : nullptr;
      return entry == nullptr ? "empty" : entry->vote.str();
    }
    case Fact::Kind::leading: return is_leading(world.node(fact.node).state) ? "leads" : "";
    case Fact::Kind::violation:
      for (const Violation& violation : event.violations) text += violation.why.str();
      return text;
  }
  return text;
}

/// Whether replaying these events ends in what `brought` is in the run.
bool ends_in(const Run& run, const Slice& slice, const Fact& fact, const Event& brought) {
  const SliceEnd end = replay_slice(run, slice);
  const Cluster& any = end.world;
  if (!end.complete) return false;
  Cluster before = run.start;
  for (EventNumber i = 0; i < brought.number; ++i) act(before, run.actions[i]);
  return aspect(fact, end.last, any, brought) == aspect(fact, brought, before, brought);
}

/// What one may ask of a run, drawn at random.
std::vector<Fact> some_facts(const Run& run, const Full& all, Random& random) {
  const auto below = [&](std::size_t size) {
    return static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(size) - 1));
  };
  const EventNumber end = length(run);
  std::vector<Fact> facts;
  for (int i = 0; i < 3; ++i) {
    facts.push_back(Fact::of_event(static_cast<EventNumber>(below(end)) + 1));
    const NodeId node{static_cast<std::uint8_t>(below(run.start.nodes.size()))};
    const auto& infos = run.start.node(node).state.infos();
    facts.push_back(Fact::of_field(static_cast<EventNumber>(below(end)) + 1, node,
                                   infos[below(infos.size())].name));
  }
  const Cluster& last = all.worlds.back();
  for (const Event& event : all.events)
    for (const Message& message : event.sent)
      if (random.chance(300)) facts.push_back(Fact::of_message(end, message.id));
  for (const Event& event : all.events)
    for (const LostMessage& lost : event.lost)
      if (random.chance(2'000)) facts.push_back(Fact::of_message(end, lost.message.id));
  if (!last.observer.chosen().empty()) facts.push_back(Fact::of_chosen(end));
  for (const Learned& learned : last.observer.learned())
    facts.push_back(Fact::of_learned(end, learned.node));
  for (const Violation& violation : last.observer.violations())
    facts.push_back(Fact::of_violation(end, violation.invariant));
  return facts;
}

bool is_link(Verb verb) {
  return verb == Verb::cut || verb == Verb::heal || verb == Verb::heal_all ||
         verb == Verb::partition;
}

/// The events that happened before `number` causally: by messages and timers, and at the same node;
/// of what a link did or lost, also what was done to links.
Slice before(const Full& all, EventNumber number) {
  std::vector<char> is(number + 1);
  is[number] = 1;
  for (EventNumber n = number; n > 0; --n) {
    if (is[n] == 0) continue;
    const Event& event = all.events[n - 1];
    if (event.cause != 0) is[event.cause] = 1;
    const bool by_link =
        is_link(event.action.verb) || (!event.arrived && event.lost.front().why == Loss::cut);
    for (EventNumber earlier = 1; earlier < n; ++earlier) {
      const Event& other = all.events[earlier - 1];
      if (other.node.exists() && other.node == event.node) is[earlier] = 1;
      if (by_link && is_link(other.action.verb)) is[earlier] = 1;
    }
  }
  Slice found;
  for (EventNumber n = 1; n <= number; ++n)
    if (is[n] != 0) found.push_back(n);
  return found;
}

/// Counts what was tried, so that a walk that asks nothing is noticed.
struct Tried {
  std::size_t facts[8] = {};
  std::size_t none = 0;
  std::size_t events = 0;
};

void check(const Run& run, const Full& all, const Fact& fact, Tried& tried) {
  const auto found = why(run, fact);
  ASSERT_TRUE(found) << found.error().str();
  ++tried.facts[static_cast<std::size_t>(fact.kind)];
  EXPECT_EQ(found->question.str().find('%'), std::string::npos);
  EXPECT_FALSE(found->answer.empty());
  if (found->slice.empty()) {
    ++tried.none;
    EXPECT_EQ(print(field_of(all.worlds[fact.at - 1], fact), run.start.shape()),
              print(field_of(run.start, fact), run.start.shape()));
    return;
  }
  const Slice& slice = found->slice;
  tried.events += slice.size();
  ASSERT_TRUE(std::is_sorted(slice.begin(), slice.end()));
  ASSERT_LE(slice.back(), fact.at);
  const Event& brought = all.events[slice.back() - 1];
  EXPECT_TRUE(ends_in(run, slice, fact, brought)) << told(run, slice);
  for (std::size_t i = 0; i < slice.size(); ++i) {
    Slice without = slice;
    without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
    if (i + 1 == slice.size()) break;  // Without its own event there is no fact.
    EXPECT_FALSE(ends_in(run, without, fact, brought)) << found->question.str() << "\n"
                                                       << "does without " << slice[i] << " in\n"
                                                       << told(run, slice);
  }
  if (fact.kind == Fact::Kind::event || fact.kind == Fact::Kind::field) {
    const Slice earlier = before(all, slice.back());
    EXPECT_TRUE(std::includes(earlier.begin(), earlier.end(), slice.begin(), slice.end()))
        << told(run, slice);
  }
  EXPECT_FALSE(found->steps.empty());
  Slice spoken;
  for (const WhyStep& step : found->steps)
    spoken.insert(spoken.end(), step.events.begin(), step.events.end());
  std::sort(spoken.begin(), spoken.end());
  spoken.erase(std::unique(spoken.begin(), spoken.end()), spoken.end());
  EXPECT_EQ(spoken, slice) << "every event of the slice is spoken of, and no other";
}

TEST(WhyWalk, replaying_a_slice_ends_in_its_fact_and_without_any_one_event_it_does_not) {
  const Protocol& protocol = *find_protocol("paxos");
  Tried tried;
  for (std::uint64_t seed = 1; seed <= effort(300); ++seed) {
    const WalkReport walk = random_walk(protocol, random_setup(protocol, seed), seed,
                                        {.steps = 150, .wipe = seed % 3 == 0});
    const synod::Run run{make_cluster(protocol, walk.setup), walk.actions};
    const Full all = full(run);
    Random random(seed);
    for (const Fact& fact : some_facts(run, all, random)) {
      check(run, all, fact, tried);
      if (HasFailure())
        FAIL() << "seed " << seed << ", kind " << int(fact.kind) << ", at " << fact.at
               << ", message " << fact.message.number;
    }
  }
  for (std::size_t kind = 0; kind < 5; ++kind) EXPECT_GT(tried.facts[kind], effort(100)) << kind;
  EXPECT_LT(tried.none, 700u);
  EXPECT_GT(tried.events, effort(5'000));
}

TEST(WhyWalk, finds_how_quorums_that_do_not_meet_break_agreement) {
  const Protocol& protocol = *find_protocol("paxos");
  Tried tried;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    synod::Setup setup{.shape = {.together = 5}, .seed = seed};
    setup.options.q1 = 2;
    setup.options.q2 = 2;
    const WalkReport walk = random_walk(protocol, setup, seed);
    if (!walk.violation) continue;
    const synod::Run run{make_cluster(protocol, walk.setup), walk.actions};
    check(run, full(run), Fact::of_violation(length(run), walk.violation->invariant), tried);
    ASSERT_FALSE(HasFailure()) << "seed " << seed;
  }
  EXPECT_GT(tried.facts[static_cast<std::size_t>(Fact::Kind::violation)], 5u);
}

}  // namespace
}  // namespace synod
