// Canvas of one of two compared clusters, which highlights the differences.
#pragma once

#include <vector>

#include "model/side_by_side/comparison.h"
#include "views/canvas/canvas.h"

namespace synod::views {

/// A canvas with a dashed frame and the sign ≠ at all that the other side has otherwise: at the
/// fields on a disk one by one, and at the node for what it holds in memory.
class ComparedCanvas : public Canvas {
  Q_OBJECT

 public:
  using Canvas::Canvas;

  void set_differences(std::vector<Difference> differences);
  /// Where a mark for that node is drawn, in the scene; for tests.
  std::vector<QRectF> marks_of(NodeId node) const;
  /// The colours of the marks.
  void set_theme(const Theme& theme);

 protected:
  void drawForeground(QPainter* painter, const QRectF& rect) override;

 private:
  /// The frame of a field on the disk; nothing where the card does not show it.
  std::optional<QRectF> field_frame(const Difference& difference) const;
  void draw_frame(QPainter& painter, const QRectF& frame) const;
  void draw_sign(QPainter& painter, QPointF middle) const;

  Theme theme_ = Theme::light();
  std::vector<Difference> differences_;
};

}  // namespace synod::views
