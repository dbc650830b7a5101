// Model for the search for a step that is none of a specification.
#pragma once

#include <map>
#include <memory>
#include <regex>

#include "model/explore/world_model.h"
#include "model/world/apply.h"
#include "protocols/commit_refinement.h"
#include "protocols/log_refinement.h"
#include "protocols/paxos_refinement.h"
#include "protocols/raft_refinement.h"

namespace synod::explore {

/// The refinement mapping for worlds of a lossy network with roles apart. Such a world forgets
/// nothing: every message travels, and what was sent once stays. So the mapping needs no history.
class RefinementMapping {
 public:
  explicit RefinementMapping(const World& world) : world_(world), start_(spec().init()) {}

  PaxosSpec spec() const { return PaxosSpec(*world_.start().setup); }

  PaxosSpec::State operator()(WorldState world) {
    PaxosSpec::State state = start_;
    for (NodeId node : world_.start().shape().with(Role::acceptor))
      state.acceptors[node.index] = acceptor(world[node.index]);
    const std::size_t nodes = world_.nodes();
    for (std::size_t i = nodes + 2; i < world.size(); ++i) add(state.msgs, message(world[i]));
    add(state.msgs, learned(world[nodes]));
    std::sort(state.msgs.begin(), state.msgs.end());
    // One message of the specification is sent to many.
    state.msgs.erase(std::unique(state.msgs.begin(), state.msgs.end()), state.msgs.end());
    return state;
  }

 private:
  using Messages = std::vector<SpecMessage>;

  static void add(Messages& all, const Messages& more) {
    all.insert(all.end(), more.begin(), more.end());
  }

  /// What `make` makes of a part; each part is looked at once.
  template <class T, class Make>
  static const T& kept(std::vector<std::optional<T>>& known, PartId part, Make make) {
    if (part >= known.size()) known.resize(part + 1);
    if (!known[part]) known[part] = make();
    return *known[part];
  }

  const PaxosSpec::Acceptor& acceptor(PartId part) {
    return kept(acceptors_, part, [&] { return spec_acceptor(world_.parts().node(part).state); });
  }
  const Messages& message(PartId part) {
    return kept(messages_, part, [&] {
      const auto message = spec_message(world_.parts().message(part));
      return message ? Messages{*message} : Messages{};
    });
  }
  const Messages& learned(PartId part) {
    return kept(learned_, part, [&] {
      Messages all;
      const Observer truth = world_.parts().truth(part);
      for (const Learned& one : truth.learned())
        all.push_back({SpecMessage::Kind::learned, {}, one.node, {{}, one.value}});
      return all;
    });
  }

  const World& world_;
  PaxosSpec::State start_;
  std::vector<std::optional<PaxosSpec::Acceptor>> acceptors_;
  std::vector<std::optional<Messages>> messages_;
  std::vector<std::optional<Messages>> learned_;
};

/// Looks at every step of every world within the bounds of `world`, of a lossy network with roles
/// apart. What is wanted is a step that is neither one of the specification nor a stuttering step.
struct RefinementModel {
  using Key = Key128;
  using State = WorldState;
  using States = WorldQueue;

  const World& world;

  class Worker {
   public:
    explicit Worker(const RefinementModel& model)
        : steps_(model.world), map_(model.world), spec_(map_.spec()), first_(model.world.first()) {}

    template <class Emit>
    void start(Emit& emit) {
      steps_.stand_on(first_);
      emit(steps_.key(), first_, map_(first_) != spec_.init());
    }

    template <class Emit>
    void expand(WorldState state, Emit& emit) {
      steps_.stand_on(state);
      const PaxosSpec::State from = map_(state);
      for (const WorldStep& step : steps_.steps()) {
        if (!steps_.take(step) || steps_.stood_still()) {
          emit.skip();
          continue;
        }
        const bool refused = spec_.refuses(from, map_(steps_.next())).has_value();
        emit(steps_.next_key(), steps_.next(), refused);
      }
    }

    std::uint64_t bytes() const { return steps_.bytes(); }

   private:
    WorldSteps steps_;
    RefinementMapping map_;
    PaxosSpec spec_;
    WorldState first_;
  };
};

/// What was sent in the specification, by slot; 0 for where there are none, and for those that
/// nothing was put to the vote in. The rest of its state follows from that.
using SpecHistory = std::map<Slot, std::vector<SpecMessage>>;

inline SpecHistory spec_history(const PaxosSpec::State& state) {
  return {{Slot{}, state.msgs}};
}
inline SpecHistory spec_history(const LogRefinement::State& state) {
  SpecHistory history{{Slot{}, state.untouched.msgs}};
  for (const auto& [slot, instance] : state.slots) history[slot] = instance.msgs;
  return history;
}
inline const CommitSpec::State& spec_history(const CommitSpec::State& state) {
  return state;
}
inline const std::vector<RaftRefinement::Done>& spec_history(const RaftRefinement::State& state) {
  return state.done;
}

/// The same for any network, any roles and any protocol that `Refinement` follows: each world goes
/// with the state of the specification that the way to it led to, which is its history variable.
/// Worlds that are the same but for it are different states here. Each step is taken in a real
/// world. For one thread.
template <class Refinement>
struct WithHistory {
  using Key = Key128;
  using State = WorldState;  ///< The world's, and the place of its history behind it.
  using States = WorldQueue;

