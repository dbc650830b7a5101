// Where the words on a diagram's messages stand so that none lies on another.
#pragma once

#include <QRectF>
#include <vector>

#include "views/diagram/diagram_layout.h"

namespace synod::views {

/// How large words are, about: an upper bound that needs no font at hand.
struct LabelMeasure {
  double figure = 7;    ///< The widest figure of a ballot.
  double padding = 10;  ///< All that is around and between words.
  double height = 15;
  std::vector<double> kinds;  ///< The width of each kind's label.

  friend bool operator==(const LabelMeasure&, const LabelMeasure&) = default;
};

QSizeF label_size(const TracedMessage& message, const LabelMeasure& measure);

/// Boxes for the labels of messages, in page coordinates. They depend on the layout alone and not
/// on what is seen of it, so scrolling moves no label.
class DiagramLabels {
 public:
  DiagramLabels() = default;
  DiagramLabels(const Trace& trace, const DiagramLayout& layout, const LabelMeasure& measure);

  /// Null where there was no room.
  QRectF box(std::size_t message) const {
    return message < boxes_.size() ? boxes_[message] : QRectF();
  }

 private:
  std::vector<QRectF> boxes_;
};

}  // namespace synod::views
