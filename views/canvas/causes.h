// Arrows of an explanation on the canvas: the way that a cause took.
#pragma once

#include <map>
#include <utility>

#include "model/world/protocol.h"
#include "views/canvas/picture.h"
#include "views/kit/pencil.h"

namespace synod::views {

/// Draws an arrow for each lane over which a cause travelled, and on it, for each message, its kind
/// and the number of the event at which it arrived: the same numbers as in the story, so that their
/// order can be followed.
class CausePainter {
 public:
  CausePainter(QPainter& painter, const Layout& layout, const Theme& theme,
               const ProtocolInfo& protocol);

  void arrows(const std::vector<CauseArrow>& causes);
  void labels(const std::vector<CauseArrow>& causes);

 private:
  using Lanes = std::map<std::pair<NodeId, NodeId>, std::vector<CauseArrow>>;

  Lanes by_lane(const std::vector<CauseArrow>& causes) const;
  void arrow(const Lane& lane, const CauseArrow& last);
  void label(const QRectF& box, const CauseArrow& cause);
  QRectF free_place(const Lane& lane, double share, const QString& words,
                    const std::vector<QRectF>& taken) const;
  /// "16 · 1a".
  QString words_of(const CauseArrow& cause) const;
  QColor line_of(const CauseArrow& cause) const;
  double px(double size) const { return size * layout_.scale; }

  QPainter& p_;
  const Layout& layout_;
  const Theme& theme_;
  const ProtocolInfo& protocol_;
  Pencil pencil_;
};

}  // namespace synod::views
