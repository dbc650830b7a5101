#include "views/canvas/scenery.h"

#include <QCoreApplication>
#include <QLineF>
#include <algorithm>
#include <cmath>

#include "views/kit/pencil.h"
#include "views/kit/translated.h"

namespace synod::views {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(synod::views::Canvas)
};

QPointF unit(QPointF from, QPointF to) {
  const double length = QLineF(from, to).length();
  return length < 1e-6 ? QPointF(1, 0) : (to - from) / length;
}

}  // namespace

Scenery::Scenery(QPainter& painter, const Layout& layout, const Theme& theme)
    : p_(painter), layout_(layout), theme_(theme), s_(layout.scale) {}

QPointF Scenery::edge_towards(NodeId node, NodeId other) const {
  const NodePlace& place = layout_.node(node);
  return place.center + unit(place.center, layout_.node(other).center) * place.radius;
}

void Scenery::links(const std::vector<LinkLook>& links) {
  for (const LinkLook& link : links) {
    const QPointF a = layout_.node(link.a).center;
    const QPointF b = layout_.node(link.b).center;
    const QPointF u = unit(a, b);
    p_.setOpacity(link.faded ? 2 * fade : 1);  // Thin as it is, a link needs more to be seen.
    if (!link.cut_ab && !link.cut_ba) {
      p_.setPen(QPen(theme_.link, px(1.3) * theme_.stroke));
      p_.drawLine(a, b);
      continue;
    }
    const bool both = link.cut_ab && link.cut_ba;
    const double share = both ? 0.5 : link.cut_ab ? 0.34 : 0.66;
    const QPointF at = a + (b - a) * share;
    p_.setPen(QPen(theme_.link, px(1.3) * theme_.stroke, Qt::CustomDashLine));
    QPen dashed(theme_.link, px(1.3) * theme_.stroke);
    dashed.setDashPattern({4, 4});
    p_.setPen(dashed);
    p_.drawLine(a, at - u * px(9));
    p_.drawLine(at + u * px(9), b);
    cut_mark(at, u);
    if (both) continue;
    // The way that is left open, by its arrowhead.
    const QPointF open = link.cut_ab ? -u : u;
    const QPointF tip = link.cut_ab ? edge_towards(link.a, link.b) : edge_towards(link.b, link.a);
    Pencil(p_, theme_, s_).arrowhead(tip - open * px(22), open, theme_.muted, 12);
  }
  p_.setOpacity(1);
}

/// Two slanted ends with a gap between them.
void Scenery::cut_mark(QPointF at, QPointF u) {
  const QPointF n(-u.y(), u.x());
  p_.setPen(QPen(theme_.bad, px(2.2), Qt::SolidLine, Qt::RoundCap));
  for (const double side : {-1.0, 1.0}) {
    const QPointF c = at + u * px(4.5) * side;
    p_.drawLine(c + n * px(8) - u * px(2.5), c - n * px(8) + u * px(2.5));
  }
}

void Scenery::hovered_link(const LinkLook& link, NodeId near_end, bool one_way) {
  const bool cut = link.cut_ab || link.cut_ba;
  const NodeId far_end = near_end == link.a ? link.b : link.a;
  const QPointF a = layout_.node(near_end).center;
  const QPointF b = layout_.node(far_end).center;
  const QPointF at = a + (b - a) * (one_way ? 0.34 : 0.5);
  p_.setPen(QPen(theme_.accent, px(3), cut ? Qt::DashLine : Qt::SolidLine));
  p_.drawLine(edge_towards(near_end, far_end), edge_towards(far_end, near_end));
  Pencil pencil(p_, theme_, s_);
  if (one_way) pencil.arrowhead(edge_towards(far_end, near_end), unit(a, b), theme_.accent, 14);
  p_.setPen(QPen(theme_.accent, px(1.4)));
  p_.setBrush(theme_.raised);
  p_.drawEllipse(at, px(14), px(14));
  if (cut)
    pencil.tick(at.x() - px(6), at.y(), theme_.accent);
  else
    pencil.scissors(at, theme_.accent);
}

