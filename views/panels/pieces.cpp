#include "views/panels/pieces.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <algorithm>

#include "model/world/protocol.h"
#include "views/kit/cover.h"
#include "views/kit/icons.h"
#include "views/kit/translated.h"

namespace synod::views {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(Pieces)
};

/// How many of the things that clients asked for are looked at to tell a value from another word.
constexpr std::size_t asked_looked_at = 1000;
/// How many slots of a log, and rows of a table, a line of a panel holds.
constexpr std::uint32_t slots_shown = 8;
constexpr std::size_t table_rows_shown = 12;

bool is_value(const Text& text, const Cluster& world) {
  const auto& asked = world.observer.asked();
  const std::size_t first = asked.size() > asked_looked_at ? asked.size() - asked_looked_at : 0;
  for (std::size_t i = first; i < asked.size(); ++i)
    if (asked[i] == text) return true;
  return false;
}

QString none() {
  return Texts::tr("none");
}

struct Maker {
  const Cluster& world;
  LevelOfDetail level;

  Pieces operator()(bool value) const { return {word(value ? Texts::tr("yes") : Texts::tr("no"))}; }
  Pieces operator()(std::int64_t value) const { return {word(QString::number(value))}; }
  Pieces operator()(const Text& value) const {
    if (!value.exists()) return {muted(none())};
    if (is_value(value, world)) return {value_piece(value)};
    return {word(QString::fromStdString(value.str()))};
  }
  Pieces operator()(const Ballot& value) const {
    return {value.exists() ? ballot_piece(value) : muted(none())};
  }
  Pieces operator()(const Vote& value) const {
    if (!value.exists()) return {muted(none())};
    if (level == LevelOfDetail::basic) return {value_piece(value.value)};
    Pieces pieces{ballot_piece(value.ballot), value_piece(value.value)};
    pieces.back().glued = true;
    return pieces;
  }
  Pieces operator()(NodeId value) const {
    return {value.exists() ? word(QString::fromStdString(world.name(value))) : muted(none())};
  }
  Pieces operator()(NodeSet value) const {
    const QString names = QString::fromStdString(world.shape().names(value));
    return {value.empty() ? muted(names) : word(names)};
  }
  Pieces operator()(const VoteBook& book) const {
    Pieces pieces;
    constexpr std::size_t most = 6;
    const auto& counts = book.counts();
    for (std::size_t i = counts.size() > most ? counts.size() - most : 0; i < counts.size(); ++i) {
      for (LinePiece& piece : (*this)(counts[i].vote)) pieces.push_back(std::move(piece));
      pieces.push_back(word(QString::fromStdString(world.shape().names(counts[i].acceptors))));
    }
    return pieces.empty() ? Pieces{muted(none())} : pieces;
  }
  Pieces operator()(const SlotLog& log) const { return log_pieces(log, nullptr, world, level); }
  Pieces operator()(const Table& table) const {
    if (table.empty()) return {muted(none())};
    Pieces pieces;
    for (const TableRow& row : table) {
      const bool last = table.last() == row.key && table.size() > 1;
      if (pieces.size() >= table_rows_shown && !last) continue;
      LinePiece piece{LinePiece::Kind::value, QString::fromStdString(row.key.str()) + '=' +
                                                  QString::fromStdString(row.value.str())};
      pieces.push_back(std::move(piece));
      if (!last) continue;
      pieces.push_back(muted(Texts::tr("changed last")));
      pieces.back().glued = true;
    }
    return pieces;
  }
};

}  // namespace

LinePiece word(const QString& text) {
  return {LinePiece::Kind::word, text};
}

LinePiece muted(const QString& text) {
  return {LinePiece::Kind::muted, text};
}

LinePiece strong(const QString& text) {
  return {LinePiece::Kind::strong, text};
}

LinePiece ballot_piece(const Ballot& ballot) {
  return {LinePiece::Kind::ballot, QString::fromStdString(ballot.str()), ballot.owner()};
}

LinePiece value_piece(const Text& value) {
  return {LinePiece::Kind::value, QString::fromStdString(value.str())};
}

LinePiece cover_piece() {
  return {LinePiece::Kind::cover, cover_text()};
}

Pieces pieces_of(const FieldValue& value, const Cluster& world, LevelOfDetail level) {
  return std::visit(Maker{world, level}, value);
}