  const World& world;

  class Worker {
   public:
    explicit Worker(const WithHistory& model)
        : world_(model.world), steps_(world_), refinement_(world_.start()) {}

    template <class Emit>
    void start(Emit& emit) {
      steps_.stand_on(world_.first());
      offer(steps_.key(), world_.first(), false, emit);
    }

    template <class Emit>
    void expand(WorldState state, Emit& emit) {
      const WorldState here = state.first(state.size() - 1);
      steps_.stand_on(here);
      const Cluster before = steps_.rebuilt(here);
      for (const WorldStep& step : steps_.steps()) {
        if (!steps_.take(step) || steps_.stood_still()) {
          emit.skip();
          continue;
        }
        Cluster after = before;
        Event event;
        event.detail = Detail::summary;
        act(after, action_of(here, before, step), &event);
        refinement_.go_to(*histories_[state.back()]);
        const bool refused = refinement_.follow(event, after).has_value();
        offer(steps_.next_key(), steps_.next(), refused, emit);
      }
    }

    std::uint64_t bytes() const { return steps_.bytes(); }

   private:
    using SpecState = std::remove_cvref_t<decltype(std::declval<Refinement>().state())>;

    template <class Emit>
    void offer(const Key128& key, WorldState state, bool wanted, Emit& emit) {
      const auto [known, fresh] = places_.insert(
          {spec_history(refinement_.state()), static_cast<PartId>(histories_.size())});
      if (fresh) histories_.push_back(std::make_unique<SpecState>(refinement_.state()));
      buffer_.assign(state.begin(), state.end());
      buffer_.push_back(known->second);
      const std::uint64_t mark = spread(std::uint64_t{known->second} + 1);
      emit(Key128{key.high ^ mark, key.low + mark}, WorldState(buffer_), wanted);
    }

    Action action_of(WorldState here, const Cluster& before, const WorldStep& step) const {
      const auto on_message = [&](Verb verb) {
        const auto first = here.begin() + static_cast<std::ptrdiff_t>(world_.nodes() + 2);
        const auto place = std::find(first, here.end(), step.what) - first;
        return actions::on_message(verb, before.in_flight[static_cast<std::size_t>(place)].id);
      };
      switch (step.kind) {
        case StepKind::deliver: return on_message(Verb::deliver);
        case StepKind::drop: return on_message(Verb::drop);
        case StepKind::duplicate: return on_message(Verb::duplicate);
        case StepKind::propose: return actions::propose(step.node, world_.parts().value(step.what));
        case StepKind::crash: return actions::on_node(Verb::crash, step.node);
        case StepKind::restart: return actions::on_node(Verb::restart, step.node);
        case StepKind::wipe: return actions::on_node(Verb::wipe, step.node);
        case StepKind::fire: break;
      }
      for (const Timer& timer : before.timers)
        if (timer.node == step.node && timer.kind == step.what) return actions::fire(timer.id);
      return {};
    }

    const World& world_;
    WorldSteps steps_;
    Refinement refinement_;
    using History = std::remove_cvref_t<decltype(spec_history(std::declval<const SpecState&>()))>;
    std::map<History, PartId> places_;
    std::vector<std::unique_ptr<SpecState>> histories_;
    std::vector<PartId> buffer_;
  };
};

/// Why the last event of `way` from `world` on is no step of the specification. All before it must
/// be steps, or none.
template <class Refinement>
std::string why_at_the_end(Cluster world, const std::vector<Action>& way) {
  Refinement refinement(world);
  std::optional<Sentence> why;
  for (const Action& action : way) {
    Event event;
    EXPECT_FALSE(act(world, action, &event));
    why = refinement.follow(event, world);
    EXPECT_EQ(why.has_value(), &action == &way.back()) << (why ? why->str() : "");
  }
  return why ? why->str() : "";
}

/// A sentence without the numbers of its nodes: of several shortest runs, which differ in who plays
/// which part, the checker may find any.
inline std::string whoever(std::string sentence) {
  static const std::regex names(R"(\b([A-Z])[0-9]\b)");
  return std::regex_replace(sentence, names, "$1");
}

using RefinementWithHistory = WithHistory<PaxosRefinement>;
using LogRefinementWithHistory = WithHistory<LogRefinement>;
using CommitRefinementWithHistory = WithHistory<CommitRefinement>;
using RaftRefinementWithHistory = WithHistory<RaftRefinement>;

}  // namespace synod::explore
