#include "views/explore/explore_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>

#include "model/explore/scope.h"
#include "model/scenario/condition.h"
#include "model/scenario/condition_parser.h"
#include "model/world/protocol.h"
#include "views/kit/duration_words.h"
#include "views/kit/translated.h"

namespace synod::views {

namespace {

using explore::SearchEnd;

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(Explore)
};

QString number(std::uint64_t value) {
  return QLocale().toString(static_cast<qulonglong>(value));
}

QString megabytes(std::uint64_t bytes) {
  return Texts::tr("%1 MB").arg(number((bytes + (1 << 20) - 1) >> 20));
}

QString seconds(std::int64_t milliseconds) {
  return duration_words(milliseconds, 100);
}

/// "each proposer asked once, 1 crash".
QString bounds_words(const explore::Bounds& bounds, const Shape& shape) {
  QStringList list;
  for (const Sentence& part : explore::scope_of(bounds, shape)) list << translated(part);
  return list.join(Texts::tr(", "));
}

/// As a sentence begins.
QString capital(QString word) {
  if (!word.isEmpty()) word[0] = word[0].toUpper();
  return word;
}

/// States are told apart by fingerprints, of which two may be the same by chance.
QString chance_words(double chance) {
  if (chance <= 0) return Texts::tr("No state was missed.");
  return Texts::tr("The chance that a state was missed is less than 1 in 10 to the power of %1.")
      .arg(static_cast<int>(std::floor(-std::log10(chance))));
}

QString goal_found_words(std::size_t events, const QString& within) {
  if (events == 0) return Texts::tr("It is so already, at the moment that was explored.");
  if (events == 1) return Texts::tr("It is reached by 1 event.");
  if (!within.isEmpty())
    return Texts::tr("It is reached in %1 events, and in no fewer with %2.")
        .arg(events)
        .arg(within);
  return Texts::tr(
             "It is reached in %1 events, and in no fewer: the par of a challenge made from it.")
      .arg(events);
}

QString found_words(const ExploreRequest& request, const ExploreAnswer& answer,
                    const Shape& shape) {
  const std::size_t events = answer.found.actions.size();
  if (request.aim == ExploreAim::livelock)
    return Texts::tr(
               "In %1 events it repeats: the same situation with higher ballots. Nothing is "
               "chosen, though messages are delivered.")
        .arg(answer.turn.size());
  const QString within =
      answer.wider_may_be_shorter ? bounds_words(answer.bounds, shape) : QString();
  if (request.aim == ExploreAim::goal) return goal_found_words(events, within);
  const QString broken = invariant_title(answer.found.broken);
  if (events == 1) return Texts::tr("%1 is violated by 1 event.").arg(broken);
  if (!answer.found.shortest)
    return Texts::tr("%1 is violated in %2 events, perhaps in fewer.").arg(broken).arg(events);
  if (!within.isEmpty())
    return Texts::tr("%1 is violated in %2 events, and in no fewer with %3.")
        .arg(broken)
        .arg(events)
        .arg(within);
  return Texts::tr("%1 is violated in %2 events, and in no fewer.").arg(broken).arg(events);
}

QString complete_words(const ExploreRequest& request, const ExploreAnswer& answer) {
  const QString states = number(answer.found.search.states);
  switch (request.aim) {
    case ExploreAim::violation:
      return Texts::tr("Every invariant holds in all %1 states within these bounds.").arg(states);
    case ExploreAim::goal:
      return Texts::tr(
                 "It can't be reached: it holds in none of the %1 states within these bounds.")
          .arg(states);
    case ExploreAim::livelock:
      return Texts::tr(
                 "It can't repeat for ever: none of the %1 states within these bounds comes back "
                 "without a value being chosen.")
          .arg(states);
  }
  return {};
}

/// What ended a search before all was looked at.
QString ending_words(SearchEnd end) {
  switch (end) {
    case SearchEnd::too_many: return Texts::tr("Not known: the limit of states came first");
    case SearchEnd::too_large: return Texts::tr("Not known: the limit of memory came first");
    case SearchEnd::too_deep: return Texts::tr("Not known: the limit of depth came first");
    default: return Texts::tr("Cancelled");
  }
}

/// What the widest stage says that was looked at as a whole.
QString known_words(const ExploreRequest& request, const ExploreStage& stage, const Shape& shape) {
  const QString states = number(stage.states);
  switch (request.aim) {
    case ExploreAim::violation:
      return Texts::tr("Every invariant holds in all %1 states with %2.")
          .arg(states, bounds_words(stage.bounds, shape));
    case ExploreAim::goal:
      return Texts::tr("It can't be reached in any of %1 states with %2.")
          .arg(states, bounds_words(stage.bounds, shape));
    case ExploreAim::livelock:
      return Texts::tr(
                 "There is no loop in %1 states, with up to %2 messages under way and %3 rounds "
                 "from the lowest ballot to the highest.")
          .arg(states)
          .arg(stage.under_way)
          .arg(stage.span);
  }
  return {};
}

QString unfinished_words(const ExploreRequest& request, const ExploreAnswer& answer,
                         const Shape& shape) {
  const QString ending = ending_words(answer.found.search.end);
  if (!answer.stages.empty())
    return Texts::tr("%1. Known so far: %2")
        .arg(ending, known_words(request, answer.stages.back(), shape));
  const QString states = number(answer.found.search.states);
  if (request.aim == ExploreAim::livelock)
    return Texts::tr("%1: no loop was found in %2 states, with up to %3 messages under way.")
        .arg(ending, states)
        .arg(answer.under_way);
  return Texts::tr("%1: nothing was found in %2 states.").arg(ending, states);
}

/// How far the stage came that was not finished. Breadth first: once a depth is begun, all that
/// fewer events lead to was looked at.
QString progress_words(const ExploreRequest& request, const ExploreAnswer& answer,
                       const Shape& shape) {
  const explore::SearchResult& search = answer.found.search;
  if (answer.stages.empty() || request.aim == ExploreAim::livelock) return {};
  const QString bounds = bounds_words(answer.bounds, shape);
  if (search.depth < 3 || answer.bounds.merge_quiet)
    return Texts::tr("Not finished, with %1: %2 states.").arg(bounds, number(search.states));
  return Texts::tr("Not finished, with %1: %2 states, and nothing within %3 events.")
      .arg(bounds, number(search.states))
      .arg(search.depth - 2);
}

}  // namespace