void Scenery::path_band(const QPointF& from, const QPointF& to, const Recovery& recovery) {
  QColor band = theme_.value(recovery.vote.value).line;
  band.setAlphaF(0.3F);
  p_.setPen(QPen(band, px(9), Qt::SolidLine, Qt::FlatCap));
  p_.drawLine(from, to);
  QPen dots(theme_.ballot(recovery.vote.ballot).fill, px(3.2), Qt::SolidLine, Qt::FlatCap);
  dots.setDashPattern({1.3, 1.1});
  p_.setPen(dots);
  p_.drawLine(from, to);
}

void Scenery::recovery(const Recovery& recovery) {
  p_.setOpacity(recovery.strength);
  const NodePlace& reporter = layout_.node(recovery.reporter);
  if (!reporter.card.isEmpty()) {
    const QPointF disk(reporter.card.center().x() < reporter.center.x() ? reporter.card.right()
                                                                        : reporter.card.left(),
                       reporter.center.y());
    path_band(disk, reporter.center, recovery);
  }
  if (recovery.reporter != recovery.proposer)
    path_band(edge_towards(recovery.reporter, recovery.proposer),
              edge_towards(recovery.proposer, recovery.reporter), recovery);
  Pencil pencil(p_, theme_, s_);
  const QColor line = theme_.ballot(recovery.vote.ballot).fill;
  if (recovery.reporter != recovery.proposer) {
    const QPointF u =
        unit(layout_.node(recovery.reporter).center, layout_.node(recovery.proposer).center);
    pencil.arrowhead(edge_towards(recovery.proposer, recovery.reporter) - u * px(3), u, line, 13);
  }
  for (NodeId to : recovery.to) {
    if (!linked(layout_.shape, recovery.proposer, to)) continue;
    // On to where the new Accepts set out.
    const Lane& lane = layout_.lane(recovery.proposer, to);
    path_band(lane.tail, lane.begin, recovery);
  }
  p_.setOpacity(1);
}

QString Scenery::words_of(const Recovery& recovery) {
  if (recovery.slot == Slot{}) return Texts::tr("must adopt");
  if (recovery.slot_count == 1) return Texts::tr("must adopt in slot %1").arg(recovery.slot.number);
  return Texts::tr("must adopt %1 slots, the first %2")
      .arg(recovery.slot_count)
      .arg(recovery.slot.number);
}

void Scenery::recovery_label(const Recovery& recovery) {
  p_.setOpacity(recovery.strength);
  const NodePlace& from = layout_.node(recovery.reporter);
  const NodePlace& to = layout_.node(recovery.proposer);
  Pencil pencil(p_, theme_, s_);
  const QString text = words_of(recovery);
  const QPointF middle = recovery.reporter == recovery.proposer
                             ? from.center - QPointF(0, from.reach + px(16))
                             : from.center + (to.center - from.center) * 0.36;
  const double words = pencil.word_width(text, 13, QFont::DemiBold);
  const bool numbered = recovery.vote.ballot.exists();
  const double chip = numbered ? pencil.ballot_width(recovery.vote.ballot) + px(3) : 0;
  const double width = words + px(6) + chip + pencil.value_width(recovery.vote.value);
  const QRectF box(middle.x() - width / 2 - px(8), middle.y() - px(15), width + px(16), px(30));
  p_.setPen(QPen(theme_.ballot(recovery.vote.ballot).fill, px(1.3)));
  p_.setBrush(theme_.canvas);
  p_.drawRoundedRect(box, px(7), px(7));
  double x = box.left() + px(8);
  x += pencil.word(x, middle.y(), text, theme_.text, width, 13, QFont::DemiBold) + px(6);
  if (numbered) x += pencil.ballot(x, middle.y(), recovery.vote.ballot, 1e4) + px(3);
  pencil.value(x, middle.y(), recovery.vote.value, 1e4);
  p_.setOpacity(1);
}

void Scenery::timers(const Picture& picture) {
  draw_timers(p_, picture.timers, layout_, theme_);
}

void Scenery::sights(const Picture& picture) {
  draw_sights(p_, picture.sights, layout_, theme_);
}

