#include "views/panels/story_model.h"

#include <algorithm>

#include "model/world/protocol.h"
#include "views/kit/cover.h"
#include "views/kit/plain_text.h"
#include "views/kit/told_at.h"
#include "views/kit/translated.h"
#include "views/panels/story_heading.h"

namespace synod::views {

namespace {

/// So many are looked through in a few milliseconds.
constexpr std::size_t events_at_a_time = 4'096;

}  // namespace

StoryModel::StoryModel(QObject* parent) : QAbstractListModel(parent) {
  more_.setSingleShot(true);
  connect(&more_, &QTimer::timeout, this, [this] {
    const std::size_t before = headings_.size();
    follow_course();
    if (headings_.size() != before) emit headings_found();
  });
}

void StoryModel::set_history(const History* history) {
  beginResetModel();
  history_ = history;
  line_.clear();
  course_.clear();
  more_.stop();
  headings_.clear();
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
                    line_.size() == line.size() && line_[line.size() - 1] == line.back();
  if (same) return;
  next_size_ = history_->size();
  next_of_ = history_->present();

  const std::size_t common = line_.common_with(line);
  const std::size_t events = common == 0 ? 0 : common - 1;
  const int kept = rows_of(events);
  if (const int rows = rowCount(); rows > kept) {
    beginRemoveRows({}, kept, rows - 1);
    line_.cut(events + 1);
    std::erase_if(headings_, [&](const RecoveryTurn& turn) { return turn.event > events; });
    next_.clear();
    endRemoveRows();
  }
  const QString next = at_end ? next_sentence() : QString();
  const std::size_t rows = line.size() - 1 + headings_.size() + (next.isEmpty() ? 0 : 1);
  const int end = static_cast<int>(rows);
  if (end > kept) beginInsertRows({}, kept, end - 1);
  line_.take(line);
  next_ = next;
  if (end > kept) endInsertRows();
  follow_course();
}

/// Gives headings their rows, above those of their events.
void StoryModel::follow_course() {
  if (!course_.follow(*history_, events_at_a_time)) more_.start();
  const std::vector<RecoveryTurn>& turns = course_.turns();
  for (std::size_t i = headings_.size(); i < turns.size(); ++i) {
    const int row = row_of(turns[i].event);
    beginInsertRows({}, row, row);
    headings_.push_back(turns[i]);
    endInsertRows();
  }
  headings_ = turns;  // What the last of them tells may have come to more.
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

void StoryModel::set_detail(LevelOfDetail level) {
  if (level == level_) return;
  level_ = level;
  if (!next_.isEmpty()) next_ = next_sentence();
  if (rowCount() > 0) emit dataChanged(index(0), index(rowCount() - 1));
}

int StoryModel::rowCount(const QModelIndex& parent) const {
  if (parent.isValid() || line_.empty()) return 0;
  return rows_of(line_.size() - 1) + (next_.isEmpty() ? 0 : 1);
}

int StoryModel::row_of(EventNumber event) const {
  const auto above =
      std::partition_point(headings_.begin(), headings_.end(),
                           [&](const RecoveryTurn& turn) { return turn.event <= event; });
  return static_cast<int>(event) - 1 + static_cast<int>(above - headings_.begin());
}

std::vector<RecoveryTurn>::const_iterator StoryModel::heading_from(int row) const {
  // A heading is one row above its event.
  return std::partition_point(headings_.begin(), headings_.end(), [&](const RecoveryTurn& turn) {
    return row_of(turn.event) - 1 < row;
  });
}

const RecoveryTurn* StoryModel::heading(int row) const {
  const auto found = heading_from(row);
  return found != headings_.end() && row_of(found->event) - 1 == row ? &*found : nullptr;
}

EventNumber StoryModel::event_of(int row) const {
  return static_cast<EventNumber>(row + 1 - (heading_from(row) - headings_.begin()));
}

int StoryModel::following_row() const {
  const int row = present_row() + 1;
  return heading(row) == nullptr ? row : row + 1;
}

std::optional<MomentId> StoryModel::moment(int row) const {
  if (row < 0) return std::nullopt;
  const EventNumber event = event_of(row);
  if (event >= line_.size()) return std::nullopt;
  return line_[event];
}

StoryModel::When StoryModel::when(int row) const {
  if (is_next(row)) return When::next;
  if (row == present_row()) return When::present;
  return row < present_row() ? When::past : When::future;
}

StoryModel::Share StoryModel::share(int row) const {
  if (reason_ == nullptr || !reason_->active() || heading(row) != nullptr) return Share::unasked;
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
    case number_role:
      return heading(row) == nullptr ? QVariant(static_cast<int>(event_of(row))) : QVariant();
    case node_role: return node_name(row);
    case sentence_role: return sentence(row);
    case rule_role: return rule(row);
    case moment_role: return moment(row).value_or(0);
    case share_role: return static_cast<int>(share(row));
    case when_role: return static_cast<int>(when(row));
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return plain_text(row);
    case Qt::ToolTipRole: return plain_tip(plain_text(row));
    default: return {};
  }
}

/// The node where it happened, where the sentence starts with it: then it stands apart, in bold.
QString StoryModel::node_name(int row) const {
  const auto id = moment(row);
  if (!id || heading(row) != nullptr || !history_->moment(*id).node.exists()) return {};
  const QString name = QString::fromStdString(history_->world().name(history_->moment(*id).node));
  const Event& event = history_->event(*id);
  if (event.notes.empty()) return {};
  const QString sentence = translated(told_at(level_, event.notes.front().text));
  return sentence.startsWith(name + u' ') ? name : QString();
}

QString StoryModel::sentence(int row) const {
  if (const RecoveryTurn* turn = heading(row)) return told(*turn, history_->world());
  const auto id = moment(row);
  if (!id) return next_;
  QString all;
  for (const SentencePart& part : parts(row)) all += part.text;
  return all;
}

std::vector<SentencePart> StoryModel::parts(int row) const {
  std::vector<SentencePart> all;
  for (const Note& note : history_->event(*moment(row)).notes) {
    if (!all.empty()) all.push_back({QStringLiteral(" ")});
    const std::vector<SentencePart> next = translated_parts(told_at(level_, note.text));
    all.insert(all.end(), next.begin(), next.end());
  }
  // The node's name stands apart.
  qsizetype cut = node_name(row).size();
  if (cut > 0) ++cut;
  while (cut > 0 && !all.empty()) {
    const qsizetype here = std::min(cut, all.front().text.size());
    all.front().text.remove(0, here);
    if (all.front().text.isEmpty()) all.erase(all.begin());
    cut -= here;
  }
  return all;
}

QString StoryModel::rule(int row) const {
  const auto id = moment(row);
  if (!id || heading(row) != nullptr) return {};
  QStringList rules;
  for (const Note& note : history_->event(*id).notes)
    if (const QString rule = rule_at(level_, note.rule); !rule.isEmpty() && !rules.contains(rule))
      rules << rule;
  return rules.join(QStringLiteral(", "));
}

QString StoryModel::plain_text(int row) const {
  if (heading(row) != nullptr) return tr("Change of leader: %1").arg(sentence(row));
  const QString node = node_name(row);
  const QString rules = rule(row);
  QString text = QStringLiteral("%1  ").arg(event_of(row));
  if (!node.isEmpty()) text += node + u' ';
  text += sentence(row);
  return rules.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, rules);
}

QString StoryModel::next_sentence() const {
  const Cluster& world = history_->world();
  const std::optional<Action> due = next_due(world);
  const auto name = [&](NodeId node) { return QString::fromStdString(world.name(node)); };
  if (!due) {
    const NodeSet paused = waited_for(world);
    if (paused.empty()) return {};
    return tr("next: nothing before %1 is resumed").arg(name(*paused.begin()));
  }
  if (const Timer* timer = world.timer(due->message); due->verb == Verb::fire && timer != nullptr)
    return tr("next: the timer '%2' of %1 goes off")
        .arg(name(timer->node), QString::fromUtf8(world.protocol->info().timers[timer->kind]));
  const Message* message = world.message(due->message);
  if (message == nullptr) return {};
  const QString what = message_told(world, *message, level_);
  if (!world.node(message->to).up)
    return tr("next: %2 reaches %1, which is down").arg(name(message->to), what);
  return tr("next: %1 hears %2 from %3").arg(name(message->to), what, name(message->from));
}

}  // namespace synod::views
