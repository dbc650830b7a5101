#include "model/explore/outlook.h"

#include <algorithm>
#include <utility>

#include "model/explore/explore.h"
#include "model/explore/walk_way.h"
#include "model/explore/world_model.h"
#include "model/world/protocol.h"
#include "model/world/quorum.h"

namespace synod::explore {

namespace {

/// A bit for each value that is chosen, and one for two of them.
using Facts = std::uint32_t;
constexpr Facts two_chosen = 1u << most_values;

Facts facts_of(const Observer& truth, const std::vector<Text>& values) {
  Facts facts = truth.violation("agreement") != nullptr ? two_chosen : 0;
  for (const Chosen& chosen : truth.chosen())
    for (std::size_t i = 0; i < values.size(); ++i)
      if (chosen.vote.value == values[i]) facts |= 1u << i;
  return facts;
}

/// What each proposer may be asked for again: all that it was asked for, or a value of its own.
std::vector<std::vector<Text>> asked_before(const Run& run) {
  std::vector<std::vector<Text>> values = asked_for(run, {});
  for (const Action& action : run.actions) {
    if (action.verb != Verb::propose) continue;
    std::vector<Text>& own = values[action.node.index];
    if (std::find(own.begin(), own.end(), action.value) == own.end()) own.push_back(action.value);
  }
  return values;
}

/// Whether no two values can ever be chosen, by the proof of the protocol: all its rules are kept,
/// quorums of the two phases meet, and no acceptor ever forgot what it had on its disk.
bool agreement_is_proved(const Run& run) {
  const Setup& setup = *run.start.setup;
  const Variant* variant = find_variant(run.start.protocol->info(), setup.options.bug);
  if (!setup.options.bug.empty() && (variant == nullptr || !variant->safe)) return false;
  if (setup.q1() + setup.q2() <= setup.shape.with(Role::acceptor).size()) return false;
  return std::none_of(run.actions.begin(), run.actions.end(),
                      [](const Action& action) { return action.verb == Verb::wipe; });
}

/// Whether `part`, a state or a message, holds `value` anywhere.
template <std::size_t size>
bool holds(const Record<size>& part, const Text& value) {
  const Renaming same = Renaming::none();
  Renaming other = same;
  other.values.emplace_back(value, value == "x" ? Text("y") : Text("x"));
  Canonical here(same);
  Canonical there(other);
  here.add_record(part);
  there.add_record(part);
  return here.hash() != there.hash();
}

/// Whether anybody who is up has `value`, is about to hear of it, or can be asked for it. Nobody
/// makes up a value, so where nobody has it nobody ever will.
bool is_within_reach(const Cluster& world, const Text& value,
                     const std::vector<std::vector<Text>>& may_ask) {
  for (const NodeId node : world.shape().all()) {
    if (!world.node(node).up) continue;
    const std::vector<Text>& asked = may_ask[node.index];
    if (holds(world.node(node).state, value)) return true;
    if (std::find(asked.begin(), asked.end(), value) != asked.end()) return true;
  }
  return std::any_of(world.in_flight.begin(), world.in_flight.end(),
                     [&](const Message& message) { return holds(message.body, value); });
}

/// The world from which is searched. A learner sends nothing, so nothing becomes
/// chosen by what it hears; and what was delivered before does not come again.
Cluster start_of_search(Cluster world) {
  for (const NodeId node : world.shape().all())
    if (world.shape().roles(node) == Role::learner) world.nodes[node.index].up = false;
  world.delivered.clear();
  return world;
}

/// Whether a world has one of the facts that are wanted. For one thread.
class FactTest {
 public:
  FactTest(const World& world, const std::vector<Text>& values, Facts wanted)
      : world_(world), values_(values), wanted_(wanted) {}

  bool operator()(const WorldSteps&, WorldState state) {
    const PartId truth = state[world_.nodes()];
    if (truth >= known_.size()) known_.resize(truth + std::size_t{1}, unknown);
    if (known_[truth] == unknown) known_[truth] = facts_of(world_.parts().truth(truth), values_);
    return (known_[truth] & wanted_) != 0;
  }

 private:
  static constexpr Facts unknown = ~Facts{0};

  const World& world_;
  const std::vector<Text>& values_;
  Facts wanted_;
  std::vector<Facts> known_;  ///< By truth: there are few of them.
};

bool redelivers(const std::vector<Action>& way) {
  return std::any_of(way.begin(), way.end(),
                     [](const Action& action) { return action.verb == Verb::redeliver; });
}

/// A network that may repeat what it carries, with quiet steps merged: all that can happen without
/// repetitions can happen there, and there are far fewer states.
Bounds widened(Bounds bounds) {
  bounds.lossy = true;
  bounds.merge_quiet = true;
  return bounds;
}

/// Finds out about one fact after the other.
class Forecaster {
 public:
  Forecaster(const Run& run, const SearchLimits& limits, SearchProgress& progress)
      : here_(end_of(run)),
        start_(start_of_search(here_)),
        may_ask_(asked_before(run)),
        values_(values_asked(here_)),
        limits_(limits),
        progress_(progress),
        forecasts_(values_.size()) {
    limits_.threads = 1;
    note_what_is_known(agreement_is_proved(run));
  }

  Outlook outlook() {
    search();
    Outlook outlook;
    for (std::size_t i = 0; i < values_.size(); ++i)
      outlook.values.push_back({values_[i], std::move(forecasts_[i])});
    outlook.two_values = std::move(two_values_);
    return outlook;
  }

 private:
  Forecast& of(std::size_t fact) { return fact < most_values ? forecasts_[fact] : two_values_; }

