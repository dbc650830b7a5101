#include "views/canvas/causes.h"

#include <QLineF>
#include <algorithm>

namespace synod::views {

namespace {

constexpr double label_letters = 12;
constexpr std::size_t most_labels = 4;  ///< Of one lane: more would cover it.
constexpr double label_share = 0.17;    ///< Of the lane, from one label to the next …
constexpr double label_room = 56;       ///< … and no less than this.

}  // namespace

CausePainter::CausePainter(QPainter& painter, const Layout& layout, const Theme& theme,
                           const ProtocolInfo& protocol)
    : p_(painter),
      layout_(layout),
      theme_(theme),
      protocol_(protocol),
      pencil_(painter, theme, layout.scale) {}

CausePainter::Lanes CausePainter::by_lane(const std::vector<CauseArrow>& causes) const {
  Lanes lanes;
  for (const CauseArrow& cause : causes)
    if (linked(layout_.shape, cause.from, cause.to)) lanes[{cause.from, cause.to}].push_back(cause);
  return lanes;
}

QColor CausePainter::line_of(const CauseArrow& cause) const {
  return cause.ballot.exists() ? theme_.ballot(cause.ballot).fill : theme_.text;
}

void CausePainter::arrows(const std::vector<CauseArrow>& causes) {
  for (const auto& [ends, on_it] : by_lane(causes))
    arrow(layout_.lane(ends.first, ends.second), on_it.back());
}

void CausePainter::arrow(const Lane& lane, const CauseArrow& last) {
  const double length = QLineF(lane.tail, lane.head).length();
  if (length < 1) return;
  const QPointF along = (lane.head - lane.tail) / length;
  QPen pen(line_of(last), px(3.4), Qt::SolidLine, Qt::FlatCap);
  // What did not arrive: a line with gaps.
  if (last.arrived == 0) pen.setDashPattern({3, 2});
  p_.setPen(pen);
  p_.drawLine(lane.tail, lane.head - along * px(10));
  pencil_.arrowhead(lane.head, along, line_of(last), 15);
}

/// Nearer to the receiver, so that those of opposite lanes stand apart.
void CausePainter::labels(const std::vector<CauseArrow>& causes) {
  std::vector<QRectF> taken;
  for (const auto& [ends, on_it] : by_lane(causes)) {
    const Lane& lane = layout_.lane(ends.first, ends.second);
    const std::size_t first = on_it.size() > most_labels ? on_it.size() - most_labels : 0;
    const auto count = static_cast<double>(on_it.size() - first);
    const double length = std::max(1.0, QLineF(lane.tail, lane.head).length());
    const double apart = std::max(label_share, px(label_room) / length);
    for (std::size_t i = first; i < on_it.size(); ++i) {
      const double share = 0.62 + apart * (static_cast<double>(i - first) - (count - 1) / 2);
      taken.push_back(free_place(lane, share, words_of(on_it[i]), taken));
      label(taken.back(), on_it[i]);
    }
  }
}

/// As near to `share` of the lane as there is room beside the labels that stand already; there,
/// where there is none.
QRectF CausePainter::free_place(const Lane& lane, double share, const QString& words,
                                const std::vector<QRectF>& taken) const {
  const QSizeF size(pencil_.word_width(words, label_letters, QFont::Bold) + px(14), px(20));
  const auto box_at = [&](double at) {
    const QPointF middle = lane.tail + (lane.head - lane.tail) * at;
    return QRectF(middle - QPointF(size.width() / 2, size.height() / 2), size);
  };
  for (double away = 0; away < 0.6; away += 0.04)
    for (const double at : {share + away, share - away}) {
      const QRectF box = box_at(at);
      const bool is_free = std::none_of(taken.begin(), taken.end(),
                                        [&](const QRectF& other) { return other.intersects(box); });
      if (at > 0.12 && at < 0.88 && is_free) return box;
    }
  return box_at(share);
}

QString CausePainter::words_of(const CauseArrow& cause) const {
  const QString kind = QString::fromUtf8(protocol_.messages[cause.kind].label);
  return cause.arrived == 0 ? kind : QStringLiteral("%1 · %2").arg(cause.arrived).arg(kind);
}

void CausePainter::label(const QRectF& box, const CauseArrow& cause) {
  p_.setBrush(theme_.raised);
  p_.setPen(QPen(line_of(cause), px(1.8)));
  p_.drawRoundedRect(box, px(5), px(5));
  pencil_.word(box.left() + px(7), box.center().y(), words_of(cause), theme_.text,
               box.width() - px(14) + 2, label_letters, QFont::Bold);
}

}  // namespace synod::views