void Scenery::happened(const Picture& picture) {
  if (!picture.happened.exists() || picture.happened_now <= 0) return;
  const NodePlace& place = layout_.node(picture.happened);
  QColor line = picture.happened_ballot.exists() ? theme_.ballot(picture.happened_ballot).fill
                                                 : theme_.accent;
  p_.setOpacity(picture.happened_now);
  p_.setBrush(Qt::NoBrush);
  QPen pen(line, px(2));
  pen.setDashPattern({2.5, 2.5});
  p_.setPen(pen);
  p_.drawEllipse(place.center, place.reach + px(4), place.reach + px(4));
  p_.setOpacity(1);
}

void Scenery::reading(const Reading& reading) {
  const NodePlace& place = layout_.node(reading.node);
  const bool below = place.card.isEmpty();
  const QPointF disk =
      below ? QPointF(place.center.x(), place.caption.center().y())
            : QPointF(place.card.center().x() < place.center.x() ? place.card.right() - px(20)
                                                                 : place.card.left() + px(20),
                      place.center.y());
  const QPointF u = unit(disk, place.center);
  const QPointF goal = place.center - u * place.radius * 0.8;
  const QPointF tip = disk + (goal - disk) * reading.along;
  const QColor line = reading.empty ? theme_.bad : theme_.accent;
  p_.setOpacity(reading.strength);
  Pencil pencil(p_, theme_, s_);
  QPen pen(line, px(3), Qt::SolidLine, Qt::RoundCap);
  if (reading.empty) pen.setDashPattern({1.2, 2});
  p_.setPen(pen);
  p_.drawLine(disk, tip - u * px(8));
  pencil.arrowhead(tip, u, line, 13);
  const QString text = reading.empty ? Texts::tr("the disk is empty") : Texts::tr("reads its disk");
  const double width = pencil.word_width(text, 12.5, QFont::DemiBold);
  const double y = below ? place.caption.bottom() - px(12) : place.card.top() - px(11);
  const double x = below ? place.center.x() - width / 2
                         : std::clamp(place.card.left(), 2.0, layout_.size.width() - width - 2);
  pencil.word(x, y, text, line, width + 2, 12.5, QFont::DemiBold);
  p_.setOpacity(1);
}

void Scenery::losses(const std::vector<Envelope>& envelopes) {
  constexpr int most = 6;
  int shown = 0;
  Pencil pencil(p_, theme_, s_);
  for (const Envelope& e : envelopes) {
    if (!e.ghost || e.faded || ++shown > most) continue;
    const QString text = e.why == Loss::cut    ? Texts::tr("lost at the cut")
                         : e.why == Loss::down ? Texts::tr("lost: down")
                                               : Texts::tr("lost");
    const double width = pencil.word_width(text, 12.5, QFont::Medium);
    p_.setOpacity(std::min(1.0, e.opacity * 2));
    const QRectF back(e.at.x() - width / 2 - px(4), e.at.y() + px(14), width + px(8), px(18));
    p_.setPen(Qt::NoPen);
    p_.setBrush(theme_.canvas);
    p_.drawRoundedRect(back, px(4), px(4));
    pencil.word(e.at.x() - width / 2, back.center().y(), text, theme_.bad, width + 2, 12.5,
                QFont::Medium);
  }
  p_.setOpacity(1);
}

void Scenery::outline_node(NodeId node, bool focus) {
  const double r = layout_.node(node).reach + px(4);
  p_.setBrush(Qt::NoBrush);
  p_.setPen(QPen(theme_.accent, px(focus ? 3.2 : 1.8)));
  p_.drawRoundedRect(QRectF(layout_.node(node).center - QPointF(r, r), QSizeF(2 * r, 2 * r)),
                     px(10), px(10));
}

void Scenery::outline_rect(const QRectF& rect, bool focus) {
  const double grow = px(focus ? 4 : 2.5);
  p_.setBrush(Qt::NoBrush);
  p_.setPen(QPen(theme_.accent, px(focus ? 3 : 2)));
  p_.drawRoundedRect(rect.adjusted(-grow, -grow, grow, grow), rect.height() / 2 + grow,
                     rect.height() / 2 + grow);
}

void Scenery::outline_link(NodeId a, NodeId b, bool focus) {
  p_.setPen(QPen(theme_.accent, px(focus ? 5 : 3)));
  p_.drawLine(edge_towards(a, b), edge_towards(b, a));
}

