#include "views/canvas/node_look.h"

#include <QCoreApplication>

#include "model/data/field_search.h"
#include "model/world/blocked.h"
#include "model/world/compaction.h"
#include "model/world/locks.h"
#include "model/world/members.h"
#include "model/world/protocol.h"
#include "views/kit/duration_words.h"
#include "views/kit/told_at.h"
#include "views/kit/translated.h"

namespace synod::views {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(synod::views::Canvas)
};

QString text_of(const Text& text) {
  return QString::fromStdString(text.str());
}

/// "A1 A2", without braces.
QString names(const Shape& shape, NodeSet nodes) {
  QStringList words;
  for (NodeId node : nodes) words << QString::fromStdString(shape.name(node));
  return words.join(' ');
}

class LookMaker {
 public:
  LookMaker(const Frame& frame, const Meeting& meeting, NodeId id, Detail detail)
      : frame_(frame),
        world_(*frame.world),
        state_(world_.node(id).state),
        meeting_(meeting),
        id_(id),
        full_(detail == Detail::full) {}

  NodeLook make() {
    look_.name = QString::fromStdString(world_.name(id_));
    look_.roles = world_.shape().roles(id_);
    look_.up = world_.node(id_).up;
    look_.wiped = world_.node(id_).wiped;
    look_.paused = world_.node(id_).paused;
    look_.blocked = why_blocked(world_, id_).has_value();
    look_.no_vote = knows_it_is_no_member(world_, id_);
    if (look_.roles.has(Role::acceptor)) disk();
    if (look_.roles.has(Role::proposer)) proposer();
    if (look_.roles.has(Role::learner)) learner();
    lock();
    if (look_.roles.has(Role::client)) client();
    if (!look_.roles.has(Role::acceptor) && (look_.wiped || !look_.roles.has(Role::client)))
      small_disk();
    if (meeting_.quorum.exists() && look_.up) {
      if (meeting_.quorum.answered.contains(id_)) look_.glow = meeting_.quorum.ballot;
      if (meeting_.shared.contains(id_)) look_.shared = meeting_.earlier;
    }
    return look_;
  }

 private:
  bool apart() const { return world_.shape().apart(); }
  void line(CaptionLine pieces) { look_.caption.push_back(std::move(pieces)); }

  bool changed(const char* field) const {
    if (frame_.last == nullptr) return false;
    for (const Change& change : frame_.last->changes)
      if (change.node == id_ && std::strcmp(change.field.name, field) == 0) return true;
    return false;
  }

  bool hidden(const char* field) const { return frame_.covers(id_, field); }
  bool hidden(Means meaning) const { return frame_.covers(id_, meaning); }
  /// What stands for a field: its own piece, or a cover.
  template <class NameOrMeaning>
  CaptionPiece unless_hidden(NameOrMeaning field, CaptionPiece piece) const {
    return hidden(field) ? CaptionPiece::icon(CaptionPiece::Kind::cover) : std::move(piece);
  }

  /// What stands on its card: ballots, votes and logs; the first two, as a card has two rows.
  void disk() {
    const auto& infos = state_.infos();
    for (std::size_t i = 0; i < infos.size() && look_.disk.size() < 2; ++i) {
      if (!infos[i].on_card) continue;
      const FieldValue value = state_.value(i);
      DiskRow row;
      row.label = infos[i].name;
      row.changed = changed(infos[i].name);
      row.covered = hidden(infos[i].name);
      if (const auto* ballot = std::get_if<Ballot>(&value)) {
        row.ballot = *ballot;
        row.is_number = true;
      } else if (const auto* vote = std::get_if<Vote>(&value)) {
        row.ballot = vote->ballot;
        row.value = vote->value;
      } else if (const auto* word = std::get_if<Text>(&value)) {
        row.value = *word;
      } else if (const auto* log = std::get_if<SlotLog>(&value)) {
        strip(*log, row);
      } else {
        continue;
      }
      look_.disk.push_back(row);
    }
  }

  /// The last slots of a log; a card shows as many of them as it has room for.
  void strip(const SlotLog& log, DiskRow& row) const {
    constexpr std::uint32_t most = 6;
    row.is_log = true;
    const LogProgress progress{world_.observer.applied_by(id_), compacted_up_to(state_)};
    const std::uint32_t last = std::max(log.last(), progress.compacted).number;
    const std::uint32_t first = last > most ? last - most + 1 : 1;
    row.first = {first};
    row.whole = last;
    if (last > 0) row.label = Texts::tr("%1 of %2").arg(row.label).arg(last);
    for (Slot slot{first}; slot.number <= last; ++slot.number)
      row.strip.push_back(slot_look(log, slot, progress, world_));
  }

