// Page of the inspector about the truth: what is chosen, and whether every invariant holds.
#include <QCoreApplication>

#include "model/world/protocol.h"
#include "model/world/service.h"
#include "views/kit/translated.h"
#include "views/panels/inspector_page.h"

namespace synod::views {

namespace {

class TruthMaker {
  Q_DECLARE_TR_FUNCTIONS(synod::views::Inspector)

 public:
  TruthMaker(const Cluster& world, const History& history, LevelOfDetail level)
      : world_(world), observer_(world.observer), history_(history), level_(level) {}

  TruthPage page() const {
    TruthPage page;
    const DecisionWords& words = world_.protocol->info().decision;
    if (words.done != nullptr) {
      page.rows.push_back({translated(words.done), chosen(), translated(words.meaning)});
      page.rows.back().asks = history_.present() != 0;
    }
    const bool broken = !observer_.violations().empty();
    if (level_ == LevelOfDetail::full)
      page.rows.push_back({broken ? tr("not safe") : tr("safe"), safe(), properties()});
    if (const auto wait = longest_wait(world_))
      page.rows.push_back({tr("wait"), waited(*wait),
                           tr("The longest time that a client waited for one command so far")});
    for (const Violation& violation : observer_.violations())
      page.violations.push_back(
          {tr("%1 Since event %2.").arg(translated(violation.why)).arg(violation.at),
           {},
           moment_of(violation.at),
           true,
           violation.invariant});
    return page;
  }

 private:
  std::optional<MomentId> moment_of(EventNumber number) const {
    if (number == 0 || number >= history_.line().size()) return std::nullopt;
    return history_.line()[number];
  }

  bool numbers() const { return level_ != LevelOfDetail::basic; }

  Pieces chosen() const {
    const auto& all = observer_.chosen();
    if (all.empty()) return {strong(tr("nothing yet"))};
    if (all.back().slot.number != 0) return chosen_in_log(all.back());
    Pieces pieces;
    constexpr std::size_t most = 6;
    for (std::size_t i = 0; i < std::min(all.size(), most); ++i) {
      if (i == 0 || all[i].vote.value != all[i - 1].vote.value) {
        pieces.push_back(value_piece(all[i].vote.value));
        if (numbers()) pieces.push_back(muted(tr("at")));
      }
      if (numbers()) pieces.push_back(ballot_piece(all[i].vote.ballot));
    }
    if (all.size() > most) pieces.push_back(muted(tr("and %1 more").arg(all.size() - most)));
    return pieces;
  }

  /// Of a log the last slot: the tab of the logs has the others.
  Pieces chosen_in_log(const Chosen& last) const {
    const std::size_t times = observer_.chosen().size();
    if (!last.vote.ballot.exists()) return decided_about(last.slot);
    const QString slot = times == 1 ? tr("once; slot %1:") : tr("%1 times; slot %2:").arg(times);
    Pieces pieces{muted(slot.arg(last.slot.number)), value_piece(last.vote.value)};
    if (numbers()) pieces.insert(pieces.end(), {muted(tr("at")), ballot_piece(last.vote.ballot)});
    return pieces;
  }

  /// More than one value where the judge has found that as well.
  Pieces decided_about(Slot slot) const {
    Pieces pieces{muted(tr("number %1:").arg(slot.number))};
    for (const Chosen& decided : observer_.chosen())
      if (decided.slot == slot) pieces.push_back(value_piece(decided.vote.value));
    return pieces;
  }

  Pieces safe() const {
    const std::size_t broken = observer_.violations().size();
    if (const auto* key = observer_.watch().unknown(); broken == 0 && key != nullptr)
      return {strong(tr("linearizability is not known: too many orders of the operations on %1")
                         .arg(QString::fromStdString(key->key.str())))};
    if (broken == 0)
      return {strong(tr("all %1 invariants hold").arg(world_.protocol->info().invariants.size()))};
    Pieces pieces{{LinePiece::Kind::warning}};
    for (const Violation& violation : observer_.violations()) {
      LinePiece title = strong(tr("%1 violated").arg(invariant_title(violation.invariant)));
      pieces.push_back(title);
    }
    return pieces;
  }

  /// "longest 742 ms C1, still waits".
  Pieces waited(const Wait& wait) const {
    Pieces pieces{muted(tr("longest")), strong(tr("%1 ms").arg(wait.length.ms)),
                  muted(QString::fromStdString(world_.name(wait.operation.client)))};
    if (!wait.over()) pieces.push_back(muted(tr("still waits")));
    return pieces;
  }

  QString properties() const {
    QStringList lines;
    for (const Invariant& invariant : world_.protocol->info().invariants)
      lines << QStringLiteral("%1: %2").arg(translated(invariant.title),
                                            translated(invariant.meaning));
    return lines.join(u'\n');
  }

  const Cluster& world_;
  const Observer& observer_;
  const History& history_;
  LevelOfDetail level_;
};

}  // namespace

TruthPage truth_page(const Cluster& world, const History& history, LevelOfDetail level) {
  return TruthMaker(world, history, level).page();
}

}  // namespace synod::views
