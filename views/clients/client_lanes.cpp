#include "views/clients/client_lanes.h"

#include <QCoreApplication>
#include <algorithm>

#include "model/truth/key_command.h"
#include "model/world/protocol.h"

namespace synod::views {

bool has_clients(const Cluster& world) {
  const ProtocolInfo& protocol = world.protocol->info();
  return protocol.clients && (protocol.noop.exists() || world.shape().clients != 0);
}

void ClientLanes::clear() {
  *this = {};
}

void ClientLanes::take(const Cluster& end, bool goes_on) {
  const Observer& truth = end.observer;
  if (!goes_on || end.shape() != shape_ || truth.operations().size() < by_clients_.size() ||
      truth.by_hand().size() < by_hand_.size()) {
    clear();
    shape_ = end.shape();
    for (NodeId client : shape_.with(Role::client)) rows_.push_back({client, false, true, {}});
  }
  const std::size_t known = by_clients_.size();
  const std::size_t known_by_hand = by_hand_.size();
  by_clients_ = truth.operations();
  by_hand_ = truth.by_hand();
  end_ = end.now;
  for (std::size_t i = known; i < by_clients_.size(); ++i)
    add({false, static_cast<std::uint32_t>(i)});
  for (std::size_t i = known_by_hand; i < by_hand_.size(); ++i)
    add({true, static_cast<std::uint32_t>(i)});
}

void ClientLanes::add(OperationRef name) {
  rows_[row_for(operation(name), name.by_hand)].operations.push_back(name);
}

/// A client asks for one thing at a time, so what it asked before is over for it. A replica that is
/// asked by hand is asked for many.
bool ClientLanes::is_free(const ClientRow& row, const Operation& next) const {
  if (!row.by_hand || row.operations.empty()) return true;
  const Operation& last = operation(row.operations.back());
  return last.answered && last.answered_order < next.asked_order;
}

std::size_t ClientLanes::row_for(const Operation& next, bool by_hand) {
  const auto is_of_lane = [&](const ClientRow& row) {
    return row.node == next.client && row.by_hand == by_hand;
  };
  std::size_t rows = 0;
  std::size_t last = rows_.size();
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (!is_of_lane(rows_[i])) continue;
    if (is_free(rows_[i], next)) return i;
    ++rows;
    last = i;
  }
  if (rows >= most_rows) return last;
  // Below those of its lane; a new lane stands where its node's number says.
  std::size_t place = last + 1;
  if (rows == 0)
    for (place = 0;
         place < rows_.size() && (!rows_[place].by_hand || rows_[place].node < next.client);)
      ++place;
  rows_.insert(rows_.begin() + static_cast<std::ptrdiff_t>(place),
               {next.client, by_hand, rows == 0, {}});
  return place;
}

ClientBar ClientLanes::bar(std::size_t row, std::size_t place) const {
  const auto& operations = rows_[row].operations;
  const Operation& own = operation(operations[place]);
  ClientBar bar{operations[place], own.invoked, end_, !own.answered};
  if (own.answered) bar.to = *own.answered;
  if (place + 1 < operations.size())
    bar.to = std::min(bar.to, operation(operations[place + 1]).invoked);
  return bar;
}

std::size_t ClientLanes::first_after(std::size_t row, SimTime time) const {
  std::size_t low = 0;
  std::size_t high = rows_[row].operations.size();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (bar(row, middle).to < time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

std::optional<std::pair<std::size_t, std::size_t>> ClientLanes::find(OperationRef name) const {
  if (name.place >= (name.by_hand ? by_hand_ : by_clients_).size()) return std::nullopt;
  const NodeId node = operation(name).client;
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    if (rows_[row].node != node || rows_[row].by_hand != name.by_hand) continue;
    const auto& all = rows_[row].operations;
    const auto found =
        std::lower_bound(all.begin(), all.end(), name,
                         [](OperationRef a, OperationRef b) { return a.place < b.place; });
    if (found != all.end() && *found == name)
      return std::pair{row, static_cast<std::size_t>(found - all.begin())};
  }
  return std::nullopt;
}

namespace {

using Kind = KeyCommand::Kind;

QString text_of(const Text& text) {
  return QString::fromStdString(text.str());
}

/// The command without the number of its client.
QString body(const Operation& operation, const KeyCommand& command) {
  switch (command.kind) {
    case Kind::put: return text_of(command.key) + QStringLiteral(" = ") + text_of(command.value);
    case Kind::get: return text_of(command.key) + u'?';
    case Kind::add:
      return text_of(command.key) + QStringLiteral(" += ") + QString::number(command.amount);
    case Kind::opaque: break;
  }
  const QString whole = text_of(operation.command);
  return command.client == 0 ? whole : whole.mid(whole.indexOf(u' ') + 1);
}

class Words {
  Q_DECLARE_TR_FUNCTIONS(synod::views::ClientsView)

 public:
  static QString all(const Operation& operation, const Shape& shape) {
    const bool by_hand = operation.id == 0;
    const QString node = QString::fromStdString(shape.name(operation.client));
    QStringList lines;
    lines << (by_hand ? tr("By hand at %1: %2") : tr("%1: %2"))
                 .arg(node, bar_text(operation, operation.answered.has_value()));
    lines << tr("Asked at %1 ms, event %2.").arg(operation.invoked.ms).arg(operation.asked_at);
    if (operation.effect_at != 0)
      lines << tr("Took effect in slot %1, event %2.")
                   .arg(operation.slot.number)
                   .arg(operation.effect_at);
    if (operation.answered) {
      lines << tr("Answered at %1 ms, event %2.")
                   .arg(operation.answered->ms)
                   .arg(operation.answered_at);
      if (operation.effect_at == 0)
        lines << tr("Answered from the store of one node: it is in no slot of the log.");
    } else {
      lines << tr("No answer yet.");
    }
    return lines.join(u'\n');
  }
};

}  // namespace

QString bar_text(const Operation& operation, bool answered) {
  const KeyCommand command = parse_key_command(operation.command);
  QString what = body(operation, command);
  const bool tells = command.kind == Kind::get || command.kind == Kind::add;
  if (!answered || !tells) return what;
  return what + QStringLiteral(" → ") + text_of(operation.result);
}

Text bar_value(const Operation& operation, bool answered) {
  const KeyCommand command = parse_key_command(operation.command);
  if (command.kind == Kind::put) return command.value;
  if (command.kind == Kind::opaque || !answered || operation.result == Text("none")) return {};
  return operation.result;
}

QString told(const Operation& operation, const Shape& shape) {
  return Words::all(operation, shape);
}

}  // namespace synod::views