Pieces log_pieces(const SlotLog& log, const SlotLog* before, const Cluster& world,
                  LevelOfDetail level) {
  if (log.empty()) return {muted(none())};
  Pieces pieces;
  const QString done = translated(decision_word(world));
  const std::uint32_t last = log.last().number;
  const std::uint32_t first =
      std::max(log.entries()[0].slot.number, last > slots_shown ? last - slots_shown + 1 : 1);
  if (first > log.entries()[0].slot.number) pieces.push_back(muted(QStringLiteral("\u2026")));
  for (Slot slot{first}; slot.number <= last; ++slot.number) {
    LinePiece piece{LinePiece::Kind::slot, {}};
    piece.slot = slot_look(log, slot, {}, world);
    if (level == LevelOfDetail::basic) piece.slot.ballot = {};
    const LogEntry* now = log.find(slot);
    const LogEntry* then = before == nullptr ? now : before->find(slot);
    piece.slot.changed = now == nullptr || then == nullptr ? now != then : *now != *then;
    piece.text = Texts::tr("%1: %2;").arg(slot.number).arg(told(piece.slot, done));
    piece.total = static_cast<int>(slot.number);
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

QString plain(const Pieces& pieces) {
  QStringList words;
  for (const LinePiece& piece : pieces)
    if (!piece.text.isEmpty()) words << piece.text;
  return words.join(u' ');
}

PieceLine::PieceLine(const Theme& theme, const Pieces& pieces, double width, double points)
    : theme_(theme), pieces_(pieces), points_(points) {
  const double line = QFontMetricsF(theme.font(points)).height() + 5 * theme.scale;
  const double gap = 4 * theme.scale;
  double x = 0;
  double y = 0;
  for (const LinePiece& piece : pieces) {
    const double wide = std::min(width_of(piece), width);
    if (x > 0 && x + wide > width && !piece.glued) {
      x = 0;
      y += line + gap;
    }
    // A glued piece that does not fit keeps the rest of the line and is shortened.
    boxes_.emplace_back(x, y, std::min(wide, std::max(width - x, 0.0)), line);
    x += wide + gap;
  }
  height_ = y + line;
}

QFont PieceLine::font_of(const LinePiece& piece) const {
  const bool bold = piece.kind == LinePiece::Kind::strong ||
                    piece.kind == LinePiece::Kind::ballot || piece.kind == LinePiece::Kind::value;
  return theme_.font(points_, bold ? QFont::DemiBold : QFont::Normal);
}

double PieceLine::width_of(const LinePiece& piece) const {
  const double letter = QFontMetricsF(font_of(piece)).height();
  switch (piece.kind) {
    case LinePiece::Kind::meter: return piece.total * 9 * theme_.scale;
    case LinePiece::Kind::cover: return 64 * theme_.scale;
    case LinePiece::Kind::slot: return 84 * theme_.scale;
    case LinePiece::Kind::warning:
    case LinePiece::Kind::check: return letter;
    case LinePiece::Kind::ballot:
    case LinePiece::Kind::value:
      return QFontMetricsF(font_of(piece)).horizontalAdvance(piece.text) + 14 * theme_.scale;
    default: return QFontMetricsF(font_of(piece)).horizontalAdvance(piece.text) + 1;
  }
}

void PieceLine::draw(QPainter& painter, QPointF top_left) const {
  painter.setRenderHint(QPainter::Antialiasing);
  for (std::size_t i = 0; i < boxes_.size(); ++i)
    draw_piece(painter, pieces_[i], boxes_[i].translated(top_left));
}

void PieceLine::draw_piece(QPainter& painter, const LinePiece& piece, const QRectF& box) const {
  painter.setFont(font_of(piece));
  const auto write = [&](const QColor& color, const QRectF& where, int flags) {
    painter.setPen(color);
    painter.drawText(
        where, flags | Qt::AlignVCenter | Qt::TextSingleLine,
        QFontMetricsF(painter.font()).elidedText(piece.text, Qt::ElideRight, where.width() + 1));
  };
  const double radius = 4 * theme_.scale;
  switch (piece.kind) {
    case LinePiece::Kind::word:
    case LinePiece::Kind::strong: return write(theme_.text, box, Qt::AlignLeft);
    case LinePiece::Kind::muted: return write(theme_.muted, box, Qt::AlignLeft);
    case LinePiece::Kind::ballot:
    case LinePiece::Kind::value: {
      const bool ballot = piece.kind == LinePiece::Kind::ballot;
      const Ink ink = ballot ? theme_.ballot(piece.proposer)
                             : theme_.value(Text::from(piece.text.toStdString()).value_or(Text()));
      painter.setPen(QPen(ballot ? ink.fill : ink.line, 1.2 * theme_.scale));
      painter.setBrush(ink.fill);
      painter.drawRoundedRect(box.adjusted(0.6, 0.6, -0.6, -0.6), radius, radius);
      return write(ink.text, box.adjusted(3, 0, -3, 0), Qt::AlignHCenter);
    }
    case LinePiece::Kind::cover:
      return draw_cover(painter, theme_, box.adjusted(0.6, 0.6, -0.6, -0.6));
    case LinePiece::Kind::slot: {
      painter.setFont(theme_.font(7.5));
      painter.setPen(theme_.muted);
      const double number = 17 * theme_.scale;
      painter.drawText(QRectF(box.left(), box.top(), number - 3, box.height()),
                       Qt::AlignVCenter | Qt::AlignRight, QString::number(piece.total));
      const double grow = 1.5 * theme_.scale;
      return paint_slot(painter, theme_, box.adjusted(number, -grow, 0, grow), piece.slot,
                        theme_.scale);
    }
    case LinePiece::Kind::meter: {
      const double step = 9 * theme_.scale;
      const double high = 6 * theme_.scale;
      painter.setPen(Qt::NoPen);
      for (int i = 0; i < piece.total; ++i) {
        painter.setBrush(i < piece.filled ? theme_.accent : theme_.link);
        painter.drawRoundedRect(
            QRectF(box.x() + i * step, box.center().y() - high / 2, step - 2, high), 2, 2);
      }
      return;
    }
    case LinePiece::Kind::warning:
    case LinePiece::Kind::check: {
      const bool good = piece.kind == LinePiece::Kind::check;
      const double side = box.width();
      draw_icon(painter, good ? QStringLiteral("check") : QStringLiteral("warning"),
                good ? theme_.good : theme_.bad,
                QRectF(box.x(), box.center().y() - side / 2, side, side));
      return;
    }
  }
}

}  // namespace synod::views
