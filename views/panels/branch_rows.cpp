#include "views/panels/branch_rows.h"

#include <QCoreApplication>

#include "model/world/protocol.h"
#include "views/kit/translated.h"

namespace synod::views {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(synod::views::BranchList)
};

bool forks(const History& history, MomentId id) {
  const MomentId child = history.moment(id).first_child;
  return child != 0 && history.moment(child).next_sibling != 0;
}

MomentId first_of_own(const History& history, MomentId end) {
  MomentId first = end;
  while (first != 0 && history.moment(first).parent != 0 &&
         !forks(history, history.moment(first).parent))
    first = history.moment(first).parent;
  return first;
}

QString sentence(const History& history, MomentId id) {
  QStringList words;
  for (const Note& note : history.event(id).notes) words << translated(note.text);
  return words.join(u' ');
}

QString outcome_of(const History& history, MomentId end) {
  MomentId chosen = 0;
  std::size_t count = 0;
  bool violated = false;
  for (MomentId id = end; id != 0; id = history.moment(id).parent) {
    violated = violated || history.moment(id).violated;
    if (!history.moment(id).chosen) continue;
    chosen = id;
    ++count;
  }
  if (violated) return Texts::tr("an invariant is violated");
  const QString done = translated(decision_word(history.world()));
  if (chosen == 0) return Texts::tr("nothing is %1").arg(done);
  const std::vector<Chosen>& first = history.event(chosen).chosen;
  const QString value =
      first.empty() ? QString() : QString::fromStdString(first.front().vote.value.str());
  return count > 1 ? Texts::tr("%1 is %2, and more").arg(value, done)
                   : Texts::tr("%1 is %2").arg(value, done);
}

}  // namespace

std::vector<BranchRow> branch_rows(const History& history, const Bookmarks& names) {
  std::vector<BranchRow> rows;
  for (MomentId end = 1; end < history.size(); ++end) {
    if (history.moment(end).first_child != 0) continue;
    BranchRow row;
    row.end = end;
    row.first = first_of_own(history, end);
    row.length = history.moment(end).depth;
    row.own = row.length - history.moment(row.first).depth + 1;
    row.outcome = outcome_of(history, end);
    row.present = history.line().back() == end;
    const Bookmark* name = names.at(row.first);
    row.name = name != nullptr ? QString::fromStdString(name->note)
                               : Texts::tr("From event %1: %2")
                                     .arg(history.moment(row.first).depth)
                                     .arg(sentence(history, row.first));
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace synod::views