  void proposer() {
    if (!look_.up) return;
    look_.meter = quorum_of(world_, id_);
    look_.voters = world_.shape().with(Role::acceptor);
    const auto value = value_meaning<Text>(state_, Means::proposes).value_or(Text());
    const auto own = value_meaning<Text>(state_, Means::wants).value_or(Text());
    const Ballot ballot = look_.meter.ballot;
    if (!look_.meter.exists()) {
      if (hidden(Means::number)) line({CaptionPiece::icon(CaptionPiece::Kind::cover)});
      return;
    }
    look_.meter_covered = hidden(Means::elects) || hidden(Means::decides);
    if (look_.meter_covered) look_.meter.answered = {};
    const CaptionPiece shown_ballot = unless_hidden(Means::number, CaptionPiece::of(ballot));
    const bool leads = is_leading(state_) && !hidden(Means::phase);
    CaptionLine first;
    if (ballot.exists() || hidden(Means::number)) first.push_back(shown_ballot);
    if (!full_) {
      first.push_back(
          unless_hidden(Means::proposes, CaptionPiece::of(value.exists() ? value : own)));
      if (leads) lead(first);
      line(first);
      return;
    }
    const auto phase = value_meaning<Text>(state_, Means::phase).value_or(Text());
    if (leads)
      lead(first);
    else
      first.push_back(unless_hidden(Means::phase, CaptionPiece::word(phase_word(phase))));
    line(first);
    if (apart())
      line({look_.meter_covered ? CaptionPiece::icon(CaptionPiece::Kind::cover) : quorum_text()});
    if (hidden(Means::proposes)) {
      line({CaptionPiece::word(Texts::tr("proposes")),
            CaptionPiece::icon(CaptionPiece::Kind::cover)});
    } else if (value.exists()) {
      line({CaptionPiece::word(Texts::tr("proposes")), CaptionPiece::of(value)});
      if (own.exists() && own != value) {
        const CaptionPiece wanted = CaptionPiece::word(Texts::tr("wanted %1").arg(text_of(own)));
        // Where three lines are all there is, both stand in one.
        if (apart())
          line({wanted});
        else
          look_.caption.back().push_back(wanted);
      }
    } else if (own.exists()) {
      line({CaptionPiece::word(Texts::tr("wants")), CaptionPiece::of(own)});
    }
  }

  void lead(CaptionLine& pieces) const {
    pieces.push_back(CaptionPiece::icon(CaptionPiece::Kind::crown));
    pieces.push_back(CaptionPiece::strong(full_ ? Texts::tr("leads") : QString()));
    if (!full_) pieces.pop_back();
  }

  static QString phase_word(const Text& phase) {
    return phase.exists() ? translated(phase.str().c_str()) : QString();
  }

  CaptionPiece quorum_text() const {
    const Quorum& meter = look_.meter;
    const QString who = names(world_.shape(), meter.answered);
    if (meter.complete()) {
      if (world_.protocol->info().unanimous)
        return CaptionPiece::strong(Texts::tr("all %1 answered").arg(look_.voters.size()));
      // Beyond a handful of names the meter itself says it better.
      return CaptionPiece::strong(
          meter.answered.size() <= 4
              ? Texts::tr("quorum: %1").arg(who)
              : Texts::tr("quorum: %1 of %2").arg(meter.answered.size()).arg(look_.voters.size()));
    }
    if (meter.answered.empty())
      return CaptionPiece::word(
          Texts::tr("needs %1 of %2").arg(meter.needed).arg(look_.voters.size()));
    return CaptionPiece::word(
        meter.answered.size() <= 3
            ? Texts::tr("heard %1 of %2: %3").arg(meter.answered.size()).arg(meter.needed).arg(who)
            : Texts::tr("heard %1 of %2").arg(meter.answered.size()).arg(meter.needed));
  }

  /// What the node's store holds under the key that was put last.
  void store() {
    const auto table = value_meaning<Table>(state_, Means::store);
    if (!table || table->empty()) return;
    const Text key = table->last();
    const QString row = text_of(key) + '=' + text_of(table->get(key));
    const Text shown(row.toStdString());
    if (full_)
      return line({CaptionPiece::word(Texts::tr("store")),
                   unless_hidden(Means::store, CaptionPiece::of(shown))});
    if (look_.caption.empty()) line({});
    look_.caption.back().push_back(unless_hidden(Means::store, CaptionPiece::of(shown)));
  }

