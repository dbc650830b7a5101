#include "views/why/why_model.h"

#include "views/kit/told_at.h"
#include "views/kit/translated.h"

namespace synod::views {

WhyModel::WhyModel(const Reason* reason, QObject* parent)
    : QAbstractListModel(parent), reason_(reason) {}

void WhyModel::set_detail(LevelOfDetail level) {
  if (level == level_) return;
  level_ = level;
  refresh();
}

void WhyModel::refresh() {
  beginResetModel();
  rows_ = reason_->active() ? static_cast<int>(reason_->why()->steps.size()) : 0;
  endResetModel();
}

int WhyModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() || !reason_->active() ? 0 : rows_;
}

std::optional<MomentId> WhyModel::moment(int row) const {
  if (row < 0 || row >= rowCount() || step(row).events.empty()) return std::nullopt;
  return reason_->moment_of(step(row).events.back());
}

QVariant WhyModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const int row = index.row();
  switch (role) {
    case numbers_role: return numbers(row);
    case node_role: return node(row);
    case rule_role: return rule_at(level_, step(row).rule);
    case moment_role: return moment(row).value_or(0);
    case fact_role: return is_fact(row);
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return plain_text(row);
    default: return {};
  }
}

QString WhyModel::numbers(int row) const {
  constexpr qsizetype most = 5;
  QStringList words;
  for (EventNumber number : step(row).events) words << QString::number(number);
  // The last ones are the nearest to what is said.
  if (words.size() > most) words = QStringList{QStringLiteral("…")} + words.last(most - 1);
  return words.join(QStringLiteral(", "));
}

QString WhyModel::node(int row) const {
  const auto at = moment(row);
  if (!at || *at == 0 || history_ == nullptr || *at >= history_->size()) return {};
  const NodeId id = history_->moment(*at).node;
  // A step that speaks of several nodes belongs to none of them.
  for (EventNumber number : step(row).events)
    if (const auto other = reason_->moment_of(number);
        other && *other != 0 && history_->moment(*other).node != id)
      return {};
  return id.exists() ? QString::fromStdString(history_->world().name(id)) : QString();
}

bool WhyModel::is_fact(int row) const {
  const Why& why = *reason_->why();
  return row + 1 == rows_ && !why.slice.empty() && !step(row).events.empty() &&
         step(row).events.back() == why.slice.back();
}

QString WhyModel::plain_text(int row) const {
  QString text = translated(told_at(level_, step(row).text));
  if (const QString rule = rule_at(level_, step(row).rule); !rule.isEmpty())
    text += QStringLiteral(" (%1)").arg(rule);
  const QString events = numbers(row);
  return events.isEmpty() ? text : QStringLiteral("%1  %2").arg(events, text);
}

}  // namespace synod::views