  /// Calls `see` for each fact of which it is not known yet whether it can be.
  template <class See>
  void each_open(See see) {
    for (std::size_t fact = 0; fact <= most_values; ++fact)
      if ((open_ >> fact & 1) != 0) see(fact);
  }

  void know(std::size_t fact, Forecast forecast) {
    open_ &= ~(1u << fact);
    of(fact) = std::move(forecast);
  }

  void note_what_is_known(bool proved) {
    open_ = two_chosen | ((1u << values_.size()) - 1);
    const Facts facts = facts_of(here_.observer, values_);
    const bool one_is = !here_.observer.chosen().empty();
    each_open([&](std::size_t fact) {
      if ((facts >> fact & 1) != 0) {
        know(fact, {Prospect::happened, false, {}});
      } else if (proved && (fact == most_values || one_is)) {
        know(fact, {Prospect::impossible, true, {}});
      } else if (fact != most_values && !is_within_reach(start_, values_[fact], may_ask_)) {
        know(fact, {Prospect::impossible, false, {}});
      }
    });
  }

  /// What is under way first; then one proposer is asked anew, which is soon looked at; then each.
  void search() {
    if (!look({.ballots = 0}, Prospect::under_way)) return;
    settle(Prospect::not_under_way);
    for (const NodeId node : here_.shape().with(Role::proposer))
      if (here_.node(node).up &&
          !look({.ballots = 0, .once_more = NodeSet{node}}, Prospect::asked_anew))
        return;
    if (look({.ballots = 1}, Prospect::asked_anew)) settle(Prospect::impossible);
  }

  /// Of what is open no more than `prospect` is known so far.
  void settle(Prospect prospect) {
    each_open([&](std::size_t fact) { of(fact).prospect = prospect; });
  }

  /// Finds ways within `bounds`, one fact after the other. True once it is known that there are no
  /// more.
  bool look(const Bounds& bounds, Prospect prospect) {
    const Looked wide = look_in(World(start_, widened(bounds), may_ask_), bounds, prospect);
    if (wide != Looked::undecided) return wide == Looked::whole;
    return look_in(World(start_, bounds, may_ask_), bounds, prospect) == Looked::whole;
  }

  /// How looking at all that can happen ended.
  enum class Looked : std::uint8_t {
    whole,      ///< What is open now can't be brought about.
    stopped,    ///< A limit came.
    undecided,  ///< A way was found that can't be gone, as a message arrives twice on it.
  };
  Looked look_in(const World& world, const Bounds& bounds, Prospect prospect) {
    while (open_ != 0) {
      const SearchResult found = search_in(world, open_, limits_);
      if (found.end != SearchEnd::found)
        return found.end == SearchEnd::complete ? Looked::whole : Looked::stopped;
      const auto way = walk_way(world, found.path);
      if (!way || redelivers(*way)) return Looked::undecided;
      const Facts before = open_;
      take(shortened(*way, bounds), prospect);
      if (open_ == before) return Looked::undecided;
    }
    return Looked::whole;
  }

  SearchResult search_in(const World& world, Facts wanted, const SearchLimits& limits) {
    const WorldModel<Key128> model{world, FactTest(world, values_, wanted)};
    return search_breadth_first(model, limits, progress_);
  }

  /// A way to the same, no longer than `way`: where quiet steps were merged there may be a shorter
  /// one. Gives up soon.
  std::vector<Action> shortened(const std::vector<Action>& way, const Bounds& bounds) {
    const auto events = static_cast<std::uint32_t>(way.size());
    if (events < 2) return way;
    const World world(start_, bounds, may_ask_);
    SearchLimits soon = limits_;
    soon.depth = events;  // States on a way with one event less.
    soon.states = 10'000;
    const SearchResult found = search_in(world, facts_at_end_of(way) & open_, soon);
    if (found.end != SearchEnd::found) return way;
    return walk_way(world, found.path).value_or(way);
  }

  /// It counts for what is true in the real world in the end.
  void take(const std::vector<Action>& way, Prospect prospect) {
    const Facts facts = facts_at_end_of(way);
    each_open([&](std::size_t fact) {
      if ((facts >> fact & 1) != 0) know(fact, {prospect, false, way});
    });
  }

  Facts facts_at_end_of(const std::vector<Action>& way) const {
    return facts_of(end_of({here_, way}).observer, values_);
  }

  Cluster here_;
  Cluster start_;
  std::vector<std::vector<Text>> may_ask_;
  std::vector<Text> values_;
  SearchLimits limits_;
  SearchProgress& progress_;
  std::vector<Forecast> forecasts_;
  Forecast two_values_;
  Facts open_ = 0;
};

}  // namespace

std::optional<Sentence> outlook_problem(const Cluster& world) {
  if (!is_chosen_by_votes(world))
    return say(SYNOD_TEXT("what %1 decides is none of the values that were asked for"),
               Sentence{world.protocol->info().title, {}});
  if (world.protocol->info().noop.exists())
    return say(SYNOD_TEXT("what can still be chosen is told where one value is, and not in a log"));
  const Options& options = world.setup->options;
  if (options.loss != 0 || options.duplicate != 0)
    return say(SYNOD_TEXT("chance can't be explored: leave out the options loss and duplicate"));
  return std::nullopt;
}

std::vector<Text> values_asked(const Cluster& world) {
  std::vector<Text> values;
  for (const Text& value : world.observer.asked())
    if (values.size() < most_values &&
        std::find(values.begin(), values.end(), value) == values.end())
      values.push_back(value);
  return values;
}

Outlook outlook_of(const Run& run, const SearchLimits& limits, SearchProgress& progress) {
  return Forecaster(run, limits, progress).outlook();
}

}  // namespace synod::explore
