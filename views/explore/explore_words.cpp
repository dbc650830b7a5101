#include "views/explore/explore_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>

#include "model/scenario/condition.h"
#include "model/scenario/condition_parser.h"
#include "views/translated.h"

namespace synod::views {

namespace {

using explore::SearchEnd;

QString tr(const char* text) {
  return QCoreApplication::translate("Explore", text);
}

QString number(std::uint64_t value) {
  return QLocale().toString(static_cast<qulonglong>(value));
}

QString megabytes(std::uint64_t bytes) {
  return tr("%1 MB").arg(number((bytes + (1 << 20) - 1) >> 20));
}

QString seconds(std::int64_t milliseconds) {
  if (milliseconds < 100) return tr("%1 ms").arg(milliseconds);
  return tr("%1 s").arg(QLocale().toString(static_cast<double>(milliseconds) / 1000, 'f', 1));
}

/// "1 crash" or "3 crashes"; nothing where there are none.
void count(QStringList& list, std::uint32_t many, const char* one, const char* several) {
  if (many == 1) list << tr(one);
  if (many > 1) list << tr(several).arg(many);
}

#define TR(text) QT_TRANSLATE_NOOP("Explore", text)

void count_network(QStringList& list, const explore::Bounds& bounds) {
  if (bounds.lossy) {
    list << tr("any message lost, and any delivered again and again");
    return;
  }
  count(list, bounds.drops, TR("1 message lost"), TR("%1 messages lost"));
  count(list, bounds.duplicates, TR("1 message doubled"), TR("%1 messages doubled"));
}

/// As a sentence begins.
QString capital(QString word) {
  if (!word.isEmpty()) word[0] = word[0].toUpper();
  return word;
}

QString found_words(const ExploreRequest& request, const ExploreAnswer& answer) {
  const std::size_t events = answer.found.actions.size();
  if (request.aim == ExploreAim::livelock)
    return tr("In %1 events it comes round: the same situation with higher ballots. Nothing is "
              "chosen, though messages are delivered.")
        .arg(answer.turn.size());
  if (request.aim == ExploreAim::goal) {
    if (events == 0) return tr("It is so already, at the moment that was explored.");
    if (events == 1) return tr("It is reached by 1 event.");
    return tr("It is reached in %1 events, and in no fewer: the par of a challenge made from it.")
        .arg(events);
  }
  const QString broken = capital(QString::fromStdString(answer.found.broken));
  if (events == 1) return tr("%1 is violated by 1 event.").arg(broken);
  if (!answer.found.shortest)
    return tr("%1 is violated in %2 events, perhaps in fewer.").arg(broken).arg(events);
  return tr("%1 is violated in %2 events, and in no fewer.").arg(broken).arg(events);
}

QString complete_words(const ExploreRequest& request, const ExploreAnswer& answer) {
  const QString states = number(answer.found.search.states);
  switch (request.aim) {
    case ExploreAim::violation:
      return tr("Every invariant holds in all %1 states within these bounds.").arg(states);
    case ExploreAim::goal:
      return tr("It can't be reached: it holds in none of all %1 states within these bounds.")
          .arg(states);
    case ExploreAim::livelock:
      return tr("It can't go round for ever: none of all %1 states within these bounds comes back "
                "without a value being chosen.")
          .arg(states);
  }
  return {};
}

}  // namespace

QString scope_words(const explore::Bounds& bounds) {
  QStringList list{tr("Every order of deliveries")};
  if (bounds.ballots == 0) list << tr("nobody asked anew");
  count(list, bounds.ballots, TR("each proposer asked once"), TR("each proposer asked %1 times"));
  count_network(list, bounds);
  count(list, bounds.crashes, TR("1 crash"), TR("%1 crashes"));
  count(list, bounds.restarts, TR("1 restart"), TR("%1 restarts"));
  count(list, bounds.wipes, TR("1 disk lost"), TR("%1 disks lost"));
  if (bounds.any_timers) {
    list << tr("any timer, once its node has nothing under way");
  } else {
    count(list, bounds.timers, TR("1 timer"), TR("%1 timers"));
  }
  if (bounds.merge_quiet) list << tr("quiet steps merged");
  return list.join(tr(", ")) + tr(".");
}

QString limit_words(const explore::SearchLimits& limits) {
  return tr("It gives up after %1 states or at %2.")
      .arg(number(limits.states), megabytes(limits.bytes));
}

QString answer_words(const ExploreRequest& request, const ExploreAnswer& answer) {
  if (answer.problem) return translated(*answer.problem);
  const QString states = number(answer.found.search.states);
  switch (answer.found.search.end) {
    case SearchEnd::found: return found_words(request, answer);
    case SearchEnd::complete: return complete_words(request, answer);
    case SearchEnd::too_many:
      if (request.aim == ExploreAim::livelock)
        return tr("The limit of states came first: no loop was found in %1 states, with up to %2 "
                  "messages under way.")
            .arg(states)
            .arg(answer.under_way);
      return tr("The limit of states came first: nothing was found in %1 states.").arg(states);
    case SearchEnd::too_large:
      if (request.aim == ExploreAim::livelock)
        return tr("The limit of memory came first: no loop was found in %1 states, with up to %2 "
                  "messages under way.")
            .arg(states)
            .arg(answer.under_way);
      return tr("The limit of memory came first: nothing was found in %1 states.").arg(states);
    case SearchEnd::too_deep:
      return tr("The limit of depth came first: nothing was found in %1 states.").arg(states);
    case SearchEnd::cancelled:
      return tr("Cancelled: nothing was found in the first %1 states.").arg(states);
  }
  return {};
}

QString answer_details(const ExploreRequest& request, const ExploreAnswer& answer) {
  if (answer.problem) return {};
  const auto& search = answer.found.search;
  const QString time = seconds(answer.milliseconds);
  const QString depth = number(search.depth);
  switch (search.end) {
    case SearchEnd::found:
      if (request.aim == ExploreAim::livelock)
        return tr("%1 events lead there. %2 states, depth %3, %4.")
            .arg(number(answer.found.actions.size()), number(search.states), depth, time);
      return tr("%1 states, depth %2, %3.").arg(number(search.states), depth, time);
    case SearchEnd::complete:
      return tr("Depth %1, %2. The chance that a state was missed is below %3.")
          .arg(depth, time, QLocale::c().toString(answer.found.collision, 'e', 0));
    case SearchEnd::cancelled: return tr("Depth %1, %2.").arg(depth, time);
    default:
      return tr("Depth %1, %2. Raise the limit, or allow less: fewer ballots, fewer faults.")
          .arg(depth, time);
  }
}

QStringList figure_names() {
  return {tr("States"), tr("A second"), tr("Depth"), tr("Frontier"), tr("Memory"), tr("Time")};
}

QStringList figure_words(const ExploreFigures& figures) {
  const auto ms = static_cast<std::uint64_t>(std::max<std::int64_t>(figures.milliseconds, 1));
  return {number(figures.states),   number(figures.states * 1000 / ms),
          number(figures.depth),    number(figures.frontier),
          megabytes(figures.bytes), seconds(figures.milliseconds)};
}

#undef TR

QString example_goal(const Cluster& world) {
  std::vector<NodeId> acceptors;
  for (NodeId acceptor : world.shape().with(Role::acceptor)) acceptors.push_back(acceptor);
  std::vector<std::string> tries;
  if (acceptors.size() > 1) {
    const std::string vote = ".accepted = 1.1:blue and ";
    tries.push_back(world.name(acceptors[0]) + vote + world.name(acceptors[1]) + vote +
                    "not chosen blue");
  }
  tries.emplace_back("not chosen slot 1 = none");
  for (const std::string& text : tries) {
    const auto condition = parse_condition(text);
    if (condition && is_true(world, *condition)) return QString::fromStdString(text);
  }
  return QStringLiteral("not quiet");
}

}  // namespace synod::views
