#include "views/log/log_rows.h"

#include <QCoreApplication>
#include <algorithm>

#include "model/base/whole_number.h"
#include "model/data/field_search.h"
#include "model/world/compaction.h"
#include "model/world/protocol.h"
#include "views/kit/translated.h"

namespace synod::views {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(synod::views::LogView)
};

LogRow row_of(const Frame& frame, NodeId node, const FieldInfo& field) {
  const Cluster& world = *frame.world;
  const State& state = world.node(node).state;
  LogRow row;
  row.node = node;
  row.name = QString::fromStdString(world.name(node));
  row.log = value_meaning<SlotLog>(state, Means::log).value_or(SlotLog());
  row.compacted = compacted_up_to(state);
  row.applied = world.observer.applied_by(node);
  row.up = world.node(node).up;
  row.paused = world.node(node).paused;
  row.leading = row.up && is_leading(state);
  row.covered = frame.covers(node, field.name);
  if (frame.last == nullptr) return row;
  for (const Change& change : frame.last->changes) {
    if (change.node != node || std::strcmp(change.field.name, field.name) != 0) continue;
    const auto* before = std::get_if<SlotLog>(&change.before);
    row.changed = before != nullptr;
    if (row.changed) row.before = *before;
  }
  return row;
}

bool same(const LogEntry* a, const LogEntry* b) {
  return a == nullptr || b == nullptr ? a == b : *a == *b;
}

/// Whether they are not the same entry. Of a ballot the value alone counts, as another one may have
/// chosen it again; an entry of another term is another one.
bool differ(const Vote& held, const Vote& chosen) {
  const bool by_term = held.ballot.is_term() && held.ballot.round != chosen.ballot.round;
  return held.value != chosen.value || by_term;
}

/// The leader of the highest number: another one that believes that it leads is over.
NodeId leader_in(const std::vector<LogRow>& rows, const Cluster& world) {
  NodeId leader;
  Ballot highest;
  for (const LogRow& row : rows) {
    if (!row.leading) continue;
    const auto number = value_meaning<Ballot>(world.node(row.node).state, Means::number);
    if (number.value_or(Ballot{}).bare() < highest) continue;
    leader = row.node;
    highest = number.value_or(Ballot{}).bare();
  }
  return leader;
}

/// The slot that stands under the node's name in `table`; 0 where none does.
Slot slot_under(const std::optional<Table>& table, const std::string& name) {
  if (!table) return {};
  return {whole_number<std::uint32_t>(table->get(Text(name)).view()).value_or(0)};
}

}  // namespace

bool keeps_logs(const Cluster& world) {
  return std::any_of(world.nodes.begin(), world.nodes.end(),
                     [](const Node& node) { return keeps_log(node.state); });
}

void LogRows::take(const Frame& frame) {
  const Cluster& world = *frame.world;
  rows_.clear();
  chosen_ = world.observer.first_choices();
  at_ = world.events;
  noop_ = world.protocol->info().noop;
  last_ = chosen_.empty() ? Slot{} : chosen_.back().slot;
  rows_.push_back({});
  rows_.front().name = translated(world.protocol->info().decision.done);
  for (NodeId node : world.shape().all() - world.shape().with(Role::client)) {
    const FieldInfo* field = field_meaning(world.node(node).state, Means::log);
    if (field == nullptr) continue;
    rows_.push_back(row_of(frame, node, *field));
    last_ = std::max({last_, rows_.back().log.last(), rows_.back().compacted});
  }
  take_progress(world);
}

void LogRows::take_progress(const Cluster& world) {
  const NodeId leader = leader_in(rows_, world);
  if (!leader.exists()) return;
  const State& state = world.node(leader).state;
  const auto holds = value_meaning<Table>(state, Means::holds);
  const auto sends = value_meaning<Table>(state, Means::sends);
  if (!holds && !sends) return;
  for (LogRow& row : rows_) {
    if (!row.node.exists() || row.node == leader) continue;
    row.leader = leader;
    row.held = slot_under(holds, world.name(row.node));
    row.next = slot_under(sends, world.name(row.node));
  }
}

QString LogRows::leader_of(const LogRow& row) const {
  for (const LogRow& other : rows_)
    if (other.node == row.leader) return other.name;
  return {};
}

EventNumber LogRows::chosen_at(Slot slot) const {
  const Chosen* chosen = choice_of(chosen_, slot);
  return chosen == nullptr ? 0 : chosen->at;
}

SlotLook LogRows::look(const LogRow& row, Slot slot) const {
  SlotLook look;
  const Chosen* chosen = choice_of(chosen_, slot);
  look.chosen = chosen != nullptr;
  if (!row.node.exists()) {
    if (chosen == nullptr) {
      if (slot.number != 0 && !chosen_.empty() && slot < chosen_.back().slot)
        look.kind = SlotLook::Kind::hole;
      return look;
    }
    look.kind = SlotLook::Kind::held;
    look.ballot = chosen->vote.ballot;
    look.value = chosen->vote.value;
    look.noop = look.value == noop_;
    look.changed = chosen->at == at_;
    return look;
  }
  const LogEntry* entry = row.log.find(slot);
  look.changed = row.changed && !same(entry, row.before.find(slot));
  look.applied = slot <= row.applied;
  if (entry == nullptr) {
    if (slot <= row.compacted)
      look.kind = SlotLook::Kind::compacted;
    else if (slot < row.log.last())
      look.kind = SlotLook::Kind::hole;
    return look;
  }
  look.kind = SlotLook::Kind::held;
  look.ballot = entry->vote.ballot;
  look.value = entry->vote.value;
  look.noop = look.value == noop_;
  look.known = entry->chosen;
  look.differs = chosen != nullptr && differ(entry->vote, chosen->vote);
  return look;
}

Slot LogRows::changed() const {
  Slot found;
  for (const LogRow& row : rows_) {
    if (!row.changed) continue;
    for (Slot slot = last_; slot > found; --slot.number)
      if (!same(row.log.find(slot), row.before.find(slot))) found = slot;
  }
  return found;
}

QString LogRows::told_of_node(const LogRow& row, Slot slot, const SlotLook& cell) const {
  QStringList lines{Texts::tr("%1, slot %2: %3")
                        .arg(row.name)
                        .arg(slot.number)
                        .arg(views::told(cell, rows_.front().name))};
  if (row.leader.exists() && slot == row.held)
    lines << Texts::tr("%1 knows that this log is its own up to here.").arg(leader_of(row));
  if (row.leader.exists() && slot == row.next)
    lines << Texts::tr("%1 sends this slot next.").arg(leader_of(row));
  return lines.join(u'\n');
}

QString LogRows::told(const LogRow& row, Slot slot) const {
  const SlotLook cell = look(row, slot);
  if (row.node.exists()) return told_of_node(row, slot, cell);
  if (cell.kind != SlotLook::Kind::held)
    return Texts::tr("Slot %1: nothing is %2.").arg(slot.number).arg(row.name);
  return Texts::tr("Slot %1: %2 is %4, at %3 first. No node can see this.")
      .arg(slot.number)
      .arg(QString::fromStdString(cell.value.str()), QString::fromStdString(cell.ballot.str()),
           row.name);
}

}  // namespace synod::views