  /// What it keeps locked, and for how long by now. A crash does not unlock it.
  void lock() {
    const auto lock = lock_of(state_);
    if (!lock) return;
    if (full_ || look_.caption.empty()) line({});
    CaptionLine& last = look_.caption.back();
    last.push_back(CaptionPiece::icon(CaptionPiece::Kind::lock));
    last.push_back(unless_hidden(Means::lock, CaptionPiece::strong(text_of(lock->what))));
    last.push_back(CaptionPiece::word(
        duration_words(static_cast<std::int64_t>(frame_.now) - lock->since.ms, 1000)));
  }

  void learner() {
    const FieldInfo* stores = field_meaning(state_, Means::store);
    if (look_.up || (stores != nullptr && stores->kept == Kept::disk)) store();
    if (!look_.up) return;
    const auto learned = value_meaning<Text>(state_, Means::decided);
    if (!learned || field_meaning(state_, Means::decided)->on_card) return;
    if (hidden(Means::decided)) {
      line({CaptionPiece::word(Texts::tr("learned")),
            CaptionPiece::icon(CaptionPiece::Kind::cover)});
      return;
    }
    if (learned->exists()) {
      CaptionLine known{CaptionPiece::icon(CaptionPiece::Kind::tick),
                        CaptionPiece::word(Texts::tr("learned")), CaptionPiece::of(*learned)};
      if (!full_ && !apart() && !look_.caption.empty()) {
        known.erase(known.begin() + 1);
        look_.caption.back().insert(look_.caption.back().end(), known.begin(), known.end());
      } else {
        line(known);
      }
    } else if (apart()) {
      line({CaptionPiece::word(Texts::tr("learned: nothing"))});
    }
  }

  /// The words that a client holds: what it asks for and what it was told.
  void client() {
    if (!look_.up) return;
    const std::size_t most = full_ ? 2 : 1;
    const auto& infos = state_.infos();
    for (std::size_t i = 0; i < infos.size() && look_.caption.size() < most; ++i) {
      if (!infos[i].roles.has(Role::client) || infos[i].kept != Kept::memory) continue;
      const FieldValue value = state_.value(i);
      const auto* text = std::get_if<Text>(&value);
      if (text == nullptr || !text->exists()) continue;
      // Whose command it is stands above it.
      const Text shown(text_of(*text).section(' ', -1).toStdString());
      line({CaptionPiece::word(infos[i].name),
            unless_hidden(infos[i].name, CaptionPiece::of(shown))});
    }
  }

  /// What a node keeps that has no card of its own: a proposer's round. Where there is room for one
  /// line, it is the field that was written last in a round: a coordinator's decision.
  void small_disk() {
    if (look_.wiped) {
      line({CaptionPiece::icon(CaptionPiece::Kind::broken_disk),
            {CaptionPiece::Kind::lost, Texts::tr("disk wiped"), {}, {}}});
      return;
    }
    const auto& infos = state_.infos();
    for (std::size_t i = 0; i < infos.size(); ++i) {
      if (infos[i].kept != Kept::disk || !infos[i].roles.overlaps(look_.roles)) continue;
      const FieldValue value = state_.value(i);
      if (hidden(infos[i].name) && full_) {
        line({CaptionPiece::icon(CaptionPiece::Kind::disk), CaptionPiece::word(infos[i].name),
              CaptionPiece::icon(CaptionPiece::Kind::cover)});
        mark_number(infos[i], value);
        continue;
      }
      if (is_none(value) || (!full_ && look_.up)) continue;
      const QString shown = QString::fromStdString(print(value, world_.shape()));
      // A word speaks for itself where its name would leave it no room; a number doesn't.
      const bool alone = !full_ && std::holds_alternative<Text>(value);
      if (!full_) look_.caption.clear();
      line({CaptionPiece::icon(CaptionPiece::Kind::disk),
            CaptionPiece::word(alone ? shown : QString("%1 %2").arg(infos[i].name, shown))});
      mark_number(infos[i], value);
    }
  }

  /// The last line tells a field: where that is a number, all of the line is.
  void mark_number(const FieldInfo& info, const FieldValue& value) {
    for (CaptionPiece& piece : look_.caption.back()) piece.is_number = is_number(info, value);
  }

  const Frame& frame_;
  const Cluster& world_;
  const State& state_;
  const Meeting& meeting_;
  NodeId id_;
  bool full_;
  NodeLook look_;
};

}  // namespace

NodeLook look_of(const Frame& frame, const Meeting& meeting, NodeId node, Detail detail) {
  return LookMaker(frame, meeting, node, detail).make();
}

}  // namespace synod::views
