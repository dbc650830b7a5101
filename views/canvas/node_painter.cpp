#include "views/canvas/node_painter.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "views/canvas/log_strip.h"
#include "views/kit/cover.h"
#include "views/kit/pencil.h"

namespace synod::views {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(synod::views::Canvas)
};

constexpr double cover_width = 46;

QPainterPath hexagon(QPointF middle, double r) {
  QPolygonF corners;
  for (int i = 0; i < 6; ++i) {
    const double turn = std::numbers::pi * (i / 3.0 + 1 / 6.0);
    corners << middle + QPointF(r * std::cos(turn), r * std::sin(turn));
  }
  QPainterPath path;
  path.addPolygon(corners);
  path.closeSubpath();
  return path;
}

/// Where the card of a node tells all, its fields stand one below the other.
QRectF full_row(const QRectF& card, double scale, std::size_t row) {
  const double y = card.top() + (19 + 28 * static_cast<double>(row)) * scale;
  return {card.left() + 30 * scale, y - 13.5 * scale, card.width() - 34 * scale, 27 * scale};
}

// Where room is short, two fields stand side by side, each with its word above it.
constexpr double first_cell = 26;
constexpr double cell_word = 9.5;    ///< Above the middle of the word, from the card's upper edge.
constexpr double cell_chips = 15.5;  ///< Below the middle of the chips, from its lower edge.

constexpr double second_cell(Detail detail) {
  return detail == Detail::bare ? 71 : 90;
}

/// The middle of the chips on such a card.
double chips_at(const QRectF& card, double scale, Detail detail) {
  return detail == Detail::bare ? card.center().y() : card.bottom() - cell_chips * scale;
}

/// Where the slots of a log stand in that row of a card.
QRectF strip_area(const QRectF& card, double scale, Detail detail, std::size_t row) {
  if (detail != Detail::full) {
    const double left = card.left() + (row == 0 ? first_cell : second_cell(detail)) * scale;
    const double right =
        row == 0 ? card.left() + (second_cell(detail) - 5) * scale : card.right() - 5 * scale;
    return {left, chips_at(card, scale, detail) - 13 * scale, right - left, 26 * scale};
  }
  QRectF area = full_row(card, scale, row);
  area.setLeft(card.left() + 98 * scale);
  area.setRight(card.right() - 5 * scale);
  return area;
}

class NodePainter {
 public:
  NodePainter(QPainter& painter, const NodeLook& look, const NodePlace& place, const Layout& layout,
              const Theme& theme)
      : p_(painter),
        look_(look),
        place_(place),
        theme_(theme),
        s_(layout.scale),
        detail_(layout.detail),
        full_(layout.detail == Detail::full),
        pencil_(painter, theme, layout.scale) {}

  void paint() {
    if (look_.glow.exists()) glow();
    if (look_.meter.exists()) meter();
    shape();
    if (look_.meter.exists()) threshold();
    if (look_.shared.exists()) shared_mark();
    if (!look_.up) pill(Texts::tr("down"), theme_.muted);
    if (look_.paused) pill(Texts::tr("paused"), theme_.text, true);
    if (look_.no_vote && !look_.paused) pill(Texts::tr("no vote"), theme_.muted);
    if (look_.blocked) pill(Texts::tr("blocked"), theme_.bad);
    if (!place_.card.isEmpty()) card();
    caption();
  }

 private:
  double px(double size) const { return size * s_; }

  double meter_radius() const { return place_.reach - px(full_ ? 5 : 4); }