QString scope_words(const explore::Bounds& bounds, const Shape& shape) {
  return Texts::tr("Every order of deliveries, %1.").arg(bounds_words(bounds, shape));
}

QString stage_begun_words(const explore::Bounds& bounds, const Shape& shape) {
  return Texts::tr("… %1: under way").arg(capital(bounds_words(bounds, shape)));
}

QString stage_held_words(const ExploreRequest& request, const ExploreStage& stage,
                         const Shape& shape) {
  const QString words = known_words(request, stage, shape);
  return Texts::tr("✓ %1 (%2)").arg(words, seconds(stage.milliseconds));
}

QString limit_words(const explore::SearchLimits& limits) {
  return Texts::tr("It gives up after %1 states or at %2.")
      .arg(number(limits.states), megabytes(limits.bytes));
}

QString answer_words(const ExploreRequest& request, const ExploreAnswer& answer,
                     const Shape& shape) {
  if (answer.problem) return translated(*answer.problem);
  switch (answer.found.search.end) {
    case SearchEnd::found: return Texts::tr("Yes. %1").arg(found_words(request, answer, shape));
    case SearchEnd::complete: return Texts::tr("No. %1").arg(complete_words(request, answer));
    default: return unfinished_words(request, answer, shape);
  }
}

QString answer_details(const ExploreRequest& request, const ExploreAnswer& answer,
                       const Shape& shape) {
  if (answer.problem) return {};
  const auto& search = answer.found.search;
  const QString time = seconds(answer.milliseconds);
  const QString depth = number(search.depth);
  const QString far = progress_words(request, answer, shape);
  const auto after_far = [&](const QString& words) {
    return far.isEmpty() ? words : Texts::tr("%1 %2").arg(far, words);
  };
  switch (search.end) {
    case SearchEnd::found:
      if (request.aim == ExploreAim::livelock)
        return Texts::tr("%1 events lead there. %2 states, %3 events deep, %4.")
            .arg(number(answer.found.actions.size()), number(search.states), depth, time);
      return Texts::tr("%1 states, %2 events deep, %3.").arg(number(search.states), depth, time);
    case SearchEnd::complete:
      return Texts::tr("%1 events deep, %2. %3")
          .arg(depth, time, chance_words(answer.found.collision));
    case SearchEnd::cancelled: return after_far(Texts::tr("%1 events deep, %2.").arg(depth, time));
    default:
      return after_far(
          Texts::tr("%1 events deep, %2. Raise the limit, or allow less: fewer proposals, "
                    "fewer faults.")
              .arg(depth, time));
  }
}

QStringList figure_names() {
  return {Texts::tr("States"), Texts::tr("Time"),     Texts::tr("States a second"),
          Texts::tr("Depth"),  Texts::tr("Frontier"), Texts::tr("Memory")};
}

QStringList figure_words(const ExploreFigures& figures, const explore::SearchLimits& limits) {
  const auto ms = static_cast<std::uint64_t>(std::max<std::int64_t>(figures.milliseconds, 1));
  return {number(figures.states),
          seconds(figures.milliseconds),
          number(figures.states * 1000 / ms),
          number(figures.depth),
          number(figures.frontier),
          Texts::tr("%1 of %2").arg(number(figures.bytes >> 20), megabytes(limits.bytes))};
}

QString example_goal(const Cluster& world) {
  std::vector<NodeId> acceptors;
  for (NodeId acceptor : world.shape().with(Role::acceptor)) acceptors.push_back(acceptor);
  std::vector<std::string> tries;
  if (acceptors.size() > 1) {
    const std::string vote = ".accepted = 1.1:blue and ";
    tries.push_back(world.name(acceptors[0]) + vote + world.name(acceptors[1]) + vote +
                    "not chosen blue");
  }
  tries.emplace_back(world.protocol->info().noop.exists() ? "not chosen slot 1 = none"
                                                          : "not chosen none");
  for (const std::string& text : tries) {
    const auto condition = parse_condition(text);
    if (condition && is_true(world, *condition)) return QString::fromStdString(text);
  }
  return QStringLiteral("not quiet");
}

}  // namespace synod::views