void Scenery::drop_target(NodeId node, bool over) {
  const NodePlace& place = layout_.node(node);
  QColor ground = theme_.accent;
  ground.setAlphaF(over ? 0.28F : 0.14F);
  p_.setBrush(ground);
  QPen pen(theme_.accent, px(over ? 4 : 2.6));
  if (!over) pen.setDashPattern({3, 2});
  p_.setPen(pen);
  p_.drawEllipse(place.center, place.reach + px(7), place.reach + px(7));
}

void Scenery::note_below(QPointF middle, const QString& text, bool strong) {
  Pencil pencil(p_, theme_, s_);
  const int weight = strong ? QFont::DemiBold : QFont::Medium;
  const double width = pencil.word_width(text, 12.5, weight);
  QRectF box(middle.x() - width / 2 - px(6), middle.y() + px(19), width + px(12), px(21));
  if (box.bottom() > layout_.size.height()) box.translate(0, -px(59));
  p_.setBrush(theme_.raised);
  p_.setPen(QPen(theme_.accent, px(1.2)));
  p_.drawRoundedRect(box, px(5), px(5));
  pencil.word(box.left() + px(6), box.center().y(), text, theme_.text, width + 2, 12.5, weight);
}

void Scenery::partition_line(QPointF from, QPointF to,
                             const std::array<std::uint8_t, max_nodes>& side) {
  const QPointF u = unit(from, to);
  const double far = layout_.size.width() + layout_.size.height();
  QPen pen(theme_.bad, px(2.6), Qt::SolidLine, Qt::RoundCap);
  pen.setDashPattern({5, 4});
  p_.setPen(pen);
  p_.drawLine(from - u * far, to + u * far);
  Pencil pencil(p_, theme_, s_);
  for (NodeId id : layout_.shape.all()) {
    const NodePlace& place = layout_.node(id);
    const QColor line = side[id.index] == 1 ? theme_.accent : theme_.bad;
    p_.setBrush(Qt::NoBrush);
    p_.setPen(QPen(line, px(3), side[id.index] == 1 ? Qt::SolidLine : Qt::DashLine));
    p_.drawEllipse(place.center, place.reach + px(4), place.reach + px(4));
    const QPointF at = place.center + QPointF(0, -place.reach - px(2));
    p_.setBrush(theme_.canvas);
    p_.setPen(QPen(line, px(1.6)));
    p_.drawEllipse(at, px(10), px(10));
    const QString number = QString::number(side[id.index]);
    pencil.word(at.x() - pencil.word_width(number, 13, QFont::Bold) / 2, at.y(), number,
                theme_.text, px(20), 13, QFont::Bold);
  }
}

void Scenery::chosen_badge(const QRectF& rect, const Picture& picture) {
  if (picture.chosen_word == nullptr) return;  // Nothing is ever decided there.
  const std::vector<Text>& chosen = picture.chosen;
  const double s = rect.height() / 50;
  Pencil pencil(p_, theme_, s);
  const bool violated = chosen.size() > 1;
  const QColor line = violated ? theme_.bad : chosen.empty() ? theme_.muted : theme_.good;
  QPen edge(line, 1.6 * s);
  edge.setDashPattern({3.5, 2.5});
  p_.setPen(edge);
  p_.setBrush(theme_.raised);
  p_.drawRoundedRect(rect, 9 * s, 9 * s);
  pencil.eye({rect.left() + 20 * s, rect.center().y()}, line);
  double x = rect.left() + 38 * s;
  const double top = rect.top() + 16 * s;
  const std::uint32_t slot = picture.chosen_slot.number;
  const QString said = translated(picture.chosen_word);
  const QString word = slot == 0 ? said : said.arg(slot);
  x += pencil.word(x, top, word, theme_.text, rect.width(), 13.5, QFont::DemiBold) + 6 * s;
  if (chosen.empty())
    pencil.word(x, top, Texts::tr("nothing yet"), theme_.muted, rect.right() - x - 4, 13.5);
  for (const Text& value : chosen) {
    if (x > rect.right() - 30 * s) break;
    x += pencil.value(x, top, value, std::min(rect.right() - 6 * s - x, 118 * s)) + 4 * s;
  }
  pencil.word(rect.left() + 38 * s, rect.top() + 36 * s, Texts::tr("no node can see this"),
              theme_.muted, rect.width() - 44 * s, 12);
}

}  // namespace synod::views