  /// A member of the quorum: a soft ring in the ballot's colour.
  void glow() {
    const Ink ink = theme_.ballot(look_.glow);
    QColor soft = ink.fill;
    soft.setAlphaF(0.25F);
    const QPainterPath path = shape_of(place_, look_.roles);
    p_.setBrush(Qt::NoBrush);
    p_.setPen(QPen(soft, px(13), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    p_.drawPath(path);
    p_.setPen(QPen(ink.fill, px(6), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    p_.drawPath(path);
  }

  void meter() {
    const double r = meter_radius();
    const QRectF circle(place_.center.x() - r, place_.center.y() - r, 2 * r, 2 * r);
    const double whole = 360.0 / static_cast<double>(look_.voters.size());
    const double gap = std::min(14.0, whole * 0.3);
    const Ink ink = theme_.ballot(look_.meter.ballot);
    double from = 90 - gap / 2;
    for (NodeId voter : look_.voters) {
      const bool filled = look_.meter.answered.contains(voter);
      p_.setPen(QPen(filled ? ink.fill : theme_.divider, px(filled ? 6 : 4.5), Qt::SolidLine,
                     Qt::FlatCap));
      p_.drawArc(circle, static_cast<int>(from * 16), static_cast<int>(-(whole - gap) * 16));
      from -= whole;
    }
  }

  /// How many have answered of how many it needs, on the ring itself.
  void threshold() {
    const double r = meter_radius();
    const bool complete = look_.meter.complete();
    const std::size_t count = std::min(look_.meter.answered.size(), look_.meter.needed);
    const QString text =
        QString("%1/%2")
            .arg(look_.meter_covered ? QStringLiteral("?") : QString::number(count))
            .arg(look_.meter.needed);
    const double pixels = full_ ? 11.5 : 11;
    const double width = pencil_.word_width(text, pixels, QFont::DemiBold) + px(10);
    const Ink ink = theme_.ballot(look_.meter.ballot);
    const double y = std::max(place_.center.y() - r, place_.center.y() - place_.reach + px(8.5));
    const QRectF box(place_.center.x() - width / 2, y - px(8.5), width, px(17));
    p_.setBrush(complete ? ink.fill : theme_.raised);
    p_.setPen(QPen(complete ? ink.line : theme_.link, px(1.2)));
    p_.drawRoundedRect(box, px(8.5), px(8.5));
    pencil_.word(box.left() + px(5), box.center().y(), text, complete ? ink.text : theme_.text,
                 width, pixels, QFont::DemiBold);
  }

  void shape() {
    const QPainterPath path = shape_of(place_, look_.roles);
    p_.setBrush(look_.up ? theme_.raised : theme_.canvas);
    p_.setPen(QPen(look_.up ? theme_.text : theme_.muted, px(look_.up ? 2.2 : 1.8) * theme_.stroke,
                   look_.no_vote ? Qt::DashLine : Qt::SolidLine,
                   look_.no_vote ? Qt::FlatCap : Qt::RoundCap, Qt::RoundJoin));
    p_.drawPath(path);
    if (look_.paused) hatch(path);
    const double pixels = std::min(full_ ? 19.0 : 15.0, 0.68 * place_.radius / s_);
    const double width = pencil_.word_width(look_.name, pixels, QFont::Bold);
    pencil_.word(place_.center.x() - width / 2, place_.center.y(), look_.name,
                 look_.up ? theme_.text : theme_.muted, width + 2, pixels, QFont::Bold);
    if (!look_.up) cross(path);
  }

  void cross(const QPainterPath& path) {
    const double r = place_.radius * 0.95;
    p_.setPen(QPen(theme_.muted, px(1.8)));
    const QPointF c = place_.center;
    // The name stays readable: the cross leaves its middle free. It ends at the shape's edge by
    // itself, as not every device can clip.
    const double inner = place_.radius * 0.48;
    for (const QPointF u : {QPointF(-1, -1), QPointF(1, -1), QPointF(-1, 1), QPointF(1, 1)}) {
      double outer = inner;
      while (outer < r && path.contains(c + u * (outer + px(0.5)))) outer += px(0.5);
      p_.drawLine(c + u * inner * 0.8, c + u * outer);
    }
  }

  /// Level strokes across a shape whose node stands still. Each ends at the shape's edge by itself,
  /// and the name in the middle stays readable.
  void hatch(const QPainterPath& path) {
    QColor ink = theme_.text;
    ink.setAlphaF(0.45F);
    p_.setPen(QPen(ink, px(1.4)));
    const QPointF c = place_.center;
    const QRectF box = path.boundingRect();
    const double gap = px(full_ ? 5.5 : 4.5);
    const double name = px(full_ ? 12 : 9);
    for (double away = name; away < box.height() / 2; away += gap)
      for (const double y : {c.y() - away, c.y() + away}) {
        double half = 0;
        while (path.contains(QPointF(c.x() - half - px(1), y)) &&
               path.contains(QPointF(c.x() + half + px(1), y)))
          half += px(1);
        if (half > px(2)) p_.drawLine(QPointF(c.x() - half, y), QPointF(c.x() + half, y));
      }
  }

  /// A word on the lower edge of the shape, behind the sign of a pause where it is about one.
  void pill(const QString& text, const QColor& ink, bool pause = false) {
    const double sign = pause ? px(10) : 0;
    const double width = pencil_.word_width(text, 12, QFont::DemiBold) + sign + px(12);
    const double height = px(17);
    const QRectF box = beside_card(
        {place_.center.x() - width / 2, place_.center.y() + place_.radius - px(9), width, height});
    p_.setBrush(theme_.canvas);
    p_.setPen(QPen(ink, px(1.2)));
    p_.drawRoundedRect(box, height / 2, height / 2);
    pencil_.word(box.left() + px(6) + sign, box.center().y(), text, ink, width, 12,
                 QFont::DemiBold);
    if (!pause) return;
    p_.setPen(Qt::NoPen);
    p_.setBrush(ink);
    for (const double x : {px(6), px(10)})
      p_.drawRect(QRectF(box.left() + x, box.center().y() - px(4), px(2.2), px(8)));
  }

  /// Moved aside where the card would hide its end, as beside a small shape.
  QRectF beside_card(QRectF box) const {
    const QRectF card = place_.card.adjusted(-px(2), 0, px(2), 0);
    if (!card.intersects(box)) return box;
    if (card.center().x() > place_.center.x())
      box.moveRight(card.left());
    else
      box.moveLeft(card.right());
    return box;
  }

  /// Two circles that overlap, in the colours of the two ballots whose quorums meet here.
  void shared_mark() {
    const double r = px(full_ ? 7.5 : 6);
    const QPointF at = place_.center + QPointF(-place_.radius * 0.74, -place_.radius * 0.74);
    const QRectF back(at.x() - r * 2, at.y() - r * 1.4, r * 4, r * 2.8);
    p_.setBrush(theme_.raised);
    p_.setPen(QPen(theme_.text, px(1.2)));
    p_.drawRoundedRect(back, r * 1.4, r * 1.4);
    const auto circle = [&](double shift, const Ballot& ballot) {
      QPainterPath path;
      path.addEllipse(at + QPointF(shift, 0), r * 0.95, r * 0.95);
      QColor fill = theme_.ballot(ballot).fill;
      fill.setAlphaF(0.55F);
      p_.setBrush(fill);
      p_.setPen(QPen(theme_.ballot(ballot).line, px(1.2)));
      p_.drawPath(path);
    };
    circle(-r * 0.55, look_.shared);
    circle(r * 0.55, look_.glow);
  }

  void card() {
    p_.setBrush(look_.up ? theme_.raised : theme_.canvas);
    QPen edge(look_.wiped ? theme_.bad : theme_.divider, px(1.4) * theme_.stroke);
    if (look_.wiped) edge.setStyle(Qt::DashLine);
    p_.setPen(edge);
    p_.drawRoundedRect(place_.card, px(8), px(8));
    full_ ? rows() : cells();
  }

  double disk_icon(double y) {
    return pencil_.disk(place_.card.left() + px(full_ ? 11 : 7), y, look_.wiped);
  }

  void rows() {
    const QRectF& card = place_.card;
    disk_icon(card.top() + px(19));
    double y = card.top() + px(19);
    for (const DiskRow& row : look_.disk) {
      if (row.changed && !row.covered)
        mark_changed(full_row(card, s_, static_cast<std::size_t>(&row - look_.disk.data())));
      const double x = card.left() + px(36);
      pencil_.word(x, y, row.label, theme_.muted, px(60), 12.5);
      if (row.is_log && !row.covered) {
        strip(row);
        y += px(28);
        continue;
      }
      double at = x + px(64);
      if (look_.wiped && row.empty() && !row.covered) {
        pencil_.word(at, y, Texts::tr("wiped"), theme_.bad, card.right() - at, 12.5,
                     QFont::DemiBold);
      } else {
        chips(row, at, y, card.right() - px(6));
      }
      y += px(28);
    }
  }

  void cells() {
    const QRectF& card = place_.card;
    disk_icon(card.center().y());
    const double y = chips_at(card, s_, detail_);
    double x = card.left() + px(first_cell);
    const double second = card.left() + px(second_cell(detail_));
    bool first = true;
    for (const DiskRow& row : look_.disk) {
      const double right = first && look_.disk.size() > 1 ? second - px(6) : card.right() - px(5);
      if (row.changed && !row.covered)
        mark_changed(
            QRectF(x - px(1), card.top() + px(1.5), right - x + px(2), card.height() - px(3)));
      if (detail_ != Detail::bare)
        pencil_.word(x + px(3), card.top() + px(cell_word), row.label, theme_.muted, right - x, 12);
      if (row.is_log && !row.covered) {
        strip(row);
      } else if (look_.wiped && row.empty() && !row.covered) {
        pencil_.word(x + px(3), y, QString::fromUtf8("\u2715"), theme_.bad, right - x, 12.5);
      } else {
        chips(row, x + px(3), y, right);
      }
      if (first && look_.disk.size() > 1) {
        p_.setPen(QPen(theme_.divider, px(1.2)));
        p_.drawLine(QPointF(second - px(3), card.top() + px(5)),
                    QPointF(second - px(3), card.bottom() - px(5)));
      }
      x = second;
      first = false;
    }
  }

  /// The last slots of a log, side by side.
  void strip(const DiskRow& row) {
    const auto place = static_cast<std::size_t>(&row - look_.disk.data());
    paint_strip(p_, theme_, row, strip_area(place_.card, s_, detail_, place), s_);
  }

  void mark_changed(const QRectF& rect) {
    p_.setBrush(theme_.soft);
    p_.setPen(QPen(theme_.accent, px(1.3)));
    p_.drawRoundedRect(rect, px(6), px(6));
  }

  void chips(const DiskRow& row, double x, double y, double right) {
    if (row.covered) {
      draw_cover(p_, theme_, QRectF(x, y - px(10.5), right - x, px(21)));
      return;
    }
    if (row.empty()) {
      pencil_.word(x, y, full_ ? Texts::tr("none") : QString::fromUtf8("\u2013"), theme_.muted,
                   right - x, 12.5);
      return;
    }
    if (row.ballot.exists()) x += pencil_.ballot(x, y, row.ballot, right - x) + px(4);
    if (row.value.exists() && right > x) pencil_.value(x, y, row.value, right - x);
  }

  double piece_width(const CaptionPiece& piece) const {
    switch (piece.kind) {
      case CaptionPiece::Kind::word: return pencil_.word_width(piece.text);
      case CaptionPiece::Kind::strong:
      case CaptionPiece::Kind::lost: return pencil_.word_width(piece.text, 13, QFont::DemiBold);
      case CaptionPiece::Kind::ballot: return pencil_.ballot_width(piece.ballot);
      case CaptionPiece::Kind::value:
        return piece.value.exists() ? pencil_.value_width(piece.value) : 0;
      case CaptionPiece::Kind::cover: return px(cover_width);
      default: return px(Pencil::icon_width);
    }
  }

  double draw(const CaptionPiece& piece, double x, double y, double room) {
    switch (piece.kind) {
      case CaptionPiece::Kind::word: return pencil_.word(x, y, piece.text, theme_.muted, room);
      case CaptionPiece::Kind::strong:
        return pencil_.word(x, y, piece.text, theme_.text, room, 13, QFont::DemiBold);
      case CaptionPiece::Kind::lost:
        return pencil_.word(x, y, piece.text, theme_.bad, room, 13, QFont::DemiBold);
      case CaptionPiece::Kind::ballot: return pencil_.ballot(x, y, piece.ballot, room);
      case CaptionPiece::Kind::value:
        return piece.value.exists() && room > 0 ? pencil_.value(x, y, piece.value, room) : 0;
      case CaptionPiece::Kind::cover:
        draw_cover(p_, theme_, QRectF(x, y - px(9.5), px(cover_width), px(19)));
        return px(cover_width);
      case CaptionPiece::Kind::disk: return pencil_.disk(x, y, false);
      case CaptionPiece::Kind::broken_disk: return pencil_.disk(x, y, true);
      case CaptionPiece::Kind::crown: return pencil_.crown(x, y, theme_.text);
      case CaptionPiece::Kind::lock: return pencil_.padlock(x, y);
      case CaptionPiece::Kind::tick: return pencil_.tick(x, y, theme_.good);
    }
    return 0;
  }

  /// Where a line of the caption begins that is so wide.
  double caption_left(double width) const {
    if (place_.caption_side == Qt::AlignHCenter) return place_.center.x() - width / 2;
    if (place_.caption_side == Qt::AlignRight) return place_.caption.right() - px(4) - width;
    return place_.caption.left() + px(4);
  }

  void caption() {
    const double height = px(full_ ? 21 : 24);
    const double gap = px(5);
    double y = place_.caption.top() + (full_ ? px(12) : place_.caption.height() / 2);
    for (const CaptionLine& line : look_.caption) {
      double whole = -gap;
      for (const CaptionPiece& piece : line) whole += piece_width(piece) + gap;
      whole = std::min(whole, place_.caption.width());
      double x = caption_left(whole);
      // Links may pass behind: the words stand on a piece of plain ground.
      QColor ground = theme_.canvas;
      ground.setAlphaF(0.85F);
      p_.setPen(Qt::NoPen);
      p_.setBrush(ground);
      p_.drawRoundedRect(QRectF(x - px(3), y - height / 2, whole + px(6), height), px(4), px(4));
      for (const CaptionPiece& piece : line)
        x += draw(piece, x, y, place_.caption.right() - x) + gap;
      y += height;
    }
  }

  QPainter& p_;
  const NodeLook& look_;
  const NodePlace& place_;
  const Theme& theme_;
  double s_;
  Detail detail_;
  bool full_;
  Pencil pencil_;
};

}  // namespace

QPainterPath shape_of(const NodePlace& place, Roles roles) {
  const QPointF c = place.center;
  const double r = place.radius;
  QPainterPath path;
  if (roles == Roles::all()) return hexagon(c, r * 1.06);
  if (roles.has(Role::client)) {
    const QSizeF pill(r * 2.6, r * 1.5);
    path.addRoundedRect(QRectF(c - QPointF(pill.width() / 2, pill.height() / 2), pill),
                        pill.height() / 2, pill.height() / 2);
  } else if (roles.has(Role::proposer)) {
    const double side = r * 0.92;
    path.addRoundedRect(QRectF(c.x() - side, c.y() - side, 2 * side, 2 * side), r * 0.3, r * 0.3);
  } else if (roles.has(Role::acceptor)) {
    path.addEllipse(c, r, r);
  } else {
    const double d = r * 1.15;
    path.addPolygon(
        QPolygonF{c - QPointF(0, d), c + QPointF(d, 0), c + QPointF(0, d), c - QPointF(d, 0)});
    path.closeSubpath();
  }
  return path;
}

QRectF disk_row(const NodePlace& place, const Layout& layout, std::size_t row) {
  const QRectF& card = place.card;
  if (layout.detail == Detail::full) return full_row(card, layout.scale, row);
  // Two cells side by side, the first behind the sign of the disk.
  const double second = card.left() + second_cell(layout.detail) * layout.scale;
  return row == 0 ? QRectF(card.topLeft(), QPointF(second, card.bottom()))
                  : QRectF(QPointF(second, card.top()), card.bottomRight());
}

Slot slot_on_card(const NodeLook& look, const NodePlace& place, const Layout& layout,
                  QPointF point) {
  for (std::size_t row = 0; row < look.disk.size(); ++row) {
    const DiskRow& log = look.disk[row];
    if (!log.is_log || log.covered) continue;
    const QRectF area = strip_area(place.card, layout.scale, layout.detail, row);
    if (!area.contains(point)) continue;
    for (const StripCell& cell : strip_cells(log, area, layout.scale))
      if (cell.box.contains(point)) return cell.slot;
  }
  return {};
}

QRectF painted_area(const NodePlace& place) {
  // The word on the lower edge of a shape may be wider than the shape, and moved aside by the card.
  const double beside = 2.6 * place.radius;
  const QRectF word(place.center.x() - beside, place.center.y(), 2 * beside, place.radius);
  return (place.bounds() | word).adjusted(-6, -6, 6, 6);
}

void paint_node(QPainter& painter, const NodeLook& look, const NodePlace& place,
                const Layout& layout, const Theme& theme) {
  NodePainter(painter, look, place, layout, theme).paint();
}

}  // namespace synod::views
