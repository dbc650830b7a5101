#include "views/panels/story_model.h"

#include <algorithm>

#include "model/protocol.h"
#include "views/classroom/cover.h"
#include "views/translated.h"

namespace synod::views {

void StoryModel::set_history(const History* history) {
  beginResetModel();
  history_ = history;
  line_.clear();
  next_.clear();
  next_size_ = 0;
  depth_ = 0;
  endResetModel();
}

void StoryModel::refresh() {
  if (history_ == nullptr) return;
  const auto& line = history_->line();
  const bool at_end = history_->present() == line.back();
  const bool same = next_size_ == history_->size() && next_of_ == history_->present() &&
                    !line_.empty() && line_.back() == line.back();
  if (same) return;
  next_size_ = history_->size();
  next_of_ = history_->present();

  const auto differ = std::mismatch(line_.begin(), line_.end(), line.begin(), line.end());
  const int kept = std::max(static_cast<int>(differ.first - line_.begin()) - 1, 0);
  if (const int rows = rowCount(); rows > kept) {
    beginRemoveRows({}, kept, rows - 1);
    line_.resize(std::min(line_.size(), static_cast<std::size_t>(kept) + 1));
    next_.clear();
    endRemoveRows();
  }
  const QString next = at_end ? next_sentence() : QString();
  const int rows = static_cast<int>(line.size()) - 1 + (next.isEmpty() ? 0 : 1);
  if (rows > kept) beginInsertRows({}, kept, rows - 1);
  line_ = line;
  next_ = next;
  if (rows > kept) endInsertRows();
}

void StoryModel::set_depth(EventNumber depth) {
  if (depth == depth_) return;
  depth_ = depth;
  // How rows look depends on where the present is; what they say does not.
  if (rowCount() > 0) emit dataChanged(index(0), index(rowCount() - 1), {when_role});
}

void StoryModel::hide_future(bool hidden) {
  if (hidden == future_hidden_) return;
  future_hidden_ = hidden;
  if (rowCount() > 0) emit dataChanged(index(0), index(rowCount() - 1));
}

int StoryModel::rowCount(const QModelIndex& parent) const {
  if (parent.isValid() || line_.empty()) return 0;
  return static_cast<int>(line_.size()) - 1 + (next_.isEmpty() ? 0 : 1);
}

std::optional<MomentId> StoryModel::moment(int row) const {
  if (row < 0 || row + 1 >= static_cast<int>(line_.size())) return std::nullopt;
  return line_[static_cast<std::size_t>(row) + 1];
}

StoryModel::When StoryModel::when(int row) const {
  if (is_next(row)) return When::next;
  if (row == present_row()) return When::present;
  return row < present_row() ? When::past : When::future;
}

StoryModel::Share StoryModel::share(int row) const {
  if (reason_ == nullptr || !reason_->active()) return Share::unasked;
  const auto id = moment(row);
  return id && reason_->holds(*id) ? Share::part : Share::other;
}

QVariant StoryModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const int row = index.row();
  if (is_covered(row)) {
    const bool tells = role == sentence_role || role == Qt::DisplayRole ||
                       role == Qt::AccessibleTextRole || role == Qt::ToolTipRole;
    if (tells) return cover_text();
    if (role == node_role || role == rule_role) return QString();
  }
  switch (role) {
    case covered_role: return is_covered(row);
    case number_role: return row + 1;
    case node_role: return node_name(row);
    case sentence_role: return sentence(row);
    case rule_role: return rule(row);
    case moment_role: return moment(row).value_or(0);
    case share_role: return static_cast<int>(share(row));
    case when_role: return static_cast<int>(when(row));
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return plain_text(row);
    case Qt::ToolTipRole: return plain_text(row);
    default: return {};
  }
}

/// The node where it happened, where the sentence starts with it: then it stands apart, in bold.
QString StoryModel::node_name(int row) const {
  const auto id = moment(row);
  if (!id || !history_->moment(*id).node.exists()) return {};
  const QString name = QString::fromStdString(history_->world().name(history_->moment(*id).node));
  const Event& event = history_->event(*id);
  if (event.notes.empty()) return {};
  return translated(event.notes.front().text).startsWith(name + u' ') ? name : QString();
}

QString StoryModel::sentence(int row) const {
  const auto id = moment(row);
  if (!id) return next_;
  QStringList sentences;
  for (const Note& note : history_->event(*id).notes) sentences << translated(note.text);
  QString all = sentences.join(u' ');
  if (const QString name = node_name(row); !name.isEmpty()) all.remove(0, name.size() + 1);
  return all;
}

QString StoryModel::rule(int row) const {
  const auto id = moment(row);
  if (!id) return {};
  QStringList rules;
  for (const Note& note : history_->event(*id).notes)
    if (const QString rule = translated(note.rule); !rule.isEmpty() && !rules.contains(rule))
      rules << rule;
  return rules.join(QStringLiteral(", "));
}

QString StoryModel::plain_text(int row) const {
  const QString node = node_name(row);
  const QString rules = rule(row);
  QString text = QStringLiteral("%1  ").arg(row + 1);
  if (!node.isEmpty()) text += node + u' ';
  text += sentence(row);
  return rules.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, rules);
}

QString StoryModel::next_sentence() const {
  const Cluster& world = history_->world();
  const std::optional<Action> due = next_due(world);
  if (!due) return {};
  const auto name = [&](NodeId node) { return QString::fromStdString(world.name(node)); };
  if (const Timer* timer = world.timer(due->message); due->verb == Verb::fire && timer != nullptr)
    return tr("next: the timer '%2' of %1 goes off")
        .arg(name(timer->node), QString::fromUtf8(world.protocol->info().timers[timer->kind]));
  const Message* message = world.message(due->message);
  if (message == nullptr) return {};
  const QString what = QString::fromStdString(describe(world, *message));
  if (!world.node(message->to).up)
    return tr("next: %2 reaches %1, which is down").arg(name(message->to), what);
  return tr("next: %1 hears %2 from %3").arg(name(message->to), what, name(message->from));
}

}  // namespace synod::views
