#include "views/compare/compared_canvas.h"

#include "views/canvas/node_painter.h"
#include "views/kit/pencil.h"

namespace synod::views {

namespace {

// At scale 1.
constexpr double sign_radius = 9;
constexpr double line_width = 2.2;

}  // namespace

void ComparedCanvas::set_theme(const Theme& theme) {
  theme_ = theme;
  Canvas::set_theme(theme);
}

void ComparedCanvas::set_differences(std::vector<Difference> differences) {
  if (differences == differences_) return;
  differences_ = std::move(differences);
  viewport()->update();
}

std::optional<QRectF> ComparedCanvas::field_frame(const Difference& difference) const {
  const std::vector<DiskRow>& disk = picture_shown().nodes[difference.node.index].disk;
  const NodePlace& place = layout_shown().node(difference.node);
  const QString field =
      QString::fromUtf8(difference.field.data(), static_cast<qsizetype>(difference.field.size()));
  for (std::size_t row = 0; row < disk.size(); ++row)
    if (disk[row].label.section(u' ', 0, 0) == field && !place.card.isEmpty())
      return disk_row(place, layout_shown(), row);
  return std::nullopt;
}

std::vector<QRectF> ComparedCanvas::marks_of(NodeId node) const {
  std::vector<QRectF> marks;
  bool in_memory = false;
  for (const Difference& difference : differences_) {
    if (difference.node != node || !node.exists()) continue;
    if (const auto frame = field_frame(difference)) {
      marks.push_back(*frame);
    } else {
      in_memory = true;
    }
  }
  if (in_memory) marks.push_back(layout_shown().node(node).circle());
  return marks;
}

void ComparedCanvas::drawForeground(QPainter* painter, const QRectF& rect) {
  Canvas::drawForeground(painter, rect);
  if (layout_shown().nodes.empty()) return;
  for (NodeId node : layout_shown().shape.all())
    for (const QRectF& mark : marks_of(node)) draw_frame(*painter, mark);
}

void ComparedCanvas::draw_frame(QPainter& painter, const QRectF& frame) const {
  const double scale = layout_shown().scale;
  QPen pen(theme_.accent, line_width * scale * theme_.stroke);
  pen.setDashPattern({3, 2});
  painter.setPen(pen);
  painter.setBrush(Qt::NoBrush);
  painter.drawRoundedRect(frame, 7 * scale, 7 * scale);
  draw_sign(painter, frame.topRight());
}

void ComparedCanvas::draw_sign(QPainter& painter, QPointF middle) const {
  const double scale = layout_shown().scale;
  const double radius = sign_radius * scale;
  painter.setPen(QPen(theme_.canvas, 1.5 * scale));
  painter.setBrush(theme_.accent);
  painter.drawEllipse(middle, radius, radius);
  painter.setPen(QPen(theme_.on_accent, 1.8 * scale, Qt::SolidLine, Qt::RoundCap));
  const double half = radius * 0.48;
  for (const double y : {-radius * 0.22, radius * 0.22})
    painter.drawLine(middle + QPointF(-half, y), middle + QPointF(half, y));
  painter.drawLine(middle + QPointF(-half * 0.6, half * 1.1),
                   middle + QPointF(half * 0.6, -half * 1.1));
}

}  // namespace synod::views
