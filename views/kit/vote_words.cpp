#include "views/kit/vote_words.h"

#include <QCoreApplication>
#include <map>

namespace synod::views {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(synod::views::VotesView)
};

QString text_of(const Text& value) {
  return QString::fromStdString(value.str());
}

QString text_of(const Ballot& ballot) {
  return QString::fromStdString(ballot.str());
}

}  // namespace

QString VoteWords::listed(NodeSet nodes) const {
  QStringList names;
  for (NodeId node : nodes) names << name(node);
  if (names.size() < 2) return names.join(QString());
  const QString last = names.takeLast();
  return Texts::tr("%1 and %2").arg(names.join(Texts::tr(", ")), last);
}

QString VoteWords::situation() const {
  std::map<Text, const VoteRow*> chosen;
  const VoteRow* leading = nullptr;
  Tally most;
  bool any = false;
  for (const VoteRow& row : grid_.rows()) {
    if (row.since > at_) continue;
    any = true;
    const Tally tally = grid_.tally(row, at_);
    if (tally.chosen) chosen.emplace(tally.value, &row);
    if (!tally.accepted.empty() && tally.accepted.size() >= most.accepted.size()) {
      leading = &row;
      most = tally;
    }
  }
  if (!any) return Texts::tr("No ballot was started yet.");
  if (chosen.size() > 1)
    return Texts::tr("Two values are chosen, %1 at %2 and %3 at %4: agreement is broken.")
        .arg(text_of(chosen.begin()->first), text_of(chosen.begin()->second->ballot),
             text_of(chosen.rbegin()->first), text_of(chosen.rbegin()->second->ballot));
  if (chosen.size() == 1) {
    const VoteRow& row = *chosen.begin()->second;
    return one_chosen(row, grid_.tally(row, at_));
  }
  if (leading == nullptr) return Texts::tr("Nobody has accepted anything yet: nothing is chosen.");
  if (const QString many = held_by_many(); !many.isEmpty()) return many;
  return Texts::tr("Nothing is chosen: ballot %1 has %2 of the %3 votes that it needs.")
      .arg(text_of(leading->ballot))
      .arg(most.accepted.size())
      .arg(grid_.q2());
}

QString VoteWords::one_chosen(const VoteRow& row, const Tally& tally) const {
  // The first ballot that chose it is the one that made it so.
  return Texts::tr("%1 is chosen: %2 accepted it at %3.")
      .arg(text_of(tally.value), listed(tally.accepted), text_of(row.ballot));
}

/// As many acceptors hold one value as make a quorum, but not from one ballot.
QString VoteWords::held_by_many() const {
  std::map<Text, NodeSet> holders;
  for (std::size_t i = 0; i < grid_.acceptors().size(); ++i)
    if (const Vote held = grid_.held(i, at_); held.exists())
      holders[held.value].insert(grid_.acceptors()[i]);
  for (const auto& [value, nodes] : holders)
    if (nodes.size() >= grid_.q2())
      return Texts::tr("%1 hold %2, but no ballot has %3 votes: nothing is chosen.")
          .arg(listed(nodes), text_of(value))
          .arg(grid_.q2());
  return {};
}

QString VoteWords::quorum(const VoteRow& row) const {
  const Tally tally = grid_.tally(row, at_);
  QStringList who;
  for (NodeId node : tally.chosen || !tally.accepted.empty() ? tally.accepted : tally.promised)
    who << name(node);
  if (tally.chosen) return Texts::tr("chosen: %1").arg(who.join(' '));
  if (!tally.accepted.empty())
    return Texts::tr("%1 of %2: not chosen").arg(tally.accepted.size()).arg(grid_.q2());
  if (tally.prepared) return Texts::tr("promised: %1").arg(who.join(' '));
  return Texts::tr("%1 of %2 promised").arg(tally.promised.size()).arg(grid_.q1());
}

QString VoteWords::cell(const VoteRow& row, std::size_t column) const {
  const QString who = name(grid_.acceptors()[column]);
  const QString ballot = text_of(row.ballot);
  QStringList lines;
  for (const VoteMark& mark : grid_.marks(row, column, at_)) {
    switch (mark.kind) {
      case Response::Kind::promised:
        lines << Texts::tr("%1 promised %2 (event %3).").arg(who, ballot).arg(mark.at);
        break;
      case Response::Kind::accepted:
        lines << Texts::tr("%1 accepted %2 at %3 (event %4).")
                     .arg(who, text_of(mark.value), ballot)
                     .arg(mark.at);
        if (grid_.wiped(column, at_) > mark.at)
          lines << Texts::tr(
                       "Its disk was wiped later (event %1): the vote stays cast, but %2 no longer "
                       "knows of it.")
                       .arg(grid_.wiped(column, at_))
                       .arg(who);
        break;
      case Response::Kind::refused:
        lines << (mark.instead.exists()
                      ? Texts::tr("%1 refused %2, as it had promised %3 (event %4).")
                            .arg(who, ballot, text_of(mark.instead))
                            .arg(mark.at)
                      : Texts::tr("%1 refused %2 (event %3).").arg(who, ballot).arg(mark.at));
        break;
    }
  }
  if (lines.isEmpty()) return Texts::tr("%1 was not heard at %2.").arg(who, ballot);
  return lines.join('\n');
}

QString VoteWords::comparison(const std::vector<ShownQuorum>& quorums) const {
  if (quorums.size() != 2 || !quorums[0].ballot.exists()) return {};
  const NodeSet both = quorums[0].members & quorums[1].members;
  const QString lower = text_of(quorums[0].ballot);
  const QString higher = text_of(quorums[1].ballot);
  if (both.empty()) return Texts::tr("%1 and %2 have no acceptor in common.").arg(lower, higher);
  const bool reports = quorums[0].phase == ShownQuorum::Phase::second &&
                       quorums[1].phase == ShownQuorum::Phase::first;
  return reports ? Texts::tr("In both: %1. Whoever promised %3 after accepting at %2 reported it.")
                       .arg(listed(both), lower, higher)
                 : Texts::tr("In both %2 and %3: %1.").arg(listed(both), lower, higher);
}

QString quorums_apart_told(const Setup& setup) {
  const QuorumsApart apart = quorums_apart(setup);
  if (!apart.exist()) return {};
  const auto names = [&](NodeSet nodes) {
    QStringList words;
    for (NodeId node : nodes) words << QString::fromStdString(setup.shape.name(node));
    return words.join(' ');
  };
  return Texts::tr(
             "Two quorums need not meet: %1 (phase 2) and %2 (phase 1) share nobody. Agreement can "
             "break.")
      .arg(names(apart.second), names(apart.first));
}

}  // namespace synod::views
